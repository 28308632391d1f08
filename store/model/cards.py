"""A card: one scored question at a glance, with what is usual, the target and its line over time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from store.model.facts import Card, HourBar, Target, TargetState, Usual
from store.model.histograms import Gathered, all_counts_of, counts_of, scale_of
from store.model.history import Past
from store.model.line import Line, Point
from store.model.reader import AskedQuestion
from store.model.scale import Metric, Scale
from store.model.score import MIN_N, Counts, Score, add, better, change, score

_GOOD_EASE = {5: 4.0, 7: 6.0}
"""The built-in targets of CES, by the points of its scale."""


class CardFacts(NamedTuple):
    """What a card is made of, beside the past."""

    question: AskedQuestion
    seen: Gathered
    """Of the period."""
    hours: tuple[tuple[int, Counts], ...]
    """The same by hour, in the order of the business day."""
    today: Counts
    """Of today, where the period is open."""
    before: Counts | None
    """Of the equal period before a closed one; None while the period is open."""
    set_target: float | None


def card(facts: CardFacts, past: Past) -> Card:
    """The card of a scored question."""
    question, seen, gathered = facts.question, facts.seen, {facts.question.number: facts.seen}
    scale = scale_of(question)
    now = score(scale, counts_of(gathered, question))
    everything = score(scale, all_counts_of(gathered, question))
    earlier = None if facts.before is None else score(scale, facts.before)
    return Card(
        question=question,
        score=now,
        skipped=seen.skipped,
        timed_out=seen.timed_out,
        shown=seen.shown,
        excluded=everything.n - now.n,
        with_excluded=everything,
        usual=usual(past, now) if earlier is None else None,
        change=change(scale, earlier.counts, now.counts) if earlier else None,
        before=earlier,
        recent=score(scale, past.recent),
        target=target(now, facts.set_target),
        hours=_hours(scale, facts.hours),
        line=_line(scale, past, facts.today),
    )


def usual(past: Past, now: Score) -> Usual:
    """What is usual for as many answers as `now` has, and whether it lies outside."""
    learnt = past.usual
    if learnt.chart is None:
        return Usual(None, learnt.seen, learnt.needed, step=learnt.step)
    return Usual(
        limits=learnt.chart.limits(now.n) if now.n else None,
        seen=learnt.seen,
        needed=learnt.needed,
        signal=now.n >= MIN_N and learnt.chart.outside(now),
        centre=learnt.chart.centre,
        step=learnt.step,
    )


def target(now: Score, set_target: float | None) -> Target | None:
    """The shop's own target, else the built-in one of an ease question; None where there is neither."""
    wanted = set_target
    if wanted is None:
        wanted = built_in_target(now.scale)
    if wanted is None:
        return None
    return Target(wanted, _state(now, wanted), built_in=set_target is None)


def built_in_target(scale: Scale) -> float | None:
    """CES of 4.00 on 5 points and of 6.00 on 7 count as good."""
    if scale.metric is not Metric.CES or scale.low_is_good:
        return None
    return _GOOD_EASE.get(scale.points)


def _state(now: Score, wanted: float) -> TargetState | None:
    if now.interval is None or now.n < MIN_N:
        return None
    cautious, hopeful = now.interval.low, now.interval.high
    if now.scale.low_is_good:
        cautious, hopeful = hopeful, cautious
    if not better(now.scale, cautious, wanted):
        return TargetState.MET
    return TargetState.BELOW if better(now.scale, hopeful, wanted) else TargetState.AROUND


def _hours(scale: Scale, hours: Sequence[tuple[int, Counts]]) -> tuple[HourBar, ...]:
    busy = [index for index, (_, counts) in enumerate(hours) if any(counts)]
    shown = hours[busy[0] : busy[-1] + 1] if busy else ()
    return tuple(HourBar(hour, score(scale, counts)) for hour, counts in shown)


def _line(scale: Scale, past: Past, today: Counts) -> Line:
    """With the point that holds today, judged by its limits only: a run is no news before it is over."""
    if past.running is None:
        return past.line
    now, usual = score(scale, add(scale, past.begun, today)), past.chart
    if usual is None or now.n < MIN_N:
        last = Point(*past.running, now, None, False)
    else:
        last = Point(*past.running, now, usual.limits(now.n), usual.outside(now))
    return replace(past.line, points=(*past.line.points, last))
