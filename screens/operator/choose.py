"""A list of names, of which one is chosen to look at."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.operator.closer.wishes import Choice, Named, Names
from screens.operator.keys import BACK, LOCK, MOVING, Key, bindings, bottom_line
from screens.operator.panel import Panel
from screens.operator.panels.text import apart, right, title_row
from screens.operator.screen import HERE, OperatorScreen
from screens.operator.view import Reply
from screens.widgets.wrap import harmless
from store.model.reader import Dimension
from store.model.saying import N_
from store.words import LANGUAGES, Words, phrases

_KEYS = (
    Key("enter", "Enter", N_("choose"), N_("Chooses"), "choose", 9),
    BACK,
    LOCK,
    *MOVING,
)
_LONGEST_NAME = 70
_AROUND = 7
"""Cells beside a line of the list: its margins, and what scrolls it."""


class ChooseScreen(OperatorScreen):
    """Gives a `Choice`, or None where the operator went back."""

    KEYS = _KEYS
    BINDINGS: ClassVar[list[BindingType]] = bindings(_KEYS)
    CSS_PATH: ClassVar = [HERE / "operator.tcss", HERE / "choose.tcss"]

    def __init__(self, root: OperatorScreen, what: str, chosen: str | None) -> None:
        """`what`: a dimension to filter by, 'question' or 'channel'."""
        super().__init__(root.pen, root)
        self._what = what
        self._chosen = chosen
        self._names: list[str | None] = []
        self._waiting: tuple[Sequence[Named], Sequence[str]] | None = None

    def compose(self) -> ComposeResult:
        """A line above, the list, the keys below."""
        yield Panel("header", classes="line")
        yield OptionList(id="names", markup=False)
        yield Panel("keys", classes="line")

    def on_mount(self) -> None:
        """Shows the list where it is known already."""
        self.built = True
        pen, title, keys = self.pen, _title(self._what, self.pen.words), self.working_keys
        self.query_one("#header", Panel).show(lambda width, _h: [title_row(title, width)])
        self.query_one("#keys", Panel).show(lambda width, _h: bottom_line(keys, pen, width))
        self._list.can_focus = False
        if self._waiting is not None:
            self.fill(*self._waiting)

    @property
    def _list(self) -> OptionList:
        return self.query_one("#names", OptionList)

    def tell(self, told: Reply) -> None:
        """Takes the names, once: a list must not move under a finger."""
        if isinstance(told, Names) and told.dimension == self._what and not self._names:
            self.fill(told.names)

    def fill(self, names: Sequence[Named], titles: Sequence[str] = ()) -> None:
        """Lists the names, or their `titles`, each with its answers, after a line for all of them."""
        if not self.built:
            self._waiting = names, titles
            return
        words = self.pen.words
        self._names = [None, *(named.name for named in names)]
        called = titles or [_shown(self._what, named.name, words) for named in names]
        counts = [phrases.answers(named.answers, words) for named in names]
        number = max(map(cell_len, counts), default=0)
        room = min(_LONGEST_NAME, self.size.width - _AROUND - 2 - number)
        width = min(room, max(map(cell_len, called), default=0))
        self._list.add_option(Option(Content(_all(self._what, words))))
        self._list.add_options(
            Option(Content(name + "  " + right(count, number)))
            for name, count in zip(apart(called, width), counts, strict=True)
        )
        self._list.highlighted = self._names.index(self._chosen) if self._chosen in self._names else 0

    def action_move(self, to: str) -> None:
        """Moves the cursor."""
        getattr(self._list, f"action_{to}")()

    def action_choose(self) -> None:
        """Takes the line with the cursor."""
        self._list.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A line was clicked, or Enter pressed on it."""
        if self.app.screen is self:
            self.dismiss(Choice(self._names[event.option_index]))


def _title(what: str, words: Words) -> str:
    match what:
        case Dimension.TOUCHPOINT:
            return words("Only one touchpoint")
        case Dimension.AGENT:
            return words("Only one agent")
        case Dimension.KIOSK:
            return words("Only one kiosk")
        case Dimension.LANGUAGE:
            return words("Only one language")
        case "question":
            return words("Only one question")
    return words("Self-service or assisted answers")


def _all(what: str, words: Words) -> str:
    match what:
        case Dimension.TOUCHPOINT:
            return words("every touchpoint")
        case Dimension.AGENT:
            return words("every agent")
        case Dimension.KIOSK:
            return words("every kiosk")
        case Dimension.LANGUAGE:
            return words("every language")
        case "question":
            return words("every question")
    return words("as usual")


def _shown(what: str, name: str, words: Words) -> str:
    if what == "channel":
        return phrases.channel(name, words)
    if what == Dimension.LANGUAGE:
        return LANGUAGES.get(name, name)
    return harmless(name) or words("without a name")
