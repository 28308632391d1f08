"""All keys of the desk, each with what it does."""

from rich.cells import cell_len

from screens.agent.keys import KEYS, Key
from screens.widgets.canvas import Canvas, style
from screens.widgets.painted import Painted
from screens.widgets.wrap import wrap
from store.words import Words


class KeyList(Painted):
    """A page of them; how many there are depends on the room."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words: Words | None = None
        self.page = 0

    def speak(self, words: Words, page: int) -> None:
        """Shows this page."""
        if (words, page) != (self.words, self.page):
            self.words, self.page = words, page
            self.repaint()

    def pages(self, width: int, height: int, words: Words) -> list[list[tuple[str, str]]]:
        """The lines of each page: the key, or blanks where a line goes on, and what it does."""
        margin = 3 if width >= 70 else 1
        room = width - 2 * margin - _column(words) - 2
        pages: list[list[tuple[str, str]]] = [[]]
        for key in KEYS:
            lines = wrap(words(key.meaning), room)
            if len(pages[-1]) + len(lines) > height and pages[-1]:
                pages.append([])
            pages[-1] += [(_written(key, words) if at == 0 else "", line) for at, line in enumerate(lines)]
        return pages

    def paint(self, canvas: Canvas) -> None:
        """The lines."""
        if self.words is None:
            return
        ink = self.ink
        margin = 3 if canvas.width >= 70 else 1
        pages = self.pages(canvas.width, canvas.height, self.words)
        for y, (name, meaning) in enumerate(pages[min(self.page, len(pages) - 1)]):
            canvas.put(margin, y, name, style(ink.text, ink.ground, bold=True))
            canvas.put(margin + _column(self.words) + 2, y, meaning, style(ink.quiet, ink.ground))


def _written(key: Key, words: Words) -> str:
    return "  ".join(map(words, key.names))


def _column(words: Words) -> int:
    return max(cell_len(_written(key, words)) for key in KEYS)
