"""One person's passage through a survey: which question is next, and what has been answered."""

from collections.abc import Mapping

from store.model.response import Answer, Outcome, Status
from store.model.sampling import due
from store.model.survey import Kind, Question, Survey


def applies(follow_up: Question, answer: Answer | None) -> bool:
    """Whether `follow_up` is asked after `answer` to its parent. Nothing follows a skipped question."""
    if answer is None or answer.outcome is not Outcome.ANSWERED:
        return False
    if follow_up.when is not None and answer.score not in follow_up.when:
        return False
    return follow_up.when_choices is None or not follow_up.when_choices.isdisjoint(answer.choices)


class Visit:
    """One visit. Pure: it knows no clock, no screen and no store.

    The screens go in one order: each question that this visit is asked, and after it those of its
    follow-ups that its answer calls for. `answer` moves one screen on, `back` one screen back.
    """

    def __init__(self, survey: Survey, *, language: str, number: int, minute_of_day: int) -> None:
        """`number` is the visit's number on its kiosk, from 1; `minute_of_day` is 0 to 1439, on the
        shop's wall clock. ValueError for a language that the survey has not, or a number below 1."""
        if number < 1:
            raise ValueError(f"visits are numbered from 1, not {number}")
        self.survey = survey
        self._language = ""
        self.language = language
        self.questions = due(survey.questions, number, minute_of_day)
        """The main questions of this visit, in order; fixed from its start."""
        self._answers: dict[str, Answer] = {}
        self._at = 0  # the screen that is shown, as an index into the path
        self._left = False

    def again(self) -> "Visit":
        """The same questions from the first one on, nothing answered."""
        visit = Visit(self.survey, language=self.language, number=1, minute_of_day=0)
        visit.questions = self.questions
        return visit

    @property
    def language(self) -> str:
        """The language it is held in; it may change in the middle, and the answers stay."""
        return self._language

    @language.setter
    def language(self, language: str) -> None:
        if language not in self.survey.languages:
            raise ValueError(f"the survey {self.survey.name} is not in {language}")
        self._language = language

    def _path(self) -> tuple[Question, ...]:
        """Every screen of this visit that is known to come, in order, given the answers so far."""
        return tuple(
            screen
            for main in self.questions
            for screen in (main, *(f for f in main.follow_ups if applies(f, self._answers.get(main.id))))
        )

    @property
    def current(self) -> Question | None:
        """The question to show; None when nothing more is to be asked."""
        path = self._path()
        return None if self._left or self._at >= len(path) else path[self._at]

    @property
    def finished(self) -> bool:
        """Whether nothing more is to be asked: everything was, or the person has left."""
        return self.current is None

    @property
    def value(self) -> Answer | None:
        """What was answered to the current question before the person came back to it."""
        current = self.current
        return None if current is None else self._answers.get(current.id)

    @property
    def progress(self) -> tuple[int, int]:
        """(i, n): the i-th of n questions.

        What everybody is asked is counted; a follow-up that only some answers call for belongs to the
        question before it. So n is sure from the first screen on and never changes, no answer makes the
        visit longer than was said, and i falls only when the person goes back.
        """
        screens = [screen for main in self.questions for screen in (main, *main.follow_ups)]
        counted = [screen.when is None and screen.when_choices is None for screen in screens]
        current = self.current
        last = len(screens) if current is None else screens.index(current) + 1
        return sum(counted[:last]), sum(counted)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What is kept, by question id, in the order asked. A new mapping each time."""
        return {q.id: self._answers[q.id] for q in self._path() if q.id in self._answers}

    def answer(self, answer: Answer) -> None:
        """Takes the answer to the current question, however it ended, and moves on.

        Another score than before decides anew which follow-ups are asked, and drops what was answered
        to those that no longer are. A time-out ends the visit and never replaces what was answered
        before. ValueError when it is not an answer to the current question.
        """
        question = self.current
        if question is None:
            raise ValueError("nothing more is asked")
        _check(question, answer)
        if answer.outcome is Outcome.TIMED_OUT:
            self._left = True
            self._answers.setdefault(question.id, answer)
            return
        self._answers[question.id] = answer
        for follow_up in question.follow_ups:
            if not applies(follow_up, answer):
                self._answers.pop(follow_up.id, None)
        self._at += 1

    def skip(self, *, shown_ms: int, ended_ms: int) -> None:
        """Skips the current question. ValueError when it is required."""
        self._end_current(Outcome.SKIPPED, shown_ms, ended_ms)

    def time_out(self, *, shown_ms: int, ended_ms: int) -> None:
        """Ends the visit at the current question, because the person has left."""
        self._end_current(Outcome.TIMED_OUT, shown_ms, ended_ms)

    def _end_current(self, outcome: Outcome, shown_ms: int, ended_ms: int) -> None:
        question = self.current
        if question is None:
            raise ValueError("nothing more is asked")
        self.answer(Answer(question.id, outcome, shown_ms, ended_ms))

    def back(self) -> bool:
        """Goes back to the screen before; what was answered there stays until it is replaced.

        False, and nothing changes, on the first screen, after the last, and where the survey says no.
        """
        if not self.can_go_back:
            return False
        self._at -= 1
        return True

    @property
    def can_go_back(self) -> bool:
        """Whether `back` would go anywhere."""
        return self.survey.back and self._at > 0 and not self.finished

    def status(self, left: bool) -> Status:
        """How the visit stands, or how it ended if the person has `left`."""
        answered = any(a.outcome is Outcome.ANSWERED for a in self._answers.values())
        if self._left or (left and not self.finished):
            return Status.PARTIAL if answered else Status.TIMED_OUT
        if not self.finished:
            return Status.OPEN
        return Status.COMPLETE if answered else Status.SKIPPED


def _check(question: Question, answer: Answer) -> None:
    """ValueError unless `answer` is one that `question` can have."""
    if answer.question != question.id:
        raise ValueError(f"{question.id} is asked, not {answer.question}")
    if answer.outcome is not Outcome.ANSWERED:
        if answer.score is not None or answer.choices or answer.text is not None:
            raise ValueError(f"{question.id} was not answered, and yet has an answer")
        if answer.outcome is Outcome.SKIPPED and question.required:
            raise ValueError(f"{question.id} is required")
        return
    if (question.scale is None) != (answer.score is None):
        raise ValueError(f"{question.id} is answered by {'no' if question.scale is None else 'a'} score")
    if question.scale is not None and answer.score not in question.scale.values:
        raise ValueError(f"{answer.score} is not on the scale of {question.id}")
    if question.kind in (Kind.REASONS, Kind.CHOICE):
        options = {option.id for option in question.options}
        if not answer.choices or not options.issuperset(answer.choices):
            raise ValueError(f"{answer.choices} are no options of {question.id}")
        if question.kind is Kind.CHOICE and len(answer.choices) != 1:
            raise ValueError(f"{question.id} takes one option")
    elif answer.choices:
        raise ValueError(f"{question.id} has no options")
    if question.kind in (Kind.COMMENT, Kind.CONTACT) and not answer.text:
        raise ValueError(f"{question.id} is answered by words")
