"""What mattered to those who answered low, most named first."""

from rich.cells import cell_len

from screens.operator.panels.text import Pen, Piece, Row, left, right, wrap_rows
from screens.widgets.wrap import harmless
from store.model.goes_with import Companions
from store.model.score import Verdict
from store.model.summary import Reason, Reasons
from store.words import phrases

_LOOKS = {Verdict.WORSE: "alarm", Verdict.BETTER: "well"}
_MOST = 3
"""Reasons that are told to go with a score."""


def mattered_rows(reasons: Reasons, pen: Pen, width: int, companions: Companions | None = None) -> list[Row]:
    """A bar for each option; among everyone asked, in grey, while too few answered low.

    Below it, of `companions`, the reasons whose givers clearly score lower or higher than the others.
    """
    if reasons.rows:
        return _bars(reasons.rows, pen, width, "reason") + _goes_with(companions, pen, width)
    rows = wrap_rows(phrases.reasons_empty(reasons, pen.words), width, "quiet")
    if reasons.all_rows:
        heading = pen.words.plural(
            "Of {n} answer of any kind:", "Of {n} answers of any kind:", reasons.everyone
        )
        rows += [*wrap_rows(heading, width), *_bars(reasons.all_rows, pen, width, "pale-2")]
    return rows


def _goes_with(companions: Companions | None, pen: Pen, width: int) -> list[Row]:
    words = pen.words
    rows: list[Row] = []
    clear = [row for row in companions.rows if row.change.verdict in _LOOKS] if companions else []
    for row in clear[:_MOST]:
        text = harmless(phrases.text(row.text, words)) or row.option
        named, others = phrases.figure(row.named, words), phrases.figure(row.others, words)
        if row.change.verdict is Verdict.WORSE:
            said = words(
                "“{reason}” goes with lower scores: {named}, the others {others}.",
                reason=text,
                named=named,
                others=others,
            )
        else:
            said = words(
                "“{reason}” goes with higher scores: {named}, the others {others}.",
                reason=text,
                named=named,
                others=others,
            )
        rows += wrap_rows(said, width, _LOOKS[row.change.verdict])
    return [(), *rows] if rows else []


def _bars(options: tuple[Reason, ...], pen: Pen, width: int, look: str) -> list[Row]:
    names = [phrases.text(option.text, pen.words) or option.option for option in options]
    counts = [pen.words.count(option.count) for option in options]
    number = max(len(text) for text in counts)
    name = min(max(cell_len(text) for text in names), max(8, width - number - 2 - 6), width * 3 // 5)
    room = max(1, width - name - number - 2)
    most = max(1, *(option.count for option in options))
    rows: list[Row] = []
    for option, text, count in zip(options, names, counts, strict=True):
        length = 0 if not option.count else max(1, round(option.count * room / most))
        rows.append(
            (
                Piece(left(text, name) + " "),
                Piece("█" * length, look),
                Piece(" " * (room - length) + " " + right(count, number)),
            )
        )
    return rows
