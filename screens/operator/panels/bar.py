"""The distribution bar: how many answers at each point, as one coloured line that adds up to 100 per cent."""

from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len

from screens.operator.panels.text import Pen, Piece, Row, cells, spread
from store.model.rounding import shares
from store.model.scale import Metric, Scale, Standing
from store.model.score import Score

FEW = 10
"""Below so many answers nothing is coloured, and counts stand in place of percentages."""

_RAMP = {
    3: (1, 4, 7),
    5: (1, 2, 4, 6, 7),
    7: (1, 2, 3, 4, 5, 6, 7),
    10: (1, 1, 2, 2, 3, 3, 4, 5, 6, 7),
}
"""Which of the seven colours, bad to good, the points of a scale have."""


def standing_counts(scale: Scale, counts: Sequence[int]) -> tuple[int, int, int]:
    """How many answers stand low, in the middle, and high."""
    low, middle, high = (sum(counts[i] for i in places) for places in _places(scale))
    return low, middle, high


@lru_cache(maxsize=32)
def _places(scale: Scale) -> tuple[tuple[int, ...], ...]:
    """Where in a histogram the low, middle and high points are."""
    standings = (Standing.LOW, Standing.MIDDLE, Standing.HIGH)
    return tuple(tuple(map(scale.index, scale.values_standing(standing))) for standing in standings)


def distribution(score: Score, pen: Pen, width: int) -> list[Row]:
    """The bar and the names of its two ends; a rule of dashes without answers."""
    if not score.n:
        return [(Piece("─" * width, "faint"),), _ends(score.scale, pen, width)]
    scale, counts, grouped = score.scale, score.counts, score.scale.metric is Metric.NPS
    if grouped or _needed(_labels(score, counts)) > width:
        counts, grouped = standing_counts(scale, counts), True
    labels = _labels(score, counts)
    sizes = portions(counts, [len(label) + 1 if label else 0 for label in labels], width)
    ramp = _RAMP[3] if grouped else colours(scale)
    look = "grey" if score.n < FEW or scale.metric is Metric.NONE else "point"
    bar = tuple(
        Piece(_centred(label, size), f"{look}-{colour}")
        for label, size, colour in zip(labels, sizes, ramp, strict=True)
        if size
    )
    return [bar, _ends(scale, pen, width)]


def _labels(score: Score, counts: Sequence[int]) -> list[str]:
    """What stands in each part; '' where there is no answer."""
    shown = counts if score.n < FEW else shares(counts)
    return [str(part) if count else "" for part, count in zip(shown, counts, strict=True)]


def _needed(labels: Sequence[str]) -> int:
    return sum(len(label) + 1 for label in labels if label)


def _centred(label: str, size: int) -> str:
    return label.rjust((size + len(label)) // 2).ljust(size) if size > len(label) else label[:size]


@lru_cache(maxsize=32)
def colours(scale: Scale) -> tuple[int, ...]:
    """Which of the seven colours, 1 bad to 7 good, each point of a scale has, lowest point first."""
    points = len(scale.values)
    if scale.metric is Metric.NPS:
        return tuple(
            {Standing.LOW: 1, Standing.MIDDLE: 4, Standing.HIGH: 7}[scale.standing(v)] for v in scale.values
        )
    ramp = _RAMP.get(points) or tuple(1 + round(6 * i / max(1, points - 1)) for i in range(points))
    return ramp[::-1] if scale.low_is_good else ramp


def portions(counts: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """`width` cells shared out in proportion to `counts`, each part at least its `least` where they all fit.

    Largest remainder, so that the parts fill the width exactly; a part without answers gets nothing.
    """
    total = sum(counts)
    if sum(least) > width:
        least = [1 if count else 0 for count in counts]
    room = width - sum(least)
    exact = [max(0.0, width * count / total - floor) for count, floor in zip(counts, least, strict=True)]
    scale = room / sum(exact) if sum(exact) else 0.0
    extra = [int(part * scale) for part in exact]
    by_remainder = sorted(range(len(counts)), key=lambda i: extra[i] - exact[i] * scale)
    for i in by_remainder[: room - sum(extra)]:
        extra[i] += 1
    return [floor + more for floor, more in zip(least, extra, strict=True)]


def _ends(scale: Scale, pen: Pen, width: int) -> Row:
    words = pen.words
    if scale.metric is Metric.NPS:
        low, high = words("{a} to {b}", a=0, b=6), words("9 and 10")
    elif scale.metric is Metric.CES:
        low, high = words("1 hard"), words("{n} easy", n=scale.points)
        if scale.low_is_good:
            low, high = words("1 easy"), words("{n} hard", n=scale.points)
    else:
        low, high = "1", str(scale.points)
        if scale.metric is Metric.CSAT:
            low, high = words("1 unhappy"), words("{n} happy", n=scale.points)
    if cell_len(low) + cell_len(high) >= width:
        low, high = str(scale.values[0]), str(scale.values[-1])
    row = spread((Piece(low, "quiet"),), (Piece(high, "quiet"),), width)
    return row if cells(row) <= width else (Piece(low, "quiet"),)
