"""Asks for a point on a scale: faces, numbers or words."""

from textual.timer import Timer
from textual.widget import Widget

from screens.question.question import Asking, QuestionScreen
from screens.widgets.guard import Guard
from screens.widgets.painted import Touchable
from screens.widgets.scale_row import Point, ScaleRow
from store.model.survey import Style
from store.words import words_for
from store.words.scales import labels


class ScaleScreen(QuestionScreen):
    """One touch, or one digit, is the answer."""

    def __init__(self, asking: Asking, guard: Guard | None = None) -> None:
        super().__init__(asking, guard)
        scale = asking.question.scale
        assert scale is not None
        self.values = scale.values
        style = asking.question.style
        if style is Style.FACES and len(self.values) != 5:
            style = Style.NUMBERS
        self.row = ScaleRow((), style.value, id="answers")
        self._one: Timer | None = None

    def answers(self) -> Widget:
        """The row of tiles."""
        return self.row

    def answers_need(self, width: int) -> tuple[int, int]:
        """The rows of the row of tiles."""
        return self.row.least(width), self.row.most(width)

    def speak_answers(self) -> None:
        """The words of the points; where only the ends have some, of the ends."""
        words = self._labels(self.language)
        other = self._labels(self.other) if self.other else [""] * len(words)
        self.row.speak(tuple(Point(*point) for point in zip(self.values, words, other, strict=True)))

    def _labels(self, language: str) -> list[str]:
        words = list(labels(self.question, words_for(language)))
        count = len(self.values)
        if len(words) == 2 < count:
            return [words[0], *[""] * (count - 2), words[1]]
        return words if len(words) == count else [""] * count

    def hint(self) -> str:
        """How to answer by touch."""
        if self.row.kind == "faces":
            return self.words("Touch a face")
        return self.words("Touch a number") if self.row.kind == "numbers" else self.words("Touch your answer")

    def key_hint(self) -> str:
        """How to answer by keys."""
        return self.words("or press {first} to {last}", first=self.values[0], last=self.values[-1])

    def touched_answer(self, widget: Touchable, spot: str) -> None:
        """A tile was touched."""
        self._choose(int(spot))

    def digit(self, digit: int) -> bool:
        """The digit answers at once; `1` where there is a 0 and a 10 waits for a `0`."""
        waiting = self._one is not None
        self._stop_waiting()
        if waiting:
            self._choose(10 if digit == 0 else 1)
        elif 10 in self.values and 0 in self.values and digit == 1:
            self._one = self.set_timer(self.asking.pace.one, self._no_zero)
            self.row.note = self.words("1 … or 0 now for 10")
            self.stand(self.row, "1")
            self.row.repaint()
        else:
            value = 10 if digit == 0 and 0 not in self.values else digit
            if value in self.values:
                self._choose(value)
        return True

    def done(self) -> None:
        """Enter while a `1` waits for a `0`."""
        if self._one is not None:
            self._no_zero()

    def _no_zero(self) -> None:
        self._stop_waiting()
        self._choose(1)

    def _stop_waiting(self) -> None:
        if self._one is not None:
            self._one.stop()
            self._one = None
            self.row.note = ""

    def _choose(self, value: int) -> None:
        if self.settled:
            return
        self._stop_waiting()
        self.row.show(pressed=str(value))
        self.answer(score=value)
