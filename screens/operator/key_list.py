"""All keys of a screen, each with what it does; a click or a tap is the key."""

from rich.cells import cell_len

from screens.operator.keys import Key
from screens.operator.page import PageScreen
from screens.operator.panel import Panel
from screens.operator.panels.text import Pen, Piece, Row, left
from screens.widgets.wrap import wrap


class KeyListScreen(PageScreen):
    """Gives the action of the line that was clicked; None where nothing was."""

    def __init__(self, pen: Pen, keys: tuple[Key, ...]) -> None:
        super().__init__(pen)
        self._keys = keys

    def title_text(self) -> str:
        """What stands above."""
        return self.pen.words("All keys")

    def rows(self, width: int) -> list[Row]:
        """A line a key."""
        words = self.pen.words
        column = max(cell_len(key.shown) for key in self._keys) + 3
        rows: list[Row] = []
        for key in self._keys:
            link = ("act", key.action)
            first, *others = wrap(words(key.meaning), width - column)
            rows.append((Piece(left(key.shown, column), "key", link), Piece(first, "", link)))
            rows += [(Piece(" " * column), Piece(line, "", link)) for line in others]
        return rows

    def on_panel_clicked(self, event: Panel.Clicked) -> None:
        """Does what the line says, on the screen below."""
        if event.link and event.link[0] == "act" and self.is_current:
            self.dismiss(event.link[1])
