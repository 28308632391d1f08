"""A page whose lines can be stood on, with the arrows or the mouse."""

from typing import ClassVar

from screens.operator.keys import Key, bindings
from screens.operator.page import PageScreen, Sheet
from screens.operator.panel import Panel
from screens.operator.panels.text import Piece
from screens.operator.screen import OperatorScreen
from store.model.saying import N_

CURSOR = (
    Key("up", "↑", "", N_("The line above"), "move(-1)"),
    Key("down", "↓", "", N_("The line below"), "move(1)"),
    Key("pageup", "PgUp", "", N_("A page up"), "move(-10)"),
    Key("pagedown", "PgDn", "", N_("A page down"), "move(10)"),
    Key("home", "Home", "", N_("The first line"), "move(-1000000)"),
    Key("end", "End", "", N_("The last line"), "move(1000000)"),
)
"""What moves the cursor."""


class CursorScreen(PageScreen):
    """Keeps the line that is stood on in sight. Clicks on links that it knows come to `clicked`."""

    KEYS: ClassVar[tuple[Key, ...]] = CURSOR
    BINDINGS: ClassVar = bindings(CURSOR)

    head = 0
    """Rows above the first line that can be stood on."""

    def __init__(self, root: OperatorScreen) -> None:
        super().__init__(root)
        self.at = 0
        """The line that is stood on."""

    @property
    def lines(self) -> int:
        """How many can be stood on."""
        raise NotImplementedError

    def clicked(self, what: tuple[str, ...]) -> None:
        """A piece with this link was clicked."""

    def mark(self, line: int) -> Piece:
        """What stands before a line, to show whether it is the one."""
        return Piece(("> " if self.pen.plain else "▸ ") if line == self.at else "  ", "key")

    def action_move(self, by: int) -> None:
        """Moves the cursor."""
        self.at = max(0, min(self.lines - 1, self.at + by))
        self.refresh_page()
        self._into_sight()

    def refresh_page(self) -> None:
        """Writes title and sheet anew."""
        self.at = max(0, min(self.at, self.lines - 1))
        super().refresh_page()

    def _into_sight(self) -> None:
        sheet = self.query_one(Sheet)
        y, top, height = self.at + self.head + 1, round(sheet.scroll_y), sheet.size.height
        if self.at == 0:
            sheet.scroll_to(y=0, animate=False)
        elif y < top + 1:
            sheet.scroll_to(y=y - 1, animate=False)
        elif y > top + height - 2:
            sheet.scroll_to(y=y - height + 2, animate=False)

    def on_panel_clicked(self, event: Panel.Clicked) -> None:
        """A line or a head of a column."""
        if event.link and event.link[0] != "do":
            event.stop()
            self.clicked(event.link)
            if self.is_attached:
                self.refresh_page()
