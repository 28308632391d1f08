"""The line of a score over time with what is usual around it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from string import ascii_uppercase

from screens.operator.panels.canvas import Canvas
from screens.operator.panels.text import Pen, Piece, Row, left, right, wrap_pieces, wrap_rows
from screens.widgets.wrap import harmless
from store.model.line import Line, Point
from store.model.marks import Mark, MarkKind, concerning
from store.model.period import Span, day_date
from store.model.summary import Card
from store.words import Words, figures
from store.words.lines import mark_date, tick
from store.words.marks import marked

_LEAST_CHART = 5
"""Rows of the chart itself before anything is told below it."""

_NOTES_FROM = 64
"""Cells from which the band is named at its right."""


def trend(card: Card, pen: Pen, width: int, height: int, marks: Sequence[Mark] = ()) -> list[Row]:
    """The chart: values at the left, dates below, what the band means at the right where it fits.

    `marks` stand above their days, weeks or months as letters, and are told below.
    """
    line = card.line
    shown = line.shown
    if len(shown) < 2 or height < 4:
        return _not_yet(line.step, len(shown), pen, width)
    letters = lettered(marks, card)
    legend = _as_many(legend_rows(letters, line, pen, width), max(0, height - _LEAST_CHART))
    height -= len(legend)
    scale = card.score.scale
    low, high = line.reach()
    limits = next((point.limits for point in reversed(shown) if point.limits), None)
    values = [high, low] if limits is None else [limits.high, limits.low, high, low]
    if line.centre is not None:
        values.insert(0, line.centre)
    labels = [(figures.axis(scale, value, pen.words), value) for value in values]
    notes = {}
    if limits is not None and width >= _NOTES_FROM:
        notes = {limits.high: pen.words("usual up to here"), limits.low: pen.words("and down to here")}
    margin = max(len(text) for text, _ in labels) + 1
    aside = max((len(note) + 1 for note in notes.values()), default=0)
    canvas = Canvas(width - margin - aside, height - 1)

    def x_of(day: int) -> int:
        return round(line.place(day) / max(1, len(line.points) - 1) * (canvas.width * 2 - 1))

    def y_of(value: float) -> int:
        inside = min(high, max(low, value))
        return round((high - inside) / (high - low) * (canvas.height * 4 - 1))

    _draw_band(canvas, shown, x_of, y_of)
    _draw_line(canvas, line, x_of, y_of)
    for place, letter, _ in letters:
        canvas.mark(x_of(line.points[place].first), 0, letter, "strong")
    at_row = {y_of(value) // 4: text for text, value in reversed(labels)}
    note_at = {y_of(value) // 4: note for value, note in notes.items()}
    rows: list[Row] = []
    for y, cells in enumerate(canvas.rows(pen)):
        axis = Piece(right(at_row.get(y, ""), margin - 1) + " ", "quiet")
        rows.append((axis, *cells, Piece(left(" " + note_at.get(y, ""), aside), "quiet")))
    rows.append((Piece(" " * margin + _dates(line, pen, canvas.width, x_of), "quiet"),))
    return rows + legend


def trend_titles(card: Card, good: str, words: Words) -> tuple[str, ...]:
    """By what the line goes, from long to short; `good` is what a good answer is called."""
    line = card.line
    if line.step is Span.DAY:
        return (words("{good}, by day", good=good),)
    weekly = line.step is Span.WEEK
    short = words("{good}, by week", good=good) if weekly else words("{good}, by month", good=good)
    if not line.ends_early:
        return (short,)
    up_to = words.date(day_date(line.points[-1].last), short=True)
    if weekly:
        return (words("{good}, by week, the last up to {date}", good=good, date=up_to), short)
    return (words("{good}, by month, the last up to {date}", good=good, date=up_to), short)


def lettered(marks: Sequence[Mark], card: Card) -> tuple[tuple[int, str, tuple[Mark, ...]], ...]:
    """The points with marks that concern the card, by their place in its line, each with its letter."""
    line = card.line
    by_place: dict[int, list[Mark]] = {}
    for mark in concerning(marks, card.question, line.points[0].first, line.points[-1].last):
        by_place.setdefault(line.place(mark.day), []).append(mark)
    letters = zip(sorted(by_place), ascii_uppercase, strict=False)
    return tuple((place, letter, tuple(by_place[place])) for place, letter in letters)


def legend_rows(
    letters: Sequence[tuple[int, str, tuple[Mark, ...]]], line: Line, pen: Pen, width: int
) -> list[Row]:
    """'A 9 Nov second till opened; 12 Nov asked in other words · B 30 Nov road closed'."""
    pieces: list[Piece] = []
    latest = day_date(line.points[-1].last)
    for _, letter, marks in letters:
        start, day = f"{letter} ", None
        for mark in marks:
            if pieces:
                pieces.append(Piece(" · " if day is None else "; ", "quiet"))
            if mark.day != day:
                when = mark_date(day_date(mark.day), latest, pen.words)
                pieces.append(Piece(f"{start}{when}".replace(" ", "\u00a0") + " ", "strong"))
            pieces.append(Piece(harmless(_told(mark, pen.words)), "quiet"))
            start, day = "", mark.day
    return wrap_pieces(pieces, width) if pieces else []


def _as_many(rows: list[Row], most: int) -> list[Row]:
    """So many rows at most; that there is more is told by dots."""
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], (*rows[most - 1], Piece(" …", "quiet"))] if most else []


def _told(mark: Mark, words: Words) -> str:
    """Shorter than elsewhere: the question stands above, and the notes have a screen of their own."""
    match mark.kind:
        case MarkKind.WORDING:
            return words("asked in other words")
        case MarkKind.NOTE:
            return figures.text(mark.text, words)
    return marked(mark, words)


def _not_yet(step: Span, points: int, pen: Pen, width: int) -> list[Row]:
    words = pen.words
    match step, points > 0:
        case Span.WEEK, True:
            text = words("The line begins with two weeks of 10 answers or more; there is one so far.")
        case Span.WEEK, False:
            text = words("The line begins with two weeks of 10 answers or more; there is none so far.")
        case Span.MONTH, True:
            text = words("The line begins with two months of 10 answers or more; there is one so far.")
        case Span.MONTH, False:
            text = words("The line begins with two months of 10 answers or more; there is none so far.")
        case _, True:
            text = words("The line begins with two days of 10 answers or more; there is one so far.")
        case _:
            text = words("The line begins with two days of 10 answers or more; there is none so far.")
    return wrap_rows(text, width, "quiet")


def _draw_band(
    canvas: Canvas, shown: Sequence[Point], x_of: Callable[[int], int], y_of: Callable[[float], int]
) -> None:
    """Both limits as dotted lines; they widen where there are few answers."""
    for a, b in pairwise(point for point in shown if point.limits):
        assert a.limits is not None
        assert b.limits is not None
        start, end = x_of(a.first), x_of(b.first)
        for x in range(start + start % 2, end + 1, 2):
            part = (x - start) / max(1, end - start)
            for from_, to in ((a.limits.low, b.limits.low), (a.limits.high, b.limits.high)):
                canvas.dot(x, y_of(from_ + (to - from_) * part))


def _draw_line(canvas: Canvas, line: Line, x_of: Callable[[int], int], y_of: Callable[[float], int]) -> None:
    """The points joined up, paler before the period; what is out of the usual is marked, and the last."""
    for run in line.runs(line.shown):
        places = [(x_of(point.first), y_of(float(point.score.value or 0))) for point in run]
        for (a, b), point in zip(pairwise(places), run, strict=False):
            canvas.stroke(a, b, before=line.is_before(point))
        for point, place in zip(run, places, strict=True):
            if point.signal:
                canvas.mark(*place, "●", "alarm")
            elif point == line.shown[-1]:
                canvas.mark(*place, "●", "now")
            elif len(run) == 1:
                canvas.mark(*place, "•", "quiet" if line.is_before(point) else "line")


def _dates(line: Line, pen: Pen, width: int, x_of: Callable[[int], int]) -> str:
    """Dates under their points, as many as stand apart: of days those of every week or second week."""
    texts = [tick(line.step, point, pen.words) for point in line.points]
    widest = max(map(len, texts))
    strides = (7, 14, 28, 56) if line.step is Span.DAY else (1, 2, 3, 4, 6, 8, 12, 24, 48)
    each = width / max(1, len(line.points) - 1)
    stride = next((some for some in strides if some * each > widest + 1), strides[-1])
    january = (i for i, point in enumerate(line.points) if day_date(point.first).month == 1)
    begin = next(january, 0) % stride if line.step is Span.MONTH else 0  # so that each year is there
    row = ""
    for point, text in list(zip(line.points, texts, strict=True))[begin::stride]:
        at = x_of(point.first) // 2
        if at + len(text) <= width:
            row = row.ljust(at) + text
    return row
