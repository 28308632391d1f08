"""The first line of the desk: the shop, and the languages that a caller may be asked in."""

from rich.cells import cell_len

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Spot, Touchable
from screens.widgets.wrap import cut
from store.words import LANGUAGES


class Head(Touchable):
    """A touch on a language chooses it."""

    def __init__(self, languages: tuple[str, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.languages = languages
        self.title = ""
        self.language = languages[0]

    def speak(self, title: str, language: str) -> None:
        """Shows this title, and this language as the caller's."""
        if (title, language) != (self.title, self.language):
            self.title, self.language = title, language
            self.repaint()

    def paint(self, canvas: Canvas) -> None:
        """The line; the languages by code where their names have no room."""
        ink = self.ink
        margin = 3 if canvas.width >= 70 else 1
        self.spots = []
        names = [LANGUAGES.get(code, code.upper()) for code in self.languages]
        if sum(map(cell_len, names)) + 2 * len(names) > canvas.width // 2:
            names = [code.upper() for code in self.languages]
        x = left = canvas.width - margin - sum(map(cell_len, names)) - 2 * (len(names) - 1)
        if len(self.languages) > 1:
            for code, name in zip(self.languages, names, strict=True):
                here = code == self.language
                paint = style(ink.text if here else ink.quiet, ink.ground, bold=here, underline=here)
                canvas.put(x, 0, name, paint)
                self.spots.append(Spot(code, Box(x - 1, 0, cell_len(name) + 2, 1)))
                x += cell_len(name) + 2
        title = cut(self.title, max(0, left - margin - 2))
        canvas.put(margin, 0, title, style(ink.quiet, ink.ground))
