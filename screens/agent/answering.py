"""What the keys mean while a question is answered at the agent's desk. It knows no screen and no clock."""

from dataclasses import dataclass

from textual.message import Message

from screens.agent.messages import Ignored, Kept
from screens.question.messages import Answered, Skipped, WentBack
from screens.widgets.writing import Writing
from store.model.response import Answer, Outcome
from store.model.survey import Kind, Question

_COMMENT, _CONTACT = 280, 80
"""Characters."""
CHOOSE = "choose:"
"""Begins the name of a key that a touch stands for: the answer that was touched follows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to read aloud."""

    question: Question
    progress: tuple[int, int]
    value: Answer | None = None
    """What the caller answered to it before."""
    corrects: bool = False
    """It was asked before: the keys stand on that answer, and Enter leaves it as it is."""


class Answering:
    """One question. `take` gives what a key came to: a message for the app, `Ignored`, or None where it only
    changed what is chosen or typed."""

    def __init__(self, asked: Asked) -> None:
        """What the caller answered before is switched on or typed again. One point or option is shown only
        where it is corrected: to somebody else it would be a score."""
        self.asked = asked
        self.question = asked.question
        value = asked.value
        given = value if value is not None and value.outcome is Outcome.ANSWERED else None
        several = self.question.kind is Kind.REASONS
        self.chosen = frozenset(given.choices) if given is not None and several else frozenset[str]()
        """The options switched on."""
        self.at = self._standing(given) if asked.corrects else None
        """Which of the choices the keys stand on."""
        self.one = False
        """Whether a `1` was typed that a `0` would make a 10."""
        self.written = Writing(_CONTACT if self.question.kind is Kind.CONTACT else _COMMENT)
        self.written.fill((given.text or "") if given is not None else "")
        self.agreed = bool(given is not None and given.consent)
        """Whether the caller agreed to the line of consent."""

    def _standing(self, given: Answer | None) -> int | None:
        if given is None or self.question.kind not in (Kind.SCALE, Kind.CHOICE):
            return None
        return self.spots.index(given.choices[0] if given.score is None else str(given.score))

    @property
    def types(self) -> bool:
        """Whether it is answered by words."""
        return self.question.kind in (Kind.COMMENT, Kind.CONTACT)

    @property
    def spots(self) -> tuple[str, ...]:
        """The choices by id, in order: the points of a scale as written, the options."""
        if self.question.scale is not None:
            return tuple(map(str, self.question.scale.values))
        return tuple(option.id for option in self.question.options)

    @property
    def unsent(self) -> tuple[str, ...]:
        """What is switched on, in the order of the survey."""
        return tuple(option.id for option in self.question.options if option.id in self.chosen)

    def take(self, name: str, character: str) -> Message | None:
        """A key. While a `1` waits, only `0` and Backspace; for all others see `take_one`."""
        if name == "escape":
            return Skipped(self.question.id)
        return self._take_words(name, character) if self.types else self._take_choice(name)

    def take_one(self) -> Message:
        """The `1` is a 1."""
        return self._answer("1")

    def _take_words(self, name: str, character: str) -> Message | None:
        if name == "enter":
            return self._send_words()
        if name == "f2" and self.question.consent is not None:
            self.agreed = not self.agreed
            return None
        if name == "backspace" and not self.written.text:
            return WentBack(self.question.id)
        return None if typed(self.written, name, character) else Ignored()

    def _send_words(self) -> Message:
        text = self.written.text.strip()
        if not text:
            return Skipped(self.question.id)
        consent = self.agreed if self.question.consent is not None else None
        return Answered(self.question.id, text=text, consent=consent)

    def _take_choice(self, name: str) -> Message | None:
        if name.startswith(CHOOSE):
            return self._choose(name.removeprefix(CHOOSE))
        if name.isdigit() and len(name) == 1:
            return self._take_digit(int(name))
        last = len(self.spots) - 1
        match name:
            case "down" | "right" | "tab":
                self.at = 0 if self.at is None else min(self.at + 1, last)
            case "up" | "left" | "shift+tab":
                self.at = last if self.at is None else max(self.at - 1, 0)
            case "space" if self.at is not None:
                return self._choose(self.spots[self.at])
            case "enter":
                return self._send_choice()
            case "backspace" if self.one:
                self.one = False
            case "backspace" | "/":
                return WentBack(self.question.id)
            case "-":
                return Skipped(self.question.id)
            case _:
                return Ignored()
        return None

    def _take_digit(self, digit: int) -> Message | None:
        if self.question.scale is None:
            if digit == 0 and self.question.kind is Kind.REASONS:
                return self._send_choice()
            return self._choose(self.spots[digit - 1]) if 0 < digit <= len(self.spots) else Ignored()
        values = self.question.scale.values
        if self.one:  # and the digit is a 0
            return self._answer("10")
        if digit == 1 and 0 in values and 10 in values:
            self.one = True
            return None
        value = 10 if digit == 0 and 0 not in values else digit
        return self._answer(str(value)) if value in values else Ignored()

    def _send_choice(self) -> Message | None:
        if self.question.kind is Kind.REASONS:
            chosen = self.unsent
            return Answered(self.question.id, choices=chosen) if chosen else Skipped(self.question.id)
        if self.at is not None:
            return self._choose(self.spots[self.at])
        if self.asked.corrects and self.asked.value is not None:
            return Kept(self.question.id)
        return Ignored()

    def _choose(self, spot: str) -> Message | None:
        if spot not in self.spots:
            return Ignored()
        if self.question.kind is Kind.REASONS:
            self.chosen ^= {spot}
            return None
        return self._answer(spot)

    def _answer(self, spot: str) -> Message:
        self.one = False
        if self.question.scale is not None:
            return Answered(self.question.id, score=int(spot))
        return Answered(self.question.id, choices=(spot,))


def typed(writing: Writing, name: str, character: str) -> bool:
    """Types what a key or a paste stands for; False where it stands for no text."""
    if name == "paste" or (character and character.isprintable()):
        writing.type(character)
        return True
    return writing.press(name)
