"""The question itself, in the middle of the screen."""

from rich.cells import cell_len

from screens.widgets.canvas import Canvas, style
from screens.widgets.painted import Painted
from screens.widgets.wrap import balance

_WIDEST = 76


class Asked(Painted):
    """The question, the same in the survey's other language where both are shown, and how to answer."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.question = ""
        self.other = ""
        self.hint = ""

    def speak(self, question: str, *, other: str = "", hint: str = "") -> None:
        """Shows these words."""
        self.question, self.other, self.hint = question, other, hint
        self.repaint()

    def least(self, width: int) -> int:
        """The rows of the question alone."""
        return len(balance(self.question, self._room(width)))

    def most(self, width: int) -> int:
        """The rows of everything, with air between."""
        other = len(balance(self.other, self._room(width))) if self.other else 0
        return self.least(width) + other + (2 if self.hint else 0)

    @staticmethod
    def _room(width: int) -> int:
        return min(_WIDEST, width - 2 if width < 60 else width - 8)

    def paint(self, canvas: Canvas) -> None:
        """The words; the hint goes first where there is too little room, then the other language."""
        ink = self.ink
        room = self._room(canvas.width)
        rows = [(text, style(ink.text, ink.ground, bold=True)) for text in balance(self.question, room)]
        quiet = style(ink.quiet, ink.ground)
        other = [(text, quiet) for text in balance(self.other, room)] if self.other else []
        if len(rows) + len(other) <= canvas.height:
            rows += other
        spare = canvas.height - len(rows)
        if self.hint and spare >= 1:
            if spare >= 2:
                rows.append(("", quiet))
            rows.append((self.hint, quiet))
        for y, (text, paint) in enumerate(rows[: canvas.height]):
            x = (canvas.width - cell_len(text)) // 2
            canvas.put(x, y, text, paint)
