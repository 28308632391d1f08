"""When in the week it is good or bad: a cell for each hour of each weekday."""

from collections.abc import Mapping
from datetime import date, timedelta

from rich.cells import cell_len

from screens.operator.panels.text import Pen, Piece, Row, left, wrap_rows
from store.model.heat import HeatMap
from store.model.score import MIN_N, Score, Status, Verdict
from store.words import Words, phrases

_MONDAY = date(2024, 1, 1)
_LEAST, _MOST = 3, 8
"""Cells of an hour, with the gap to the next."""


def heat_rows(heat: HeatMap, pen: Pen, width: int, at: tuple[int, int] | None = None) -> list[Row]:
    """A line a weekday, a column an hour, as figures; coloured where clearly lower or higher than the whole.

    `at`: the weekday and hour that is stood on. Where the hours do not fit side by side, they stand below
    each other and the weekdays side by side.
    """
    if not heat.hours:
        return [(Piece(pen.words("No answers yet."), "quiet"),)]
    texts = {place: _text(score, pen.words) for place, score in heat.cells.items()}
    wide = max(_LEAST, *(cell_len(text) + 1 for text in texts.values()))
    names = {day: pen.words.weekday(weekday_date(day)) for day in heat.weekdays}
    column = max(map(cell_len, names.values())) + 1
    if column + wide * len(heat.hours) > width:
        column = 4
        names = {day: name[:3] for day, name in names.items()}
    if column + wide * len(heat.hours) <= width:
        size = min(_MOST, (width - column) // len(heat.hours))
        head = "".join(str(hour).center(size - 1) + " " for hour in heat.hours)
        rows: list[Row] = [(Piece(left("", column)), Piece(head.rstrip(), "quiet"))]
        for day in heat.weekdays:
            cells = [piece for hour in heat.hours for piece in _cell(heat, texts, (day, hour), size, at)]
            rows.append((Piece(left(names[day], column), "quiet"), *cells))
        return rows
    column, short = 3, min(wide, max(_LEAST, (width - 3) // len(heat.weekdays)))
    head = "".join(left(name[: short - 1].center(short - 1), short) for name in names.values())
    rows = [(Piece(" " * column), Piece(head, "quiet"))]
    for hour in heat.hours:
        cells = [piece for day in heat.weekdays for piece in _cell(heat, texts, (day, hour), short, at)]
        rows.append((Piece(f"{hour:>2} ", "quiet"), *cells))
    return rows


def weekday_date(weekday: int) -> date:
    """Some date of a weekday (Monday is 0), to name it by."""
    return _MONDAY + timedelta(days=weekday)


def heat_note(heat: HeatMap, pen: Pen, width: int) -> list[Row]:
    """What the colours say, and of which days it is."""
    words = pen.words
    span = words(
        "{first} to {last}",
        first=words.date(heat.period.first, short=True),
        last=words.date(heat.period.last, short=True),
    )
    whole = phrases.figure(heat.together, words)
    note = words(
        "{span}: {score} in all. Coloured: clearly lower or higher than that. As 7/9: too few for a score.",
        span=span,
        score=whole,
    )
    return wrap_rows(note, width, "quiet")


def _text(score: Score, words: Words) -> str:
    if not score.n:
        return ""
    if score.status is Status.TOO_FEW:
        return f"{score.favourable}/{score.n}"
    return words.number(score.display)


def _cell(
    heat: HeatMap,
    texts: Mapping[tuple[int, int], str],
    place: tuple[int, int],
    size: int,
    at: tuple[int, int] | None,
) -> tuple[Piece, Piece]:
    """A field, and the gap to the next one."""
    score, link = heat.cells[place], ("heat", str(place[0]), str(place[1]))
    text, look = texts[place], _look(score, heat.verdicts.get(place))
    if place == at:
        text, look = f"[{text}]" if len(text) + 2 < size else text, "grey-7"
    return Piece(text.center(size - 1)[: size - 1], look, link), Piece(" ", "", link)


def _look(score: Score, verdict: Verdict | None) -> str:
    """Coloured only where chance hardly explains the difference from the other fields."""
    if score.n < MIN_N:
        return "quiet"
    if verdict is Verdict.WORSE:
        return "point-1"
    return "point-7" if verdict is Verdict.BETTER else "grey-2"
