"""The same answers under other rules: old and new side by side. Nothing that is kept changes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from store.model.histograms import counts_of, gather, scale_of, scored
from store.model.period import Period, day_number
from store.model.reader import AskedQuestion, Dimension, Filters, Reader
from store.model.rules import Rule
from store.model.scale import Metric, Scale
from store.model.score import Counts, Score, Verdict, add, change, score


@dataclass(frozen=True, slots=True)
class Scoring:
    """How answers are scored, beside the way they always are."""

    without: frozenset[str] = frozenset()
    """Rules that leave nothing out: what only they exclude counts."""
    top_box: bool = False
    """Satisfied is only who gives the highest point of a CSAT scale, not one of the two highest."""


USUAL = Scoring()
"""As on every screen: every rule on, the two highest points."""


@dataclass(frozen=True, slots=True)
class Rescored:
    """One question's score under the usual rules and under others."""

    question: AskedQuestion
    old: Score
    new: Score
    verdict: Verdict
    """Of the difference, as far as another number of answers makes one; NO_CLEAR_CHANGE for a top box, whose
    unit is another."""
    more: int
    """Answers that count besides."""


def rescored(
    reader: Reader, period: Period, filters: Filters, scoring: Scoring, *, channel: str
) -> tuple[Rescored, ...]:
    """The scores of one channel, for each scored question with answers, in the order of its survey.

    Costs the tallies of the period, and the responses that are left out of it.
    """
    first, last = day_number(period.first), day_number(period.last)
    tallies = reader.tallies(first, last, Dimension.TOTAL, filters)
    gathered = gather(tallies, channel)
    back: dict[int, list[Counts]] = defaultdict(list)
    if scoring.without:
        for each in reader.left_out_answers(first, last, filters):
            if each.channel == channel and each.rules <= scoring.without:
                back[each.question].append(each.counts)
    found = []
    for question in scored(reader.questions()):
        if question.number not in gathered:
            continue
        scale = scale_of(question)
        old = counts_of(gathered, question)
        new = add(scale, old, *back[question.number])
        top = scoring.top_box and scale.metric is Metric.CSAT
        found.append(
            Rescored(
                question,
                score(scale, old),
                top_box(scale, new) if top else score(scale, new),
                Verdict.NO_CLEAR_CHANGE if top else change(scale, old, new).verdict,
                sum(new) - sum(old),
            )
        )
    return tuple(found)


def top_box(scale: Scale, counts: Counts) -> Score:
    """The share of a CSAT scale's highest point, with Wilson's interval."""
    if scale.metric is not Metric.CSAT:
        raise ValueError("only CSAT has a top box")
    rest = (0,) * (len(counts) - 1)
    strict = score(scale, (sum(counts) - counts[-1], *rest[1:], counts[-1]))
    return replace(strict, counts=counts)


RULES: Collection[Rule] = tuple(Rule)
"""The rules that may be switched off."""
