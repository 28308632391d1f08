"""`kiosk operator`: the scores in a terminal of their own, behind the PIN."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.apps.scores import Left, ScoresScreen
from kiosk.home import Home
from kiosk.settings import Settings
from kiosk.terminal.locked import LockedApp
from screens.widgets.ink import INKS, add_themes
from store.words import words_for


class OperatorApp(LockedApp):
    """Asks for the PIN, shows the scores and stays on. Ctrl-C and Ctrl-Q end it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "interrupt", show=False, priority=True)]

    def __init__(
        self,
        settings: Settings,
        *,
        home: Home,
        language: str,
        clock: Callable[[], datetime],
        theme: str,
    ) -> None:
        """`language` of the person at the terminal; `theme` one of `screens.widgets.ink.INKS`."""
        super().__init__(locked=False)
        self.words = words_for(language)
        self._settings = settings
        self._home = home
        self._clock = clock
        self._plain = not INKS[theme].blocks
        add_themes(self, theme)

    def on_mount(self) -> None:
        """Shows the scores."""
        self._show_scores()

    def _show_scores(self) -> None:
        screen = ScoresScreen(
            self.words,
            home=self._home,
            clock=self._clock,
            day_starts=self._settings.day_starts,
            plain=self._plain,
        )
        self.push_screen(screen, self._left)

    def _left(self, _how: Left | None) -> None:
        self._show_scores()
