"""Asks the terminal itself: sends a question and reads its answer, leaving it as it was."""

import os
import re
import select
import termios
import time
import tty

_MOUSE = b"\x1b[?1006$p"
"""DECRQM: is the mode known that reports the mouse in full?"""
_WHO = b"\x1b[c"
"""Primary device attributes: every terminal answers this, so that we never wait in vain for the other."""
_ENOUGH = re.compile(rb"\x1b\[\?[\d;]*c")
_REPORT = re.compile(rb"\x1b\[\?1006;(\d)\$y")


def knows_mouse(file: int, *, seconds: float = 0.5) -> bool | None:
    """Whether the terminal at the descriptor `file` knows the mouse; None when it does not say."""
    try:
        before = termios.tcgetattr(file)
    except termios.error:
        return None
    try:
        tty.setcbreak(file, termios.TCSANOW)
        os.write(file, _MOUSE + _WHO)
        answer = _read(file, time.monotonic() + seconds)
    except OSError:
        return None
    finally:
        termios.tcsetattr(file, termios.TCSAFLUSH, before)
    return understood(answer)


def understood(answer: bytes) -> bool | None:
    """What an answer says: 0 is a mode that is not known, 4 one that cannot be switched on."""
    found = _REPORT.search(answer)
    return None if found is None else found[1] not in (b"0", b"4")


def _read(file: int, deadline: float) -> bytes:
    answer = b""
    while not _ENOUGH.search(answer):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([file], [], [], left)[0]:
            break
        piece = os.read(file, 256)
        if not piece:
            break
        answer += piece
    return answer
