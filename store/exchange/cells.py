"""Cells for spreadsheets: what a stranger typed must not be run as a formula when the file is opened."""

import re

Cell = str | int | bool | tuple[str, ...] | None
"""What a cell may hold: several ids in a tuple. Only text can do harm."""

_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  # full width works too
_BEFORE = "' "
"""May stand before it and change nothing."""
_SUSPECT = frozenset((*_BEGINS, *_BEFORE))
_NEGATIVE = re.compile(r"-\d+(?:[.,]\d+)?", re.ASCII)


def cell(value: Cell) -> str:
    """`value` as it is written in CSV: '' for None, 'yes' and 'no', a number plainly, text made harmless.

    Several ids have a bar between them, which no id holds.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, tuple):
        return harmless("|".join(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def harmless(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula (CWE-1236).

    So '=1+1' becomes "'=1+1"; a negative number stays one. What already begins with apostrophes and
    then a formula gets one more, so that taking one away always gives back what was typed.
    """
    if not text or text[0] not in _SUSPECT:
        return text
    if text.lstrip(_BEFORE).startswith(_BEGINS) and not _NEGATIVE.fullmatch(text):
        return f"'{text}"
    return text
