"""A line in as many characters as it has points."""

from collections.abc import Sequence

from store.model.line import LEAST_SPAN, Point
from store.model.score import MIN_N, bounds

BLOCKS = "▁▂▃▄▅▆▇█"
ASCII = "_-=*^"
"""From the foot of the line to its top, for paper and terminals without blocks."""


def sparkline(points: Sequence[Point], *, glyphs: str = BLOCKS, none: str = "·") -> str:
    """A character a point, its height between the lowest and the highest score; `none` without a score.

    Points under 10 answers have none. '' where no point has one.
    """
    values = [_value(point) for point in points]
    known = [value for value in values if value is not None]
    if not known:
        return ""
    floor, ceiling = bounds(points[0].score.scale)
    low, high = min(known), max(known)
    air = max(0.0, (ceiling - floor) * LEAST_SPAN - (high - low)) / 2
    low, span = low - air, high - low + 2 * air
    top = len(glyphs) - 1
    return "".join(none if value is None else glyphs[round((value - low) / span * top)] for value in values)


def _value(point: Point) -> float | None:
    score = point.score
    return float(score.value) if score.n >= MIN_N and score.value is not None else None
