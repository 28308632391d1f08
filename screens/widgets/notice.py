"""A few lines in the middle of a screen, with a sign or a large number above or between them."""

from dataclasses import dataclass

from rich.cells import cell_len

from screens.widgets import digits
from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Painted
from screens.widgets.sign import paint_sign
from screens.widgets.wrap import balance


@dataclass(frozen=True, slots=True)
class Line:
    """One of them."""

    text: str
    role: str = "text"
    """'title' (bold), 'text', 'quiet', 'bad', 'sign', 'number' (large digits where there is room) or
    'spelt' (letters of such a code once more, as they are typed); '' text is air."""


class Notice(Painted):
    """Lines, wrapped and centred. Air goes first where there is too little room."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[Line, ...] = ()

    def speak(self, *lines: Line) -> None:
        """Shows these lines."""
        self.lines = lines
        self.repaint()

    def rows(self, width: int) -> int:
        """The rows it needs with all its air."""
        return sum(len(rows) for rows in self._rows(width, 99))

    def _rows(self, width: int, height: int) -> list[list[tuple[str, Line]]]:
        blocks = [self._block(line, width, height) for line in self.lines]
        for at in range(len(blocks) - 1, -1, -1):
            if sum(map(len, blocks)) <= height:
                break
            if not self.lines[at].text:
                blocks[at] = []
        return blocks

    def _block(self, line: Line, width: int, height: int) -> list[tuple[str, Line]]:
        if line.role == "sign":
            tall = 0 if not self.ink.blocks else 8 if height >= 30 else 6 if height >= 20 else 5
            return [("", line)] * tall
        if line.role == "number":
            return [(line.text, line)] * (digits.ROWS if self._large(line.text, width) else 1)
        if line.role == "spelt" and (line.text.isdigit() or not self._large(line.text, width)):
            return []
        room = min(72, width - 4)
        return [(text, line) for text in balance(line.text, room)] or [("", line)]

    def _large(self, number: str, width: int) -> bool:
        groups = number.split(" ")
        return self.ink.blocks and all(map(digits.can_paint, groups)) and _across(groups) <= width - 4

    def paint(self, canvas: Canvas) -> None:
        """The lines."""
        ink = self.ink
        paints = {
            "title": style(ink.text, ink.ground, bold=True),
            "text": style(ink.text, ink.ground),
            "quiet": style(ink.quiet, ink.ground),
            "bad": style(ink.bad, ink.ground),
            "number": style(ink.text, ink.ground, bold=True),
            "spelt": style(ink.quiet, ink.ground),
        }
        blocks = self._rows(canvas.width, canvas.height)
        y = max(0, (canvas.height - sum(map(len, blocks))) // 2)
        for block in blocks:
            if not block:
                continue
            line = block[0][1]
            box = Box(0, y, canvas.width, len(block))
            if line.role == "sign":
                paint_sign(canvas, box, line.text, ink)
            elif line.role == "number" and self._large(line.text, canvas.width):
                self._paint_number(canvas, box, line.text)
            else:
                for at, (text, _) in enumerate(block):
                    canvas.put((canvas.width - cell_len(text)) // 2, y + at, text, paints[line.role])
            y += len(block)

    def _paint_number(self, canvas: Canvas, box: Box, text: str) -> None:
        canvas, box = canvas.straight(box)
        groups = text.split(" ")
        x = box.x + (box.width - _across(groups)) // 2
        for group in groups:
            wide = digits.width(group)
            digits.paint_number(
                canvas, Box(x, box.y, wide, box.height), 0, group, self.ink.text, self.ink.ground
            )
            x += wide + 4


def _across(groups: list[str]) -> int:
    """The cells of groups of large digits side by side."""
    return sum(map(digits.width, groups)) + 4 * (len(groups) - 1)
