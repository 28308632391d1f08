"""Who asks, where, and about which call: the three fields at the top of the desk."""

from dataclasses import dataclass

from rich.cells import cell_len

from screens.agent.desk import GO
from screens.agent.fields import Step
from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Spot, Touchable
from screens.widgets.wrap import cut
from screens.widgets.writing import Writing

_FIELD = 32
"""Cells that a field is wide where there is room."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field."""

    step: Step
    label: str
    text: str
    beside: str = ""
    """What is known about it: the agent's name."""


class Form(Touchable):
    """Three lines, or where there is little room and none of them is typed in, one."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[Row, ...] = ()
        self.writing: Writing | None = None
        """The one that is typed in."""
        self.typing: Step | None = None
        self._seen: tuple[object, ...] = ()

    def speak(self, rows: tuple[Row, ...], typing: Step | None, writing: Writing | None) -> None:
        """Shows these, the keys in one of them or in none."""
        seen = (rows, typing, writing.caret if writing is not None else 0)
        if seen != self._seen:
            self._seen = seen
            self.rows, self.typing, self.writing = rows, typing, writing
            self.repaint()

    def paint(self, canvas: Canvas) -> None:
        """The fields."""
        ink = self.ink
        margin = 3 if canvas.width >= 70 else 1
        self.spots = []
        if canvas.height < len(self.rows):
            known = "  ·  ".join(row.beside or row.text for row in self.rows if row.text)
            text = cut(known, canvas.width - 2 * margin)
            canvas.put(margin, 0, text, style(ink.quiet, ink.ground))
            return
        left = margin + max(cell_len(row.label) for row in self.rows) + 2
        for y, row in enumerate(self.rows):
            self.spots.append(Spot(GO + row.step.name, Box(0, y, canvas.width, 1)))
            canvas.put(margin, y, row.label, style(ink.quiet, ink.ground))
            if row.step is self.typing and self.writing is not None:
                end = self._paint_field(
                    canvas, left, y, min(_FIELD, canvas.width - left - margin), self.writing
                )
            else:
                text = cut(row.text or "–", canvas.width - left - margin)
                canvas.put(left, y, text, style(ink.text, ink.ground, bold=True))
                end = left + cell_len(text)
            beside = cut(row.beside, max(0, canvas.width - margin - end - 2))
            canvas.put(end + 2, y, beside, style(ink.quiet, ink.ground))

    def _paint_field(self, canvas: Canvas, x: int, y: int, across: int, writing: Writing) -> int:
        ink = self.ink
        canvas.fill(Box(x, y, across, 1), style(ink.text, ink.raised))
        if ink.framed:
            canvas.put(x, y, "_" * across, style(ink.quiet, ink.raised))
        before, after = writing.text[: writing.caret], writing.text[writing.caret :]
        while cell_len(before) > across - 1:
            before = before[1:]
        words = style(ink.text, ink.raised, bold=True)
        canvas.put(x, y, before, words)
        at = x + cell_len(before)
        canvas.put(at, y, after[:1] or " ", style(ink.on_press, ink.press))
        rest = after[1:]
        while rest and cell_len(rest) > x + across - at - 1 - (cell_len(after[:1]) - 1):
            rest = rest[:-1]
        canvas.put(at + max(1, cell_len(after[:1])), y, rest, words)
        return x + across
