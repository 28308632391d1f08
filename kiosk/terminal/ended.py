"""A command that is told to end ends as by Ctrl-C: what is half written goes, what is whole stays."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ended(BaseException):
    """A signal has told the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number
        """The exit code that says so."""


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raises Ended in what is within when a signal comes; a signal that is ignored (nohup) stays so."""
    if threading.current_thread() is not threading.main_thread():  # where Python takes none
        yield
        return
    before = {each: signal.getsignal(each) for each in _ENDING}
    try:
        for each, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(each, _end)
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    for each in _ENDING:  # a window that is closed sends both, and what is half written is being removed
        signal.signal(each, signal.SIG_IGN)
    raise Ended(number)
