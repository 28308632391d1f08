"""An app for the pure desk, as slow as a test wants it: it answers what the keys came to."""

from collections import deque
from dataclasses import dataclass, field

from screens.agent import messages
from screens.agent.answering import Asked
from screens.agent.desk import Desk
from screens.question.messages import Answered, LanguageChosen, Skipped, WentBack
from store.model.response import Answer, Outcome
from store.model.survey import Survey
from store.model.visit import Visit


@dataclass
class Clerk:
    """Holds calls of one survey at a desk. Every reference that begins with 9 was asked before."""

    survey: Survey
    done: list[object] = field(default_factory=list)
    """What came of it: (reference, answers, how it ended), and what is still open at the end."""

    def __post_init__(self) -> None:
        self.desk = Desk(self.survey.languages, self.survey.languages[0], self.survey.touchpoint)
        self.visit: Visit | None = None
        self.reference = ""
        self._told: deque[object] = deque()

    def press(self, key: str) -> None:
        """One key; the app has not heard of it yet."""
        self.desk.press(key, key if len(key) == 1 else None)

    def catch_up(self) -> None:
        """The app hears of everything and answers, until no key waits any more."""
        self._told += self.desk.out
        self.desk.out = []
        while self._told:
            self._answer(self._told.popleft())
            self._told += self.desk.out
            self.desk.out = []

    def _answer(self, message: object) -> None:
        desk = self.desk
        match message:
            case messages.Ignored():
                return
            case messages.SignedIn(agent=agent):
                desk.signed_in(agent) if agent else desk.refuse("who?")
            case messages.Placed(touchpoint=touchpoint):
                desk.placed(touchpoint) if touchpoint else desk.refuse("where?")
            case messages.Referenced(reference=reference, sure=sure):
                if reference.startswith("9") and not sure:
                    desk.doubt("again?")
                else:
                    self.reference = reference
                    self.visit = Visit(self.survey, language=desk.language, number=1, minute_of_day=0)
                    self._go_on()
            case Answered():
                assert self.visit is not None
                self.visit.answer(_answer(message))
                self._go_on()
            case Skipped():
                assert self.visit is not None
                current = self.visit.current
                if current is not None and current.required:
                    desk.refuse("required")
                else:
                    self.visit.skip(shown_ms=0, ended_ms=0)
                    self._go_on()
            case WentBack():
                assert self.visit is not None
                if self.visit.back():
                    self._go_on()
                elif not self.visit.answers:
                    desk.edit_reference()
                else:
                    desk.refuse("no way back")
            case messages.CallEnded(status=status):
                self._end(status)
            case LanguageChosen(language=language):
                desk.speak(language)
            case messages.HandOver():
                self._end("handed over")
            case messages.Correct():
                desk.refuse("nothing to correct")
            case _:
                raise AssertionError(message)

    def _go_on(self) -> None:
        assert self.visit is not None
        current = self.visit.current
        if current is None:
            self._end("complete")
        else:
            self.desk.ask(Asked(current, self.visit.progress, self.visit.value))

    def _end(self, how: object) -> None:
        assert self.visit is not None
        self.done.append((self.reference, _given(self.visit), how))
        self.visit = None
        self.desk.next_call()

    def outcome(self) -> list[object]:
        """All that came of the keys, and how the desk stands."""
        desk = self.desk
        open_call = None if self.visit is None else (self.reference, _given(self.visit))
        fields = (desk.fields.agent.text, desk.fields.touchpoint.text, desk.fields.reference.text)
        a = desk.answering
        answering = None if a is None else (a.chosen, a.at, a.one, a.agreed, a.written.text)
        state = (desk.step, desk.language, answering, desk.doubts)
        return [*self.done, open_call, fields, state]


def _answer(message: Answered) -> Answer:
    return Answer(
        message.question,
        Outcome.ANSWERED,
        0,
        0,
        score=message.score,
        choices=message.choices,
        text=message.text,
        consent=message.consent,
    )


def _given(visit: Visit) -> list[tuple[object, ...]]:
    return [(a.question, a.outcome, a.score, a.choices, a.text) for a in visit.answers.values()]
