"""A terminal to draw on and to read keys from, even where standard input and output are pipes."""

import os
import sys

try:
    import fcntl
except ImportError:  # Windows: standard input is the console, or there is none
    fcntl = None  # type: ignore[assignment]  # checked before use

_INPUT = 0


def take_terminal() -> bool:
    """Makes descriptor 0 the terminal of this session, if it is none; False where the session has none.

    What was piped in is not read any more. Standard output is left alone: it is for the answer.
    """
    if _is_usable():
        return True
    if fcntl is None:
        return False
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return False
    if terminal != _INPUT:
        os.dup2(terminal, _INPUT)
        os.close(terminal)
    if sys.__stdin__ is None or sys.__stdin__.closed or sys.__stdin__.fileno() != _INPUT:
        stream = open(_INPUT, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115  # it stays
        sys.stdin = sys.__stdin__ = stream  # type: ignore[misc]  # there was none
    return True


def _is_usable() -> bool:
    """Whether descriptor 0 is a terminal that can be drawn on too: `< /dev/tty` opens it for reading."""
    if not os.isatty(_INPUT):
        return False
    return fcntl is None or fcntl.fcntl(_INPUT, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDWR
