"""Asks to choose from options: several (reasons), or one."""

from textual.widget import Widget

from screens.question.question import Asking, QuestionScreen
from screens.widgets.choices import Choice, Choices
from screens.widgets.guard import Guard
from screens.widgets.painted import Touchable
from store.model.survey import Kind


class OptionsScreen(QuestionScreen):
    """Several: a touch or digit switches one on or off; *Done*, Enter or `0` sends. One: it is the answer."""

    def __init__(self, asking: Asking, guard: Guard | None = None) -> None:
        super().__init__(asking, guard)
        self.several = asking.question.kind is Kind.REASONS
        self.grid = Choices((), several=self.several, id="answers")
        if self.several and asking.value is not None:
            self.grid.chosen = frozenset(asking.value.choices)

    @property
    def has_done(self) -> bool:
        """Where several may be chosen."""
        return self.several

    def answers(self) -> Widget:
        """The grid of options."""
        return self.grid

    def answers_need(self, width: int) -> tuple[int, int]:
        """The rows of the grid."""
        return self.grid.least(width), self.grid.most(width)

    def speak_answers(self) -> None:
        """The words of the options."""
        self.grid.speak(tuple(Choice(o.id, self.text(o.text)) for o in self.question.options))

    def hint(self) -> str:
        """How to answer by touch."""
        return self.words("Touch all that apply") if self.several else self.words("Touch one")

    def key_hint(self) -> str:
        """How to answer by keys."""
        last = len(self.question.options)
        if self.several:
            return self.words("press 1 to {last}, Enter", last=last)
        return self.words("or press 1 to {last}", last=last)

    def digit(self, digit: int) -> bool:
        """The option of that number; `0` sends."""
        if digit == 0:
            self.done()
        elif digit <= len(self.question.options):
            self._choose(self.question.options[digit - 1].id)
        return True

    def touched_answer(self, widget: Touchable, spot: str) -> None:
        """An option was touched."""
        self._choose(spot)

    def _choose(self, option: str) -> None:
        if self.several:
            self.grid.choose(self.grid.chosen ^ {option})
            self.grid.show(cursor=self.grid.cursor)
        else:
            self.grid.show(pressed=option)
            self.answer(choices=(option,))

    def done(self) -> None:
        """Sends what is switched on; nothing switched on is skipping."""
        if not self.several:
            return
        chosen = self.unsent()
        if chosen:
            self.below.show(pressed="done")
            self.answer(choices=chosen)
        elif self.skippable:
            self.touched(self.below, "skip")

    def unsent(self) -> tuple[str, ...]:
        """What is switched on, in the order of the survey."""
        if not self.several:
            return ()
        return tuple(o.id for o in self.question.options if o.id in self.grid.chosen)
