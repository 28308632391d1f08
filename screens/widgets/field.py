"""A field to type a few lines in. Smaller than Textual's, and nothing leaves it but by Done."""

from rich.cells import cell_len
from textual import events
from textual.message import Message

from screens.widgets.bidi import order
from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Painted
from screens.widgets.tile import paint_tile
from screens.widgets.writing import Writing

LONGEST = 280
"""Characters."""


class Field(Writing, Painted):
    """A field for it, wrapped. Every character is plain text; there is no link in it."""

    class Pointed(Message):
        """The field was touched: someone wants to write."""

    def __init__(self, *, lines: int, longest: int = LONGEST, id: str | None = None) -> None:
        Painted.__init__(self, id=id)
        Writing.__init__(self, longest)
        self.lines = lines
        """The rows it would like to have for text."""
        self.invitation = ""
        """What stands in it while it is empty."""

    def fill(self, text: str) -> None:
        """Replaces the text."""
        super().fill(text)
        self.repaint()

    def type(self, text: str) -> None:
        """Puts typed or pasted text at the caret, cut to what there is room for."""
        super().type(text)
        self.repaint()

    def press(self, key: str) -> bool:
        """Moves the caret or takes a character away; False for any other key."""
        known = super().press(key)
        if known:
            self.repaint()
        return known

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Puts the caret where it is touched."""
        event.stop()
        rows = self.rows(self.size.width - 4)
        row = min(max(0, event.y - 1 + self._first(rows)), len(rows) - 1)
        start, text = rows[row]
        x = left = self._left(text, self.size.width)
        self.caret = start + (0 if self._right and event.x >= left else len(text))
        for at in order(text, right=self._right) if event.x >= left or not self._right else ():
            x += cell_len(text[at])
            if event.x < x:
                self.caret = start + at
                break
        self.repaint()
        self.post_message(self.Pointed())

    @property
    def _right(self) -> bool:
        return self.reads_right(self.begins_right)

    def _left(self, text: str, width: int) -> int:
        """The cell where a row begins on the left."""
        return width - 2 - cell_len(text) if self._right else 2

    def _first(self, rows: list[tuple[int, str]]) -> int:
        """The first row to show, so that the caret is seen."""
        shown = max(1, self.size.height - 2)
        return max(0, self.caret_row(rows) - shown + 1)

    def paint(self, canvas: Canvas) -> None:
        """The text in a frame, the caret, and how many characters of how many there are."""
        ink = self.ink
        paint_tile(canvas, Box(0, 0, canvas.width, canvas.height), ink)
        if self.text:
            count = f" {len(self.text)} / {self.longest} "
            x, y = canvas.width - 2 - len(count), canvas.height - 1
            canvas.put(x, y, count, style(ink.quiet, ink.tile))
        if not self.text:
            canvas.put(3, 1, self.invitation, style(ink.quiet, ink.tile))
        canvas, _ = canvas.straight(Box(0, 0, 0, 0))
        right = self._right
        rows = self.rows(canvas.width - 4)
        first = self._first(rows)
        words = style(ink.text, ink.tile)
        for y, (_, text) in enumerate(rows[first : first + canvas.height - 2]):
            canvas.put(self._left(text, canvas.width), 1 + y, text, words, right=right)
        row = self.caret_row(rows)
        start, text = rows[row]
        under = self.text[self.caret : start + len(text)][:1] or " "
        x = self._left(text, canvas.width) + self.caret_cell(rows[row], right)
        canvas.put(x, 1 + row - first, under, style(ink.on_press, ink.press))
