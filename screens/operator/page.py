"""A page to read: a title, rows that scroll, the keys below."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.geometry import Size

from screens.operator.area import PAGE as MARGINS
from screens.operator.board import Board
from screens.operator.keys import PAGE, Key, bindings, bottom_line
from screens.operator.panel import Panel
from screens.operator.panels.text import WIDEST, Row, title_row
from screens.operator.plan import Place
from screens.operator.screen import HERE, OperatorScreen, scroll
from screens.operator.view import Live


class Sheet(Board):
    """A board of one area, as tall as its content."""

    def __init__(self) -> None:
        super().__init__("sheet")
        self.area = self.panel("sheet")
        self.area.dress(MARGINS)

    def places(self, size: Size) -> list[Place]:
        """All of the width, and as many rows as there are."""
        return [Place("sheet", 0, 0, size.width, self.area.wants(size.width))]

    @property
    def plain_text(self) -> str:
        """What it shows, without its looks."""
        return self.area.plain_text


class PageScreen(OperatorScreen):
    """Shows `rows`, and follows the newest reading."""

    KEYS: ClassVar[tuple[Key, ...]] = PAGE
    BINDINGS: ClassVar = bindings(PAGE)
    CSS_PATH: ClassVar = [HERE / "operator.tcss", HERE / "page.tcss"]

    def __init__(self, root: OperatorScreen) -> None:
        super().__init__(root.pen, root)

    def title_text(self) -> str:
        """What stands above."""
        raise NotImplementedError

    def rows(self, width: int) -> list[Row]:
        """What the page says in `width` cells."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A line above, the sheet, the keys below."""
        yield Panel("header", classes="line")
        yield Sheet()
        yield Panel("keys", classes="line")

    def on_mount(self) -> None:
        """Shows what is known, and asks for the rest."""
        self.built = True
        self.refresh_keys()
        self.refresh_page()
        self.ask()

    def show(self, live: Live) -> None:
        """Takes a new reading; what was asked for may be another now."""
        super().show(live)
        self.refresh_page()
        if self.built:  # before, there is nobody to show the answer
            self.ask()

    def refresh_page(self) -> None:
        """Writes title and sheet anew."""
        if not self.built:
            return
        title = self.title_text()
        self.query_one("#header", Panel).show(lambda width, _h: [title_row(title, width)])
        sheet = self.query_one(Sheet)
        sheet.area.show(lambda width, _h: self.rows(min(width, WIDEST)))
        sheet.fit(("sheet",))

    def refresh_keys(self) -> None:
        """Writes the bottom line anew, unless something is said there."""
        if self.built and not self.is_saying:
            pen, keys = self.pen, self.working_keys
            self.query_one("#keys", Panel).show(lambda width, _h: bottom_line(keys, pen, width), of=keys)

    def open(self, screen: OperatorScreen) -> None:
        """Opens another screen above this one, with what is known."""
        if self.live is not None:
            screen.show(self.live)
        self.app.push_screen(screen)

    def action_scroll(self, to: str) -> None:
        """Moves the sheet."""
        scroll(self.query_one(Sheet), to)
