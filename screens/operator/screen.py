"""What all screens of an operator have in common."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.binding import BindingType
from textual.containers import ScrollableContainer
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip

from screens.operator.keys import DOES, LOCK, Key, bottom_line
from screens.operator.panel import Panel
from screens.operator.panels.looks import style_of
from screens.operator.panels.text import Pen, Piece, cut_row
from screens.operator.view import Live, Reply, View, Wish
from screens.widgets.ink import ink_of
from screens.widgets.wrap import harmless
from store.model.people import Act, Person, Role

if TYPE_CHECKING:
    from screens.operator.acts.deeds import Deed, Done

NOBODY = Person("", Role.VIEWER)
"""Where nobody has said who it is."""

HERE = Path(__file__).parent
"""Where the styles lie; a path of its own, because Textual looks beside the class that inherits it."""

AT_ONCE = 0.3
"""Seconds that what was asked for may take without a word."""


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

        asked: Wish

    @dataclass
    class Leaving(Message):
        """The operator goes."""

        lock: bool
        """True: lock. False: back to where they came from."""

    @dataclass
    class Doing(Message):
        """Do this."""

        deed: "Deed"

    class Touched(Message):
        """Somebody is there: a key, the mouse, a finger."""

    def __init__(self, pen: Pen, root: "OperatorScreen | None" = None) -> None:
        """`root`: the screen that this one was opened from, and that its messages go to."""
        super().__init__()
        self.pen = pen
        self.root: OperatorScreen = root or self
        self.locks = True
        """Whether there is a PIN to lock it with."""
        self.person = NOBODY
        """Who is there; the lowest screen knows."""
        self.live: Live | None = None
        """The newest reading."""
        self.is_saying = False
        """Whether something is said where the keys stand."""
        self.built = False
        """Whether the panels are there."""
        self.by_touch = False
        """Whether the mouse or a finger was used last; the lowest screen knows."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ground, where nothing stands on it, past Textual's cache of styles."""
        background = self.background_colors[1]
        ground = style_of("", ink_of(self.app), background.hex6)
        blank = Strip([Segment(" " * crop.width, ground)], crop.width)
        for line_filter in self.get_line_filters():
            blank = blank.apply_filter(line_filter, background)
        return [blank] * crop.height

    def show(self, live: Live) -> None:
        """Takes a new reading."""
        self.live = live

    def wish(self) -> Wish | None:
        """What is asked when the screen opens, and again with every new reading; None: nothing."""
        return None

    def ask(self) -> None:
        """Asks for what is wished for."""
        wish = self.wish()
        if wish is not None:
            self.lowest.post_message(self.Asking(wish))

    def tell(self, told: Reply) -> None:
        """Takes an answer to what was asked."""

    def may(self, act: Act) -> bool:
        """Whether whoever is there may do that."""
        return self.lowest.person.may(act)

    @property
    def lowest(self) -> "OperatorScreen":
        """The screen that all of this was opened from."""
        return self if self.root is self else self.root.lowest

    def do(self, deed: "Deed") -> None:
        """Has it done, where the person may; `done` says what became of it."""
        if self.may(deed.ACT):
            self.lowest.post_message(self.Doing(deed))

    def done(self, done: "Done") -> None:
        """Something was done, or could not be: it is said, and what is shown follows by itself.

        In the bottom line where it fits there, else on a page of its own.
        """
        from screens.operator.acts.said import said

        sentence, look = harmless(said(done, self.pen.words)), "alarm" if done.trouble else ""
        if cell_len(sentence) <= self.size.width - 2 and not done.kept_in:
            self.say(sentence, look or "well")
            return
        from screens.operator.acts.notice import NoticeScreen

        self.say("")
        title = self.pen.words("Not done") if done.trouble else self.pen.words("Done")
        files = (f"· {harmless(file)}" for file in done.kept_in)
        self.app.push_screen(NoticeScreen(self, title, sentence, *files, look=look))

    def say(self, sentence: str, look: str = "") -> None:
        """Says something in the bottom line, until a key is pressed or the mouse is."""
        if not self.built:  # it has only just been opened, and has no bottom line yet
            return
        self.is_saying = bool(sentence)
        if not sentence:
            self._show_keys()
            return
        row = (Piece(harmless(sentence), look),)
        self.query_one("#keys", Panel).show(lambda width, _h: [cut_row(row, width)])

    def _said_enough(self) -> None:
        if self.is_saying and self.built:
            self.is_saying = False
            self._show_keys()

    def _show_keys(self) -> None:
        pen, keys = self.pen, self.working_keys
        self.query_one("#keys", Panel).show(lambda width, _h: bottom_line(keys, pen, width))

    def works(self, key: Key) -> bool:
        """Whether a key does anything now; the bottom line shows no other."""
        act = DOES.get(key.action)
        return (act is None or self.may(act)) and (self.lowest.locks or key is not LOCK)

    @property
    def working_keys(self) -> tuple[Key, ...]:
        """The keys that do something now."""
        return tuple(key for key in self.KEYS if self.works(key))

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss_once()

    def action_lock(self) -> None:
        """Locks at once."""
        if not self.lowest.locks:
            return
        self.lowest.post_message(self.Leaving(lock=True))

    def dismiss_once(self) -> None:
        """Goes back, but never takes the screen below along."""
        if self.app.screen is self:
            self.dismiss()

    def action_all_keys(self) -> None:
        """Lists the keys that do something now, for whoever has no room for them below."""
        self.list_keys(self.working_keys)

    def list_keys(self, keys: "tuple[Key, ...]") -> None:
        """Lists these; a click on one does it."""
        from screens.operator.key_list import KeyListScreen

        async def act(action: str | None) -> None:
            if action is not None:
                await self.run_action(action)

        self.app.push_screen(KeyListScreen(self, keys), act)

    @on(Panel.Clicked)
    async def _key_clicked(self, event: Panel.Clicked) -> None:
        """A click on a key's name is the key."""
        known = {"all_keys", *(key.action for key in self.KEYS)}
        if event.link and event.link[0] == "do" and event.link[1] in known:
            event.stop()
            await self.run_action(event.link[1])

    def on_key(self, event: events.Key) -> None:
        """Somebody is there."""
        self.lowest.by_touch = False
        self._said_enough()
        self.lowest.post_message(self.Touched())

    def on_mouse_move(self, _event: events.MouseMove) -> None:
        """Somebody is there."""
        self.lowest.post_message(self.Touched())

    def on_mouse_down(self, _event: events.MouseDown) -> None:
        """Somebody is there."""
        self.was_touched()

    def was_touched(self) -> None:
        """Somebody is there, with a mouse or a finger; also for what keeps its touches to itself."""
        self.lowest.by_touch = True
        self._said_enough()
        self.lowest.post_message(self.Touched())


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
