"""The today screen alone, fed by hand."""

from operator_screen.samples import ZONE, live
from textual.app import App

from screens.operator.panel import Panel
from screens.operator.panels.text import Pen
from screens.operator.screen import OperatorScreen
from screens.operator.today import TodayScreen
from screens.operator.view import Asked, Live, View
from screens.widgets.ink import INKS, add_themes
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
        self.asked: list[Asked] = []
        self.left: list[bool] = []

    def on_mount(self) -> None:
        self.today.show(self.first)
        self.push_screen(self.today)

    def on_operator_screen_wanted(self, event: OperatorScreen.Wanted) -> None:
        self.wanted.append(event.view)

    def on_operator_screen_asking(self, event: OperatorScreen.Asking) -> None:
        self.asked.append(event.asked)

    def on_operator_screen_leaving(self, event: OperatorScreen.Leaving) -> None:
        self.left.append(event.lock)

    def text(self, name: str) -> str:
        """What one panel of the current screen shows."""
        return self.screen.query_one(f"#{name}", Panel).plain_text

    def all_text(self) -> str:
        """What all visible panels of the current screen show."""
        panels = [panel for panel in self.screen.query(Panel) if panel.display]
        return "\n".join(f"{panel.title}\n{panel.plain_text}" for panel in panels)
