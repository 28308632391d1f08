"""The operator's screen with its live feed: what a kiosk opens behind the PIN, and `kiosk operator` shows."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from kiosk.apps.feed import Feed
from kiosk.home import Home
from kiosk.settings import Settings
from screens.operator.panels.text import Pen
from screens.operator.screen import OperatorScreen, all_of
from screens.operator.today import TodayScreen
from screens.operator.view import Live, Reply
from store.model.people import Person
from store.words import Words

if TYPE_CHECKING:
    from kiosk.apps.hand import Hand, Shown
    from screens.operator.acts.deeds import Deed


_COUNTED_SECONDS = 5
"""So long before it locks itself the seconds are counted down."""


class Left(Enum):
    """How the operator went."""

    LOCKED = "locked"
    """By the key: the PIN is needed again."""
    LOCKED_ITSELF = "locked itself"
    """The same, because nobody touched anything for long."""
    BACK = "back"
    """Back to where they came from."""


class ScoresScreen(TodayScreen):
    """`push_screen(ScoresScreen(...), callback)`: the callback gets `Left`."""

    @dataclass
    class Delivered(Message):
        """Something was read."""

        what: Live | Reply

        def can_replace(self, message: Message) -> bool:
            """A newer reading makes an older one that still waits superfluous."""
            return (
                isinstance(message, ScoresScreen.Delivered)
                and isinstance(self.what, Live)
                and isinstance(message.what, Live)
            )

    def __init__(
        self,
        words: Words,
        *,
        home: Home,
        settings: Settings,
        person: Person,
        clock: Callable[[], datetime],
        plain: bool,
        idle_seconds: int | None = None,
        leaves: bool = False,
        locks: bool = True,
        seconds: Callable[[], float] = time.monotonic,
        note: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        """`person`: who has come in. `clock`: the shop's wall clock, aware. `plain`: only glyphs of the
        Linux console.

        `idle_seconds`: locks itself after so long without a touch; None never does. `leaves`: Escape leads
        back. `locks`: there is a PIN to lock it with. `seconds`: a clock that only goes forward. `note` is
        told, in any thread, what failed, for the log.
        """
        pen = Pen(words, plain=plain, zone=clock().tzinfo)
        super().__init__(pen, leaves=leaves, locks=locks, person=person)
        self._settings = settings
        self._clock = clock
        self._home = home
        self._feed = Feed(
            home,
            clock,
            settings.day_starts,
            self._deliver,
            person=person,
            comment_delay_minutes=settings.comment_delay_minutes,
            note=note,
        )
        self._hand: Hand | None = None
        self._words = words
        self._idle_seconds = idle_seconds
        self._seconds = seconds
        self._touched = seconds()
        self._counting = False

    def _deliver(self, what: Live | Reply) -> None:
        self.post_message(self.Delivered(what))

    def on_mount(self) -> None:
        """Begins to read, and to look whether anybody is still there."""
        self._touched = self._seconds()
        self._feed.start()
        if self._idle_seconds is not None:
            self.set_interval(1, self.look_idle)

    def on_unmount(self) -> None:
        """Stops reading; what was begun is done."""
        self._feed.stop()
        if self._hand is not None:
            self._hand.close()

    def look_idle(self) -> None:
        """Locks when nobody has touched anything for too long, and says so shortly before."""
        if self._idle_seconds is None:
            return
        left = ceil(self._touched + self._idle_seconds - self._seconds())
        if left <= 0:
            self._leave(Left.LOCKED_ITSELF)
        elif left <= _COUNTED_SECONDS or self._counting:
            self._counting = left <= _COUNTED_SECONDS
            soon = self._words.plural("Locks in {n} second.", "Locks in {n} seconds.", left)
            if isinstance(self.app.screen, OperatorScreen):
                self.app.screen.say(soon if self._counting else "")

    def on_scores_screen_delivered(self, event: Delivered) -> None:
        """Shows it on every open screen."""
        screens = all_of(self.app) if self in self.app.screen_stack else []
        for screen in screens:
            if isinstance(event.what, Live):
                screen.show(event.what)
            else:
                screen.tell(event.what)

    @on(OperatorScreen.Wanted)
    def _look(self, event: OperatorScreen.Wanted) -> None:
        self._feed.look(event.view)

    @on(OperatorScreen.Asking)
    def _ask(self, event: OperatorScreen.Asking) -> None:
        self._feed.ask(event.asked)

    @on(OperatorScreen.Doing)
    def _act(self, event: OperatorScreen.Doing) -> None:
        self.run_worker(self._do_and_tell(event.deed))

    async def _do_and_tell(self, deed: "Deed") -> None:
        if self._hand is None:
            from kiosk.apps.hand import Hand

            self._hand = Hand(self._home, self.person, self._words, self._now_ms, asks_pin=self.locks)
        done = await self._hand.do(deed, self._shown())
        self._feed.look(self.view)  # also what is otherwise read once a minute
        if isinstance(self.app.screen, OperatorScreen):
            self.app.screen.done(done)

    def _now_ms(self) -> int:
        return round(self._clock().timestamp() * 1000)

    def _shown(self) -> "Shown | None":
        from kiosk.apps.hand import Shown

        summary = self.live.summary if self.live else None
        if summary is None:
            return None
        return Shown(
            summary.period,
            summary.filters,
            summary.channel,
            self._clock(),
            self._settings.day_starts,
            self._settings.shop,
            self._settings.comment_delay_minutes,
        )

    @on(OperatorScreen.Touched)
    def _touch(self) -> None:
        self._touched = self._seconds()

    @on(OperatorScreen.Leaving)
    def _go(self, event: OperatorScreen.Leaving) -> None:
        self._leave(Left.LOCKED if event.lock else Left.BACK)

    def _leave(self, how: Left) -> None:
        """Closes what lies above this screen, then itself; once."""
        while self in self.app.screen_stack and self.app.screen is not self:
            self.app.pop_screen()
        if self.app.screen is self:
            self.dismiss(how)
