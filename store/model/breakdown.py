"""Touchpoints, agents or kiosks side by side: which are better or worse than the others, beyond chance."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from store.model.facts import Row
from store.model.histograms import Gathered, counts_of, gather_keys, scale_of
from store.model.multiple import holm
from store.model.reader import AskedQuestion, Tally
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

LEVEL = 0.05
"""A verdict's chance of being a false one, for the whole table."""


def breakdown(tallies: Iterable[Tally], questions: Sequence[AskedQuestion], channel: str) -> tuple[Row, ...]:
    """A row a key of the tallies, by name, with a score for each of `questions` (all scored).

    A verdict compares a row with all the others together, both with at least 10 answers. Only rows of 30
    answers and more are ranked, by the first question: the best has the highest low end, the worst the
    lowest high end, and each only where its verdict says so.
    """
    by_key = gather_keys(tallies, channel)
    names = sorted(by_key, key=lambda name: (name.casefold(), name))
    scores = {name: _scores(by_key[name], questions) for name in names}
    verdicts: dict[str, dict[int, Verdict]] = {name: {} for name in names}
    for question in questions:
        rows = {name: scores[name][question.number].counts for name in names}
        for name, verdict in _verdicts(question, rows).items():
            verdicts[name][question.number] = verdict
    best, worst = _ranked(questions[0], scores, verdicts) if questions else (None, None)
    return tuple(
        Row(name, scores[name], worst=name == worst, best=name == best, verdicts=verdicts[name])
        for name in names
    )


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


def _verdicts(question: AskedQuestion, rows: Mapping[str, Counts]) -> dict[str, Verdict]:
    scale = scale_of(question)
    together = add(scale, *rows.values())
    others: dict[str, Counts] = {}
    p_values = []
    for name, counts in rows.items():
        rest = tuple(a - b for a, b in zip(together, counts, strict=True))
        if min(sum(counts), sum(rest)) >= MIN_N and (p := p_value(scale, rest, counts)) is not None:
            others[name] = rest
            p_values.append(p)
    verdicts = dict.fromkeys(rows, Verdict.INSUFFICIENT)
    for name, p in zip(others, holm(p_values), strict=True):
        clear = p < LEVEL
        verdicts[name] = change(scale, others[name], rows[name]).verdict if clear else Verdict.NO_CLEAR_CHANGE
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
