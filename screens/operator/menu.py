"""What the operator may do at the kiosk itself."""

from dataclasses import dataclass
from enum import Enum

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from screens.operator.pin import closing
from screens.widgets.choices import Choice, Choices
from screens.widgets.guard import Guard
from screens.widgets.notice import Line, Notice
from screens.widgets.painted import Touchable
from screens.widgets.sheet import Sheet
from store.model.people import Act, Person
from store.words import Words


class Entry(Enum):
    """One of them."""

    SCORES = "scores"
    DESK = "desk"
    ASK = "ask"
    PAUSE = "pause"
    CLOSE = "close"


class MenuScreen(Sheet):
    """Posts `Chosen`, once."""

    CSS_PATH = "menu.tcss"

    @dataclass
    class Chosen(Message):
        """What the operator wants."""

        entry: Entry

    def __init__(
        self,
        words: Words,
        *,
        paused: bool,
        person: Person,
        customers: bool = True,
        problem: str = "",
        guard: Guard | None = None,
    ) -> None:
        """`person`: who came in; not everybody may pause or close. `customers`: they are asked here, and not
        only by an agent. `problem`: what ails the kiosk, in one sentence."""
        super().__init__(words, guard)
        self.problem = problem
        self.chosen = False
        self.closes_in = 0
        """So many seconds are left until it closes by itself; 0: nobody needs to know yet."""
        entries = [(Entry.SCORES, words("Scores")), (Entry.DESK, words("Agent’s desk"))]
        if customers:
            entries.append((Entry.ASK, words("Go on asking")))
        if customers and not paused and person.may(Act.PAUSE):
            entries.append((Entry.PAUSE, words("Pause")))
        if person.may(Act.CLOSE):
            entries.append((Entry.CLOSE, words("Close the kiosk") if customers else words("Close the desk")))
        self._goes_back_to = Entry.ASK if customers else Entry.DESK
        self.entries = tuple(entry for entry, _ in entries)
        self.notice = Notice(id="notice")
        self.soon = Notice(id="soon")
        self.list = Choices(
            tuple(Choice(entry.value, text) for entry, text in entries),
            several=False,
            columns=1,
            id="answers",
        )

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.notice
        yield self.list
        yield self.soon

    def on_mount(self) -> None:
        """Shows the entries."""
        self._say()
        self.arrange_rows(*self.app.size)

    def count_down(self, seconds: int) -> None:
        """How soon it closes by itself; 0: nobody needs to know yet."""
        if seconds != self.closes_in:
            self.closes_in = seconds
            self._say()

    def _say(self) -> None:
        lines = [Line(self.words("Operator"), "title")]
        if self.problem:
            lines += [Line(""), Line(self.problem, "bad")]
        self.notice.speak(*lines)
        closes = closing(self.words, self.closes_in) if self.closes_in else ""
        self.soon.speak(Line(closes, "quiet"))

    def arrange_rows(self, width: int, height: int) -> None:
        """The entries in the middle, the title above, and below them a line for how soon it closes."""
        notice = self.notice.rows(width)
        entries = min(self.list.most(width), max(self.list.least(width), min(height - notice - 4, 15)))
        self.notice.styles.height = notice
        above = max(0, (height - notice - 1 - entries) // 2)
        self.notice.styles.margin = (above, 0, 1, 0)
        self.list.styles.height = entries
        self.soon.styles.margin = (min(1, max(0, height - above - notice - entries - 2)), 0, 0, 0)

    def touched(self, widget: Touchable, spot: str) -> None:
        """An entry."""
        self._choose(Entry(spot))

    def typed(self, event: events.Key) -> bool:
        """Its digit; Escape goes on asking."""
        character = event.character or ""
        if event.key == "escape":
            self._choose(self._goes_back_to)
        elif len(character) == 1 and character in "123456789" and int(character) <= len(self.entries):
            self._choose(self.entries[int(character) - 1])
        else:
            return False
        return True

    def _choose(self, entry: Entry) -> None:
        if not self.chosen:
            self.chosen = True
            self.list.show(pressed=entry.value)
            self.post_message(self.Chosen(entry))
