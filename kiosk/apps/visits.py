"""Leads people through visits: what is answered is on the disk before what comes next is shown."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from textual import events
from textual.screen import Screen

from kiosk.apps.door import DoorApp
from kiosk.apps.due import Unsaved
from kiosk.apps.keeper import Keeper
from kiosk.apps.passage import Passage
from kiosk.apps.reception import Caller, Reception
from kiosk.home import Home
from kiosk.nightly import Nightly
from kiosk.settings import Settings
from screens.question.messages import PACE, Answered, LanguageChosen, Pace, Skipped, WentBack
from screens.question.question import QuestionScreen
from screens.widgets.sheet import Sheet
from store.model.response import Response
from store.model.saying import Saying
from store.model.survey import Survey
from store.model.visit import Visit


class VisitApp(DoorApp):
    """Takes the answers of one visit after the other. What is shown, and when, is the subclass's."""

    def __init__(
        self,
        survey: Survey,
        settings: Settings,
        *,
        home: Home,
        language: str,
        touchpoint: str,
        channel: str,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
        seconds: Callable[[], float] = time.monotonic,
        pace: Pace = PACE,
    ) -> None:
        """`language` is the one it starts in, and the operator's. `clock` tells the aware time on the shop's
        wall; `seconds` never jumps. `ids` draws a UUIDv7 for each visit."""
        keeper = Keeper(
            home,
            settings,
            survey,
            now_ms=lambda: round(clock().timestamp() * 1000),
            tell=lambda error: self.note(error),
        )
        super().__init__(settings, home=home, language=language, keeper=keeper, clock=clock, seconds=seconds)
        self.survey = survey
        self.reception = Reception(
            survey, settings, touchpoint=touchpoint, channel=channel, clock=clock, ids=ids
        )
        self.language = language if language in survey.languages else survey.languages[0]
        """The one on the screen."""
        self.visit: Visit | None = None
        """The one that the screen shows; it has begun when there is a `passage`."""
        self.caller: Caller | None = None
        """What is known of whoever comes next; None: nothing."""
        self.passage: Passage | None = None
        """The visit that has begun and not ended."""
        self.taking = False
        """An answer is just being kept, or the screen is about to change: nothing else is taken."""
        self.unsaved = Unsaved()
        self.opened = asyncio.Event()
        """The store is open."""
        self.pace = pace
        self.nightly = Nightly(home, settings, clock=clock, tell=lambda error: self.note(error))
        keeper.make_way = self.nightly.make_way
        self._number = 1

    # What the subclass shows.

    def show_question(self) -> None:
        """Shows the current question of the passage."""
        raise NotImplementedError

    def show_end(self) -> None:
        """Shows that the visit has come to its end."""
        raise NotImplementedError

    def show_moment(self) -> None:
        """Shows that the kiosk needs a moment: an answer cannot be kept."""
        raise NotImplementedError

    @property
    def base(self) -> Screen[Any] | None:
        """The customer's screen, below whatever the operator has opened; None when the app is ending."""
        return next(iter(self.screen_stack), None)

    # From question to question.

    @property
    def is_busy(self) -> bool:
        """Whether an answer is just being kept."""
        return self.taking

    def prepare_visit(self) -> Visit:
        """The visit that the next person would make; nothing has begun."""
        self.passage = None
        self.visit = self.reception.next_visit(self.language)
        self._number = self.reception.number
        return self.visit

    def begin(self, now: float) -> Passage:
        """The visit begins, as it was prepared unless the store knew better which is due."""
        if self.visit is None or self._number != self.reception.number:
            self.visit = self.reception.next_visit(self.language)
        self.passage = self.reception.begin(self.visit, now, self.caller)
        return self.passage

    def on_answered(self, event: Answered) -> None:
        """The question was answered."""
        self._take(event)

    def on_skipped(self, event: Skipped) -> None:
        """The question was skipped."""
        self._take(event)

    def _take(self, event: Answered | Skipped) -> None:
        visit = self.visit
        if self.taking or visit is None or visit.current is None or visit.current.id != event.question:
            return
        self.taking = True
        self.run_worker(self._take_and_go_on(event))

    async def _take_and_go_on(self, event: Answered | Skipped) -> None:
        """Keeps it, and shows what comes next when it is kept and the tile has been seen to be touched."""
        now = self.seconds()
        flash = asyncio.create_task(asyncio.sleep(self.pace.flash))
        try:
            await self.opened.wait()
            passage = self.passage or self.begin(now)
            question = passage.visit.current
            if question is None or question.id != event.question:
                self.ask()  # the store knew better which question is due
                return
            if isinstance(event, Answered):
                passage.answer(event, now)
            else:
                passage.skip(now)
            kept = await self.keep(passage.response(now))
            await flash
            if kept:
                self.go_on()
        finally:
            self.taking = False

    def go_on(self) -> None:
        """The next question, or the end."""
        passage = self.passage
        if passage is None:
            self.ask()
        elif not passage.visit.finished:
            self.show_next()
        else:
            self.passage = self.visit = None
            self.show_end()

    def show_next(self) -> None:
        """Shows the current question, and notes that it is to be seen from now on."""
        assert self.passage is not None
        self.show_question()
        self.passage.show(self.seconds())

    def on_went_back(self, event: WentBack) -> None:
        """The question before, please."""
        passage = self.passage
        if self.taking or passage is None or passage.visit.current is None:
            return
        if passage.visit.current.id == event.question and passage.visit.back():
            self.show_next()

    def on_language_chosen(self, event: LanguageChosen) -> None:
        """The same in another language."""
        if event.language not in self.survey.languages:
            return
        self.language = event.language
        if self.visit is not None:
            self.visit.language = event.language
        if self.passage is not None:
            self.passage.visit.language = event.language
        base = self.base
        if isinstance(base, Sheet):
            base.speak(event.language)

    # Keeping.

    async def keep(self, response: Response) -> bool:
        """Keeps it, or shows that the kiosk needs a moment and tries again until it is kept."""
        from store.sqlite.error import StoreError

        self.unsaved.sends(response)
        try:
            await self.save(response)
        except StoreError as error:
            self.note(error)
            self.problem = str(error)
            if self.unsaved.hold(response, self.seconds()) and not self.at_the_door:
                self.show_moment()
            return False
        self.problem = self.keeper.problem
        return True

    async def save(self, response: Response) -> None:
        """Puts it on the disk. StoreError: it is kept nowhere."""
        await self.keeper.save(response)

    async def try_again(self, response: Response) -> bool:
        """Tries to keep what could not be kept; False when it still cannot, or need not be any more."""
        return self.unsaved.response is response and await self.keep(response)

    async def end_visit(self) -> bool:
        """The person is gone, or the operator or the end comes between: what was answered stays."""
        passage, self.passage = self.passage, None
        self.visit = None
        if passage is None:
            return True
        now = self.seconds()
        passage.leave(now, self._unsent())
        return await self.keep(passage.response(now))

    def _unsent(self) -> tuple[str, ...]:
        screens = [screen for screen in self.screen_stack if isinstance(screen, QuestionScreen)]
        return screens[0].unsent() if screens and not screens[0].settled else ()

    async def keep_visit(self) -> None:
        """Before the app ends."""
        from store.sqlite.error import StoreError

        kept = await self.end_visit()
        if kept and self.unsaved.response is not None:
            kept = await self.keep(self.unsaved.response)
        if not kept:
            from store.words.troubles import saying

            lost = Saying("The last answer could not be kept: {problem}", problem=saying(self.problem))
            self.farewell = self.farewell or lost
        if self.keeper.is_begun:  # else it ended while it was only starting
            try:
                await self.keeper.beat("closed", self.problem or None)
            except StoreError as error:
                self.note(error)
        self.keeper.close()

    def on_unmount(self) -> None:
        """Lets the store go, however the app ended."""
        self.nightly.close()
        self.keeper.close()

    async def on_event(self, event: events.Event) -> None:
        """Notes that someone is there."""
        if isinstance(event, events.InputEvent | events.Paste):
            if self._ending is not None or not self.screen_stack:
                return  # the screens are going, and nothing is answered any more
            if not isinstance(event, events.MouseMove):
                self.touched_at = self.seconds()
        await super().on_event(event)
