"""What is known of a period before today's answers: what is usual, its closed days, what it is compared with.

Made of closed days only, so that within one business day it stays as it is: a live screen computes it
once and hands it in at each new answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from store.model.closed import NO_DAYS, Closed, closed
from store.model.control import Chart, chart, signals
from store.model.facts import DayPoint
from store.model.histograms import answers_by_channel, counts_of, gather, gather_days, scale_of, scored
from store.model.marks import Mark, marks
from store.model.memo import Memo
from store.model.period import Period, business_day, day_number, earlier
from store.model.reader import AskedQuestion, Dimension, Filters, Reader, Tally
from store.model.response import Channel
from store.model.scale import Scale
from store.model.score import MIN_N, Counts, Verdict, add, change, score

DAYS = 28
"""The closed days that say what is usual, and the length of the line."""
DAYS_NEEDED = 14
WEEKS = 26
"""Looked at instead where the days are too small."""
WEEKS_NEEDED = 12


class Learnt(NamedTuple):
    """What is usual for one question, or how far it is learnt."""

    chart: Chart | None
    """None while it is still being learnt."""
    seen: int
    """Days, or weeks, with enough answers."""
    needed: int
    weeks: bool


class Past(NamedTuple):
    """One question in one channel, before the period's last day."""

    usual: Learnt
    """From the closed days before an open period; before a closed one's last day."""
    line: Learnt
    """From the 28 days before the period's last day."""
    recent: Counts
    """Of those 28 days together."""
    points: tuple[DayPoint, ...]
    """The line without its last day, oldest first."""


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of a period from the days before it. Good for as long as the business day lasts."""

    period: Period
    filters: Filters
    today: date
    """The business day it was made on."""
    pasts: Mapping[tuple[int, str], Past]
    """By question number and channel."""
    days: tuple[Tally, ...] = field(repr=False)
    """The daily tallies of the 28 days before the period's last day."""
    last_day: tuple[Tally, ...] | None = field(repr=False)
    """The tallies of a closed period's last day; None for an open one."""
    before: tuple[Tally, ...] | None = field(repr=False)
    """The tallies of the equal period before a closed one; None for an open one."""
    marks: tuple[Mark, ...] = ()
    """What may explain the days of the line and of the period, oldest first."""
    closed: Closed = NO_DAYS
    """The period's own days, of an open one those before today."""
    answers: Mapping[str, int] = field(default_factory=dict)
    """By channel: how many answers count in `days`."""
    assisted: Mapping[int, Verdict] = field(default_factory=dict)
    """By question number: how the assisted answers of `days` stand to the others, where there are both."""
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)
    """What was made with it last."""

    def fits(self, period: Period, filters: Filters, today: date) -> bool:
        """Whether it was made for these."""
        return (self.period, self.filters, self.today) == (period, filters, today)

    def past(self, question: AskedQuestion, channel: str) -> Past:
        """What is known of one question; an empty one where there is nothing."""
        found = self.pasts.get((question.number, channel))
        return found or _past(scale_of(question), {}, self.period, self.today)


def last_day(period: Period, today: date) -> date:
    """The period's last day, or today while it is open."""
    return today if period.first <= today <= period.last else period.last


def history(reader: Reader, period: Period, filters: Filters, now: datetime, *, day_starts: int) -> History:
    """Reads what lies before `period`. `now` is the shop's wall clock; two or three short reads."""
    today = business_day(now, day_starts)
    end = day_number(last_day(period, today))
    is_open = period.first <= today <= period.last
    first = min(day_number(period.first), end) - DAYS if is_open else end - DAYS

    def days(first: int, last: int) -> tuple[Tally, ...]:
        return tuple(reader.tallies(first, last, Dimension.TOTAL, filters, daily=True))

    tallies = days(first, end - 1 if is_open else end)
    questions = scored(reader.questions())
    if not _enough(questions, tallies, end):
        far = (day_number(period.first) if is_open else end) - 7 * WEEKS
        tallies = days(far, first - 1) + tallies
    pasts = {}
    for channel in sorted({tally.channel for tally in tallies}):
        by_question = gather_days(tallies, channel)
        for question in questions:
            if question.number in by_question:
                pasts[question.number, channel] = _past(
                    scale_of(question), by_question[question.number], period, today
                )
    previous = earlier(period)
    recent = tuple(t for t in tallies if t.day is not None and end - DAYS <= t.day < end)
    return History(
        period=period,
        filters=filters,
        today=today,
        pasts=pasts,
        days=recent,
        last_day=None if is_open else tuple(t for t in tallies if t.day == end),
        before=None
        if is_open
        else tuple(
            reader.tallies(
                day_number(previous.first), day_number(previous.last), Dimension.TOTAL, filters, daily=False
            )
        ),
        marks=marks(
            reader,
            min(day_number(period.first), end - DAYS + 1),
            max(day_number(period.last), end),
            zone=now.tzinfo,
            day_starts=day_starts,
        ),
        closed=closed(
            reader,
            day_number(period.first),
            day_number(today) - 1 if is_open else day_number(period.last),
            filters,
        ),
        answers=answers_by_channel(recent, questions),
        assisted=assisted(recent, questions),
    )


def assisted(tallies: Sequence[Tally], questions: Sequence[AskedQuestion]) -> dict[int, Verdict]:
    """By question number: assisted answers against those people gave by themselves, where there are both."""
    taken = gather(tallies, Channel.ASSISTED)
    alone = gather(tallies, Channel.SELF) if taken else {}
    return {
        question.number: change(
            scale_of(question), counts_of(alone, question), counts_of(taken, question)
        ).verdict
        for question in questions
        if question.number in alone and question.number in taken
    }


def _enough(questions: list[AskedQuestion], tallies: tuple[Tally, ...], end: int) -> bool:
    """Whether every question that was answered has days enough in every channel."""
    numbers = {q.number for q in questions}
    return all(
        sum(sum(counts) >= MIN_N for counts in days.values()) >= DAYS_NEEDED
        for channel in {t.channel for t in tallies}
        for number, days in gather_days(tallies, channel).items()
        if number in numbers
    )


def _past(scale: Scale, days: Mapping[int, Counts], period: Period, today: date) -> Past:
    end = day_number(last_day(period, today))
    base = day_number(period.first) if period.first <= today <= period.last else end
    line = _learn(scale, days, end)
    recent = [days[day] for day in range(end - DAYS, end) if day in days]
    return Past(
        usual=line if base == end else _learn(scale, days, base),
        line=line,
        recent=add(scale, *recent),
        points=_points(scale, days, line.chart, end),
    )


def _learn(scale: Scale, days: Mapping[int, Counts], before: int) -> Learnt:
    """From the 28 days before the day `before`; from 26 weeks where the days are too few or too small."""
    histograms = [days[day] for day in range(before - DAYS, before) if day in days]
    large = [counts for counts in histograms if sum(counts) >= MIN_N]
    if len(large) >= DAYS_NEEDED:
        return Learnt(chart(scale, large), len(large), DAYS_NEEDED, weeks=False)
    weeks = []
    for start in range(before - 7 * WEEKS, before, 7):
        week = add(scale, *(days[day] for day in range(start, start + 7) if day in days))
        if sum(week) >= MIN_N:
            weeks.append(week)
    if len(weeks) >= WEEKS_NEEDED:
        return Learnt(chart(scale, weeks), len(weeks), WEEKS_NEEDED, weeks=True)
    if len(histograms) > 2 * len(large):  # at this size the days will never do
        return Learnt(None, len(weeks), WEEKS_NEEDED, weeks=True)
    return Learnt(None, len(large), DAYS_NEEDED, weeks=False)


def _points(scale: Scale, days: Mapping[int, Counts], usual: Chart | None, end: int) -> tuple[DayPoint, ...]:
    numbers = range(end - DAYS + 1, end)
    scores = {day: score(scale, days.get(day, add(scale))) for day in numbers}
    judged = [day for day in numbers if scores[day].n >= MIN_N]
    signal = dict(zip(judged, signals(usual, [scores[day] for day in judged]), strict=True)) if usual else {}
    return tuple(
        DayPoint(
            day=day,
            score=scores[day],
            limits=usual.limits(scores[day].n) if usual and scores[day].n >= MIN_N else None,
            signal=signal.get(day, False),
        )
        for day in numbers
    )
