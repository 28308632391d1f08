"""A keyboard to touch, for people who have no other: letters, signs, accents."""

from dataclasses import dataclass

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.letters import LONG_LIST, SIGNS, accents, capital, first_letters, rows
from screens.widgets.painted import Spot, Touchable
from screens.widgets.tile import paint_tile

SHIFT, SIGNS_PAGE, ACCENTS_PAGE, SPACE, ERASE = "shift", "signs", "accents", "space", "erase"
LINES = 5
"""Rows of keys."""
_TALLEST = 3
_WIDEST = 8


@dataclass(frozen=True, slots=True)
class _Key:
    id: str
    """The small letter or sign that it types, or one of the names above: what a key is called stays the same
    when capitals come."""
    words: str
    units: float = 1.0
    """How wide it is, in letters."""


class Keyboard(Touchable):
    """Five rows of keys. What a key means is the screen's business: `press` only turns the pages."""

    TURNS = False

    def __init__(self, language: str, *, contact: bool = False, id: str | None = None) -> None:
        """`contact`: digits and what an address needs stand at hand."""
        super().__init__(id=id)
        self.language = language
        self.contact = contact
        self.page = ""
        """'' for letters, SIGNS_PAGE or ACCENTS_PAGE."""
        self.shifted = not contact and not first_letters(language)
        """The next letter is a capital; in an alphabet without them, the letters are Latin."""

    def speak(self, language: str) -> None:
        """The keys of another language."""
        if first_letters(language) != first_letters(self.language):
            self.shifted = False
        self.language = language
        self.repaint()

    def shift(self, on: bool) -> None:
        """Whether the next letter is a capital, where there are any."""
        if on != self.shifted and not first_letters(self.language):
            self.shifted = on
            self.repaint()

    def press(self, key: str) -> str:
        """The character that a key types; '' for one that types none, after it has turned the page."""
        match key:
            case "shift":
                self.shifted, self.page = not self.shifted or bool(self.page), ""
            case "signs" | "accents":
                self.page = "" if self.page == key else key
            case "space":
                return " "
            case "erase":
                return ""
            case _:
                return self._shown(key)
        self.repaint()
        return ""

    def turn_to(self, page: str) -> None:
        """To the letters ('') or another page."""
        if page != self.page:
            self.page = page
            self.repaint()

    @staticmethod
    def rows_at(height: int) -> int:
        """The rows that it should have on a screen of this height: a finger wants large keys."""
        return LINES * (_TALLEST if height >= 32 else 2 if height >= 22 else 1)

    def _lines(self) -> list[list[_Key]]:
        if self.page == SIGNS_PAGE:
            letters: tuple[str, ...] = SIGNS
        elif self.page == ACCENTS_PAGE:
            letters = LONG_LIST
        else:
            language = "en" if self.shifted and first_letters(self.language) else self.language
            first, second, third = rows(language)
            if self.contact:
                third += "@.-_"[: max(3, 11 - len(third))]
            else:
                third += "',.?"[: max(3, 11 - len(third))]
            letters = ("1234567890+" if self.contact else accents(language), first, second, third)
        lines = [[_Key(letter, self._shown(letter)) for letter in row] for row in letters]
        return [*lines, self._last()]

    def _shown(self, letter: str) -> str:
        capitals = self.shifted and self.page != SIGNS_PAGE and not first_letters(self.language)
        return capital(letter) if capitals else letter

    def _last(self) -> list[_Key]:
        shifted = self.shifted and not self.page
        own = first_letters(self.language)
        letters = (own if shifted else "abc") if own else "abc" if shifted else "ABC"
        return [
            _Key(SHIFT, letters, 1.5),
            _Key(SIGNS_PAGE, "123", 1.5),
            _Key(ACCENTS_PAGE, "éñ", 1.5),
            _Key(SPACE, "", 4),
            _Key(ERASE, "←", 1.5),
        ]

    def paint(self, canvas: Canvas) -> None:
        """The keys."""
        lines = self._lines()
        most = max(10, *(len(line) for line in lines))
        unit = max(2, min(_WIDEST, (canvas.width - 1) // most))
        unit -= unit % 2 if unit > 4 else 0  # less the gap, a letter then stands in the middle
        tall = max(1, min(_TALLEST, canvas.height // LINES))
        top = (canvas.height - LINES * tall) // 2
        self.spots = []
        for y, line in enumerate(lines):
            width = sum(round(key.units * unit) for key in line)
            x = (canvas.width - width + 1) // 2
            for key in line:
                across = round(key.units * unit)
                self._paint_key(canvas, Box(x, top + y * tall, across, tall), key)
                x += across

    def _paint_key(self, canvas: Canvas, box: Box, key: _Key) -> None:
        """A key has a gap on its right that belongs to it."""
        self.spots.append(Spot(key.id, box))
        high = box.height if box.height == _TALLEST else 1
        face = Box(box.x, box.y, max(1, box.width - 1), high)
        on = key.id == self.page or self.pressed == key.id
        here = self.cursor == key.id
        body = paint_tile(canvas, face, self.ink, cursor=here, pressed=on, soft=True)
        if here and face.width <= 4 and not body.pressed:  # no room for a frame
            canvas.fill(face, style(self.ink.on_press, self.ink.focus))
            text = style(self.ink.on_press, self.ink.focus, bold=True)
        else:
            text = style(body.text, body.ground, bold=True)
        canvas.centre(face, (face.height - 1) // 2, key.words, text)
        if key.id == SPACE:
            wide = max(2, face.width // 3)
            line = "─" * wide
            canvas.centre(face, (face.height - 1) // 2, line, style(body.quiet, body.ground))
