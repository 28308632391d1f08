"""What is drawn goes to the terminal, and a terminal that does not take it holds nothing up."""

import os
import select
from collections.abc import Callable

PATIENCE = 2.0
"""Seconds for which a terminal may refuse to read before drawing goes on without it."""

_ABORT = "\x18"
"""CAN: ends an escape sequence that was cut in the middle."""


class Outlet:
    """A file for Textual to draw on.

    Scroll Lock on a console, or a stuck connection, stops a terminal's reading for as long as it likes; a
    blocking write would stop the whole kiosk with it. So what cannot be written is dropped, and when the
    terminal reads again `resume` is called, which has everything drawn afresh. After a hang-up all is
    dropped.
    """

    def __init__(self, terminal: int, *, encoding: str = "utf-8", resume: Callable[[], None]) -> None:
        """`terminal` is an open descriptor of the terminal."""
        self._encoding = encoding
        self._resume = resume
        self.is_stalled = False
        """Whether the terminal has stopped reading; any `write`, even of nothing, looks again."""
        try:
            # A description of our own: not blocking must not befall the shell that shares `terminal`.
            self._descriptor = os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError:  # another user's terminal, or one without a name here
            self._descriptor = os.dup(terminal)

    def write(self, text: str) -> None:
        """Writes it, or drops it."""
        data = text.encode(self._encoding, "replace")
        if self.is_stalled and not self._recover():
            return
        while data:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:
                if not self._is_ready(PATIENCE):
                    self.is_stalled = True
                    return
            except OSError:  # hung up: whoever reads the terminal notices
                return

    def flush(self) -> None:
        """Nothing is held back."""

    def fileno(self) -> int:
        """The descriptor that is written to."""
        return self._descriptor

    def close(self) -> None:
        """Gives the descriptor back; nothing may be written afterwards."""
        os.close(self._descriptor)

    def _recover(self) -> bool:
        if not self._is_ready(0):
            return False
        self.is_stalled = False
        self.write(_ABORT)
        self._resume()
        return True

    def _is_ready(self, seconds: float) -> bool:
        return bool(select.select([], [self._descriptor], [], seconds)[1])
