"""The line of a score over time with what is usual around it, as SVG."""

from collections.abc import Callable, Sequence

from kiosk.report.markup import Markup, join, tag
from store.model.facts import Card
from store.model.line import Line, Point
from store.model.marks import Mark
from store.words import Words
from store.words.figures import axis
from store.words.lines import long_tick

WIDTH, HEIGHT = 360, 168
"""Of the drawing; about as many pixels on a phone, so that its letters stay legible."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 10, 24
_APART = 14.0
"""Between two labels of the axis."""

Across = Callable[[Point], float]
Up = Callable[[float], float]


def line_chart(card: Card, marked: Sequence[Mark], title: str, description: str, words: Words) -> Markup:
    """The chart; '' with fewer than two points that have a score. Its texts are for who cannot see it.

    `marked` is what happened on days of the line.
    """
    line = card.line
    if not line.is_drawn:
        return Markup("")
    shown, (low, high) = line.shown, line.reach()

    def x_of(point: Point) -> float:
        return _LEFT + line.place(point.first) / max(1, len(line.points) - 1) * (WIDTH - _LEFT - _RIGHT)

    def y_of(value: float) -> float:
        return _TOP + (high - min(high, max(low, value))) / (high - low) * (HEIGHT - _TOP - _BOTTOM)

    runs = line.runs(shown)
    flagged = sorted({line.place(mark.day) for mark in marked})
    return tag(
        "svg",
        tag("title", title),
        tag("desc", description),
        *(_band(run, x_of, y_of) for run in line.runs([point for point in shown if point.limits])),
        *_axis(card, low, high, y_of, words),
        *_dates(line, x_of, words),
        *(_mark(x_of(line.points[place])) for place in flagged),
        *(_stroke(part, before, x_of, y_of) for run in runs for part, before in _parted(line, run)),
        *(_dot(line, point, x_of, y_of) for point in shown),
        class_="chart line",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
    )


def _band(run: Sequence[Point], x_of: Across, y_of: Up) -> Markup:
    """What is usual, wider where there are few answers."""
    limits = [(x_of(point), point.limits) for point in run if point.limits]
    upper = [(x, y_of(each.high)) for x, each in limits]
    lower = [(x, y_of(each.low)) for x, each in reversed(limits)]
    return tag("polygon", points=_points([*upper, *lower]), class_="band")


def _parted(line: Line, run: Sequence[Point]) -> tuple[tuple[Sequence[Point], bool], ...]:
    """What of it lies before the period, up to the period's first point; and the rest."""
    before = sum(line.is_before(point) for point in run)
    return (run[: before + 1], True), (run[before:], False)


def _stroke(run: Sequence[Point], before: bool, x_of: Across, y_of: Up) -> Markup:
    places = [(x_of(point), y_of(float(point.score.value or 0))) for point in run]
    look = "days before" if before else "days"
    return tag("polyline", points=_points(places), class_=look) if len(run) > 1 else Markup("")


def _mark(x: float) -> Markup:
    """An upright line with a flag at its top."""
    foot = HEIGHT - _BOTTOM
    return join(
        tag("line", x1=x, x2=x, y1=2, y2=foot, class_="mark"),
        tag("polygon", points=_points([(x, 1), (x + 7, 4), (x, 7)]), class_="flag"),
    )


def _dot(line: Line, point: Point, x_of: Across, y_of: Up) -> Markup:
    """A dot; a square on its corner, larger, where it is out of the usual."""
    x, y = x_of(point), y_of(float(point.score.value or 0))
    if point.signal:
        corners = [(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)]
        return tag("polygon", points=_points(corners), class_="signal")
    if point == line.shown[-1]:
        return tag("circle", cx=x, cy=y, r=4.0, class_="now")
    return tag("circle", cx=x, cy=y, r=2.2, class_="day before" if line.is_before(point) else "day")


def _axis(card: Card, low: float, high: float, y_of: Up, words: Words) -> list[Markup]:
    """The ends of the height, and the middle of what is usual where it does not touch them."""
    values = [high, low]
    found = []
    if card.line.centre is not None:
        y = y_of(card.line.centre)
        found.append(tag("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, class_="centre"))
        if min(abs(y_of(value) - y) for value in values) >= _APART:
            values.append(card.line.centre)
    for value in values:
        label = axis(card.score.scale, value, words)
        found.append(tag("text", label, x=_LEFT - 6, y=y_of(value) + 4, class_="end"))
    return found


def _dates(line: Line, x_of: Across, words: Words) -> list[Markup]:
    """Below the first point, the last, and the one in the middle."""
    points = line.points
    places = ((points[0], "start"), (points[len(points) // 2], "middle"), (points[-1], "end"))
    return [
        tag("text", long_tick(line, point, words), x=x_of(point), y=HEIGHT - 6, class_=anchor)
        for point, anchor in (places if len(points) > 2 else places[::2])
    ]


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
