"""A grid of cells to paint on, and the strips that Textual shows of it."""

from dataclasses import dataclass, replace
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.widgets.bidi import towards, visual
from screens.widgets.wrap import harmless


@lru_cache(maxsize=4096)
def style(text: str, ground: str, *, bold: bool = False, underline: bool = False) -> Style:
    """Words of colour `text` on `ground`."""
    return Style(color=text, bgcolor=ground, bold=bold, underline=underline)


_BLANK = style("#000000", "#000000")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells; `x` and `y` are its left upper one."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Whether the cell is inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height

    def inner(self, across: int = 1, down: int = 1) -> "Box":
        """What is left inside a margin."""
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)


class Canvas:
    """Cells with a character and a style each. What is painted outside is cut off.

    One that is `mirrored` is painted as if it were read from the left, and all of it stands the other way
    round: boxes, and each text as a whole. Pictures and numbers do not (see `straight`).
    """

    __slots__ = ("_cells", "_styles", "height", "mirrored", "width")

    def __init__(self, width: int, height: int, blank: Style, *, mirrored: bool = False) -> None:
        self.width = width
        self.height = height
        self.mirrored = mirrored
        self._cells = [[" "] * width for _ in range(height)]
        self._styles = [[blank] * width for _ in range(height)]

    def turned(self, box: Box) -> Box:
        """Where a box stands when all is painted."""
        return replace(box, x=self.width - box.x - box.width) if self.mirrored else box

    def straight(self, box: Box) -> "tuple[Canvas, Box]":
        """The same cells for what is never the other way round, and where `box` lies on them."""
        if not self.mirrored:
            return self, box
        canvas = Canvas(0, 0, _BLANK)
        canvas.width, canvas.height = self.width, self.height
        canvas._cells, canvas._styles = self._cells, self._styles
        return canvas, self.turned(box)

    def fill(self, box: Box, paint: Style, character: str = " ") -> None:
        """Covers a box."""
        box = self.turned(box)
        left, right = max(0, box.x), min(self.width, box.x + box.width)
        count = right - left
        if count <= 0:
            return
        for y in range(max(0, box.y), min(self.height, box.y + box.height)):
            self._cells[y][left:right] = [character] * count
            self._styles[y][left:right] = [paint] * count

    def put(self, x: int, y: int, text: str, paint: Style, *, right: bool | None = None) -> None:
        """Writes from a cell to the right, without control characters; marks join the character before, and
        what is read from the right stands so, within the cells that it takes. `right` as in `visual`; on a
        mirrored canvas None is True."""
        if not 0 <= y < self.height:
            return
        cells, styles = self._cells[y], self._styles[y]
        text = harmless(text)
        if self.mirrored:
            x = self.width - x - cell_len(text)
            text = towards(text)
        for character in visual(text, right=(self.mirrored or None) if right is None else right):
            wide = 1 if character < "\u0300" else cell_len(character)
            if wide == 0:
                if 0 < x <= self.width:
                    cells[x - 1 if cells[x - 1] else x - 2] += character
                continue
            if x < 0 or x + wide > self.width:
                x += wide
                continue
            cells[x] = character
            styles[x] = paint
            if wide == 2:
                cells[x + 1] = ""
                styles[x + 1] = paint
            x += wide

    def dots(self, x: int, y: int, upper: str, lower: str) -> None:
        """Two square dots in one cell, by their colours."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            return
        if upper == lower:
            self._styles[y][x] = style(upper, upper)
        else:
            self._cells[y][x] = "▀"
            self._styles[y][x] = style(upper, lower)

    def centre(self, box: Box, y: int, text: str, paint: Style) -> None:
        """Writes in the middle of a box, `y` rows below its top."""
        self.put(box.x + (box.width - cell_len(text)) // 2, box.y + y, text, paint)

    def strips(self) -> list[Strip]:
        """A strip a row."""
        return [
            Strip(_segments(cells, styles), self.width)
            for cells, styles in zip(self._cells, self._styles, strict=True)
        ]


def _segments(cells: list[str], styles: list[Style]) -> list[Segment]:
    segments = []
    start = 0
    for at in range(1, len(cells) + 1):
        if at == len(cells) or styles[at] is not styles[start]:
            segments.append(Segment("".join(cells[start:at]), styles[start]))
            start = at
    return segments
