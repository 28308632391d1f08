"""What the keys mean at the agent's desk. It knows no screen and no clock.

Every key waits its turn in a queue: while the app has still to say what comes next, keys that were typed
ahead stay there, in order. So what is answered depends on the keys alone and never on how fast they came.
"""

from collections import deque
from dataclasses import dataclass, replace
from enum import Enum, auto

from textual.message import Message

from screens.agent import messages
from screens.agent.keys import HAND_OVER, TYPED
from screens.question.messages import Answered, LanguageChosen, Skipped, WentBack
from screens.widgets.writing import Writing
from store.model.response import Answer, Outcome, Status
from store.model.survey import Kind, Question

LONGEST_AGENT, LONGEST_REFERENCE, LONGEST_TOUCHPOINT = 20, 60, 60
"""Characters."""
_COMMENT, _CONTACT = 280, 80
_AHEAD = 1000
"""More keys than that are no fingers."""

_ENDINGS = {"f5": Status.REFUSED, "f6": Status.NO_TIME, "f7": Status.DROPPED}
_SENDS, _FORWARD, _BACKWARD = ("enter",), ("tab", "down"), ("shift+tab", "up")
CHOOSE, GO, SPEAK = "choose:", "go:", "speak:"
"""Begin the names of keys that a touch stands for: the answer that was touched follows, a field's step, or a
language."""


class Step(Enum):
    """Where the keys go."""

    AGENT = auto()
    TOUCHPOINT = auto()
    REFERENCE = auto()
    QUESTION = auto()
    AWAY = auto()
    """The customer has the screen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to read aloud."""

    question: Question
    progress: tuple[int, int]
    value: Answer | None = None
    """What the caller answered to it before."""
    corrects: bool = False
    """It was asked before, and Enter leaves the answer as it is."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for the agent."""

    text: str
    role: str = "text"
    """'text', 'good', 'bad' or 'doubt'."""


class Desk:
    """Takes keys (`press`) and puts what they mean into `out`; the app answers each message but `Ignored`
    with one of the methods under *What the app answers*."""

    def __init__(self, languages: tuple[str, ...], language: str, touchpoint: str) -> None:
        """`language` is the one in which each call begins."""
        self.languages = languages
        self.step = Step.AGENT
        self.agent = Writing(LONGEST_AGENT)
        self.touchpoint = Writing(LONGEST_TOUCHPOINT)
        self.reference = Writing(LONGEST_REFERENCE)
        self.touchpoint.fill(touchpoint)
        self.language = language
        """The caller's."""
        self.asked: Asked | None = None
        """The question, at the step of that name."""
        self.chosen: frozenset[str] = frozenset()
        """The options switched on."""
        self.at: int | None = None
        """Which of the choices the keys stand on."""
        self.one = False
        """Whether a `1` was typed that a `0` would make a 10."""
        self.written = Writing(_COMMENT)
        self.agreed = False
        """Whether the caller agreed to the line of consent."""
        self.said: Said | None = None
        self.help = 0
        """Which page of the list of keys is open, from 1; 0 for none."""
        self.out: list[Message] = []
        """What is to be told to the app, in order."""
        self._begins_in = language
        self._coming = languages, language
        self._settled = {Step.AGENT: "", Step.TOUCHPOINT: touchpoint}
        self._ahead: deque[tuple[str, str]] = deque()
        self._waits = False
        self._sent: Message | None = None
        self._doubted: Message | None = None
        self._then = ""
        self._goes_to = Step.REFERENCE

    @property
    def doubts(self) -> bool:
        """Whether it asks if something is meant so."""
        return self._doubted is not None

    @property
    def types(self) -> bool:
        """Whether a question is answered by words."""
        return self.asked is not None and self.asked.question.kind in (Kind.COMMENT, Kind.CONTACT)

    @property
    def spots(self) -> tuple[str, ...]:
        """The choices by id, in order: the points of a scale as written, the options."""
        if self.asked is None:
            return ()
        question = self.asked.question
        if question.scale is not None:
            return tuple(map(str, question.scale.values))
        return tuple(option.id for option in question.options)

    def field(self, step: Step) -> Writing:
        """The field of a step above the questions."""
        return {Step.AGENT: self.agent, Step.TOUCHPOINT: self.touchpoint, Step.REFERENCE: self.reference}[
            step
        ]

    # What a person does.

    def press(self, key: str, character: str | None = None) -> None:
        """A key, by Textual's name of it, or a touch (see `CHOOSE`, `GO` and `SPEAK`)."""
        if self.step is not Step.AWAY and len(self._ahead) < _AHEAD:
            self._ahead.append((key, character or ""))
            self._go_on()

    def paste(self, text: str) -> None:
        """Text was pasted, or came from a scanner at once."""
        self.press("paste", text)

    # What the app answers.

    def signed_in(self, agent: str) -> None:
        """The agent's id is taken."""
        self.agent.fill(agent)
        self._settled[Step.AGENT] = agent
        self._move_to(self._goes_to)

    def placed(self, touchpoint: str) -> None:
        """The touchpoint is taken."""
        self.touchpoint.fill(touchpoint)
        self._settled[Step.TOUCHPOINT] = touchpoint
        self._move_to(Step.REFERENCE)

    def ask(self, asked: Asked) -> None:
        """This question comes next."""
        self.asked = asked
        self.at = None
        self.one = False
        value = asked.value
        given = value if value is not None and value.outcome is Outcome.ANSWERED else None
        several = asked.question.kind is Kind.REASONS
        self.chosen = frozenset(given.choices) if given is not None and several else frozenset()
        self.written = Writing(_CONTACT if asked.question.kind is Kind.CONTACT else _COMMENT)
        self.written.fill((given.text or "") if given is not None else "")
        self.agreed = bool(given is not None and given.consent)
        then, self._then = self._then, ""
        if then:
            self._ahead.appendleft((then, ""))
        self._move_to(Step.QUESTION)

    def next_call(self, said: Said | None = None) -> None:
        """The call is over; the next one begins."""
        self.asked = None
        self.reference.fill("")
        self._take_coming()
        self._move_to(Step.REFERENCE if self._settled[Step.AGENT] else Step.AGENT, said)

    def edit_reference(self) -> None:
        """Back from the first question: another reference, please."""
        self.asked = None
        self._move_to(Step.REFERENCE)

    def speak(self, language: str) -> None:
        """The caller's language is another."""
        self.language = language
        self._answered()

    def refuse(self, why: str) -> None:
        """It is not taken."""
        self._then = ""
        self.said = Said(why, "bad")
        self._answered()

    def doubt(self, sentence: str) -> None:
        """It is only taken when it is meant so."""
        self._doubted = self._sent
        self.said = Said(sentence, "doubt")
        self._answered()

    def go_away(self) -> None:
        """The customer has the screen."""
        self._ahead.clear()
        self._move_to(Step.AWAY)

    def take_languages(self, languages: tuple[str, ...], language: str) -> None:
        """Calls are held in other languages from the next one on."""
        self._coming = languages, language
        if self.asked is None and self.step is not Step.AWAY:
            self._take_coming()

    def _take_coming(self) -> None:
        self.languages, self._begins_in = self._coming
        self.language = self._begins_in

    def sign_out(self, said: Said | None = None) -> None:
        """Nobody is at the desk any more."""
        self._ahead.clear()
        self._doubted = None
        self._then = ""
        self._settled[Step.AGENT] = ""
        self.agent.fill("")
        self.next_call(said)

    def _move_to(self, step: Step, said: Said | None = None) -> None:
        self.step = step
        self.said = said
        self._answered()

    def _answered(self) -> None:
        self._waits = False
        self._go_on()

    # What the keys mean.

    def _go_on(self) -> None:
        while self._ahead and not self._waits:
            key, character = self._ahead.popleft()
            self._take(key, character)

    def _tell(self, message: Message) -> None:
        self._sent = message
        self._waits = True
        self.out.append(message)

    def _ignore(self) -> None:
        self.out.append(messages.Ignored())

    def _take(self, key: str, character: str) -> None:
        name = character if character in TYPED and character else key
        if name == "f1":
            self.help += 1
            return
        self.help = 0
        if name == "ctrl+q":
            self._tell(messages.DeskLeft())
        elif self._doubted is not None:
            self._make_sure(name)
        elif name == "f9":
            self._next_language()
        elif name.startswith(SPEAK):
            self._tell(LanguageChosen(name.removeprefix(SPEAK)))
        elif self.step is Step.QUESTION:
            self._take_in_question(name, character)
        elif self.step is not Step.AWAY:
            self._take_in_field(name, character)

    def _make_sure(self, name: str) -> None:
        doubted = self._doubted
        if name == "f2":
            self._doubted = None
            assert isinstance(doubted, messages.SignedIn | messages.Placed | messages.Referenced)
            self._tell(replace(doubted, sure=True))
        elif name in ("escape", "backspace"):
            self._doubted = None
            self._then = ""
            self.said = None
        else:
            self._ignore()

    def _next_language(self) -> None:
        if len(self.languages) < 2:
            self._ignore()
        else:
            following = (self.languages.index(self.language) + 1) % len(self.languages)
            self._tell(LanguageChosen(self.languages[following]))

    def _take_in_field(self, name: str, character: str) -> None:
        writing = self.field(self.step)
        if name in _SENDS or name in _FORWARD:
            self._send_field(forward=name in _FORWARD)
        elif name in _BACKWARD:
            self._field_before()
        elif name.startswith(GO):
            self._go_to(Step[name.removeprefix(GO)])
        elif name == "f4":
            self._tell(messages.Correct())
        elif self.step is Step.REFERENCE and (name in _ENDINGS or name in HAND_OVER.keys):
            self._then = name
            self._send_field()
        elif name == "escape":
            writing.fill("")
            self.said = None
        elif self._types(writing, name, character):
            self.said = None
        else:
            self._ignore()

    def _send_field(self, *, forward: bool = False) -> None:
        text = self.field(self.step).text.strip()
        if self.step is Step.AGENT:
            self._goes_to = Step.TOUCHPOINT if forward else Step.REFERENCE
            self._tell(messages.SignedIn(text))
        elif self.step is Step.TOUCHPOINT:
            self._tell(messages.Placed(text))
        else:
            self._tell(messages.Referenced(text))

    def _go_to(self, step: Step) -> None:
        if not self._settled[Step.AGENT] or step is self.step:
            self._ignore()
            return
        for field, text in self._settled.items():
            self.field(field).fill(text)
        self.step = step
        self.said = None

    def _field_before(self) -> None:
        if self.step is Step.AGENT:
            self._ignore()
            return
        if self.step is Step.TOUCHPOINT:
            self.touchpoint.fill(self._settled[Step.TOUCHPOINT])
        self.step = Step.TOUCHPOINT if self.step is Step.REFERENCE else Step.AGENT
        self.said = None

    @staticmethod
    def _types(writing: Writing, name: str, character: str) -> bool:
        if name == "paste" or (character and character.isprintable()):
            writing.type(character)
            return True
        return writing.press(name)

    def _take_in_question(self, name: str, character: str) -> None:
        assert self.asked is not None, "there is one at this step"
        question = self.asked.question
        if self.one and name not in ("0", "backspace"):
            if name != "enter":
                self._ahead.appendleft((name, character))
            self._answer("1")
        elif name in _ENDINGS:
            self._tell(messages.CallEnded(_ENDINGS[name]))
        elif name in HAND_OVER.keys:
            self._tell(messages.HandOver())
        elif name == "f4" and self.asked.corrects:
            self._tell(messages.Correct())
        elif name == "escape":
            self._skip()
        elif self.types:
            self._take_words(question, name, character)
        else:
            self._take_choice(question, name)

    def _take_words(self, question: Question, name: str, character: str) -> None:
        if name == "enter":
            self._send_words(question)
        elif name == "f2" and question.consent is not None:
            self.agreed = not self.agreed
            self.said = None
        elif name == "backspace" and not self.written.text:
            self._tell(WentBack(question.id))
        elif self._types(self.written, name, character):
            self.said = None
        else:
            self._ignore()

    def _send_words(self, question: Question) -> None:
        text = self.written.text.strip()
        consent = self.agreed if question.consent is not None else None
        if not text:
            self._skip()
        else:
            self._tell(Answered(question.id, text=text, consent=consent))

    def _take_choice(self, question: Question, name: str) -> None:
        spots = self.spots
        if name.startswith(CHOOSE):
            self._choose(name.removeprefix(CHOOSE))
        elif name.isdigit() and len(name) == 1:
            self._take_digit(question, int(name))
        elif name in ("down", "right", "tab"):
            self.at = 0 if self.at is None else min(self.at + 1, len(spots) - 1)
        elif name in ("up", "left", "shift+tab"):
            self.at = len(spots) - 1 if self.at is None else max(self.at - 1, 0)
        elif name == "space" and self.at is not None:
            self._choose(spots[self.at])
        elif name == "enter":
            self._send_choice(question)
        elif name in ("backspace", "/"):
            self._back(question)
        elif name == "-":
            self._skip()
        elif name == "*":
            self._next_language()
        else:
            self._ignore()

    def _take_digit(self, question: Question, digit: int) -> None:
        if question.scale is None:
            if digit == 0 and question.kind is Kind.REASONS:
                self._send_choice(question)
            elif 0 < digit <= len(self.spots):
                self._choose(self.spots[digit - 1])
            else:
                self._ignore()
            return
        values = question.scale.values
        if self.one:  # and the digit is a 0
            self._answer("10")
        elif digit == 1 and 0 in values and 10 in values:
            self.one = True
        else:
            value = 10 if digit == 0 and 0 not in values else digit
            if value in values:
                self._answer(str(value))
            else:
                self._ignore()

    def _send_choice(self, question: Question) -> None:
        assert self.asked is not None, "there is one at this step"
        if question.kind is Kind.REASONS:
            chosen = tuple(option.id for option in question.options if option.id in self.chosen)
            if chosen:
                self._tell(Answered(question.id, choices=chosen))
            else:
                self._skip()
        elif self.at is not None:
            self._choose(self.spots[self.at])
        elif self.asked.corrects and self.asked.value is not None:
            self._tell(messages.Kept(question.id))
        else:
            self._ignore()

    def _choose(self, spot: str) -> None:
        assert self.asked is not None, "there is one at this step"
        if spot not in self.spots:
            self._ignore()
        elif self.asked.question.kind is Kind.REASONS:
            self.chosen ^= {spot}
            self.said = None
        else:
            self._answer(spot)

    def _answer(self, spot: str) -> None:
        assert self.asked is not None, "there is one at this step"
        self.one = False
        question = self.asked.question
        if question.scale is not None:
            self._tell(Answered(question.id, score=int(spot)))
        else:
            self._tell(Answered(question.id, choices=(spot,)))

    def _back(self, question: Question) -> None:
        if self.one:
            self.one = False
        else:
            self._tell(WentBack(question.id))

    def _skip(self) -> None:
        assert self.asked is not None, "there is one at this step"
        self._tell(Skipped(self.asked.question.id))
