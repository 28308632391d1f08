"""What the keys mean at the agent's desk. It knows no screen and no clock.

Every key waits its turn in a queue: while the app has still to say what comes next, keys that were typed
ahead stay there, in order. So what is answered depends on the keys alone and never on how fast they came.
"""

from collections import deque
from dataclasses import dataclass, replace

from textual.message import Message

from screens.agent import messages
from screens.agent.answering import Answering, Asked, typed
from screens.agent.fields import Fields, Step
from screens.agent.keys import HAND_OVER, TYPED
from screens.question.messages import LanguageChosen
from store.model.response import Status

_AHEAD = 1000
"""More keys than that are no fingers."""

_ENDINGS = {"f5": Status.REFUSED, "f6": Status.NO_TIME, "f7": Status.DROPPED}
_PASSES_BY = ("escape", "backspace")
_SENDS, _FORWARD, _BACKWARD = ("enter",), ("tab", "down"), ("shift+tab", "up")
GO, SPEAK = "go:", "speak:"
"""Begin the names of keys that a touch stands for: a field's step follows, or a language."""


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
        self.fields = Fields(touchpoint)
        self.language = language
        """The caller's."""
        self.answering: Answering | None = None
        """The question that is being answered, at the step of that name."""
        self.said: Said | None = None
        self.help = 0
        """Which page of the list of keys is open, from 1; 0 for none."""
        self.out: list[Message] = []
        """What is to be told to the app, in order."""
        self._begins_in = language
        self._coming = languages, language
        self._ahead: deque[tuple[str, str]] = deque()
        self._waits = False
        self._unseen = False
        self._sent: Message | None = None
        self._doubted: Message | None = None
        self._then = ""
        self._goes_to = Step.REFERENCE

    @property
    def doubts(self) -> bool:
        """Whether it asks if something is meant so."""
        return self._doubted is not None

    @property
    def unexpected(self) -> bool:
        """Whether the question takes no answer yet, as nobody expected it."""
        return self._unseen

    @property
    def asked(self) -> Asked | None:
        """The question that is read aloud."""
        return None if self.answering is None else self.answering.asked

    # What a person does.

    def press(self, key: str, character: str | None = None) -> None:
        """A key, by Textual's name of it, or a touch (see `GO`, `SPEAK` and `CHOOSE`)."""
        if self.step is not Step.AWAY and len(self._ahead) < _AHEAD:
            self._ahead.append((key, character or ""))
            self._go_on()

    def paste(self, text: str) -> None:
        """Text was pasted, or came from a scanner at once."""
        self.press("paste", text)

    # What the app answers.

    def signed_in(self, agent: str) -> None:
        """The agent's id is taken."""
        self.fields.take(Step.AGENT, agent)
        self._move_to(self._goes_to)

    def placed(self, touchpoint: str) -> None:
        """The touchpoint is taken."""
        self.fields.take(Step.TOUCHPOINT, touchpoint)
        self._move_to(Step.REFERENCE)

    def ask(self, asked: Asked, unexpected: Said | None = None) -> None:
        """This question comes next. One that is `unexpected` takes no answer before it was seen (F2): what
        was keyed from memory was meant for the next call."""
        self.answering = Answering(asked)
        self._unseen = unexpected is not None
        then, self._then = self._then, ""
        if then:
            self._ahead.appendleft((then, ""))
        self._move_to(Step.QUESTION, unexpected)

    def next_call(self, said: Said | None = None) -> None:
        """The call is over; the next one begins."""
        self.answering = None
        self.fields.reference.fill("")
        self._take_coming()
        self._move_to(Step.REFERENCE if self.fields.is_manned else Step.AGENT, said)

    def edit_reference(self) -> None:
        """Back from the first question: another reference, please."""
        self.answering = None
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
        if self.answering is None and self.step is not Step.AWAY:
            self._take_coming()

    def _take_coming(self) -> None:
        self.languages, self._begins_in = self._coming
        self.language = self._begins_in

    def sign_out(self, said: Said | None = None) -> None:
        """Nobody is at the desk any more."""
        self._ahead.clear()
        self._doubted = None
        self._then = ""
        self.fields.take(Step.AGENT, "")
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
        writing = self.fields.of(self.step)
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
        elif typed(writing, name, character):
            self.said = None
        else:
            self._ignore()

    def _send_field(self, *, forward: bool = False) -> None:
        text = self.fields.of(self.step).text.strip()
        if self.step is Step.AGENT:
            self._goes_to = Step.TOUCHPOINT if forward else Step.REFERENCE
            self._tell(messages.SignedIn(text))
        elif self.step is Step.TOUCHPOINT:
            self._tell(messages.Placed(text))
        else:
            self._tell(messages.Referenced(text))

    def _go_to(self, step: Step) -> None:
        if not self.fields.is_manned or step is self.step:
            self._ignore()
            return
        self.fields.put_back(Step.AGENT, Step.TOUCHPOINT)
        self.step = step
        self.said = None

    def _field_before(self) -> None:
        if self.step is Step.AGENT:
            self._ignore()
            return
        if self.step is Step.TOUCHPOINT:
            self.fields.put_back(Step.TOUCHPOINT)
        self.step = Step.TOUCHPOINT if self.step is Step.REFERENCE else Step.AGENT
        self.said = None

    def _look(self, name: str) -> None:
        if name == "f2":
            self._unseen = False
            self.said = None
        else:
            self._ignore()

    def _take_in_question(self, name: str, character: str) -> None:
        answering = self.answering
        assert answering is not None, "there is one at this step"
        if self._unseen and name not in _ENDINGS and name not in HAND_OVER.keys and name not in _PASSES_BY:
            self._look(name)
            return
        if answering.one and name not in ("0", "backspace"):
            if name != "enter":
                self._ahead.appendleft((name, character))
            self._tell(answering.take_one())
        elif name in _ENDINGS:
            self._tell(messages.CallEnded(_ENDINGS[name]))
        elif name in HAND_OVER.keys:
            self._tell(messages.HandOver())
        elif name == "f4" and answering.asked.corrects:
            self._tell(messages.Correct())
        elif name == "*" and not answering.types:
            self._next_language()
        else:
            message = answering.take(name, character)
            if message is None:
                self.said = None
            elif isinstance(message, messages.Ignored):
                self.out.append(message)
            else:
                self._tell(message)
