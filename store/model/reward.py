"""Codes that reward a finished visit: what a pattern makes, and how many it can."""

from collections.abc import Callable
from math import prod

LONGEST = 24
"""Characters of a code: more are never typed right at a till."""
USUAL = "######"
"""The pattern where a survey gives neither a list nor one of its own."""
LEAST = 10_000
"""How many codes a pattern must be able to make: fewer are guessed, and soon used up."""

_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O, which are read as 1 and 0
_SIGNS = {"#": _DIGITS, "?": _LETTERS}


def possible(pattern: str) -> int:
    """How many codes `pattern` can make: `#` is a digit, `?` a capital, all else stands for itself."""
    return prod(len(_SIGNS.get(sign, " ")) for sign in pattern)


def made(pattern: str, choose: Callable[[str], str]) -> str:
    """A code by `pattern`; `choose` takes one of the characters that may stand at a place."""
    return "".join(choose(_SIGNS[sign]) if sign in _SIGNS else sign for sign in pattern)


def is_code(text: str) -> bool:
    """Whether people can be shown `text` as a code: printable, not empty, not too long."""
    return 0 < len(text) <= LONGEST and text.isprintable() and text == text.strip()
