"""Dots on a character grid: braille where the terminal has it, bullets and rules on a plain console."""

from itertools import groupby

from screens.operator.panels.text import Pen, Piece

_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, four rows of two."""


class Canvas:
    """Dots and marks of a chart, each cell in one look: marks over the line, the line over the band."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._line: dict[tuple[int, int], int] = {}
        self._band: dict[tuple[int, int], int] = {}
        self._marks: dict[tuple[int, int], Piece] = {}

    def dot(self, x: int, y: int, *, band: bool = False) -> None:
        """Sets a dot; `x` in half cells, `y` in quarter cells, both from the top left."""
        layer = self._band if band else self._line
        cell = (x // 2, y // 4)
        layer[cell] = layer.get(cell, 0) | _BRAILLE[y % 4][x % 2]

    def mark(self, x: int, y: int, glyph: str, look: str) -> None:
        """Puts a glyph in the cell of a dot."""
        self._marks[x // 2, y // 4] = Piece(glyph, look)

    def stroke(self, a: tuple[int, int], b: tuple[int, int]) -> None:
        """A straight line of dots."""
        steps = max(abs(b[0] - a[0]), abs(b[1] - a[1]), 1)
        for i in range(steps + 1):
            self.dot(a[0] + (b[0] - a[0]) * i // steps, round(a[1] + (b[1] - a[1]) * i / steps))

    def rows(self, pen: Pen) -> list[list[Piece]]:
        """Every line of cells, neighbours of one look as one piece."""
        lines = []
        for y in range(self.height):
            line = [self._cell(x, y, pen) for x in range(self.width)]
            lines.append(
                [
                    Piece("".join(piece.text for piece in run), look)
                    for look, run in groupby(line, lambda piece: piece.look)
                ]
            )
        return lines

    def _cell(self, x: int, y: int, pen: Pen) -> Piece:
        if (x, y) in self._marks:
            return self._marks[x, y]
        for layer, look, plain in ((self._line, "line", "•"), (self._band, "faint", "─")):
            if (x, y) in layer:
                return Piece(plain if pen.plain else chr(0x2800 + layer[x, y]), look)
        return Piece(" ")
