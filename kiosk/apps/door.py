"""The operator's way in at a kiosk: the key or the long press, the PIN, the menu, the scores."""

from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from kiosk.apps.keeper import Keeper
from kiosk.home import Home
from kiosk.settings import Settings
from kiosk.terminal.locked import LockedApp
from screens.widgets.guard import Guard
from screens.widgets.ink import ink_of
from store.model.people import Person, Role
from store.words import Words, words_for

if TYPE_CHECKING:
    from kiosk.apps.scores import Left
    from screens.operator.menu import MenuScreen
    from screens.operator.pin import PinScreen

_DOOR_SECONDS = 20.0
"""After so long without a touch the PIN pad and the menu give the screen back to the customers."""
_COUNTED_SECONDS = 5
"""So many of them are counted down on the screen."""


class DoorApp(LockedApp):
    """A locked app with the operator's door in it. What lies behind the door is asked of the subclass."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+o", "operator", show=False, priority=True)]

    def __init__(
        self,
        settings: Settings,
        *,
        home: Home,
        language: str,
        keeper: Keeper,
        clock: Callable[[], datetime],
        seconds: Callable[[], float],
    ) -> None:
        """`language` is the operator's; `clock` the shop's wall clock; `seconds` a clock that never jumps."""
        super().__init__(locked=settings.lock)
        self._bindings.bind(settings.operator_key, "operator", show=False, priority=True)
        self.settings = settings
        self.home = home
        self.keeper = keeper
        self.clock = clock
        self.seconds = seconds
        self.guard = Guard(seconds)
        self.touched_at = seconds()
        """When someone last touched the screen or a key."""
        self.problem = ""
        """What ails the kiosk, in one sentence for the operator; '' when nothing does."""
        self._operator_language = language
        self.person = Person("", Role.VIEWER)
        """Who came in by the door last."""
        self._pin: PinScreen | None = None
        self._menu: MenuScreen | None = None
        self._opening = False
        self._wait_until = 0.0

    @property
    def operator_words(self) -> Words:
        """The words for the operator's screens."""
        return words_for(self._operator_language)

    # What lies behind the door.

    @property
    def door_is_shut(self) -> bool:
        """Whether there is no PIN yet to ask for."""
        return False

    @property
    def is_paused(self) -> bool:
        """Whether the operator has paused the kiosk."""
        return False

    @property
    def is_busy(self) -> bool:
        """Whether the screen is about to change by itself."""
        return False

    async def end_visit(self) -> bool:
        """Keeps the visit that is going on, as partial; False when it could not be kept."""
        return True

    def ask(self) -> None:
        """Invites the next person."""

    def pause(self) -> None:
        """Asks nobody until `ask`."""

    @property
    def asks_customers(self) -> bool:
        """Whether customers walk up to it."""
        return True

    def open_desk(self) -> None:
        """Gives the kiosk to an agent."""

    def close_desk(self) -> None:
        """Takes it back."""

    # The door.

    def action_operator(self) -> None:
        """The operator's key."""
        if not (self.door_is_shut or self.is_busy or self.at_the_door):
            self._opening = True
            self.guard.called()
            self.run_worker(self._open_door())

    @property
    def is_inside(self) -> bool:
        """Whether the operator is at the scores."""
        return any(screen.id == "scores" for screen in self.screen_stack)

    @property
    def at_the_door(self) -> bool:
        """Whether the PIN or the menu lies over the customer's screen."""
        return self._opening or self._pin is not None or self._menu is not None or self.is_inside

    def on_operator_called(self, event: Message) -> None:
        """A long press on the shop's name."""
        event.stop()
        self.action_operator()

    async def _open_door(self) -> None:
        from screens.operator.pin import PinScreen
        from store.sqlite.error import StoreError

        if not asks_pin(self.settings):
            from kiosk.system_user import system_user

            self.person = Person(system_user())
            await self._go_in()
            return
        try:
            wait = await self.keeper.waiting()
        except StoreError as error:
            self.note(error)
            wait = 0
        self._wait_until = self.seconds() + wait
        self._pin = PinScreen(self.operator_words, wait_seconds=wait, guard=self.guard)
        self._opening = False
        self.touched_at = self.seconds()
        self.push_screen(self._pin)

    def on_pin_screen_typed(self, event: "PinScreen.Typed") -> None:
        """A try."""
        self.run_worker(self._try(event.pin))

    async def _try(self, typed: str) -> None:
        from kiosk.pins.file import PinError
        from kiosk.pins.gate import Allowed, Wait, Wrong
        from store.sqlite.error import StoreError
        from store.words.troubles import trouble

        try:
            verdict = await self.keeper.check(typed)
        except (PinError, StoreError) as error:
            self.note(error)
            if self._pin is not None:
                self._pin.tell(trouble(str(error), self.operator_words))
            return
        pin = self._pin
        if pin is None:
            return
        match verdict:
            case Allowed(person):
                self.person = person
                self._leave_pin()
                await self._go_in()
            case Wrong(tries_left=left):
                pin.refuse(left)
            case Wait(seconds=seconds):
                self._wait_until = self.seconds() + seconds
                pin.wait(seconds)

    async def _go_in(self) -> None:
        self._opening = True  # a slow disk leaves time for another press
        try:
            await self.end_visit()
        finally:
            self._opening = False
        self.open_menu()

    def on_pin_screen_left(self, event: Message) -> None:
        """Back to the customers."""
        event.stop()
        self._leave_pin()

    def _leave_pin(self) -> None:
        pin, self._pin = self._pin, None
        if pin is not None and self.screen is pin:
            self.guard.appeared()
            self.pop_screen()

    def open_menu(self) -> None:
        """What the operator may do."""
        from screens.operator.menu import MenuScreen
        from store.words.troubles import trouble

        self._menu = MenuScreen(
            self.operator_words,
            paused=self.is_paused,
            person=self.person,
            customers=self.asks_customers,
            problem=trouble(self.problem, self.operator_words),
            guard=self.guard,
        )
        self.touched_at = self.seconds()
        self.push_screen(self._menu)

    def on_menu_screen_chosen(self, event: "MenuScreen.Chosen") -> None:
        """What the operator wants."""
        from screens.operator.menu import Entry

        event.stop()
        self._leave_menu()
        match event.entry:
            case Entry.SCORES:
                self._show_scores()
            case Entry.DESK:
                self.open_desk()
            case Entry.ASK:
                self.close_desk()
                self.ask()
            case Entry.PAUSE:
                self.close_desk()
                self.pause()
            case Entry.CLOSE:
                self.leave(0)

    def _leave_menu(self) -> None:
        menu, self._menu = self._menu, None
        if menu is not None and self.screen is menu:
            self.pop_screen()

    def _show_scores(self) -> None:
        from kiosk.apps.scores import ScoresScreen

        screen = ScoresScreen(
            self.operator_words,
            home=self.home,
            settings=self.settings,
            person=self.person,
            clock=self.clock,
            plain=not ink_of(self).blocks,
            idle_seconds=self.settings.operator_idle_seconds,
            leaves=True,
            locks=asks_pin(self.settings),
            seconds=self.seconds,
            note=self.note,
        )
        screen.id = "scores"
        self.push_screen(screen, self._left_scores)

    def _left_scores(self, how: "Left | None") -> None:
        from kiosk.apps.scores import Left

        self.touched_at = self.seconds()
        if how is Left.BACK:
            self.open_menu()
            return
        if how is Left.LOCKED_ITSELF:
            self.guard.taken_away()
        if not self.is_paused:
            self.ask()

    def look_at_door(self) -> None:
        """Once a second: the PIN's waiting time, and nobody left standing at an open door."""
        now = self.seconds()
        if self._pin is not None:
            left = max(0, round(self._wait_until - now + 0.5))
            if self._pin.wait_seconds and left != self._pin.wait_seconds:
                self._pin.wait(left)
        open_still = self._pin or self._menu
        if open_still is None:
            return
        left = ceil(self.touched_at + _DOOR_SECONDS - now)
        if left > 0:
            open_still.count_down(left if left <= _COUNTED_SECONDS else 0)
            return
        self.guard.taken_away()
        if self._pin is not None:
            self._leave_pin()
        else:
            self._leave_menu()
            if not self.is_paused:
                self.ask()


def asks_pin(settings: Settings) -> bool:
    """Whether a kiosk asks for a PIN: not where anybody may leave it for a shell, and no PIN is wanted."""
    return settings.lock or settings.operator_pin
