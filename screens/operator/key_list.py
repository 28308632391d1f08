"""All keys of a screen, each with what it does; a click or a tap is the key."""

from rich.cells import cell_len

from screens.operator.keys import Key
from screens.operator.page import PageScreen
from screens.operator.panel import Panel
from screens.operator.panels.text import Piece, Row, left
from screens.operator.screen import OperatorScreen
from screens.widgets.wrap import wrap

_MOVES = ("up", "down", "left", "right", "pageup", "pagedown", "home", "end")


class KeyListScreen(PageScreen):
    """Gives the action of the line that was clicked; None where nothing was."""

    def __init__(self, root: OperatorScreen, keys: tuple[Key, ...]) -> None:
        super().__init__(root)
        self._keys = keys

    def title_text(self) -> str:
        """What stands above."""
        return self.pen.words("All keys")

    def rows(self, width: int) -> list[Row]:
        """A line a key; those that only move the screen share one."""
        words = self.pen.words
        moving = [key for key in self._keys if key.key in _MOVES and not key.label]
        together = " ".join(key.shown for key in moving)
        column = max(cell_len(key.shown) for key in self._keys) + 3
        rows: list[Row] = []
        for key in self._keys:
            if key in moving:
                continue
            link = ("act", key.action)
            first, *others = wrap(words(key.meaning), width - column)
            rows.append((Piece(left(key.shown, column), "key", link), Piece(first, "", link)))
            rows += [(Piece(" " * column), Piece(line, "", link)) for line in others]
        if not moving:
            return rows
        touched = [
            piece for key in moving for piece in (Piece(key.shown, "key", ("act", key.action)), Piece(" "))
        ]
        rest = Piece(" " * max(2, column - cell_len(together) - 1))
        return [*rows, (*touched, rest, Piece(words("Move on this screen")))]

    def on_panel_clicked(self, event: Panel.Clicked) -> None:
        """Does what the line says, on the screen below."""
        if event.link and event.link[0] == "act" and self.app.screen is self:
            self.dismiss(event.link[1])
