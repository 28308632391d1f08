"""Touchpoints, agents or kiosks side by side: which are better or worse than the others, beyond chance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from store.model.facts import Row
from store.model.histograms import Gathered, counts_of, gather_keys, scale_of
from store.model.multiple import LEVEL, holm
from store.model.natural import natural
from store.model.reader import AskedQuestion, Tally
from store.model.scale import Scale
from store.model.score import (
    MIN_N,
    RANKED_N,
    Counts,
    Score,
    Verdict,
    add,
    better,
    change,
    p_value,
    score,
)

Key = TypeVar("Key")


def breakdown(tallies: Iterable[Tally], questions: Sequence[AskedQuestion], channel: str) -> tuple[Row, ...]:
    """A row a key of the tallies, by name, with a score for each of `questions` (all scored).

    A verdict compares a row with all the others together, both with at least 10 answers. Only rows of 30
    answers and more are ranked, by the first question: the best has the highest low end, the worst the
    lowest high end, and each only where its verdict says so.
    """
    by_key = gather_keys(tallies, channel)
    names = sorted(by_key, key=natural)
    scores = {name: _scores(by_key[name], questions) for name in names}
    verdicts: dict[str, dict[int, Verdict]] = {name: {} for name in names}
    for question in questions:
        rows = tuple((name, scores[name][question.number].counts) for name in names)
        for name, verdict in side_by_side(scale_of(question), rows).items():
            verdicts[name][question.number] = verdict
    best, worst = _ranked(questions[0], scores, verdicts) if questions else (None, None)
    return tuple(
        Row(name, scores[name], worst=name == worst, best=name == best, verdicts=verdicts[name])
        for name in names
    )


def against_before(
    rows: Sequence[Row], tallies: Iterable[Tally], questions: Sequence[AskedQuestion], channel: str
) -> tuple[Row, ...]:
    """`rows` with what changed in each since the days of `tallies`, both with at least 10 answers."""
    by_key = gather_keys(tallies, channel)
    changes: dict[str, dict[int, Verdict]] = {row.name: {} for row in rows}
    for question in questions:
        after = {row.name: row.scores[question.number].counts for row in rows}
        before = {name: counts_of(by_key.get(name, {}), question) for name in after}
        for name, verdict in _compared(scale_of(question), before, after).items():
            changes[name][question.number] = verdict
    return tuple(replace(row, changes=changes[row.name]) for row in rows)


class Order(StrEnum):
    """How the rows of a table can be put in order."""

    NAME = "name"
    ANSWERS = "answers"
    """The most first."""
    BEST = "best"
    """By the low end of the interval, the highest first: those with 30 answers, then the others by n."""
    WORST = "worst"
    """By the high end, the lowest first; the others after them as well."""


def ordered(rows: Iterable[Row], question: AskedQuestion, order: Order) -> tuple[Row, ...]:
    """`rows` in that order of `question`; what has fewer than 30 answers is ranked by nothing but its n."""
    by_name = sorted(rows, key=lambda row: natural(row.name))
    if order is Order.NAME:
        return tuple(by_name)
    number, scale = question.number, scale_of(question)

    def place(row: Row) -> tuple[bool, float]:
        score = row.scores[number]
        if order is Order.ANSWERS or score.n < RANKED_N or score.interval is None:
            return order is not Order.ANSWERS, -score.n
        low, high = score.interval.low, score.interval.high
        if scale.low_is_good:
            low, high = -high, -low
        return False, -low if order is Order.BEST else high

    return tuple(sorted(by_name, key=place))


def withheld(by: str, score: Score) -> bool:
    """Whether a score is not to be shown: an agent's under 10 answers says more of chance than of them."""
    return by == "agent" and 0 < score.n < MIN_N


def weakest(rows: Sequence[Row], question: AskedQuestion) -> Row | None:
    """The row that is clearly worse than the others; of several the one with the worst score."""
    number, scale = question.number, scale_of(question)
    found: tuple[Fraction, Row] | None = None
    for row in rows:
        value = row.scores[number].value if row.verdicts.get(number) is Verdict.WORSE else None
        if value is not None and (found is None or better(scale, value, found[0])):
            found = value, row
    return found[1] if found else None


def _scores(gathered: Mapping[int, Gathered], questions: Sequence[AskedQuestion]) -> dict[int, Score]:
    return {q.number: score(scale_of(q), counts_of(gathered, q)) for q in questions}


@lru_cache(maxsize=64)  # a tap changes the answers to one question, seldom to all
def side_by_side(scale: Scale, rows: tuple[tuple[Key, Counts], ...]) -> Mapping[Key, Verdict]:
    """Each row against all the others together, judged for all rows at once."""
    together = add(scale, *(counts for _, counts in rows))
    others = {name: tuple(a - b for a, b in zip(together, counts, strict=True)) for name, counts in rows}
    return _compared(scale, others, dict(rows))


def _compared(scale: Scale, before: Mapping[Key, Counts], after: Mapping[Key, Counts]) -> dict[Key, Verdict]:
    """Each row of `after` against its own of `before`, adjusted for how many there are."""
    p_values = {}
    for name, counts in after.items():
        if min(sum(counts), sum(before[name])) >= MIN_N:
            p = p_value(scale, before[name], counts)
            if p is not None:
                p_values[name] = p
    verdicts = dict.fromkeys(after, Verdict.INSUFFICIENT)
    for name, p in zip(p_values, holm(tuple(p_values.values())), strict=True):
        clear = p < LEVEL
        verdicts[name] = (
            change(scale, before[name], after[name]).verdict if clear else Verdict.NO_CLEAR_CHANGE
        )
    return verdicts


def _ranked(
    question: AskedQuestion,
    scores: Mapping[str, Mapping[int, Score]],
    verdicts: Mapping[str, Mapping[int, Verdict]],
) -> tuple[str | None, str | None]:
    """The best and the worst row, each only if it is beyond chance."""
    scale, number = scale_of(question), question.number
    ends = {
        name: (interval.low, interval.high)
        for name, each in scores.items()
        if each[number].n >= RANKED_N and (interval := each[number].interval)
    }
    if len(ends) < 2:
        return None, None
    if scale.low_is_good:  # the cautious end of a good score is its high one
        ends = {name: (-high, -low) for name, (low, high) in ends.items()}
    best = max(ends, key=lambda name: ends[name][0])
    worst = min(ends, key=lambda name: ends[name][1])
    return (
        best if verdicts[best][number] is Verdict.BETTER else None,
        worst if verdicts[worst][number] is Verdict.WORSE else None,
    )
