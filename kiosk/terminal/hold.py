"""The terminal while a kiosk has it: no key makes a signal, and in the end all is as it was."""

import os
import sys
from types import TracebackType
from typing import Any

from kiosk.terminal.outlet import Outlet

try:
    import termios
except ImportError:  # Windows: a kiosk there is not locked
    termios = None  # type: ignore[assignment]  # checked before each use

_IFLAG, _OFLAG, _LFLAG = 0, 1, 3

_RESET = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[<u"
    "\x1b[0m\x1b[?1049l\x1b[?25h"
)


class Hold:
    """While it is entered, keys make no signals and no echo on the terminal of standard input.

    So Ctrl-C, Ctrl-Z and Ctrl-\\ do nothing even while the program is still being loaded. On leaving, what
    was typed and not read is thrown away, lest a shell runs it, and the terminal is as it was; one that a
    killed kiosk had left unusable is made usable.
    """

    def __init__(self, *, signals: bool) -> None:
        """`signals` True leaves Ctrl-C and its like alive."""
        self._signals = signals
        self._descriptor = sys.__stdin__.fileno() if sys.__stdin__ else -1
        self._before: list[Any] | None = None

    def __enter__(self) -> "Hold":
        if termios is None:
            return self
        try:
            attributes = termios.tcgetattr(self._descriptor)
            self._before = _usable(attributes)
            attributes[_LFLAG] &= ~(termios.ECHO if self._signals else termios.ECHO | termios.ISIG)
            termios.tcsetattr(self._descriptor, termios.TCSANOW, attributes)
        except termios.error:  # hung up already
            self._before = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if termios is None or self._before is None:
            return
        driver = sys.modules.get("kiosk.terminal.driver")
        if driver is not None and driver.LockedDriver.is_drawing:
            self._write(_RESET)
            driver.LockedDriver.is_drawing = False
        try:
            termios.tcflush(self._descriptor, termios.TCIFLUSH)
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self._before)
        except termios.error:  # hung up
            return

    def cover(self, text: str) -> None:
        """Covers the screen with one line in its middle, until an app or the end uncovers it."""
        try:
            width, height = os.get_terminal_size(self._descriptor)
        except OSError:  # hung up
            return
        width, height = width or 80, height or 24
        column = max(1, (width - len(text)) // 2 + 1)
        self._write(f"\x1b[?1049h\x1b[?25l\x1b[0m\x1b[2J\x1b[{max(1, height // 2)};{column}H{text[:width]}")

    def _write(self, text: str) -> None:
        outlet = Outlet(self._descriptor, resume=lambda: None)
        outlet.write(text)
        outlet.close()


def _usable(attributes: list[Any]) -> list[Any]:
    """These attributes, with lines, echo and signals if they were those of a killed full-screen program."""
    usable = attributes.copy()
    if not usable[_LFLAG] & termios.ICANON:
        usable[_IFLAG] |= termios.ICRNL | termios.BRKINT
        usable[_OFLAG] |= termios.OPOST
        usable[_LFLAG] |= termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN
    return usable
