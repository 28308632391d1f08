"""A pseudo-terminal with a program in it: what is typed, what is shown, how it ends."""

import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pyte

PATIENCE = 40.0
"""Seconds after which a test gives up waiting; on an idle machine everything takes under one."""

_ALTERNATE_ON, _ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
_UNKNOWN_TO_PYTE = (b"\x1b[<u", b"\x1b[>25u")


class Terminal:
    """Runs `arguments` in a terminal of its own."""

    def __init__(
        self,
        arguments: list[str],
        *,
        program: str = sys.executable,
        size: tuple[int, int] = (80, 24),
        **environment: str,
    ) -> None:
        columns, rows = size
        self._process = pexpect.spawn(
            program,
            arguments,
            dimensions=(rows, columns),
            env={
                "PATH": os.environ["PATH"],
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "HOME": "/nonexistent",
                **environment,
            },
        )
        self._process.delaybeforesend = None
        self.before: list[Any] = termios.tcgetattr(self._process.child_fd)
        """How the terminal was before the program touched it."""
        self.screen = pyte.Screen(columns, rows)
        """What is shown, with its colours."""
        self._stream = pyte.ByteStream(self.screen)
        self._is_open = True
        self.is_reading = True
        """False: it has stopped to, as at Scroll Lock; what is drawn waits for it."""
        self.output = b""
        """All that was drawn."""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_open and self._process.isalive():
            self._process.kill(signal.SIGKILL)
            self._process.wait()
        self._process.close(force=True)

    @property
    def pid(self) -> int:
        """The process in it."""
        return self._process.pid

    @property
    def text(self) -> str:
        """What is shown now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def type(self, keys: str | bytes) -> None:
        """Sends bytes, reading what is drawn meanwhile, lest both ends wait for each other."""
        data = keys.encode() if isinstance(keys, str) else keys
        for start in range(0, len(data), 1024):
            self._process.send(data[start : start + 1024])
            self._read(0)

    def resize(self, columns: int, rows: int) -> None:
        """Makes the window larger or smaller."""
        self._process.setwinsize(rows, columns)
        self.screen.resize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Closes the window."""
        self._process.ptyproc.fileobj.close()
        self._is_open = False

    def until(self, shown: str | Callable[[], bool]) -> None:
        """Waits for a text on the screen, or for anything else."""
        wanted = (lambda: shown in self.text) if isinstance(shown, str) else shown
        deadline = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < deadline, f"waited for {shown!r} in vain; shown is:\n{self.text}"
            self._read(0.02)

    def idle(self, seconds: float) -> None:
        """Lets time go by, as a person would who looks on."""
        deadline = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= deadline)

    def ends(self) -> int:
        """Waits for the end; the exit code, or 128 plus the signal that killed it."""
        self.until(lambda: not self._process.isalive())
        self._read(0.05)
        if self._process.signalstatus is not None:
            return 128 + int(self._process.signalstatus)
        assert self._process.exitstatus is not None
        return int(self._process.exitstatus)

    @property
    def is_alive(self) -> bool:
        """Whether the program still runs."""
        return bool(self._process.isalive())

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was: line by line, echoing, the normal screen, a cursor, no mouse."""
        drawn = self.output
        return (
            termios.tcgetattr(self._process.child_fd) == self.before
            and drawn.rfind(_ALTERNATE_OFF) > drawn.rfind(_ALTERNATE_ON)
            and drawn.rfind(b"\x1b[?25h") > drawn.rfind(b"\x1b[?25l")
            and all(
                drawn.rfind(b"\x1b[?%dl" % mode) > drawn.rfind(b"\x1b[?%dh" % mode)
                for mode in (1000, 1003, 1004, 1006, 2004)
            )
        )

    @property
    def left_behind(self) -> str:
        """What stands on the normal screen after the program has gone."""
        return self.output.rpartition(_ALTERNATE_OFF)[2].decode()

    @property
    def is_quiet(self) -> bool:
        """Whether keys make no signals any more."""
        return not termios.tcgetattr(self._process.child_fd)[3] & termios.ISIG

    def cpu_seconds(self) -> float:
        """What the program has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _read(self, seconds: float) -> None:
        if not (self._is_open and self.is_reading):
            time.sleep(seconds)
            return
        try:
            data = self._process.read_nonblocking(1 << 16, seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            if seconds:
                time.sleep(min(seconds, 0.02))
            return
        self.output += data
        for unknown in _UNKNOWN_TO_PYTE:
            data = data.replace(unknown, b"")
        self._stream.feed(data)
