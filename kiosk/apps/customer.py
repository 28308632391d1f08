"""The kiosk that customers stand in front of: what it shows one person after the other, and for how long."""

import os
import time
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from math import ceil
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual._path import CSSPathType
from textual.message import Message
from textual.screen import Screen

import screens
from kiosk.apps.due import Heartbeat
from kiosk.apps.pages import Pages
from kiosk.apps.passage import Passage
from kiosk.apps.visits import VisitApp
from kiosk.home import Home
from kiosk.settings import Settings
from screens.question.messages import PACE, Pace
from screens.question.question import QuestionScreen
from screens.widgets.ink import add_themes, theme_name
from store.model.response import Channel, Response
from store.model.survey import Survey

if TYPE_CHECKING:
    from screens.customer.still_there import StillThereScreen

_STILL_THERE_SECONDS = 5
_STORE = 3
"""The exit code for a store that cannot be opened."""

_FOLDER = Path(screens.__file__).parent
_STYLES: list[str | PurePath] = [
    _FOLDER / "question" / "question.tcss",
    _FOLDER / "customer" / "plain.tcss",
    _FOLDER / "customer" / "still_there.tcss",
]
"""Read at the start: a screen that brings its own makes Textual parse everything anew."""


class Showing(Enum):
    """What the customer's screen is about."""

    FIRST_RUN = auto()
    ATTRACT = auto()
    VISIT = auto()
    THANKS = auto()
    PAUSED = auto()
    MOMENT = auto()
    """An answer cannot be kept; it is tried again."""


class CustomerApp(VisitApp):
    """Asks one person after the other. An answer is on disk before the next screen shows."""

    CSS_PATH: ClassVar[CSSPathType | None] = _STYLES

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
        channel: str = Channel.SELF,
        seconds: Callable[[], float] = time.monotonic,
        pace: Pace = PACE,
    ) -> None:
        """As `VisitApp`. `first_run_pin` is shown once and then kept; None: there is one already."""
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
        add_themes(self, theme_name(settings.theme, os.environ.get("TERM", "")))
        self.showing = Showing.ATTRACT
        self._start_language = self.language
        self._first_run_pin = first_run_pin
        self._pages = Pages(survey, settings, self.guard, pace)
        self._still: StillThereScreen | None = None
        self._ends_at = 0.0
        self._heartbeat = Heartbeat(self.seconds())

    # What is on the screen.

    def get_default_screen(self) -> Screen[None]:
        """The first screen: nothing is imported or opened before it that it does not need."""
        if self._first_run_pin is None:
            return self._attract_screen()
        self.showing = Showing.FIRST_RUN
        return self._pages.first_run(self.language, self._first_run_pin, str(self.home.path))

    def on_mount(self) -> None:
        """Paints first, then opens the store."""
        self.set_interval(1, self.tick)
        self.call_after_refresh(lambda: self.run_worker(self._open_store()))

    async def _open_store(self) -> None:
        from store.sqlite.error import StoreError

        try:
            found = await self.keeper.open()
        except StoreError as error:
            self.leave(_STORE, str(error))
            return
        self.reception.learn(visits=found.visits, newest_ms=found.newest_ms)
        self.opened.set()
        self._look_at_attract()

    def _show(self, screen: Screen[None], showing: Showing) -> None:
        """Replaces the customer's screen; what the operator has open stays above it."""
        self._leave_still_there()
        self.showing = showing
        self.touched_at = self.seconds()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_screen(screen)

    def _attract_screen(self) -> Screen[None]:
        self.language = self._start_language
        self.showing = Showing.ATTRACT
        return self._pages.attract(self.prepare_visit())

    def ask(self) -> None:
        """Invites the next person; where an answer still cannot be kept, asks for a moment."""
        if self.unsaved.response is not None:
            self.show_moment()
        else:
            if self.is_paused:
                self._heartbeat.at_once()  # the operator is to see at once that it asks again
            self._show(self._attract_screen(), Showing.ATTRACT)

    def pause(self) -> None:
        """Back in a moment."""
        self._show(self._pages.pause(self.language), Showing.PAUSED)
        self._heartbeat.at_once()

    def show_moment(self) -> None:
        """One moment, please."""
        self._show(self._pages.moment(self.language), Showing.MOMENT)

    def show_question(self) -> None:
        """The question that is due."""
        assert self.passage is not None
        self._show(self._pages.question(self.passage.visit), Showing.VISIT)

    def show_end(self) -> None:
        """Thanks, the same whatever was answered."""
        self._show(self._pages.thanks(self.language), Showing.THANKS)
        self._ends_at = self.seconds() + self.settings.thanks_seconds

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

    # Time.

    def tick(self) -> None:
        """Once a second: nobody there, thanks long enough, the heartbeat, and answers not kept yet."""
        now = self.seconds()
        if self.unsaved.response is None:
            self.problem = self.keeper.problem
        self.look_at_door()
        if not self.taking and (waits := self.unsaved.due(now)) is not None:
            self.run_worker(self._retry(waits))
        if self.opened.is_set() and self._heartbeat.is_due(now):
            self.run_worker(self._beat())
        if self.at_the_door or self.taking:
            return
        if self.showing is Showing.VISIT:
            self._look_idle(now)
        elif self.showing is Showing.THANKS and now >= self._ends_at - 0.5:
            self.ask()
        elif self.showing is Showing.ATTRACT:
            self._look_at_attract()

    def _look_idle(self, now: float) -> None:
        typing = isinstance(self.screen_stack[0], QuestionScreen) and self.screen_stack[0].TYPING
        limit = self.settings.typing_idle_seconds if typing else self.settings.idle_seconds
        quiet = now - self.touched_at
        left = ceil(limit + _STILL_THERE_SECONDS - quiet)
        if quiet < limit:
            self._leave_still_there()
        elif left <= 0:
            self.taking = True
            self.run_worker(self._time_out())
        elif self._still is None:
            self._still = self._pages.still_there(self.language, left)
            self.push_screen(self._still)
        else:
            self._still.count(left)

    async def _time_out(self) -> None:
        try:
            if await self.end_visit():
                self.ask()
        finally:
            self.taking = False

    def _leave_still_there(self) -> None:
        still, self._still = self._still, None
        if still is not None and self.screen is still:
            self.guard.appeared()
            self.pop_screen()

    def _look_at_attract(self) -> None:
        """Nobody's language or place of the keys stays, and the question is the one that is due now."""
        base = self.screen_stack[0]
        if self.showing is not Showing.ATTRACT or self.taking or self.at_the_door:
            return
        shown, due = self.visit and self.visit.current, self.reception.next_visit(self.language).current
        left = self.seconds() - self.touched_at >= self.settings.idle_seconds
        moved = self.language != self._start_language or (
            isinstance(base, QuestionScreen) and base.is_touched
        )
        if (shown and shown.id) != (due and due.id) or (left and moved):
            self.ask()

    async def _beat(self) -> None:
        from store.sqlite.error import StoreError

        try:
            await self.keeper.beat("paused" if self.is_paused else "asking", self.problem or None)
        except StoreError as error:
            self.note(error)

    async def _retry(self, response: Response) -> None:
        if await self.try_again(response) and self.showing is Showing.MOMENT and not self.at_the_door:
            self.go_on()

    def on_gone_on(self, event: Message) -> None:
        """Someone touched a screen that asks nothing."""
        event.stop()
        if self._still is not None:
            self._leave_still_there()
            return
        match self.showing:
            case Showing.FIRST_RUN:
                self.run_worker(self._keep_pin())
            case Showing.ATTRACT if self.visit is not None and self.visit.current is not None:
                self.taking = True
                self.run_worker(self._welcome())
            case Showing.THANKS:
                self.ask()

    async def _welcome(self) -> None:
        """From the welcome to the first question."""
        try:
            await self.opened.wait()
            self.begin(self.seconds())
            self.go_on()
        finally:
            self.taking = False

    async def _keep_pin(self) -> None:
        """The PIN was read: now it is the PIN."""
        pin, self._first_run_pin = self._first_run_pin, None
        if pin is not None:
            try:
                await self.keeper.set_pin(pin)
            except OSError as error:
                self.leave(_STORE, f"{self.home.pin_file} cannot be written ({error.strerror}).")
                return
        self.ask()
