"""`kiosk operator`: the scores in a terminal of their own, behind the PIN."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from kiosk.apps.scores import Left, ScoresScreen
from kiosk.home import Home
from kiosk.settings import Settings
from kiosk.system_user import system_user
from kiosk.terminal.locked import LockedApp
from screens.widgets.ink import INKS, add_themes
from store.model.people import Person
from store.words import words_for
from store.words.troubles import trouble

if TYPE_CHECKING:
    from kiosk.apps.pin_desk import PinDesk
    from kiosk.apps.watch import Watch
    from screens.operator.pin import PinScreen


class OperatorApp(LockedApp):
    """Asks for the PIN, shows the scores and stays on. Ctrl-C and Ctrl-Q end it."""

    CSS_PATH = ScoresScreen.CSS_PATH  # Textual loads a screen's own styles only when it is pushed
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "interrupt", show=False, priority=True)]

    def __init__(
        self,
        settings: Settings,
        *,
        home: Home,
        language: str,
        clock: Callable[[], datetime],
        theme: str,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`language` of the person at the terminal; `clock` the shop's wall clock, aware; `theme` one of
        `screens.widgets.ink.INKS`; `seconds` a clock that never jumps.
        """
        super().__init__(locked=False)
        self.words = words_for(language)
        self._settings = settings
        self._home = home
        self._clock = clock
        self._seconds = seconds
        self._plain = not INKS[theme].blocks
        self._desk: PinDesk | None = None
        self._pin: PinScreen | None = None
        self._watch: Watch | None = None
        self._wait_until = 0.0
        add_themes(self, theme)

    @property
    def asks_pin(self) -> bool:
        """Whether the scores lie behind a PIN."""
        return self._settings.operator_pin and self._home.pin_file.exists()

    def get_default_screen(self) -> Screen[Any]:
        """The scores are the lowest screen where nothing has to be asked: one screen less to paint."""
        return super().get_default_screen() if self.asks_pin else self._scores(Person(system_user()))

    def on_mount(self) -> None:
        """Asks for the PIN, if there is one, and watches for what somebody should know at once."""
        self.call_after_refresh(self._begin_watch)
        if self.asks_pin:
            self.set_interval(1, self.count_down)
            self._enter()

    def on_unmount(self) -> None:
        """Closes what the PIN was checked with, and watches no more."""
        if self._watch is not None:
            self._watch.stop()
        if self._desk is not None:
            self._desk.close()

    def _begin_watch(self) -> None:
        from kiosk.apps.watch import Watch

        self._watch = Watch(self._home, self._settings, self._clock, self.words, note=self.note)
        self._watch.start()

    def _enter(self) -> None:
        self.run_worker(self._ask_pin())

    async def _ask_pin(self) -> None:
        from kiosk.apps.pin_desk import PinDesk
        from screens.operator.pin import PinScreen

        if self._desk is None:
            self._desk = PinDesk(self._home)
        wait = await self._desk.waiting()
        self._wait_until = self._seconds() + wait
        self._pin = PinScreen(self.words, wait_seconds=wait)
        self.push_screen(self._pin)

    def on_pin_screen_typed(self, event: "PinScreen.Typed") -> None:
        """A try."""
        self.run_worker(self._try(event.pin))

    async def _try(self, typed: str) -> None:
        from kiosk.pins.file import PinError
        from kiosk.pins.gate import Allowed, Wait, Wrong

        pin, desk = self._pin, self._desk
        if pin is None or desk is None:
            return
        try:
            verdict = await desk.check(typed)
        except PinError as error:
            pin.tell(trouble(str(error), self.words))
            return
        match verdict:
            case Allowed(person):
                self._pin = None
                self.pop_screen()
                self.push_screen(self._scores(person), self._left_scores)
            case Wrong(tries_left=left):
                pin.refuse(left)
            case Wait(seconds=seconds):
                self._wait_until = self._seconds() + seconds
                pin.wait(seconds)

    def count_down(self) -> None:
        """Once a second: how long no PIN is taken yet."""
        if self._pin is not None and self._pin.wait_seconds:
            left = max(0, round(self._wait_until - self._seconds() + 0.5))
            if left != self._pin.wait_seconds:
                self._pin.wait(left)

    def on_pin_screen_left(self, event: Message) -> None:
        """There is nothing behind this screen to go back to."""
        event.stop()
        self.leave(0)

    def _scores(self, person: Person) -> ScoresScreen:
        return ScoresScreen(
            self.words,
            home=self._home,
            settings=self._settings,
            person=person,
            clock=self._clock,
            plain=self._plain,
            locks=self.asks_pin,
            note=self.note,
        )

    def _left_scores(self, _how: Left | None) -> None:
        self._enter()
