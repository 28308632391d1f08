"""Round signs for the screens that ask nothing: done, paused, one moment. Drawn by a formula, like faces."""

from functools import lru_cache
from math import hypot

from screens.widgets.canvas import Box, Canvas
from screens.widgets.dots import Dots, cover, paint_dots, stroke
from screens.widgets.ink import Ink

DONE, PAUSED, MOMENT = "done", "paused", "moment"

_STROKES = {
    DONE: (((-0.40, 0.04), (-0.10, 0.34)), ((-0.10, 0.34), (0.42, -0.30))),
    PAUSED: (((-0.22, -0.32), (-0.22, 0.32)), ((0.22, -0.32), (0.22, 0.32))),
    MOMENT: (((-0.44, 0.0), (-0.44, 0.0)), ((0.0, 0.0), (0.0, 0.0)), ((0.44, 0.0), (0.44, 0.0))),
}


@lru_cache(maxsize=16)
def sign(kind: str, across: int) -> Dots:
    """A sign `across` dots wide and high, as `paint_dots` takes it."""
    radius = across / 2
    pen = max(0.75, (0.13 if kind == MOMENT else 0.10) * radius)
    sharp = radius < 7  # a small sign has no half-tones within
    apart = max(1.0, 1.8 / (0.22 * radius)) if kind == PAUSED else 1.0  # two strokes, however small it is
    rows = []
    for py in range(across):
        row = []
        for px in range(across):
            u, v = px + 0.5 - radius, py + 0.5 - radius
            ink = max(
                cover(pen - stroke(u, v, *((x * apart * radius, y * radius) for x, y in line)))
                for line in _STROKES[kind]
            )
            row.append((cover(radius - hypot(u, v)), float(ink >= 0.5) if sharp else ink))
        rows.append(tuple(row))
    return tuple(rows)


def paint_sign(canvas: Canvas, box: Box, kind: str, ink: Ink) -> None:
    """Paints a sign as large as fits in the middle of a box. Without half blocks there is none."""
    across = min(box.width, box.height * 2)
    if ink.blocks and across >= 6:
        across -= kind == MOMENT and across % 2 == 0  # its middle dot needs a middle
        colour = ink.moods[4] if kind == DONE else ink.quiet
        paint_dots(canvas, box, sign(kind, across), colour, ink.features, ink.ground, smooth=ink.smooth)
