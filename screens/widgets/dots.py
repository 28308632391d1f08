"""Pictures of square dots: half blocks give two a cell, and half-tones at the edges make them round."""

from math import hypot

from screens.widgets.canvas import Box, Canvas
from screens.widgets.ink import blend

Dots = tuple[tuple[tuple[float, float], ...], ...]
"""Rows of dots, as many as there are in a row: the share of each that the shape covers, and of that the share
that the drawing on it covers."""

_BARE = (0.0, 0.0)


def cover(inside: float) -> float:
    """How much of a dot lies within an edge that is `inside` dots away; in eighths: few styles."""
    return round(min(1.0, max(0.0, inside + 0.5)) * 8) / 8


def stroke(u: float, v: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far (u, v) is from a straight stroke."""
    du, dv = end[0] - start[0], end[1] - start[1]
    length = du * du + dv * dv
    along = ((u - start[0]) * du + (v - start[1]) * dv) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(u - start[0] - along * du, v - start[1] - along * dv)


def paint_dots(
    canvas: Canvas, box: Box, dots: Dots, shape: str, drawing: str, ground: str, *, smooth: bool = True
) -> None:
    """Paints in the middle of a box, which must hold it: the shape in one colour, the drawing on it in
    another. Not `smooth`: without half-tones."""
    canvas, box = canvas.straight(box)
    across = len(dots)
    left = box.x + (box.width - across) // 2
    top = box.y + (box.height - (across + 1) // 2) // 2
    if not smooth:
        dots = tuple(tuple((float(head >= 0.5), float(ink > 0.5)) for head, ink in row) for row in dots)
    colours = [[blend(ground, blend(shape, drawing, ink), head) for head, ink in row] for row in dots]
    colours.append([ground] * across)
    for y in range(0, across, 2):
        for x, (upper, lower) in enumerate(zip(colours[y], colours[y + 1], strict=True)):
            canvas.dots(left + x, top + y // 2, upper, lower)
