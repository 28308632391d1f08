"""What goes with a better or a worse score: those who name a reason against those who do not.

Only where everyone was asked for reasons, whatever they had answered: among the unhappy alone there is
nothing to compare. What goes together need not be cause and effect, and nobody is told so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.model.multiple import LEVEL, holm
from store.model.reader import AskedQuestion, ChoiceTally
from store.model.scale import Metric, Scale, Standing
from store.model.score import MIN_N, Change, Score, Verdict, change, p_value, score
from store.model.survey import Kind, Text

ASKED_OF_ALL = 0.9
"""So large a part of the low, the middle and the high answers must have been asked; some walk away."""

_SHARE = Scale(Metric.CSAT, 5)
_POINT = {Standing.LOW: 0, Standing.MIDDLE: 2, Standing.HIGH: 4}
_NPS = Scale(Metric.NPS, 10)
_NPS_POINT = {Standing.LOW: 0, Standing.MIDDLE: 7, Standing.HIGH: 9}


@dataclass(frozen=True, slots=True)
class GoesWith:
    """One reason, and the scores of those who name it and of those who do not.

    The scores are shares of favourable answers (or, for NPS, as ever), because where an answer stands is
    kept with each reason and its exact point is not: of an ease question it is the share who found it easy.
    """

    option: str
    text: Text
    named: Score
    others: Score
    """Of those who were asked and did not name it."""
    change: Change
    """From the others to those who name it; its verdict holds for all the reasons together (Holm)."""


@dataclass(frozen=True, slots=True)
class Companions:
    """What goes with the score of one question."""

    question: AskedQuestion
    """The one that asks for reasons."""
    scored: AskedQuestion
    """The one it follows."""
    base: int
    """Answers that were asked for reasons."""
    rows: tuple[GoesWith, ...]
    """Those with at least 10 answers on either side; the worst first."""


def goes_with(
    choices: Iterable[ChoiceTally],
    scores: Mapping[int, Score],
    questions: Sequence[AskedQuestion],
    channel: str,
) -> tuple[Companions, ...]:
    """For each question that asks everyone for reasons after a scored one, in the order of its survey.

    `scores` are those of the same days and filters, by question number.
    """
    named: dict[int, dict[str, dict[Standing | None, int]]] = defaultdict(lambda: defaultdict(dict))
    for choice in choices:
        if choice.counted and choice.channel == channel:
            sums = named[choice.question][choice.option]
            for standing, n in choice.by_standing.items():
                sums[standing] = sums.get(standing, 0) + n
    by_id = {(q.survey, q.id): q for q in questions if q.scale is not None}
    found = []
    for question in questions:
        if question.kind not in (Kind.REASONS, Kind.CHOICE) or question.parent is None:
            continue
        parent = by_id.get((question.survey, question.parent))
        if parent is None or parent.scale is None or parent.scale.metric is Metric.NONE:
            continue
        asked, answered = named[question.number].get("", {}), scores.get(parent.number)
        if answered is not None and _everyone(asked, answered):
            rows = _rows(question, named[question.number], asked, parent.scale)
            base = sum(asked.get(standing, 0) for standing in Standing)
            found.append(Companions(question, parent, base, rows))
    return tuple(found)


def _everyone(asked: Mapping[Standing | None, int], answered: Score) -> bool:
    """Whether nearly all were asked, wherever they stood."""
    if not any(asked.get(standing) for standing in Standing):
        return False
    return all(asked.get(each, 0) >= ASKED_OF_ALL * answered.standing(each) for each in Standing)


def _rows(
    question: AskedQuestion,
    named: Mapping[str, Mapping[Standing | None, int]],
    asked: Mapping[Standing | None, int],
    scale: Scale,
) -> tuple[GoesWith, ...]:
    texts = dict(question.options)
    pairs = []
    for option, some in named.items():
        rest: dict[Standing | None, int] = {
            standing: asked.get(standing, 0) - some.get(standing, 0) for standing in Standing
        }
        those, others = _score(scale, some), _score(scale, rest)
        if option and min(those.n, others.n) >= MIN_N:
            pairs.append((option, those, others))
    p_values = [p_value(those.scale, others.counts, those.counts) or 1.0 for _, those, others in pairs]
    rows = []
    for (option, those, others), p in zip(pairs, holm(p_values), strict=True):
        found = change(those.scale, others.counts, those.counts)
        if p >= LEVEL:
            found = Change(found.value, found.interval, Verdict.NO_CLEAR_CHANGE)
        rows.append(GoesWith(option, texts.get(option) or {"": option}, those, others, found))
    return tuple(sorted(rows, key=lambda row: (row.change.value or 0, row.option)))


def _score(scale: Scale, standings: Mapping[Standing | None, int]) -> Score:
    """The score of answers of which only the standing is known."""
    coded, points = (_NPS, _NPS_POINT) if scale.metric is Metric.NPS else (_SHARE, _POINT)
    counts = [0] * len(coded.values)
    for standing, point in points.items():
        counts[point] = standings.get(standing, 0)
    return score(coded, tuple(counts))
