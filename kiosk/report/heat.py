"""When in the week it is good or bad: levels of hours and weekdays, and their map as SVG."""

from datetime import date, timedelta

from kiosk.report.markup import Markup, tag
from kiosk.report.told import LEAST_SPAN, axis
from store.model.heat import HeatMap
from store.model.score import MIN_N, Score, Status, bounds
from store.words import Words, phrases

_WIDTH, _LEFT, _HEAD = 360, 40, 18
_ROW = 24
_LEAST_LABELLED = 19.0
"""The room that a number needs inside its cell."""
_MONDAY = date(2024, 1, 1)


def level(score: Score, heat: HeatMap, steps: int) -> int | None:
    """Where a cell stands between the worst and the best of its map: 0 to `steps` - 1; None under 10 answers.

    The colours cover an eighth of the scale at least, so that noise does not look like a fall.
    """
    if score.n < MIN_N or score.value is None or heat.together.value is None:
        return None
    values = [float(each.value) for each in heat.cells.values() if each.n >= MIN_N and each.value is not None]
    floor, ceiling = bounds(score.scale)
    low, high = min(values), max(values)
    air = max(0.0, (ceiling - floor) * LEAST_SPAN - (high - low)) / 2
    low, span = low - air, high - low + 2 * air
    part = (float(score.value) - low) / span
    if score.scale.low_is_good:
        part = 1 - part
    return min(steps - 1, int(part * steps))


def weekday(number: int, words: Words) -> str:
    """'Mon', short enough for the side of a map."""
    return words.weekday(_MONDAY + timedelta(days=number))[:3]


def heat_map(heat: HeatMap, title: str, words: Words) -> Markup:
    """A row a weekday and a column an hour: the bluer the better, the redder the worse.

    Pale is too few to be sure, a dot stands for fewer than 10 answers, nothing for none.
    """
    column = (_WIDTH - _LEFT) / max(1, len(heat.hours))
    drawn = [
        tag("text", str(hour), x=_LEFT + (i + 0.5) * column, y=12, class_="middle")
        for i, hour in enumerate(heat.hours)
        if column >= 14 or i % 2 == 0
    ]
    for row, day in enumerate(heat.weekdays):
        y = _HEAD + row * _ROW
        drawn.append(tag("text", weekday(day, words), x=_LEFT - 6, y=y + 16, class_="end"))
        for i, hour in enumerate(heat.hours):
            drawn += _cell(heat.cells[day, hour], heat, _LEFT + i * column, y, column, words)
    return tag(
        "svg",
        tag("title", title),
        *drawn,
        class_="chart",
        viewBox=f"0 0 {_WIDTH} {_HEAD + len(heat.weekdays) * _ROW}",
        role="img",
    )


def _cell(score: Score, heat: HeatMap, x: float, y: float, column: float, words: Words) -> list[Markup]:
    if not score.n:
        return []
    at = level(score, heat, 7)
    if at is None:
        return [tag("circle", cx=x + column / 2, cy=y + _ROW / 2 - 1, r=1.8, class_="seldom")]
    sure = "" if score.status is Status.OK else " unsure"
    place = {"x": x + 0.75, "y": y, "width": column - 1.5, "height": _ROW - 2}
    drawn = [tag("rect", **place, class_=f"point-{at + 1}{sure}")]
    if sure:
        drawn.insert(0, tag("rect", **place, class_="under"))
    if column >= _LEAST_LABELLED:
        look = f"cell middle on-point-{at + 1}{sure}"
        text = axis(score.scale, float(score.value or 0), words).replace("%", "").strip()
        drawn.append(tag("text", text, x=x + column / 2, y=y + 15, class_=look))
    return drawn


def heat_table(heat: HeatMap, words: Words) -> list[list[str]]:
    """The same as a table: the hours above, a row a weekday."""
    rows = [["", *(str(hour) for hour in heat.hours)]]
    for day in heat.weekdays:
        cells = [heat.cells[day, hour] for hour in heat.hours]
        rows.append([weekday(day, words), *(phrases.figure(cell, words) if cell.n else "" for cell in cells)])
    return rows
