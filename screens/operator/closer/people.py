"""Which people: those who chose an option of a question that tells people apart."""

from typing import ClassVar

from textual.widgets import OptionList

from screens.operator.acts.listing import Entry, ListScreen
from screens.operator.closer.wishes import Segments, SegmentsWanted
from screens.operator.keys import BACK, LOCK, MOVING, Key, bindings
from screens.operator.screen import OperatorScreen
from screens.operator.view import Reply
from screens.widgets.wrap import harmless
from store.model.reader import Segment
from store.model.saying import N_
from store.words import phrases

_KEYS = (Key("enter", "Enter", N_("choose"), N_("Chooses"), "choose", 9), BACK, LOCK, *MOVING)
_EVERYBODY = "everybody"


class PeopleScreen(ListScreen):
    """Gives the segments to look at, () for everybody; None where the operator went back."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)

    def __init__(self, root: OperatorScreen, chosen: tuple[Segment, ...]) -> None:
        super().__init__(root)
        self._chosen_before = chosen
        self._segments: dict[str, Segment] | None = None

    def title_text(self) -> str:
        """What stands above."""
        return self.pen.words("Only some people")

    def empty_text(self) -> str:
        """There is nothing to tell them apart by."""
        return self.pen.words(
            "No survey asks a question that tells people apart (such as: your first visit?)."
        )

    def wish(self) -> SegmentsWanted:
        """By what can they be told apart?"""
        return SegmentsWanted()

    def tell(self, told: Reply) -> None:
        """Takes the questions, once: a list must not move under a finger."""
        if not isinstance(told, Segments) or self._segments is not None:
            return
        words = self.pen.words
        self._segments, entries = {}, []
        for question in told.questions:
            for option, text in question.options:
                key = f"{question.id}\n{option}"
                if key in self._segments:  # two surveys ask the same
                    continue
                self._segments[key] = Segment(question.id, option)
                head, tail = harmless(phrases.text(text, words)), harmless(phrases.text(question.text, words))
                entries.append(Entry(key, head, tail=tail))
        if entries:
            entries.insert(0, Entry(_EVERYBODY, words("everybody")))
        self.fill(entries)

    def action_choose(self) -> None:
        """Takes the line with the cursor; one option a question."""
        key = self.chosen
        if key is None or self.app.screen is not self:
            return
        if key == _EVERYBODY:
            self.dismiss(())
        elif self._segments is not None:
            taken = self._segments[key]
            others = tuple(each for each in self._chosen_before if each.question != taken.question)
            self.dismiss((*others, taken))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A line was clicked."""
        self.action_choose()
