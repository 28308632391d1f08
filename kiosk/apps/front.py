"""What a kiosk shows the people in front of it: invitation, questions, thanks, and that it does not ask."""

import os
import time
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from textual.screen import Screen

from kiosk.apps.due import Heartbeat
from kiosk.apps.pages import Pages
from kiosk.apps.passage import Passage
from kiosk.apps.shop_files import ShopFiles
from kiosk.apps.visits import VisitApp
from kiosk.home import Home
from kiosk.live_survey import LiveSurvey
from kiosk.settings import Settings
from screens.question.messages import PACE, Pace
from screens.question.question import QuestionScreen
from screens.widgets import bidi
from screens.widgets.ink import add_themes, theme_name
from store.model.response import Channel, Response
from store.model.survey import Survey

if TYPE_CHECKING:
    from kiosk.opening_hours import Opening
    from screens.customer.still_there import StillThereScreen

_CODE_SECONDS = 30
"""How long a reward code is shown to somebody who touches nothing."""
_CODE_STAYS_SECONDS = 2
"""A touch that came for the question before does not take the code away."""


class Showing(Enum):
    """What the customer's screen is about."""

    FIRST_RUN = auto()
    ATTRACT = auto()
    VISIT = auto()
    THANKS = auto()
    PAUSED = auto()
    DESK = auto()
    """An agent's desk, in the place of the invitation."""
    MOMENT = auto()
    """An answer cannot be kept; it is tried again."""


class FrontApp(VisitApp):
    """Shows it. How long each stands is the subclass's."""

    def __init__(
        self,
        survey: Survey,
        settings: Settings,
        *,
        home: Home,
        language: str,
        touchpoint: str,
        clock: Callable[[], datetime],
        first_run_pin: str | None,
        ids: Callable[[], str],
        live: LiveSurvey | None = None,
        channel: str = Channel.SELF,
        seconds: Callable[[], float] = time.monotonic,
        pace: Pace = PACE,
    ) -> None:
        """As `VisitApp`. `first_run_pin` is shown once and then kept; None: there is one already. `live` is
        the file of `survey`, which is followed and has its reward codes beside it."""
        super().__init__(
            survey,
            settings,
            home=home,
            language=language,
            touchpoint=touchpoint,
            channel=channel,
            clock=clock,
            ids=ids,
            seconds=seconds,
            pace=pace,
        )
        add_themes(self, theme_name(settings.theme, os.environ))
        self.showing = Showing.ATTRACT
        self.start_language = self.language
        self.first_run_pin = first_run_pin
        self.pages = Pages(survey, settings, self.guard, pace)
        self.files = ShopFiles(survey, live, keeper=self.keeper, note=self.note)
        self._code: str | None = None
        self._orders = False
        self.opens: Opening | None = None
        self._turn = 0
        self.still: StillThereScreen | None = None
        self.ends_at = 0.0
        self.stays_until = 0.0
        self.heartbeat = Heartbeat(self.seconds())

    def get_default_screen(self) -> Screen[None]:
        """The first screen: nothing is imported or opened before it that it does not need."""
        if self.first_run_pin is None:
            return self._attract_screen()
        self.showing = Showing.FIRST_RUN
        return self.pages.first_run(self.language, self.first_run_pin, str(self.home.path))

    def on_mount(self) -> None:
        """The terminal may have letters to order."""
        self.order_letters()

    def order_letters(self) -> None:
        """A terminal must not turn around what is turned around already."""
        if self._driver is not None and not self._orders and bidi.has_turned(self.survey.source):
            self._orders = True
            self._driver.write(bidi.EXPLICIT)

    def on_unmount(self) -> None:
        """Lets the terminal order letters again."""
        if self._driver is not None and self._orders:
            self._driver.write(bidi.IMPLICIT)

    def show_screen(self, screen: Screen[None], showing: Showing) -> None:
        """Replaces the customer's screen; what the operator has open stays above it."""
        self.leave_still_there()
        self.showing = showing
        self.touched_at = self.seconds()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_screen(screen)

    def _attract_screen(self) -> Screen[None]:
        self.language = self.start_language
        self.showing = Showing.ATTRACT
        self._code = None
        visit = self.prepare_visit()
        self.opens = self.next_opening()
        if self.opens is not None:
            self.visit = None
            return self.pages.closed(self.language, self.opens)
        self._turn += 1
        return self.pages.attract(visit, self._turn)

    def next_opening(self) -> "Opening | None":
        """When the shop opens, while it is closed and so set that nothing is asked."""
        if self.settings.closed != "hours" or not self.settings.opening_hours:
            return None
        from kiosk.opening_hours import next_opening

        return next_opening(self.clock(), self.settings.opening_hours)

    def ask(self) -> None:
        """Invites the next person; where an answer still cannot be kept, asks for a moment."""
        if self.unsaved.response is not None:
            self.show_moment()
        else:
            if self.is_paused:
                self.heartbeat.at_once()  # the operator is to see at once that it asks again
            self.show_screen(self._attract_screen(), Showing.ATTRACT)

    def pause(self) -> None:
        """Back in a moment."""
        self.show_screen(self.pages.pause(self.language), Showing.PAUSED)
        self.heartbeat.at_once()

    def show_moment(self) -> None:
        """One moment, please."""
        self.show_screen(self.pages.moment(self.language), Showing.MOMENT)

    def show_question(self) -> None:
        """The question that is due; whoever answered by touch, or by arrows and Enter, writes by them too."""
        assert self.passage is not None
        keyboard = self.guard.last in ("touch", "enter")
        self.show_screen(self.pages.question(self.passage.visit, keyboard=keyboard), Showing.VISIT)

    def show_end(self) -> None:
        """Thanks, the same whatever was answered; for a code there is time to write it down."""
        self.show_screen(self.pages.thanks(self.language, self._code), Showing.THANKS)
        now = self.seconds()
        longest = self.settings.thanks_seconds
        self.ends_at = now + (longest if self._code is None else max(longest, _CODE_SECONDS))
        self.stays_until = now + (0 if self._code is None else _CODE_STAYS_SECONDS)

    async def save(self, response: Response) -> None:
        """Puts it on the disk, with the reward code that it earns."""
        self._code = await self.files.save(response)

    def begin(self, now: float) -> Passage:
        """The visit begins."""
        self.showing = Showing.VISIT
        return super().begin(now)

    @property
    def door_is_shut(self) -> bool:
        """Before the first PIN was read there is none to ask for."""
        return self.showing is Showing.FIRST_RUN

    @property
    def is_paused(self) -> bool:
        """Whether the operator has paused it."""
        return self.showing is Showing.PAUSED

    def leave_still_there(self) -> None:
        still, self.still = self.still, None
        if still is not None and self.screen is still:
            self.guard.appeared()
            self.pop_screen()

    def is_touched(self) -> bool:
        """Whether somebody has changed something on the attract screen."""
        moved = isinstance(self.base, QuestionScreen) and self.base.is_touched
        return moved or self.language != self.start_language
