"""The today screen alone, fed by hand."""

from typing import Any

from operator_screen.samples import ZONE, live
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from screens.operator.area import Area
from screens.operator.board import Board
from screens.operator.closer.wishes import Heat, HeatWanted
from screens.operator.panel import Panel
from screens.operator.panels.text import Pen
from screens.operator.screen import OperatorScreen, all_of
from screens.operator.today import TodayScreen
from screens.operator.view import Live, View, Wish
from screens.widgets.ink import INKS, add_themes
from store.model.heat import HeatMap
from store.model.summary import Summary
from store.words import words_for


class Shown(App[int]):
    """Shows one reading, and keeps what the screen asks for."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        summary: Summary | None,
        *,
        language: str = "en",
        theme: str = "kiosk-normal",
        leaves: bool = False,
        trouble: str = "",
    ) -> None:
        super().__init__()
        add_themes(self, theme)
        pen = Pen(words_for(language), plain=not INKS[theme].blocks, zone=ZONE)
        self.today = TodayScreen(pen, leaves=leaves)
        self.first: Live = live(summary, trouble)
        self.wanted: list[View] = []
        self.asked: list[Wish] = []
        self.week: HeatMap | None = None
        self.left: list[bool] = []

    def on_mount(self) -> None:
        self.today.show(self.first)
        self.push_screen(self.today)

    def on_operator_screen_wanted(self, event: OperatorScreen.Wanted) -> None:
        self.wanted.append(event.view)

    def on_operator_screen_asking(self, event: OperatorScreen.Asking) -> None:
        self.asked.append(event.asked)
        if isinstance(event.asked, HeatWanted) and self.week is not None:
            for screen in all_of(self):
                screen.tell(Heat(event.asked.question, self.week))

    def on_operator_screen_leaving(self, event: OperatorScreen.Leaving) -> None:
        self.left.append(event.lock)

    def text(self, name: str) -> str:
        """What one area of the current screen shows."""
        return areas(self.screen)[name].plain_text

    def all_text(self) -> str:
        """What all areas of the current screen show."""
        return "\n".join(f"{area.title}\n{area.plain_text}" for area in areas(self.screen).values())

    async def click(self, pilot: Pilot[int], name: str, offset: tuple[int, int] = (0, 0)) -> None:
        """Clicks on a cell of an area, counted from the corner of its frame."""
        board = self.screen.query_one(Board)
        area = board.areas[name]
        await pilot.click(board, offset=(area.x + offset[0], area.y - round(board.scroll_y) + offset[1]))


def areas(screen: Screen[Any]) -> dict[str, Area]:
    """The areas that a screen shows, by name."""
    shown = {panel.area.id: panel.area for panel in screen.query(Panel)}
    for board in screen.query(Board):
        shown |= {area.id: area for area in board.shown}
    return shown
