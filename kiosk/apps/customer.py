"""The kiosk that customers stand in front of, one after the other: what happens by itself, and when."""

from math import ceil
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual._path import CSSPathType
from textual.message import Message

import screens
from kiosk.apps.front import Showing
from kiosk.apps.pages import Pages
from kiosk.apps.with_desk import WithDeskApp
from screens.customer.plain import PlainScreen
from screens.question.question import QuestionScreen
from store.model.response import Response
from store.model.survey import Survey

if TYPE_CHECKING:
    from kiosk.apps.watch import Watch

_STILL_THERE_SECONDS = 5
_STORE = 3
"""The exit code for a store that cannot be opened."""

_FOLDER = Path(screens.__file__).parent
STYLES: list[str | PurePath] = [
    _FOLDER / "question" / "question.tcss",
    _FOLDER / "customer" / "plain.tcss",
    _FOLDER / "customer" / "still_there.tcss",
]
"""Read at the start: a screen that brings its own makes Textual parse everything anew."""


class CustomerApp(WithDeskApp):
    """Asks one person after the other. An answer is on disk before the next screen shows."""

    CSS_PATH: ClassVar[CSSPathType | None] = STYLES
    _watch: "Watch | None" = None

    def on_mount(self) -> None:
        """Paints first, then opens the store."""
        self.set_interval(1, self.tick)
        self.call_after_refresh(lambda: self.run_worker(self._open_store()))

    async def _open_store(self) -> None:
        from store.sqlite.error import StoreError

        if self.keeper.is_closed:
            return  # it was ended while it painted for the first time
        try:
            found = await self.keeper.open()
        except StoreError as error:
            self.leave(_STORE, str(error))
            return
        self.reception.learn(visits=found.visits, newest_ms=found.newest_ms)
        self.opened.set()
        self._look_at_attract()
        self._begin_watch()
        await self.files.look_at_codes()

    def _begin_watch(self) -> None:
        from kiosk.apps.watch import Watch

        self._watch = Watch(self.home, self.settings, self.clock, self.operator_words, note=self.note)
        self._watch.start()

    def on_unmount(self) -> None:
        """Nobody watches any more."""
        if self._watch is not None:
            self._watch.stop()

    # What the shop changes meanwhile.

    def _look_at_files(self) -> None:
        """Takes a survey that was edited, while nobody is asked anything."""
        if not self.opened.is_set():
            return
        if self.files.codes_have_changed:
            self.run_worker(self.files.look_at_codes())
        if self.showing is Showing.VISIT or (self.showing is Showing.ATTRACT and self.is_touched()):
            return
        survey = self.files.look_at_survey()
        if survey is not None:
            self.taking = True
            self.run_worker(self._ask_other(survey))

    async def _ask_other(self, survey: Survey) -> None:
        """From the next visit on."""
        from kiosk.surveys import start_language

        try:
            if not await self.files.take(survey):
                return
        finally:
            self.taking = False
        self.survey = survey
        stays = self.start_language if self.start_language in survey.languages else None
        self.start_language = start_language(survey, stays, "")
        self.reception.ask(survey, self.settings.touchpoint or survey.touchpoint)
        self.order_letters()
        self.pages = Pages(survey, self.settings, self.guard, self.pace)
        self.take_survey(survey)
        if self.showing is Showing.ATTRACT and not self.at_the_door:
            self.ask()

    # Time.

    def tick(self) -> None:
        """Once a second: nobody there, thanks long enough, the heartbeat, and answers not kept yet."""
        if self.base is None or self.keeper.is_closed:
            return  # the timer comes once more while the app ends
        now = self.seconds()
        if self.unsaved.response is None:
            self.problem = self.keeper.problem
        self.look_at_door()
        if not self.taking and (waits := self.unsaved.due(now)) is not None:
            self.run_worker(self._retry(waits))
        if self.opened.is_set() and self.heartbeat.is_due(now):
            self.run_worker(self._beat())
        if self.opened.is_set():
            self.nightly.look(now, now - self.touched_at)
        if self.at_the_door or self.taking:
            return
        self._look_at_files()
        if self.showing is Showing.VISIT:
            self._look_idle(now)
        elif self.showing is Showing.THANKS and now >= self.ends_at - 0.5:
            self.ask()
        elif self.showing is Showing.ATTRACT:
            self._look_at_attract()
        elif self.showing is Showing.DESK:
            self.tend_desk(now)

    def _look_idle(self, now: float) -> None:
        typing = isinstance(self.base, QuestionScreen) and self.base.TYPING
        limit = self.settings.typing_idle_seconds if typing else self.settings.idle_seconds
        quiet = now - self.touched_at
        left = ceil(limit + _STILL_THERE_SECONDS - quiet)
        if quiet < limit:
            self.leave_still_there()
        elif left <= 0:
            self.time_out()
        elif self.still is None:
            self.still = self.pages.still_there(self.language, left)
            self.push_screen(self.still)
        else:
            self.still.count(left)

    def time_out(self) -> None:
        """Nobody goes on with this visit."""
        self.taking = True
        self.run_worker(self._time_out())

    async def _time_out(self) -> None:
        try:
            if await self.end_visit():
                self.ask()
        finally:
            self.taking = False

    def _look_at_attract(self) -> None:
        """Nobody's language or place of the keys stays, and the question is the one that is due now."""
        if self.showing is not Showing.ATTRACT or self.taking or self.at_the_door:
            return
        opening = self.next_opening()
        shown = self.visit and self.visit.current
        due = None if opening is not None else self.reception.next_visit(self.language).current
        left = self.seconds() - self.touched_at >= self.settings.idle_seconds
        others = opening != self.opens or (shown and shown.id) != (due and due.id)
        if others or (left and self.is_touched()):
            self.ask()

    async def _beat(self) -> None:
        from store.sqlite.error import StoreError

        try:
            state = "paused" if self.is_paused else "asking"
            self.reception.newest_ms = await self.keeper.beat(state, self.problem or None)
        except StoreError as error:
            self.note(error)

    async def _retry(self, response: Response) -> None:
        if await self.try_again(response) and self.showing is Showing.MOMENT and not self.at_the_door:
            self.go_on()

    def on_gone_on(self, event: Message) -> None:
        """Someone touched a screen that asks nothing."""
        event.stop()
        if self.still is not None:
            self.leave_still_there()
            return
        base = self.base
        if not isinstance(base, PlainScreen) or not base.gone:
            return  # it was the screen before that was touched, just as this one took its place
        match self.showing:
            case Showing.FIRST_RUN:
                self.run_worker(self._keep_pin())
            case Showing.ATTRACT if self.visit is not None and self.visit.current is not None:
                self.taking = True
                self.run_worker(self._welcome())
            case Showing.THANKS if self.seconds() < self.stays_until:
                base.gone = False
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
        pin, self.first_run_pin = self.first_run_pin, None
        if pin is not None:
            try:
                await self.keeper.set_pin(pin)
            except OSError as error:
                self.leave(_STORE, f"{self.home.pin_file} cannot be written ({error.strerror}).")
                return
        self.ask()
