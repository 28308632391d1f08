"""The line of 28 days with what is usual around it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from string import ascii_uppercase

from screens.operator.panels.bar import FEW
from screens.operator.panels.canvas import Canvas
from screens.operator.panels.text import Pen, Piece, Row, left, right, wrap_pieces, wrap_rows
from screens.widgets.wrap import harmless
from store.model.marks import Mark, MarkKind
from store.model.period import day_date
from store.model.rounding import rounded
from store.model.scale import Metric, Scale
from store.model.score import bounds, decimals
from store.model.summary import Card, DayPoint
from store.words import Words, phrases

_LONGEST_GAP = 3
"""Days without a score that the line still crosses (a closed Sunday and a holiday)."""

_LEAST_SPAN = 0.12
"""The least part of the scale's range that the height covers, so that noise does not look like a fall."""

_LEAST_CHART = 5
"""Rows of the chart itself before anything is told below it."""

_NOTES_FROM = 64
"""Cells from which the band is named at its right."""


def trend(card: Card, pen: Pen, width: int, height: int, marks: Sequence[Mark] = ()) -> list[Row]:
    """The chart: values at the left, dates below, what the band means at the right where it fits.

    `marks` stand above their days as letters, and are told below.
    """
    shown = _shown(card)
    if len(shown) < 2 or height < 4:
        return _not_yet(len(shown), pen, width)
    first, last = card.line[0].day, card.line[-1].day
    letters = lettered(marks, card, first, last)
    legend = legend_rows(letters, pen, width)[: max(0, height - _LEAST_CHART)]
    height -= len(legend)
    scale = card.score.scale
    low, high = _range(scale, shown)
    limits = next((point.limits for point in reversed(shown) if point.limits), None)
    values = [high, low] if limits is None else [limits.high, limits.low, high, low]
    if card.centre is not None:
        values.insert(0, card.centre)
    labels = [(_label(scale, value, pen), value) for value in values]
    notes = {}
    if limits is not None and width >= _NOTES_FROM:
        notes = {limits.high: pen.words("usual up to here"), limits.low: pen.words("and down to here")}
    margin = max(len(text) for text, _ in labels) + 1
    aside = max((len(note) + 1 for note in notes.values()), default=0)
    canvas = Canvas(width - margin - aside, height - 1)

    def x_of(day: int) -> int:
        return round((day - first) / max(1, last - first) * (canvas.width * 2 - 1))

    def y_of(value: float) -> int:
        inside = min(high, max(low, value))
        return round((high - inside) / (high - low) * (canvas.height * 4 - 1))

    _draw_band(canvas, shown, x_of, y_of)
    _draw_line(canvas, shown, x_of, y_of)
    for day, letter, _ in letters:
        canvas.mark(x_of(day), 0, letter, "strong")
    at_row = {y_of(value) // 4: text for text, value in reversed(labels)}
    note_at = {y_of(value) // 4: note for value, note in notes.items()}
    rows: list[Row] = []
    for y, cells in enumerate(canvas.rows(pen)):
        axis = Piece(right(at_row.get(y, ""), margin - 1) + " ", "quiet")
        rows.append((axis, *cells, Piece(left(" " + note_at.get(y, ""), aside), "quiet")))
    rows.append((Piece(" " * margin + _dates(first, last, pen, canvas.width, x_of), "quiet"),))
    return rows + legend


def lettered(
    marks: Sequence[Mark], card: Card, first: int, last: int
) -> tuple[tuple[int, str, tuple[Mark, ...]], ...]:
    """The days with marks that concern the card, each with its letter."""
    by_day: dict[int, list[Mark]] = {}
    for mark in marks:
        concerns = mark.kind is not MarkKind.WORDING or (
            (mark.survey, mark.question) == (card.question.survey, card.question.id)
        )
        if concerns and first <= mark.day <= last:
            by_day.setdefault(mark.day, []).append(mark)
    letters = zip(sorted(by_day), ascii_uppercase, strict=False)
    return tuple((day, letter, tuple(by_day[day])) for day, letter in letters)


def legend_rows(letters: Sequence[tuple[int, str, tuple[Mark, ...]]], pen: Pen, width: int) -> list[Row]:
    """'A 9 Nov second till opened   B 14 Nov asked in other words'."""
    pieces: list[Piece] = []
    for day, letter, marks in letters:
        said = "; ".join(_told(mark, pen.words) for mark in marks)
        when = pen.words.date(day_date(day), short=True)
        start = f"{letter} {when}".replace(" ", "\u00a0")
        pieces += [Piece(" · ", "quiet")] if pieces else []
        pieces += [Piece(start, "strong"), Piece(f" {harmless(said)}", "quiet")]
    return wrap_pieces(pieces, width) if pieces else []


def _told(mark: Mark, words: Words) -> str:
    match mark.kind:
        case MarkKind.WORDING:
            return words("asked in other words")
        case MarkKind.REWARD:
            return words("the reward began or ended")
    return phrases.text(mark.text, words)


def has_line(card: Card) -> bool:
    """Whether there are days enough for a line."""
    return len(_shown(card)) >= 2


def _shown(card: Card) -> list[DayPoint]:
    return [point for point in card.line if point.score.n >= FEW and point.score.value is not None]


def _not_yet(days: int, pen: Pen, width: int) -> list[Row]:
    text = pen.words("The line begins with two days of 10 answers or more; there is one so far.")
    if not days:
        text = pen.words("The line begins with two days of 10 answers or more; there is none so far.")
    return wrap_rows(text, width, "quiet")


def _range(scale: Scale, shown: Sequence[DayPoint]) -> tuple[float, float]:
    """What the chart's height covers: every point and limit, with a little air, inside what is possible."""
    floor, ceiling = bounds(scale)
    values = [float(point.score.value) for point in shown if point.score.value is not None]
    for point in shown:
        if point.limits:
            values += [point.limits.low, point.limits.high]
    low, high = min(values), max(values)
    air = max((ceiling - floor) * _LEAST_SPAN - (high - low), 0.12 * (high - low)) / 2
    return max(floor, low - air), min(ceiling, high + air)


def _label(scale: Scale, value: float, pen: Pen) -> str:
    text = rounded(value, min(1, decimals(scale)), signed=scale.metric is Metric.NPS)
    return pen.words.percent(text) if scale.metric is Metric.CSAT else pen.words.number(text)


def _draw_band(
    canvas: Canvas, shown: Sequence[DayPoint], x_of: Callable[[int], int], y_of: Callable[[float], int]
) -> None:
    """Both limits as dotted lines; they widen on days with few answers."""
    for a, b in pairwise(point for point in shown if point.limits):
        assert a.limits is not None
        assert b.limits is not None
        start, end = x_of(a.day), x_of(b.day)
        for x in range(start + start % 2, end + 1, 2):
            part = (x - start) / max(1, end - start)
            for from_, to in ((a.limits.low, b.limits.low), (a.limits.high, b.limits.high)):
                canvas.dot(x, y_of(from_ + (to - from_) * part), band=True)


def _draw_line(
    canvas: Canvas, shown: Sequence[DayPoint], x_of: Callable[[int], int], y_of: Callable[[float], int]
) -> None:
    """The days joined up; those out of the usual are marked, and so is the last."""
    places = [(x_of(point.day), y_of(float(point.score.value or 0))) for point in shown]
    joined = set()
    for (i, a), (j, b) in pairwise(enumerate(shown)):
        if b.day - a.day <= _LONGEST_GAP:
            canvas.stroke(places[i], places[j])
            joined |= {i, j}
    for i, point in enumerate(shown):
        if point.signal:
            canvas.mark(*places[i], "●", "alarm")
        elif i == len(shown) - 1:
            canvas.mark(*places[i], "●", "now")
        elif i not in joined:
            canvas.mark(*places[i], "•", "line")


def _dates(first: int, last: int, pen: Pen, width: int, x_of: Callable[[int], int]) -> str:
    """Dates a week apart under their days, every second one where they would touch."""
    texts = {day: pen.words.date(day_date(day), short=True) for day in range(first, last + 1, 7)}
    widest = max(len(text) for text in texts.values())
    step = 7 if x_of(first + 7) // 2 > widest + 1 else 14
    line = ""
    for day in range(first, last + 1, step):
        at = x_of(day) // 2
        if at + len(texts[day]) <= width:
            line = line.ljust(at) + texts[day]
    return line
