"""Cells for spreadsheets: what a stranger typed must not be run as a formula when the file is opened."""

import re

Cell = str | int | bool | tuple[str, ...] | None
"""What a cell may hold: several ids in a tuple. Only text can do harm."""

_RUN = "=+\\-@＝＋－＠"  # noqa: RUF001  # full width works too
_RUNS = re.compile(
    rf"\A(?=['\ ]*[{_RUN}\t\r\n])(?!-\d+(?:[.,]\d+)?\Z)"
    # Where a spreadsheet takes these for the end of a cell, as many do with a semicolon, quotes or not.
    rf"|(?<=[;\t\r\n])(?=['\"\ ]*[{_RUN}])(?!-\d+(?:[.,]\d+)?(?:[;\t\r\n]|\Z))",
    re.ASCII,
)
"""Before what a spreadsheet would run. An apostrophe or a space before it changes nothing."""
_SUSPECT = frozenset("=+-@＝＋－＠\t\r\n' ")  # noqa: RUF001


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
    """`text` with an apostrophe before all that a spreadsheet would take for a formula (CWE-1236).

    So '=1+1' becomes "'=1+1", and 'so;=1+1' "so;'=1+1"; a negative number stays one. What already begins
    with apostrophes and then a formula gets one more, so that taking one away always gives back what was
    typed.
    """
    if text[:1] in _SUSPECT or ";" in text or "\n" in text or "\t" in text or "\r" in text:
        return _RUNS.sub("'", text)
    return text  # a tenth of the time
