"""How soon the operator's scores are there, and what a tap costs while they are watched."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from benchmarks.line import Line

_EMPTY = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Empty(App):\n"
    "    def compose(self):\n"
    "        yield Static('satisfied')\n"
    "Empty().run()\n"
)
"""A Textual app of one word; the operator's screen is painted when it says the same one."""

_PAINTED = b"satisfied"
_ROWS, _COLUMNS = 40, 130
_DAYS = 35


def measure(rounds: int = 5, taps: int = 40) -> Iterable[Line]:
    """First paint with data against an empty Textual app's, both under a pty; processor time a tap."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KIOSK_BENCHMARKS")) as name:
        folder = Path(name)
        _fill(folder)
        operator = [sys.executable, "-m", "kiosk", "--home", name, "operator"]
        empty = [sys.executable, "-c", _EMPTY]
        for command in (empty, operator):  # once for the caches of the disk and of Python
            _first_paint(command)
        pairs = [(_first_paint(operator), _first_paint(empty)) for _ in range(rounds)]
        ratio = statistics.median(ours / theirs for ours, theirs in pairs)
        ours, theirs = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
        yield Line(
            "the operator's scores on screen / an empty Textual app",
            ratio,
            1.6,
            detail=f"{ours:.0f} ms / {theirs:.0f} ms, medians of {rounds}",
        )
        yield _refresh(operator, folder, taps)


def _fill(folder: Path) -> None:
    from kiosk.demo.scratch import fill, furnish, make_crowd

    home = furnish(folder, "en")
    fill(home, make_crowd(1), datetime.now().astimezone(), _DAYS, lambda: None)


@contextmanager
def _terminal(command: list[str]) -> Iterator[tuple[int, int]]:
    """Runs a command in a pseudo-terminal; gives its process and the terminal's other end."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
        os.execv(command[0], command)
    try:
        yield process, terminal
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)
        _drain(terminal, 5, b"")
        os.close(terminal)
        os.waitpid(process, 0)


def _drain(terminal: int, seconds: float, until: bytes) -> bool:
    """Reads what is painted until `until` is seen (True), or the time is over or the program ends."""
    end, seen = time.monotonic() + seconds, b""
    while (left := end - time.monotonic()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen = seen[-64:] + chunk
        if until and until in seen:
            return True
    return False


def _first_paint(command: list[str]) -> float:
    """Seconds from the start of a program until the word is on its screen."""
    began = time.perf_counter()
    with _terminal(command) as (_, terminal):
        if not _drain(terminal, 30, _PAINTED):
            raise RuntimeError(f"{command[-1]!r} painted nothing in 30 seconds")
        return time.perf_counter() - began


def _refresh(command: list[str], folder: Path, taps: int) -> Line:
    what = "processor time to show a tap, read and painted"
    if not Path("/proc/self/stat").exists():
        return Line(what, 0, 5, "ms", "not measured: this system has no /proc")
    with _terminal(command) as (process, terminal):
        _drain(terminal, 30, _PAINTED)
        _drain(terminal, 2, b"")
        before = _processor_ms(process)
        _drain(terminal, 3, b"")
        idle = (_processor_ms(process) - before) / 3
        before, began = _processor_ms(process), time.monotonic()
        for response in _taps(folder, taps):
            del response
            _drain(terminal, 0.3, b"")
        spent = _processor_ms(process) - before - idle * (time.monotonic() - began)
    return Line(what, spent / taps, 5, "ms", f"{taps} taps at {_COLUMNS}x{_ROWS}; idle {idle / 10:.2f} %")


def _processor_ms(process: int) -> float:
    """Processor time that a process has used so far (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _taps(folder: Path, taps: int) -> Iterator[None]:
    """Saves one more tap at each step."""
    from kiosk.demo.scratch import make_crowd, open_store
    from kiosk.home import Home
    from store.sqlite.responses import Responses

    now = datetime.now().astimezone()
    with open_store(Home(folder), now) as database:
        responses = Responses(database)
        crowd = make_crowd(2)
        todays = [response for day in crowd.history(now, 1) for response in day][:taps]
        for response in todays:
            responses.save(response)
            yield
