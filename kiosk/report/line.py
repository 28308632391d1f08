"""The line of 28 days with what is usual around it, as SVG."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from kiosk.report.markup import Markup, join, tag
from kiosk.report.told import LEAST_SPAN, axis, shown_days
from store.model.facts import Card, DayPoint
from store.model.period import day_date
from store.model.scale import Scale
from store.model.score import bounds
from store.words import Words

WIDTH, HEIGHT = 360, 168
"""Of the drawing; about as many pixels on a phone, so that its letters stay legible."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 10, 24
_LONGEST_GAP = 3
"""Days without a score that the line still crosses (a closed Sunday and a holiday)."""
_APART = 14.0
"""Between two labels of the axis."""

Place = Callable[[float], float]


def line_chart(card: Card, marked: Sequence[int], title: str, description: str, words: Words) -> Markup:
    """The chart; '' with fewer than two days that have a score. Its texts are for who cannot see it.

    `marked` are days on which something happened.
    """
    shown = shown_days(card.line)
    if len(shown) < 2:
        return Markup("")
    low, high = _range(card.score.scale, shown)
    first, last = card.line[0].day, card.line[-1].day

    def x_of(day: float) -> float:
        return _LEFT + (day - first) / max(1, last - first) * (WIDTH - _LEFT - _RIGHT)

    def y_of(value: float) -> float:
        return _TOP + (high - min(high, max(low, value))) / (high - low) * (HEIGHT - _TOP - _BOTTOM)

    runs = _runs(shown)
    return tag(
        "svg",
        tag("title", title),
        tag("desc", description),
        *(_band(run, x_of, y_of) for run in _runs([point for point in shown if point.limits])),
        *_axis(card, low, high, y_of, words),
        *_dates(first, last, x_of, words),
        *(_mark(x_of(day)) for day in sorted(set(marked))),
        *(_stroke(run, x_of, y_of) for run in runs),
        *(_dot(point, point is shown[-1], x_of, y_of) for point in shown),
        class_="chart line",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
    )


def _range(scale: Scale, shown: Sequence[DayPoint]) -> tuple[float, float]:
    """What the height covers: every point and limit, with a little air, inside what is possible."""
    floor, ceiling = bounds(scale)
    values = [float(point.score.value) for point in shown if point.score.value is not None]
    for point in shown:
        if point.limits:
            values += [point.limits.low, point.limits.high]
    low, high = min(values), max(values)
    air = max((ceiling - floor) * LEAST_SPAN - (high - low), 0.12 * (high - low)) / 2
    return max(floor, low - air), min(ceiling, high + air)


def _runs(points: Sequence[DayPoint]) -> list[list[DayPoint]]:
    """Neighbours that are joined up."""
    runs: list[list[DayPoint]] = [[points[0]]] if points else []
    for a, b in pairwise(points):
        if b.day - a.day <= _LONGEST_GAP:
            runs[-1].append(b)
        else:
            runs.append([b])
    return runs


def _band(run: Sequence[DayPoint], x_of: Place, y_of: Place) -> Markup:
    """What is usual, wider on days with few answers."""
    limits = [(x_of(point.day), point.limits) for point in run if point.limits]
    upper = [(x, y_of(each.high)) for x, each in limits]
    lower = [(x, y_of(each.low)) for x, each in reversed(limits)]
    return tag("polygon", points=_points([*upper, *lower]), class_="band")


def _stroke(run: Sequence[DayPoint], x_of: Place, y_of: Place) -> Markup:
    places = [(x_of(point.day), y_of(float(point.score.value or 0))) for point in run]
    return tag("polyline", points=_points(places), class_="days") if len(run) > 1 else Markup("")


def _mark(x: float) -> Markup:
    """An upright line with a flag at its top."""
    foot = HEIGHT - _BOTTOM
    return join(
        tag("line", x1=x, x2=x, y1=2, y2=foot, class_="mark"),
        tag("polygon", points=_points([(x, 1), (x + 7, 4), (x, 7)]), class_="flag"),
    )


def _dot(point: DayPoint, is_last: bool, x_of: Place, y_of: Place) -> Markup:
    """A dot; a square on its corner, larger, where the day is out of the usual."""
    x, y = x_of(point.day), y_of(float(point.score.value or 0))
    if point.signal:
        corners = [(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)]
        return tag("polygon", points=_points(corners), class_="signal")
    return tag("circle", cx=x, cy=y, r=4.0 if is_last else 2.2, class_="now" if is_last else "day")


def _axis(card: Card, low: float, high: float, y_of: Place, words: Words) -> list[Markup]:
    """The ends of the height, and the middle of what is usual where it does not touch them."""
    values = [high, low]
    found = []
    if card.centre is not None:
        y = y_of(card.centre)
        found.append(tag("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, class_="centre"))
        if min(abs(y_of(value) - y) for value in values) >= _APART:
            values.append(card.centre)
    for value in values:
        label = axis(card.score.scale, value, words)
        found.append(tag("text", label, x=_LEFT - 6, y=y_of(value) + 4, class_="end"))
    return found


def _dates(first: int, last: int, x_of: Place, words: Words) -> list[Markup]:
    """The first day, the last, and the one in the middle."""
    places = ((first, "start"), ((first + last + 1) // 2, "middle"), (last, "end"))
    return [
        tag("text", words.date(day_date(day), short=True), x=x_of(day), y=HEIGHT - 6, class_=anchor)
        for day, anchor in places
    ]


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
