"""The first and the last line of a customer's screen: how far one is, the languages, the shop."""

from rich.cells import cell_len

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Spot, Touchable
from screens.widgets.wrap import balance, cut
from store.words.language_names import own_name

SHOP = "shop"
"""The place of the shop's name, which opens the PIN after a long press."""


class TopBar(Touchable):
    """Where one is, on the left; the languages to choose from, on the right."""

    def __init__(self, *, languages: tuple[str, ...], id: str | None = None) -> None:
        super().__init__(id=id)
        self.languages = languages
        self.language = languages[0] if languages else ""
        self.progress = ""
        """'Question 1 of 2', or ''."""
        self.short_progress = ""
        """'1 / 2', or ''."""
        self.place = (0, 0)
        """The same in numbers, for the dots."""

    def speak(
        self, language: str, progress: str = "", short: str = "", place: tuple[int, int] = (0, 0)
    ) -> None:
        """Shows this language as the chosen one, and the progress in its words."""
        self.language, self.progress, self.short_progress, self.place = language, progress, short, place
        self.repaint()

    def paint(self, canvas: Canvas) -> None:
        """The bar."""
        ink = self.ink
        margin = _margin(canvas.width)
        y = canvas.height // 2
        left = self._paint_languages(canvas, margin, y)
        if self.progress:
            dots = "".join("● " if i < self.place[0] else "· " for i in range(self.place[1]))
            text = f"{dots}  {self.progress}" if self.place[1] <= 6 else self.progress
            if margin + cell_len(text) + 3 > left:
                text = self.progress
            if margin + cell_len(text) + 2 > left:
                text = self.short_progress
            canvas.put(margin, y, text, style(ink.quiet, ink.ground))

    def _paint_languages(self, canvas: Canvas, margin: int, y: int) -> int:
        """The languages by their own names, by code where there is no room; returns where they begin."""
        self.spots = []
        if len(self.languages) < 2:
            return canvas.width
        names = [own_name(code) for code in self.languages]
        gap = 3 if canvas.width >= 70 else 2
        room = canvas.width - 2 * margin - 8
        if sum(map(cell_len, names)) + gap * (len(names) - 1) > room:
            names = [code.upper() for code in self.languages]
        x = left = canvas.width - margin - sum(map(cell_len, names)) - gap * (len(names) - 1)
        for code, name in zip(self.languages, names, strict=True):
            across = cell_len(name)
            self.spots.append(Spot(code, Box(x - gap // 2, 0, across + gap, canvas.height)))
            self._paint_language(canvas, x, y, code, name)
            x += across + gap
        return left

    def _paint_language(self, canvas: Canvas, x: int, y: int, code: str, name: str) -> None:
        ink = self.ink
        here = code == self.language
        if self.pressed == code:
            paint = style(ink.on_press, ink.press)
        else:
            paint = style(ink.text if here else ink.quiet, ink.ground, bold=here, underline=here)
        canvas.put(x, y, name, paint)
        if self.cursor == code:
            edge = style(ink.focus, ink.ground, bold=True)
            canvas.put(x - 1, y, "[", edge)
            canvas.put(x + cell_len(name), y, "]", edge)


class BottomBar(Touchable):
    """The shop's name, how to answer by keys, and what becomes of the answers."""

    HELD = frozenset((SHOP,))

    def __init__(self, shop: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shop = shop
        self.hint = ""
        self.privacy = ""
        self.short_privacy = ""
        self.line = ""
        """What the shop has to say, above the rest; it goes first where there is too little room."""

    def speak(self, hint: str = "", privacy: str = "", short_privacy: str = "", line: str = "") -> None:
        """Shows these words."""
        self.hint, self.privacy, self.short_privacy, self.line = hint, privacy, short_privacy, line
        self.repaint()

    def needs(self, width: int) -> int:
        """The rows it needs: one where everything stands side by side, else a second one; and its line."""
        line = self._line(width)
        return self._foot(width) + (len(line) + 1 if line else 0)

    def _foot(self, width: int) -> int:
        return 1 if not self.privacy or self._beside(width) else 2

    def _line(self, width: int) -> list[str]:
        return balance(self.line, min(76, width - 2 * _margin(width)))

    def _beside(self, width: int, left: list[str] | None = None) -> str:
        """The privacy line that has room beside the rest; '' for none."""
        left = self._left(width) if left is None else left
        room = width - 2 * _margin(width) - sum(map(cell_len, left)) - 3
        return next((text for text in (self.privacy, self.short_privacy) if cell_len(text) <= room), "")

    def _left(self, width: int) -> list[str]:
        shop = cut(self.shop, width // 2)
        return [shop, "  ·  ", self.hint] if shop and self.hint else [shop or self.hint]

    def paint(self, canvas: Canvas) -> None:
        """The bar, with a row free below it where there is one."""
        quiet = style(self.ink.quiet, self.ink.ground)
        width = canvas.width
        margin = _margin(width)
        shop = cut(self.shop, width // 2)
        self.spots = [Spot(SHOP, Box(0, 0, margin + max(cell_len(shop), 12), canvas.height))]
        last = canvas.height - (1 if canvas.height <= self.needs(width) else 2)
        line = self._line(width)
        above = last - self._foot(width) + 1
        if line and above >= len(line):
            top = (above - len(line)) // 2
            for y, text in enumerate(line, top):
                canvas.put((width - cell_len(text)) // 2, y, text, style(self.ink.text, self.ink.ground))
        left = self._left(width)
        if canvas.height == 1 and self.privacy and not self._beside(width):
            left = [shop]  # the tiles show their digits; what becomes of an answer stands only here
        beside = self._beside(width, left)
        if beside or not self.privacy or canvas.height == 1:
            x = margin
            for part in left:
                canvas.put(x, last, part, quiet)
                x += cell_len(part)
            canvas.put(width - margin - cell_len(beside), last, beside, quiet)
            return
        canvas.put(margin, last - 1, shop, quiet)
        if cell_len(shop) + cell_len(self.hint) + 2 <= width - 2 * margin:
            canvas.put(width - margin - cell_len(self.hint), last - 1, self.hint, quiet)
        whole = cell_len(self.privacy) <= width - 2 * margin
        canvas.put(margin, last, self.privacy if whole else self.short_privacy, quiet)


def _margin(width: int) -> int:
    return 3 if width >= 70 else 1
