"""A field to type a few lines in. Smaller than Textual's, and nothing leaves it but by Done."""

from rich.cells import cell_len
from textual import events

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Painted
from screens.widgets.tile import paint_tile
from screens.widgets.wrap import harmless

LONGEST = 280
"""Characters."""


class Field(Painted):
    """Typed text, wrapped. Every character is plain text; there is no selection, clipboard, link or undo."""

    def __init__(self, *, lines: int, longest: int = LONGEST, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines = lines
        """The rows it would like to have for text."""
        self.longest = longest
        self.text = ""
        self.caret = 0
        """Before which character the next one goes."""
        self.invitation = ""
        """What stands in it while it is empty."""

    def fill(self, text: str) -> None:
        """Replaces the text."""
        self.text = harmless(text)[: self.longest]
        self.caret = len(self.text)
        self.repaint()

    def type(self, text: str) -> None:
        """Puts typed or pasted text at the caret, cut to what there is room for."""
        text = harmless(text[: 8 * self.longest])[: self.longest - len(self.text)]
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)
        self.repaint()

    def press(self, key: str) -> bool:
        """Moves the caret or takes a character away; False for any other key."""
        before, after = self.text[: self.caret], self.text[self.caret :]
        match key:
            case "backspace" if before:
                self.text, self.caret = before[:-1] + after, self.caret - 1
            case "delete" if after:
                self.text = before + after[1:]
            case "left" if before:
                self.caret -= 1
            case "right" if after:
                self.caret += 1
            case "home":
                self.caret = 0
            case "end":
                self.caret = len(self.text)
            case "backspace" | "delete" | "left" | "right":
                pass
            case _:
                return False
        self.repaint()
        return True

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Puts the caret where it is touched."""
        event.stop()
        rows = self._rows(self.size.width - 4)
        row = min(max(0, event.y - 1 + self._first(rows)), len(rows) - 1)
        start, text = rows[row]
        at = 0
        while at < len(text) and cell_len(text[: at + 1]) <= event.x - 2:
            at += 1
        self.caret = start + at
        self.repaint()

    def _rows(self, width: int) -> list[tuple[int, str]]:
        """Where each row begins in the text, and its characters; broken after blanks, else anywhere."""
        rows: list[tuple[int, str]] = []
        start = 0
        while True:
            end, cells = start, 0
            while end < len(self.text) and cells + cell_len(self.text[end]) <= width:
                cells += cell_len(self.text[end])
                end += 1
            if end < len(self.text):
                blank = self.text.rfind(" ", start, end)
                if blank > start:
                    end = blank + 1
            end = max(end, start + 1)
            rows.append((start, self.text[start:end]))
            if end >= len(self.text):
                break
            start = end
        if cell_len(rows[-1][1]) >= width:
            rows.append((len(self.text), ""))  # room for the caret
        return rows

    def _caret_row(self, rows: list[tuple[int, str]]) -> int:
        return max(at for at, (start, _) in enumerate(rows) if start <= self.caret)

    def _first(self, rows: list[tuple[int, str]]) -> int:
        """The first row to show, so that the caret is seen."""
        shown = max(1, self.size.height - 2)
        return max(0, self._caret_row(rows) - shown + 1)

    def paint(self, canvas: Canvas) -> None:
        """The text in a frame, the caret, and how many characters are left near the end."""
        ink = self.ink
        paint_tile(canvas, Box(0, 0, canvas.width, canvas.height), ink)
        left = str(self.longest - len(self.text))
        if len(self.text) > self.longest * 3 // 4:
            canvas.put(
                canvas.width - 3 - len(left), canvas.height - 1, f" {left} ", style(ink.quiet, ink.tile)
            )
        rows = self._rows(canvas.width - 4)
        first = self._first(rows)
        words = style(ink.text, ink.tile)
        for y, (_, text) in enumerate(rows[first : first + canvas.height - 2]):
            canvas.put(2, 1 + y, text, words)
        if not self.text:
            canvas.put(3, 1, self.invitation, style(ink.quiet, ink.tile))
        row = self._caret_row(rows)
        start, text = rows[row]
        under = self.text[self.caret : self.caret + 1] if self.caret < start + len(text) else ""
        x = 2 + cell_len(text[: self.caret - start])
        canvas.put(x, 1 + row - first, under or " ", style(ink.on_press, ink.press))
