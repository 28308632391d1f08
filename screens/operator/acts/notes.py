"""Notes about days: what may explain the line of scores."""

from typing import ClassVar

from screens.operator.acts.ask import AskScreen
from screens.operator.acts.deeds import RemoveNote, WriteNote
from screens.operator.acts.listing import Entry, ListScreen
from screens.operator.acts.wishes import Notes, NotesWanted
from screens.operator.keys import BACK, LOCK, MOVING, Key, bindings
from screens.operator.screen import OperatorScreen
from screens.operator.view import Reply
from screens.widgets.wrap import harmless
from store.model.people import Act
from store.model.period import day_date
from store.model.reader import Note
from store.model.saying import N_

_KEYS = (
    Key("n", "n", N_("new note"), N_("Writes a note about the day that is shown"), "write", 9),
    Key("delete", "Del", N_("remove"), N_("Takes a note away"), "remove", 7),
    BACK,
    LOCK,
    *MOVING,
)
LONGEST = 120
"""Characters of a note."""


class NotesScreen(ListScreen):
    """Lists those of the last months, newest first."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)
    _listed: tuple[Note, ...] | None = None

    def __init__(self, root: OperatorScreen, day: int) -> None:
        """`day`: the business day that a new one is about, in days since 1970-01-01."""
        super().__init__(root)
        self.day = day

    def title_text(self) -> str:
        """What stands above."""
        return self.pen.words("Notes about days")

    def empty_text(self) -> str:
        """None was written."""
        return self.pen.words(
            "No notes yet. A note stands under the line of days: a second till opened, a road closed."
        )

    def wish(self) -> NotesWanted:
        """Which are there?"""
        return NotesWanted()

    def tell(self, told: Reply) -> None:
        """Takes them."""
        if isinstance(told, Notes) and told.notes != self._listed:
            self._listed = told.notes
            words = self.pen.words
            self.fill(
                [
                    Entry(
                        str(note.number),
                        harmless(note.text),
                        words("written by {who}", who=harmless(note.by)),
                        tail=words.date(day_date(note.day), short=True, year=True),
                    )
                    for note in told.notes
                ]
            )

    def works(self, key: Key) -> bool:
        """Who may write notes, and take one away."""
        match key.action:
            case "write":
                return self.may(Act.NOTE)
            case "remove":
                return self.may(Act.NOTE) and self.chosen is not None
        return super().works(key)

    def action_write(self) -> None:
        """A new one."""
        if not self.may(Act.NOTE):
            return
        words, day = self.pen.words, self.day

        def take(text: str | None) -> None:
            if text:
                self.do(WriteNote(day, text))

        self.app.push_screen(
            AskScreen(
                self,
                words("A note about {day}", day=words.date(day_date(day))),
                words("It stands under the line of days, with your name, for everybody who sees the scores."),
                invitation=words("What happened?"),
                must=True,
                longest=LONGEST,
            ),
            take,
        )

    def action_remove(self) -> None:
        """Takes the chosen one away."""
        note = next((each for each in self._listed or () if str(each.number) == self.chosen), None)
        if note is None or not self.may(Act.NOTE):
            return

        def take(said: str | None) -> None:
            if said is not None:
                self.do(RemoveNote(note.number))

        words = self.pen.words
        self.app.push_screen(
            AskScreen(
                self,
                words("Take this note away?"),
                harmless(note.text),
                words("It stays in the log."),
            ),
            take,
        )
