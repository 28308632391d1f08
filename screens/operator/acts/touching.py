"""What stands below a question for whoever came by touch: a keyboard to type on, and two buttons."""

from textual.widget import Widget

from screens.widgets.buttons import Button, Buttons
from screens.widgets.keyboard import ERASE, SIGNS_PAGE, Keyboard
from screens.widgets.painted import Touchable
from store.words import Words

_TALL, _LEAST_TALL = 26, 20
"""Rows of the terminal from which buttons are as high as a finger wants them, below a keyboard and alone."""


class Touching:
    """Shown and hidden as a whole; what a touch means is the screen's business."""

    def __init__(self, words: Words, *, writes: bool, number: bool) -> None:
        """`writes`: there is something to type. `number`: digits and signs come first."""
        self.shown = False
        self._number = number
        self._keyboard = Keyboard(words.language, id="keyboard") if writes else None
        self._buttons = Buttons(
            (Button("back", words("leave it")), Button("confirm", words("do it"), main=True)), id="buttons"
        )
        for widget in self.widgets:
            widget.display = False

    @property
    def widgets(self) -> list[Widget]:
        """From top to bottom."""
        return [self._buttons] if self._keyboard is None else [self._keyboard, self._buttons]

    @property
    def writes(self) -> bool:
        """Whether the keyboard is there."""
        return self._keyboard is not None and self._keyboard.display

    def begin(self, *, writes: bool = True) -> None:
        """Somebody touches. `writes`: and has to type."""
        self.shown = True
        self._buttons.display = True
        if self._keyboard is not None and writes and not self._keyboard.display:
            self._keyboard.display = True
            self._keyboard.turn_to(SIGNS_PAGE if self._number else "")

    def leave(self) -> bool:
        """Somebody has keys of their own; whether anything was shown."""
        shown, self.shown = self.shown, False
        for widget in self.widgets:
            widget.display = False
        return shown

    def arrange(self, height: int) -> int:
        """Gives each its rows on a screen of this height, and says how many that are."""
        rows = 0
        if self._keyboard is not None and self.writes:
            rows = Keyboard.rows_at(height)
            self._keyboard.styles.height = rows
        if self.shown:
            tall = 3 if height >= (_TALL if self.writes else _LEAST_TALL) else 1
            self._buttons.styles.height = tall
            rows += tall
        return rows

    def spread(self, spare: int) -> None:
        """Some air above the keys, where there are rows to spare."""
        above = (min(1, max(0, spare)), 0, 0, 0)
        self._buttons.styles.margin = 0 if self.writes else above
        if self._keyboard is not None:
            self._keyboard.styles.margin = above

    def shift(self, before: str) -> None:
        """A sentence begins with a capital; a number has none. `before`: what stands before the caret."""
        if self._keyboard is not None:
            start = before.rstrip(" ")
            begins = not start or (start[-1] in ".!?" and len(start) < len(before))
            self._keyboard.shift(begins and not self._number)

    def touched(self, widget: Touchable, spot: str) -> tuple[str, str]:
        """What it asks: ("type", text), ("erase", ""), ("confirm", "") or ("back", ""); ("", "") nothing."""
        widget.show()
        if widget is not self._keyboard or self._keyboard is None:
            return spot, ""
        if spot == ERASE:
            return "erase", ""
        typed = self._keyboard.press(spot)
        if typed == " " and not self._number:
            self._keyboard.turn_to("")
        return ("type", typed) if typed else ("", "")
