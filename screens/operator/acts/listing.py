"""A list to go through with the arrows, with something to do about the line one stands on."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.operator.keys import MOVING, Key, bindings, bottom_line
from screens.operator.panel import Panel
from screens.operator.panels.text import WIDEST, title_row
from screens.operator.screen import HERE, OperatorScreen
from screens.operator.view import Live
from screens.widgets.wrap import wrap


class Entry:
    """One line of a list, which may take several rows."""

    __slots__ = ("detail", "head", "key", "tail")

    def __init__(self, key: str, head: str, *detail: str, tail: str = "") -> None:
        """`head` strong, `tail` at the right of it where there is room, `detail` below it, wrapped."""
        self.key, self.head, self.detail, self.tail = key, head, detail, tail

    def content(self, width: int) -> Content:
        """As it stands in `width` cells."""
        heads = wrap(self.head, width)
        if self.tail and len(heads) == 1 and cell_len(self.head) + cell_len(self.tail) + 2 <= width:
            heads = [self.head + " " * (width - cell_len(self.head) - cell_len(self.tail)) + self.tail]
        elif self.tail:
            heads.append(self.tail)
        below = [f"  {line}" for text in self.detail for line in wrap(text, min(WIDEST, width) - 2)]
        return Content.assemble(("\n".join(heads), "bold"), *(f"\n{line}" for line in below))


class ListScreen(OperatorScreen):
    """Shows `entries`, and keeps the cursor on the same one while they change."""

    KEYS: ClassVar[tuple[Key, ...]] = MOVING
    BINDINGS: ClassVar[list[BindingType]] = bindings(MOVING)
    CSS_PATH: ClassVar = [HERE / "operator.tcss", HERE / "choose.tcss", HERE / "acts" / "listing.tcss"]

    def __init__(self, root: OperatorScreen) -> None:
        super().__init__(root.pen, root)
        self.entries: tuple[Entry, ...] = ()
        self._width = 0

    def title_text(self) -> str:
        """What stands above."""
        raise NotImplementedError

    def empty_text(self) -> str:
        """What is said where there is nothing to list."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A line above, the list, the keys below."""
        yield Panel("header", classes="line")
        yield OptionList(id="names", markup=False)
        yield Panel("keys", classes="line")

    def on_mount(self) -> None:
        """Asks, and shows the keys."""
        self.built = True
        self._list.can_focus = False
        self.ask()
        self.refresh_lines()

    def on_resize(self) -> None:
        """Wraps for the new width."""
        if self.built:
            self.call_after_refresh(lambda: self.fill(self.entries))

    def show(self, live: Live) -> None:
        """Something was written: it may belong here."""
        super().show(live)
        if self.built:
            self.ask()

    @property
    def _list(self) -> OptionList:
        return self.query_one("#names", OptionList)

    @property
    def chosen(self) -> str | None:
        """The key of the entry that the cursor stands on."""
        at = self._list.highlighted
        return self.entries[at].key if self.entries and at is not None and at < len(self.entries) else None

    def fill(self, entries: Sequence[Entry]) -> None:
        """Lists these."""
        listed = tuple(entries)
        width = self._list.scrollable_content_region.width - 2
        if width <= 0:
            self.entries = listed
            return
        before, at = self.chosen, self._list.highlighted or 0
        self.entries = listed
        self._list.clear_options()
        if listed:
            for entry in listed[:-1]:
                self._list.add_options((Option(entry.content(width)), None))  # a line below each
            self._list.add_option(Option(listed[-1].content(width)))
            keys = [entry.key for entry in listed]
            self._list.highlighted = keys.index(before) if before in keys else min(at, len(keys) - 1)
        else:
            text = "\n".join(wrap(self.empty_text(), width))
            self._list.add_option(Option(Content(text), disabled=True))
        self.refresh_lines()

    def refresh_lines(self) -> None:
        """The title, and the keys that work for the entry that is chosen."""
        pen, title, keys = self.pen, self.title_text(), self.working_keys
        self.query_one("#header", Panel).show(lambda width, _h: [title_row(title, width)])
        if not self.is_saying:
            self.query_one("#keys", Panel).show(lambda width, _h: bottom_line(keys, pen, width))

    def action_move(self, to: str) -> None:
        """Moves the cursor."""
        getattr(self._list, f"action_{to}")()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Other keys may work here."""
        event.stop()
        self.refresh_lines()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A line was clicked."""
        event.stop()
