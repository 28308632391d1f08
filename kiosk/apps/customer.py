"""The kiosk that customers stand in front of: it puts the questions, the visit and the store together."""

import asyncio
import os
import time
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from math import ceil
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual._path import CSSPathType
from textual.message import Message
from textual.screen import Screen

import screens
from kiosk.apps.door import DoorApp
from kiosk.apps.keeper import Keeper
from kiosk.apps.pages import Pages
from kiosk.apps.passage import Passage
from kiosk.apps.reception import Reception
from kiosk.home import Home
from kiosk.settings import Settings
from screens.question.messages import PACE, Answered, LanguageChosen, Pace, Skipped, WentBack
from screens.question.question import QuestionScreen
from screens.widgets.ink import add_themes, theme_name
from screens.widgets.sheet import Sheet
from store.model.response import Channel, Response
from store.model.survey import Survey
from store.model.visit import Visit

if TYPE_CHECKING:
    from screens.customer.still_there import StillThereScreen

_STILL_THERE_SECONDS = 5
_BEAT_SECONDS = 30.0
_RETRY_SECONDS = 5.0
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


class CustomerApp(DoorApp):
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
        """`language` is the one it starts in, and the operator's. `clock` tells the aware time on the shop's
        wall; `seconds` never jumps. `ids` draws a UUIDv7 for each visit. `first_run_pin` is shown once and
        then kept; None: there is one already."""
        keeper = Keeper(
            home,
            settings,
            survey,
            now_ms=lambda: round(clock().timestamp() * 1000),
            tell=lambda error: self.note(error),
        )
        super().__init__(settings, home=home, language=language, keeper=keeper, clock=clock, seconds=seconds)
        add_themes(self, theme_name(settings.theme, os.environ.get("TERM", "")))
        self.survey = survey
        self.showing = Showing.ATTRACT
        self._start_language = language if language in survey.languages else survey.languages[0]
        self._language = self._start_language
        self._first_run_pin = first_run_pin
        self._pace = pace
        self._pages = Pages(survey, settings, self.guard, pace)
        self._reception = Reception(
            survey, settings, touchpoint=touchpoint, channel=channel, clock=clock, ids=ids
        )
        self._visit_number = 1
        self._opened = asyncio.Event()
        self._visit: Visit | None = None
        self._passage: Passage | None = None
        self._taking = False
        self._unsaved: Response | None = None
        self._still: StillThereScreen | None = None
        self._ends_at = 0.0
        self._beat_at = self.seconds() + _BEAT_SECONDS
        self._retry_at = 0.0

    # What is on the screen.

    def get_default_screen(self) -> Screen[None]:
        """The first screen: nothing is imported or opened before it that it does not need."""
        if self._first_run_pin is None:
            return self._attract_screen()
        self.showing = Showing.FIRST_RUN
        return self._pages.first_run(self._language, self._first_run_pin, str(self.home.path))

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
        self._reception.learn(visits=found.visits, newest_ms=found.newest_ms)
        self._opened.set()
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
        self._language = self._start_language
        self._passage = None
        self._visit = self._reception.next_visit(self._language)
        self._visit_number = self._reception.number
        self.showing = Showing.ATTRACT
        return self._pages.attract(self._visit)

    def ask(self) -> None:
        """Invites the next person; where an answer still cannot be kept, asks for a moment."""
        if self._unsaved is not None:
            self._show_moment()
        else:
            if self.is_paused:
                self._beat_at = self.seconds()  # the operator is to see at once that it asks again
            self._show(self._attract_screen(), Showing.ATTRACT)

    def pause(self) -> None:
        """Back in a moment."""
        self._show(self._pages.pause(self._language), Showing.PAUSED)
        self._beat_at = self.seconds()

    def _show_moment(self) -> None:
        self._show(self._pages.moment(self._language), Showing.MOMENT)

    @property
    def door_is_shut(self) -> bool:
        """Before the first PIN was read there is none to ask for."""
        return self.showing is Showing.FIRST_RUN

    @property
    def is_busy(self) -> bool:
        """Whether an answer is just being kept."""
        return self._taking

    @property
    def is_paused(self) -> bool:
        """Whether the operator has paused it."""
        return self.showing is Showing.PAUSED

    # A visit.

    def on_answered(self, event: Answered) -> None:
        """The question was answered."""
        self._take(event)

    def on_skipped(self, event: Skipped) -> None:
        """The question was skipped."""
        self._take(event)

    def _take(self, event: Answered | Skipped) -> None:
        visit = self._visit
        if self._taking or visit is None or visit.current is None or visit.current.id != event.question:
            return
        self._taking = True
        self.run_worker(self._take_and_go_on(event))

    async def _take_and_go_on(self, event: Answered | Skipped) -> None:
        """Keeps it, and shows what comes next when it is kept and the tile has been seen to be touched."""
        now = self.seconds()
        flash = asyncio.create_task(asyncio.sleep(self._pace.flash))
        try:
            await self._opened.wait()
            passage = self._passage or self._begin(now)
            question = passage.visit.current
            if question is None or question.id != event.question:
                self.ask()  # the store knew better which question is due
                return
            if isinstance(event, Answered):
                passage.answer(event, now)
            else:
                passage.skip(now)
            kept = await self._keep(passage.response(now))
            await flash
            if kept:
                self._go_on()
        finally:
            self._taking = False

    def _begin(self, now: float) -> Passage:
        """The visit begins."""
        if self._visit is None or self._visit_number != self._reception.number:
            self._visit = self._reception.next_visit(self._language)
        self._passage = self._reception.begin(self._visit, now)
        self.showing = Showing.VISIT
        return self._passage

    def _go_on(self) -> None:
        """The next question, or the thanks."""
        passage = self._passage
        if passage is None:
            self.ask()
        elif not passage.visit.finished:
            self._show_question()
        else:
            self._passage = self._visit = None
            self._show(self._pages.thanks(self._language), Showing.THANKS)
            self._ends_at = self.seconds() + self.settings.thanks_seconds

    def _show_question(self) -> None:
        assert self._passage is not None
        self._show(self._pages.question(self._passage.visit), Showing.VISIT)
        self._passage.show(self.seconds())

    def on_went_back(self, event: WentBack) -> None:
        """The question before, please."""
        passage = self._passage
        if self._taking or passage is None or passage.visit.current is None:
            return
        if passage.visit.current.id == event.question and passage.visit.back():
            self._show_question()

    def on_language_chosen(self, event: LanguageChosen) -> None:
        """The same in another language."""
        if event.language not in self.survey.languages:
            return
        self._language = event.language
        if self._visit is not None:
            self._visit.language = event.language
        if self._passage is not None:
            self._passage.visit.language = event.language
        base = self.screen_stack[0]
        if isinstance(base, Sheet):
            base.speak(event.language)

    async def _keep(self, response: Response) -> bool:
        """Keeps it, or shows that the kiosk needs a moment and tries again until it is kept."""
        from store.sqlite.error import StoreError

        if self._unsaved is not None and self._unsaved.uid == response.uid:
            self._unsaved = None  # an older state of the same visit must not be written after this one
        try:
            await self.keeper.save(response)
        except StoreError as error:
            self.note(error)
            self.problem = str(error)
            self._unsaved = response
            self._retry_at = self.seconds() + _RETRY_SECONDS
            if not self.at_the_door:
                self._show_moment()
            return False
        self.problem = self.keeper.problem
        return True

    async def end_visit(self) -> bool:
        """The person is gone, or the operator or the end comes between: what was answered stays."""
        passage, self._passage = self._passage, None
        self._visit = None
        if passage is None:
            return True
        now = self.seconds()
        passage.leave(now, self._unsent())
        return await self._keep(passage.response(now))

    def _unsent(self) -> tuple[str, ...]:
        screens = [screen for screen in self.screen_stack if isinstance(screen, QuestionScreen)]
        return screens[0].unsent() if screens and not screens[0].settled else ()

    async def keep_visit(self) -> None:
        """Before the app ends."""
        from store.sqlite.error import StoreError

        kept = await self.end_visit()
        if kept and self._unsaved is not None:
            kept = await self._keep(self._unsaved)
        if not kept:
            self.farewell = self.farewell or f"The last answer could not be kept: {self.problem}"
        try:
            await self.keeper.beat("closed", self.problem or None)
        except StoreError as error:
            self.note(error)
        self.keeper.close()

    def on_unmount(self) -> None:
        """Lets the store go, however the app ended."""
        self.keeper.close()

    # Time.

    async def on_event(self, event: events.Event) -> None:
        """Notes that someone is there."""
        if isinstance(event, events.InputEvent | events.Paste):
            if self._ending is not None or not self.screen_stack:
                return  # the screens are going, and nothing is answered any more
            if not isinstance(event, events.MouseMove):
                self.touched_at = self.seconds()
        await super().on_event(event)

    def tick(self) -> None:
        """Once a second: nobody there, thanks long enough, the heartbeat, and answers not kept yet."""
        now = self.seconds()
        if self._unsaved is None:
            self.problem = self.keeper.problem
        self.look_at_door()
        if self._unsaved is not None and now >= self._retry_at and not self._taking:
            self._retry_at = now + _RETRY_SECONDS
            self.run_worker(self._retry(self._unsaved))
        if now >= self._beat_at and self._opened.is_set():
            self._beat_at = now + _BEAT_SECONDS
            self.run_worker(self._beat())
        if self.at_the_door or self._taking:
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
            self._taking = True
            self.run_worker(self._time_out())
        elif self._still is None:
            self._still = self._pages.still_there(self._language, left)
            self.push_screen(self._still)
        else:
            self._still.count(left)

    async def _time_out(self) -> None:
        try:
            if await self.end_visit():
                self.ask()
        finally:
            self._taking = False

    def _leave_still_there(self) -> None:
        still, self._still = self._still, None
        if still is not None and self.screen is still:
            self.guard.appeared()
            self.pop_screen()

    def _look_at_attract(self) -> None:
        """Nobody's language or place of the keys stays, and the question is the one that is due now."""
        base = self.screen_stack[0]
        if self.showing is not Showing.ATTRACT or self._taking or self.at_the_door:
            return
        shown, due = self._visit and self._visit.current, self._reception.next_visit(self._language).current
        left = self.seconds() - self.touched_at >= self.settings.idle_seconds
        moved = self._language != self._start_language or (
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
        if self._unsaved is not response:
            return
        if await self._keep(response) and self.showing is Showing.MOMENT and not self.at_the_door:
            self._go_on()

    def on_gone_on(self, event: Message) -> None:
        """Someone touched a screen that asks nothing."""
        event.stop()
        if self._still is not None:
            self._leave_still_there()
            return
        match self.showing:
            case Showing.FIRST_RUN:
                self.run_worker(self._keep_pin())
            case Showing.ATTRACT if self._visit is not None and self._visit.current is not None:
                self._taking = True
                self.run_worker(self._welcome())
            case Showing.THANKS:
                self.ask()

    async def _welcome(self) -> None:
        """From the welcome to the first question."""
        try:
            await self._opened.wait()
            self._begin(self.seconds())
            self._go_on()
        finally:
            self._taking = False

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
