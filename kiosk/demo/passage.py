"""One invented person's passage through a survey: how they feel, what they tap, when they leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from kiosk.demo.shop import COMMENTED, REASONS, RECOMMEND, Chances, Place
from store.model.response import Answer, Outcome, Status
from store.model.scale import Metric, Standing
from store.model.survey import Kind, Question, Survey
from store.model.visit import Visit

_LEAVES_AT_ONCE = 0.035
"""Touches the screen and walks on: nothing is answered."""
_LEAVES = 0.045
"""Walks on at any later question."""
_SKIPS_SCORE = 0.012
_SKIPS_REASONS = 0.12
_IDLE_MS = 20_000
"""What a kiosk waits before it takes a person for gone."""


Remarks = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
"""What may be written: by language, what it is about (a touchpoint, mostly), and how one felt."""


class Written:
    """Hands out remarks like shuffled packs of cards: each once before any comes again."""

    def __init__(self, remarks: Remarks, rng: Random) -> None:
        self._remarks, self._rng = remarks, rng
        self._packs: dict[tuple[str, Standing, str], list[str]] = {}
        self._last: str | None = None

    def draw(self, about: str, felt: Standing, language: str) -> str | None:
        """The next remark; None where nobody writes anything."""
        left = self._packs.get((about, felt, language))
        if not left:
            remarks = self._remarks[language].get(about, {}).get(felt, ())
            left = self._packs[about, felt, language] = self._rng.sample(remarks, len(remarks))
            if left and left[-1] == self._last:
                left.reverse()
        self._last = left.pop() if left else None
        return self._last


@dataclass(frozen=True, slots=True)
class Mood:
    """What a visit is drawn from."""

    place: Place
    scores: Chances
    """Of the first question, at that hour, with that agent."""
    about: str
    """The remarks that are drawn from."""


@dataclass(frozen=True, slots=True)
class Passage:
    """How a visit went."""

    answers: Mapping[str, Answer]
    status: Status
    lasted_ms: int


def passage(
    survey: Survey, mood: Mood, *, language: str, number: int, minute: int, rng: Random, written: Written
) -> Passage:
    """Answers `survey` as a person in that mood would. `minute` is of the day, on the shop's wall clock."""
    visit = Visit(survey, language=language, number=number, minute_of_day=minute)
    at, felt, leaves = 0, Standing.MIDDLE, _LEAVES_AT_ONCE
    while (question := visit.current) is not None:
        shown = at
        if rng.random() < leaves:
            at = shown + _IDLE_MS
            visit.time_out(shown_ms=shown, ended_ms=at)
            break
        answer, felt = _answered(question, mood, felt, language, shown, rng, written)
        visit.answer(answer)
        at, leaves = answer.ended_ms + 200, _LEAVES
    return Passage(visit.answers, visit.status(left=True), at)


def _answered(
    question: Question,
    mood: Mood,
    felt: Standing,
    language: str,
    shown: int,
    rng: Random,
    written: Written,
) -> tuple[Answer, Standing]:
    """The answer to one question, and how the person feels after it."""
    if question.scale is not None:
        if rng.random() < _SKIPS_SCORE:
            return _skipped(question, shown, rng), felt
        nps = question.scale.metric is Metric.NPS
        score = _drawn(question, RECOMMEND[felt] if nps else mood.scores, rng)
        after = felt if nps else question.scale.standing(score)
        ended = shown + _thought(rng, 3.4)
        return Answer(question.id, Outcome.ANSWERED, shown, ended, score=score), after
    if question.kind is Kind.COMMENT:
        text = written.draw(mood.about, felt, language) if rng.random() < COMMENTED[felt] else None
        if text is None:
            return _skipped(question, shown, rng), felt
        ended = shown + len(text) * rng.randint(210, 420)
        return Answer(question.id, Outcome.ANSWERED, shown, ended, text=text), felt
    weights = REASONS[mood.place.touchpoint][felt]
    options = [option.id for option in question.options if weights.get(option.id)]
    if not options or rng.random() < _SKIPS_REASONS:
        return _skipped(question, shown, rng), felt
    chosen = set(rng.choices(options, [weights[o] for o in options], k=rng.choice((1, 1, 1, 2, 2, 3))))
    choices = tuple(option.id for option in question.options if option.id in chosen)
    return Answer(question.id, Outcome.ANSWERED, shown, shown + _thought(rng, 4.2), choices=choices), felt


def _skipped(question: Question, shown: int, rng: Random) -> Answer:
    return Answer(question.id, Outcome.SKIPPED, shown, shown + _thought(rng, 2.6))


def _drawn(question: Question, chances: Chances, rng: Random) -> int:
    assert question.scale is not None
    return rng.choices(question.scale.values, chances)[0]


def _thought(rng: Random, seconds: float) -> int:
    """How long a person looks before they tap, in ms: about `seconds`, from 1.5 to 12 s."""
    return int(1000 * min(12.0, max(1.5, seconds * rng.lognormvariate(0, 0.35))))
