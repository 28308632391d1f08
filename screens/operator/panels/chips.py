"""The filters that hold, each as something to click away."""

from collections.abc import Sequence

from rich.cells import cell_len

from screens.operator.panels.text import Pen, Piece, Row
from screens.widgets.wrap import cut, harmless
from store.model.reader import AskedQuestion, Filters


def chip_rows(filters: Filters, questions: Sequence[AskedQuestion], pen: Pen, width: int) -> list[Row]:
    """' touchpoint Returns ×  agent 17 × ', as many lines as it takes; [] where everything is shown."""
    if filters == Filters():
        return []
    from store.words.filters import filtered

    cross = "x" if pen.plain else "×"  # it is the sign for closing, and no letter
    rows: list[list[Piece]] = [[]]
    used = 0
    for what, text in zip(names(filters), filtered(filters, pen.words, questions), strict=True):
        shown = f" {cut(harmless(text), max(8, width - 4))} {cross} "
        size = cell_len(shown)
        if rows[-1] and used + 1 + size > width:
            rows.append([])
            used = 0
        if rows[-1]:
            rows[-1].append(Piece(" "))
            used += 1
        rows[-1].append(Piece(shown, "grey-2", ("unfilter", what)))
        used += size
    return [tuple(row) for row in rows if row]


def names(filters: Filters) -> list[str]:
    """What each filter that holds is called, in the order in which they are worded."""
    one = ("touchpoint", "agent", "kiosk", "language", "question")
    held = (filters.touchpoint, filters.agent, filters.kiosk, filters.language, filters.question)
    found = [name for name, value in zip(one, held, strict=True) if value is not None]
    return found + [f"segment {segment.question}" for segment in filters.segments]
