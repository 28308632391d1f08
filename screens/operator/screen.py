"""What all screens of an operator have in common."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import ScrollableContainer
from textual.message import Message
from textual.screen import Screen

from screens.operator.keys import LOCK, Key
from screens.operator.panel import Panel
from screens.operator.panels.text import Pen
from screens.operator.view import Asked, Live, Told, View

HERE = Path(__file__).parent
"""Where the styles lie; a path of its own, because Textual looks beside the class that inherits it."""


class OperatorScreen(Screen[Any], inherit_bindings=False):
    """Takes what the app reads, and asks it for more by messages."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []
    KEYS: ClassVar[tuple[Key, ...]] = ()
    """What works here; the bindings are made of it."""

    @dataclass
    class Wanted(Message):
        """Show this from now on."""

        view: View

    @dataclass
    class Asking(Message):
        """Tell me this once."""

        asked: Asked

    @dataclass
    class Leaving(Message):
        """The operator goes."""

        lock: bool
        """True: lock. False: back to where they came from."""

    class Touched(Message):
        """Somebody is there: a key, the mouse, a finger."""

    def __init__(self, pen: Pen, root: "OperatorScreen | None" = None) -> None:
        """`root`: the screen that this one was opened from, and that its messages go to."""
        super().__init__()
        self.pen = pen
        self.root: OperatorScreen = root or self
        self.locks = True
        """Whether there is a PIN to lock it with."""
        self.live: Live | None = None
        """The newest reading."""
        self.built = False
        """Whether the panels are there."""

    def show(self, live: Live) -> None:
        """Takes a new reading."""
        self.live = live

    def tell(self, told: Told) -> None:
        """Takes an answer to what was asked."""

    def works(self, key: Key) -> bool:
        """Whether a key does anything now; the bottom line shows no other."""
        return self.root.locks or key is not LOCK

    @property
    def working_keys(self) -> tuple[Key, ...]:
        """The keys that do something now."""
        return tuple(key for key in self.KEYS if self.works(key))

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss_once()

    def action_lock(self) -> None:
        """Locks at once."""
        if not self.root.locks:
            return
        self.root.post_message(self.Leaving(lock=True))

    def dismiss_once(self) -> None:
        """Goes back, but never takes the screen below along."""
        if self.app.screen is self:
            self.dismiss()

    @on(Panel.Clicked)
    async def _key_clicked(self, event: Panel.Clicked) -> None:
        """A click on a key's name is the key."""
        if event.link and event.link[0] == "do" and event.link[1] in {key.action for key in self.KEYS}:
            event.stop()
            await self.run_action(event.link[1])

    def on_key(self) -> None:
        """Somebody is there."""
        self.root.post_message(self.Touched())

    def on_mouse_move(self, _event: events.MouseMove) -> None:
        """Somebody is there."""
        self.root.post_message(self.Touched())

    def on_mouse_down(self, _event: events.MouseDown) -> None:
        """Somebody is there."""
        self.root.post_message(self.Touched())


def scroll(container: ScrollableContainer, to: str) -> None:
    """Moves a container: 'up', 'down', 'page_up', 'page_down', 'home' or 'end'. At once: no animation."""
    move = {
        "up": container.scroll_up,
        "down": container.scroll_down,
        "page_up": container.scroll_page_up,
        "page_down": container.scroll_page_down,
        "home": container.scroll_home,
        "end": container.scroll_end,
    }[to]
    move(animate=False)


def all_of(app: Any) -> list[OperatorScreen]:
    """The operator's screens that are open, the lowest first."""
    return [screen for screen in app.screen_stack if isinstance(screen, OperatorScreen)]
