"""Dots on a character grid: braille where the terminal has it, bullets and rules on a plain console."""

from itertools import groupby

from screens.operator.panels.text import Pen, Piece

_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, four rows of two."""


class Canvas:
    """Dots and marks of a chart, each cell in one look: marks over the line, this over what was before it,
    that over the band."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._line: dict[tuple[int, int], int] = {}
        self._before: dict[tuple[int, int], int] = {}
        self._band: dict[tuple[int, int], int] = {}
        self._marks: dict[tuple[int, int], Piece] = {}

    def dot(self, x: int, y: int) -> None:
        """A dot of the band; `x` in half cells, `y` in quarter cells, both from the top left."""
        self._dot(self._band, x, y)

    def _dot(self, layer: dict[tuple[int, int], int], x: int, y: int) -> None:
        cell = (x // 2, y // 4)
        layer[cell] = layer.get(cell, 0) | _BRAILLE[y % 4][x % 2]

    def mark(self, x: int, y: int, glyph: str, look: str) -> None:
        """Puts a glyph in the cell of a dot."""
        self._marks[x // 2, y // 4] = Piece(glyph, look)

    def stroke(self, a: tuple[int, int], b: tuple[int, int], *, before: bool = False) -> None:
        """A straight line of dots; `before`: paler."""
        layer = self._before if before else self._line
        steps = max(abs(b[0] - a[0]), abs(b[1] - a[1]), 1)
        for i in range(steps + 1):
            self._dot(layer, a[0] + (b[0] - a[0]) * i // steps, round(a[1] + (b[1] - a[1]) * i / steps))

    def rows(self, pen: Pen) -> list[list[Piece]]:
        """Every line of cells, neighbours of one look as one piece."""
        glyphs = [[" "] * self.width for _ in range(self.height)]
        looks = [[""] * self.width for _ in range(self.height)]
        layers = (self._band, "faint", "─"), (self._before, "quiet", "·"), (self._line, "line", "•")
        for layer, look, plain in layers:
            for (x, y), dots in layer.items():
                glyphs[y][x], looks[y][x] = plain if pen.plain else chr(0x2800 + dots), look
        for (x, y), mark in self._marks.items():
            glyphs[y][x], looks[y][x] = mark.text, mark.look
        return [_runs("".join(text), look) for text, look in zip(glyphs, looks, strict=True)]


def _runs(text: str, looks: list[str]) -> list[Piece]:
    pieces, start = [], 0
    for look, run in groupby(looks):
        end = start + sum(1 for _ in run)
        pieces.append(Piece(text[start:end], look))
        start = end
    return pieces
