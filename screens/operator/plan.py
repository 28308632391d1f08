"""Where the panels stand: rows of them for the width and height of the terminal. Pure."""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

Wants = Callable[[str, int], int]
"""The height that a panel fills at a width."""


class Place(NamedTuple):
    """A panel's rectangle, in cells."""

    name: str
    x: int
    y: int
    width: int
    height: int


MEDIUM = 60
"""Cells from which cards stand side by side."""

WIDE = 110
"""Cells from which there are three columns."""

_BROAD = 160
"""Cells from which the week stands beside the line of days."""

_SPARED = 4
"""Rows that a card can do without."""

_LEAST_CARD = 24
_LEAST_CHART = 5
_MODEST = 9
_MOST_CHART = 22
"""Rows with the frame: of a chart that still reads, of charts and lists at first, of the largest chart."""

_CHARTS = ("hours", "trend")
_LISTS = ("comments", "touchpoints")

Line = list[tuple[str, int]]
"""Panels side by side, each with its share of the width."""


def plan(width: int, height: int, shown: Collection[str], wants: Wants) -> list[Place]:
    """The places of the panels named in a body `width` × `height`; it scrolls where they reach below that."""
    cards = sum(name.startswith("card-") for name in shown)
    lines = [[item for item in line if item[0] in shown] for line in _lines(width, cards, "heat" in shown)]
    lines = [line for line in lines if line]
    widths = [_split(width, [share for _, share in line]) for line in lines]
    heights = [
        max(_height(name, w, wants) for (name, _), w in zip(line, row, strict=True))
        for line, row in zip(lines, widths, strict=True)
    ]
    _fit_first_screen(lines, heights, width, height)
    _stretch(lines, widths, heights, height, wants)
    places: list[Place] = []
    air = min(2, max(0, height - sum(heights)))
    y = (air + 1) // 2
    for line, row, tall in zip(lines, widths, heights, strict=True):
        x = 0
        for (name, _), w in zip(line, row, strict=True):
            places.append(Place(name, x, y, w, tall))
            x += w
        y += tall + (air // 2 if line[0][0] == "sentence" else 0)
    return places


def _lines(width: int, cards: int, heat: bool) -> list[Line]:
    names = [f"card-{i}" for i in range(cards)]
    if width < MEDIUM:
        rest = ("hours", "comments", "trend", "touchpoints", "mattered", "funnel", "left-out", "devices")
        return [[("sentence", 1)], [("due", 1)], *([(name, 1)] for name in (*names, *rest))]
    across = min(3, width // _LEAST_CARD)
    rows: list[Line] = [[(name, 1) for name in names[i : i + across]] for i in range(0, cards, across)]
    if width < WIDE:
        first: Line = [("hours", 1)]
        if cards == 1:
            rows, first = [[("card-0", 1), ("hours", 1)]], []
        return [
            [("sentence", 1)],
            [("due", 1)],
            *rows,
            first,
            [("newest", 1)],
            [("trend", 1)],
            [("touchpoints", 1)],
            [("mattered", 1), ("funnel", 1)],
            [("comments", 1)],
            [("left-out", 1), ("devices", 1)],
        ]
    charts: Line = [("hours", 1), ("trend", 2)]
    last: list[Line] = [[("funnel", 1), ("left-out", 1), ("devices", 1)]]
    if cards in (1, 2):
        rows[0].append(("hours", 3 - cards))
        charts = [("trend", 1)]
    if heat and width >= _BROAD:
        charts = [*charts[:-1], ("trend", 2), ("heat", 2)]
    elif heat:
        last = [[("heat", 2), ("funnel", 1)], [("left-out", 1), ("devices", 1)]]
    return [
        [("sentence", 1)],
        [("due", 1)],
        *rows,
        charts,
        [("touchpoints", 1), ("mattered", 1), ("comments", 1)],
        *last,
    ]


def _split(width: int, shares: Sequence[int]) -> list[int]:
    """`width` in parts of whole cells, in proportion; the first ones are the wider."""
    total = sum(shares)
    edges = [-(-width * sum(shares[:i]) // total) for i in range(len(shares) + 1)]
    return [b - a for a, b in pairwise(edges)]


def _height(name: str, width: int, wants: Wants) -> int:
    """What a panel gets at first: charts and lists no more than they need to be read."""
    wanted = wants(name, width)
    return min(wanted, _MODEST) if name in _CHARTS or name in _LISTS else wanted


def _fit_first_screen(lines: Sequence[Line], heights: list[int], width: int, height: int) -> None:
    """Lowers the hours so that they and the newest comment are still seen without scrolling."""
    newest = next((i for i, line in enumerate(lines) if line[0][0] == "newest"), None)
    if newest is None:
        return
    over = sum(heights[: newest + 1]) - height
    for i, line in enumerate(lines[:newest]):
        if over > 0 and len(line) == 1 and line[0][0] in _CHARTS:
            heights[i] = max(_LEAST_CHART, heights[i] - over)
    over = sum(heights[: newest + 1]) - height
    for i, line in enumerate(lines[:newest]):
        if over > 0 and line[0][0].startswith("card-"):
            less = min(over, _SPARED)
            heights[i] -= less
            over -= less
    spare = height - sum(heights[: newest + 1])
    nearly = newest + 1 < len(heights) and spare < heights[newest + 1]
    for i, line in enumerate(lines[:newest]):
        if spare > 0 and nearly and len(line) == 1 and line[0][0] in _CHARTS:
            heights[i] += min(spare, _MOST_CHART - heights[i])


def _stretch(
    lines: Sequence[Line], widths: Sequence[list[int]], heights: list[int], body: int, wants: Wants
) -> None:
    """Shares out the rows that are left over: lists to their full length, then taller charts."""
    for i, (line, row) in enumerate(zip(lines, widths, strict=True)):
        longest = max(
            (wants(name, w) for (name, _), w in zip(line, row, strict=True) if name in _LISTS), default=0
        )
        heights[i] = max(heights[i], min(longest, heights[i] + body - sum(heights)))
    for i, line in enumerate(lines):
        if any(name == "trend" for name, _ in line) and heights[i] >= _MODEST:
            heights[i] = max(heights[i], min(_MOST_CHART, heights[i] + body - sum(heights)))
