"""What goes with a better or a worse score: those who name a reason against those who do not.

Only where everyone was asked for reasons, whatever they had answered: among the unhappy alone there is
nothing to compare. What goes together need not be cause and effect, and nobody is told so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from store.model.multiple import LEVEL, holm
from store.model.reader import AskedQuestion, ChoiceTally
from store.model.scale import Metric, Scale, Standing
from store.model.score import MIN_N, Change, Counts, Score, Verdict, change, p_value, score
from store.model.survey import Kind, Text

ASKED_OF_ALL = 0.9
"""So large a part of the low, the middle and the high answers must have been asked; some walk away."""

_SHARE, _NPS = Scale(Metric.CSAT, 5), Scale(Metric.NPS, 10)
_ORDER = (Standing.LOW, Standing.MIDDLE, Standing.HIGH)


class GoesWith(NamedTuple):
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


class Companions(NamedTuple):
    """What goes with the score of one question."""

    question: AskedQuestion
    """The one that asks for reasons."""
    scored: AskedQuestion
    """The one it follows."""
    base: int
    """Answers that were asked for reasons."""
    rows: tuple[GoesWith, ...]
    """Those that clearly go with better or worse scores, the worst first."""
    compared: int
    """How many reasons have at least 10 answers on either side; at least one."""


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
            base = sum(asked.get(standing, 0) for standing in _ORDER)
            rows, compared = _rows(question, named[question.number], asked, parent.scale)
            if compared:
                found.append(Companions(question, parent, base, rows, compared))
    return tuple(found)


def _everyone(asked: Mapping[Standing | None, int], answered: Score) -> bool:
    """Whether nearly all were asked, wherever they stood."""
    if not any(asked.get(standing) for standing in _ORDER):
        return False
    return all(asked.get(each, 0) >= ASKED_OF_ALL * answered.standing(each) for each in _ORDER)


def _rows(
    question: AskedQuestion,
    named: Mapping[str, Mapping[Standing | None, int]],
    asked: Mapping[Standing | None, int],
    scale: Scale,
) -> tuple[tuple[GoesWith, ...], int]:
    """The clear ones, and how many were compared."""
    coded = _NPS if scale.metric is Metric.NPS else _SHARE
    everyone = [asked.get(standing, 0) for standing in _ORDER]
    pairs, p_values = [], []
    for option, standings in named.items():
        some = [standings.get(standing, 0) for standing in _ORDER]
        rest = [all_ - one for all_, one in zip(everyone, some, strict=True)]
        if option and min(sum(some), sum(rest)) >= MIN_N:
            those, others = _counts(coded, some), _counts(coded, rest)
            pairs.append((option, those, others))
            p = p_value(coded, others, those)
            p_values.append(1.0 if p is None else p)
    texts = dict(question.options)
    rows = []
    for (option, those, others), p in zip(pairs, holm(p_values), strict=True):
        found = change(coded, others, those) if p < LEVEL else None
        if found is not None and found.verdict in (Verdict.BETTER, Verdict.WORSE):
            text = texts.get(option) or {"": option}
            rows.append(GoesWith(option, text, score(coded, those), score(coded, others), found))
    return tuple(sorted(rows, key=lambda row: (row.change.value or 0, row.option))), len(pairs)


def _counts(coded: Scale, standings: Sequence[int]) -> Counts:
    """Answers of which only the standing is known, each at one point that stands there."""
    low, middle, high = standings
    if coded is _NPS:
        return (low, 0, 0, 0, 0, 0, 0, middle, 0, high, 0)
    return (low, 0, middle, 0, high)
