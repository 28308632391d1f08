"""The first line of the desk: the shop, and the languages that a caller may be asked in."""

from rich.cells import cell_len

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Spot, Touchable
from screens.widgets.wrap import cut
from store.words.language_names import own_name


class Head(Touchable):
    """A touch on a language chooses it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shop = ""
        self.place = ""
        self.languages: tuple[str, ...] = ()
        self.language = ""

    def speak(self, shop: str, place: str, languages: tuple[str, ...], language: str) -> None:
        """Shows the shop, what this is, the languages to choose from and the caller's."""
        if (shop, place, languages, language) != (self.shop, self.place, self.languages, self.language):
            self.shop, self.place, self.languages, self.language = shop, place, languages, language
            self.repaint()

    def paint(self, canvas: Canvas) -> None:
        """The line; the languages by code where their names have no room."""
        ink = self.ink
        margin = 3 if canvas.width >= 70 else 1
        y = 1 if canvas.height > 2 else 0
        self.spots = []
        names = [own_name(code) for code in self.languages]
        if sum(map(cell_len, names)) + 2 * len(names) > canvas.width // 2 or canvas.width < 60:
            names = [code.upper() for code in self.languages]
        x = left = canvas.width - margin - sum(map(cell_len, names)) - 2 * (len(names) - 1)
        if len(self.languages) > 1:
            for code, name in zip(self.languages, names, strict=True):
                here = code == self.language
                paint = style(ink.text if here else ink.quiet, ink.ground, bold=here, underline=here)
                canvas.put(x, y, name, paint)
                self.spots.append(Spot(code, Box(x - 1, 0, cell_len(name) + 2, canvas.height)))
                x += cell_len(name) + 2
        room = max(0, left - margin - 2)
        title = f"{self.shop}  ·  {self.place}" if self.shop else self.place
        if cell_len(title) > room:
            title = self.place
        canvas.put(margin, y, cut(title, room), style(ink.quiet, ink.ground))
