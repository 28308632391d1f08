"""A program in a pseudo-terminal: when it has painted something, and what processor time it takes."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROWS, COLUMNS = 24, 80
_PATIENCE = 30.0

EMPTY = [
    sys.executable,
    "-c",
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Empty(App):\n"
    "    def compose(self):\n"
    "        yield Static('first frame')\n"
    "Empty().run()\n",
]
"""A Textual app of two words, and what shows that it is painted."""
EMPTY_PAINTED = b"first frame"


class Screen:
    """One running program and its terminal."""

    def __init__(self, process: int, terminal: int) -> None:
        self.process = process
        self.began = time.perf_counter()
        self._terminal = terminal

    def wait_for(self, painted: bytes) -> float:
        """Seconds from the start until `painted` is on the screen. RuntimeError when it never is."""
        seen = b""
        while time.perf_counter() - self.began < _PATIENCE:
            data = self._read(1.0)
            if data is None:
                break
            seen = seen[-4096:] + data
            if painted in seen:
                return time.perf_counter() - self.began
        raise RuntimeError(f"{painted.decode()!r} was not painted; last was {seen[-300:]!r}")

    def type(self, keys: str) -> None:
        """Presses keys."""
        os.write(self._terminal, keys.encode())

    def let_run(self, seconds: float) -> None:
        """Looks on."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if self._read(left) is None:
                raise RuntimeError("the program has ended")

    def processor_seconds(self) -> float:
        """Processor time used so far, with its children that have ended (Linux)."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def _read(self, seconds: float) -> bytes | None:
        """What was painted, b'' for nothing in time, None at the end of the program."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._terminal, 1 << 16) or None
        except OSError:
            return None


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[Screen]:
    """Runs `command` in a terminal of 80 by 24 and ends it afterwards."""
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment}
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execve(command[0], command, environment)
    screen = Screen(process, terminal)
    try:
        yield screen
    finally:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)
        with suppress(RuntimeError):
            screen.let_run(_PATIENCE)
        os.close(terminal)
        os.waitpid(process, 0)
