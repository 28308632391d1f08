"""Signals end a kiosk cleanly, or do nothing; none may leave a terminal that nobody can use."""

import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT", "SIGUSR1", "SIGUSR2")
"""Each would kill the process where it stands."""

IGNORED = ("SIGTSTP",)
"""Behind a suspended kiosk lies a shell."""


class Signals:
    """While it is entered, an ending signal goes to `receiver`, or raises SystemExit where there is none.

    The exit code is 128 plus the signal's number. To be entered in the main thread.
    """

    def __init__(self) -> None:
        self.receiver: Callable[[int], bool] | None = None
        """Takes the exit code; says whether it will see to the end."""
        self.code: int | None = None
        """The exit code of the latest ending signal; None: there was none."""
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Signals":
        for names, handler in ((ENDING, self._end), (IGNORED, self._ignore)):
            for name in names:
                if number := getattr(signal, name, None):
                    self._before[number] = signal.signal(number, handler)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self.code = 128 + number
        if self.receiver is None or not self.receiver(self.code):
            raise SystemExit(self.code)

    def _ignore(self, _number: int, _frame: FrameType | None) -> None:
        """Does nothing; unlike SIG_IGN it is not inherited by a program that is started."""
