"""Five faces, drawn by a formula at any size: half blocks give two square dots a cell.

The mouth and the brows alone tell them apart; the colour only helps.
"""

from functools import lru_cache
from math import hypot

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.dots import Dots, cover, paint_dots, stroke
from screens.widgets.ink import Ink

_BEND = (-2, -1, 0, 1, 2)
"""How far the corners of the mouth are up, unhappiest face first."""


@lru_cache(maxsize=64)
def face(mood: int, across: int) -> Dots:
    """A face `across` dots wide and high; `mood` is 0 (unhappiest) to 4."""
    radius = across / 2
    features = _Features(mood, radius)
    rows = []
    for py in range(across):
        v = py + 0.5 - radius
        row = []
        for px in range(across):
            u = abs(px + 0.5 - radius)  # a face is the same left and right
            head = cover(radius - hypot(u, v))
            row.append((head, features.at(u, v) if head else 0.0))
        rows.append(tuple(row))
    return tuple(rows)


class _Features:
    """Eyes, brows and mouth of one face, in dots from its centre, right half. What is straight lies on whole
    dots, and small faces have no half-tones within: so they stay sharp."""

    def __init__(self, mood: int, radius: float) -> None:
        self.mood = mood
        self.radius = radius
        self.small = radius < 5.5
        self.pen = max(1, round(radius * 0.14)) / 2
        """Half a stroke."""
        browed = radius >= 8.5
        eye_x = self._on_dot(0.36 * radius)
        eye_y = self._on_dot((-0.12 if browed else -0.22) * radius)
        tall = 0.0 if self.small else 0.09 * radius
        self.eye = (eye_x, eye_y - tall), (eye_x, eye_y + tall)
        self.eye_pen = max(self.pen, 0.11 * radius)
        lift = self._on_dot(eye_y - tall - max(2.0, 0.36 * radius))
        reach = 0.17 * radius
        self.brow = {
            0: ((eye_x - reach, lift), (eye_x + reach, lift + 0.14 * radius)),
            4: ((eye_x - reach, lift), (eye_x + reach, lift)),
        }.get(mood if browed else -1)
        """Drawn up in the middle by the unhappiest, raised by the happiest, where there is room."""
        deep = abs(_BEND[mood]) == 2
        self.half = (0.54 if deep or self.small else 0.42) * radius
        self.depth = 0.0 if mood == 2 else float(round((0.38 if deep else 0.20) * radius))
        self.up = mood > 2
        self.lips = self._on_dot(0.30 * radius)
        """The upper row of a small mouth."""
        middle = self._on_dot(0.42 * radius)
        self.corners = middle + (-1 if self.up else 1) * (
            self.depth // 2 if self.up else (self.depth + 1) // 2
        )

    def _on_dot(self, offset: float) -> float:
        """The place nearest to `offset` where a stroke of this pen covers whole dots."""
        shift = 0.5 if round(self.pen * 2) % 2 else 0.0
        return round(offset + self.radius - shift) + shift - self.radius

    def at(self, u: float, v: float) -> float:
        """The share of the dot at (u, v) that is covered."""
        if self.small:
            eye = abs(u - self.eye[0][0]) < 0.5 and abs(v - self.eye[0][1]) < 0.5
            return float(eye or self._small_mouth(u, v))
        return max(
            cover(self.eye_pen - stroke(u, v, *self.eye)),
            cover(self.pen - stroke(u, v, *self.brow)) if self.brow else 0.0,
            self._mouth(u, v),
        )

    def _mouth(self, u: float, v: float) -> float:
        if not self.depth:
            return cover(min(self.pen - abs(v - self.corners), self.half - u))
        within = min(u, self.half)
        sign = 1 if self.up else -1
        curve = self.corners + sign * self.depth * (1 - (within / self.half) ** 2)
        slope = 2 * self.depth * within / self.half**2
        far = hypot(u - self.half, v - curve) if u > self.half else abs(v - curve) / hypot(1, slope)
        line = cover(self.pen - far)
        if self.mood != 4:
            return line
        top = self.corners - self.pen  # the happiest mouth is open: filled from its corners down to the curve
        return max(line if v > top else 0.0, cover(min(v - top, curve + self.pen - v, self.half - u)))

    def _small_mouth(self, u: float, v: float) -> bool:
        """Two rows of dots: a wide one and a narrow one, the mouth open for the two ends of the scale."""
        wide, narrow = self.half + 0.6, self.half - 0.4
        row = round(v - self.lips)
        if row not in (0, 1) or u > wide:
            return False
        if self.mood == 2:
            return row == 1
        outer = row == 0 if self.up else row == 1
        if outer:
            return self.mood in (0, 4) or u > narrow
        return u < narrow


def paint_face(canvas: Canvas, box: Box, mood: int, ground: str, ink: Ink, *, pressed: bool = False) -> None:
    """Paints a face as large as fits in the middle of a box whose colour is `ground`."""
    if ink.blocks:
        across = min(box.width, box.height * 2)
        if across >= 5:
            head = ink.on_press if pressed else ink.moods[mood]
            features = ground if pressed else ink.features
            paint_dots(canvas, box, face(mood, across), head, features, ground, smooth=ink.smooth)
    else:
        _paint_glyphs(canvas, box, mood, ground, ink, pressed)


def face_rows(width: int, ink: Ink) -> int:
    """The rows of a face that is as wide as fits in `width` cells."""
    return (width + 1) // 2 if ink.blocks else min(7, max(4, width // 2))


_BROWS = ("/   \\", "", "", "", "╭─╮ ╭─╮")
_MOUTHS = (
    ("╭─────╮",),
    ("╭───╮",),
    ("─────",),
    ("╰───╯",),
    ("├─────┤", "╰─────╯"),
)


def glyphs(mood: int, rows: int) -> list[str]:
    """A face of box lines and dots, for a font without half blocks; from 4 rows on with brows."""
    mouth = list(_MOUTHS[mood])
    face = ["●   ●", *mouth]
    brow = _BROWS[mood]
    if rows >= 4:
        face.insert(0, brow)
    if rows >= 5:
        face.insert(2, "")
    return face[:rows] if len(face) > rows else face


def _paint_glyphs(canvas: Canvas, box: Box, mood: int, ground: str, ink: Ink, pressed: bool) -> None:
    paint = style(ink.on_press if pressed else ink.moods[mood], ground, bold=not pressed)
    lines = glyphs(mood, box.height)
    top = (box.height - max(len(lines), min(box.height, 5))) // 2
    for at, line in enumerate(lines):
        canvas.centre(box, top + at, line, paint)
