"""What is known of a period before today's answers: what is usual, its closed days, what it is compared with.

Made of closed days only, so that within one business day it stays as it is: a live screen computes it
once and hands it in at each new answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from store.model.closed import NO_DAYS, Closed, closed
from store.model.control import Chart, chart, signals
from store.model.histograms import answers_by_channel, counts_of, gather, gather_days, scale_of, scored
from store.model.line import DAYS, NEEDED, WEEKS, Line, Point, begin, pieces, step_of
from store.model.marks import Mark, marks
from store.model.memo import Memo
from store.model.period import Period, Span, business_day, day_date, day_number, earlier, period_of
from store.model.reader import AskedQuestion, Dimension, Filters, Reader, Tally
from store.model.response import Channel
from store.model.scale import Scale
from store.model.score import MIN_N, Counts, Verdict, add, change, score

_LADDERS = {
    Span.DAY: (Span.DAY, Span.WEEK),
    Span.WEEK: (Span.WEEK, Span.DAY),
    Span.MONTH: (Span.MONTH, Span.WEEK, Span.DAY),
}
"""What is usual is learnt from points like those of the line; where these are too few or too small, from the
next. It holds for any number of answers, and so for longer and shorter points too."""
_BACK = {Span.DAY: DAYS, Span.WEEK: 7 * WEEKS, Span.MONTH: 731}
"""From how many days it is learnt."""


class Learnt(NamedTuple):
    """What is usual for one question, or how far it is learnt."""

    chart: Chart | None
    """None while it is still being learnt."""
    seen: int
    """Days, weeks or months with enough answers."""
    needed: int
    step: Span
    """What it is learnt from: days, weeks or months."""


class Past(NamedTuple):
    """One question in one channel, before the period's last day."""

    usual: Learnt
    """From what lies before an open period; of a closed one before the last point of its line."""
    chart: Chart | None
    """What is usual over the line, from its points before the last."""
    line: Line
    """Of an open period without its last point, which holds today."""
    running: tuple[int, int] | None
    """The days of that point; None for a closed period."""
    begun: Counts
    """What that point has from the days before today."""
    recent: Counts
    """Of the 28 days before the period's last day together."""


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
    line_first: date
    """The first day of its lines."""
    step: Span
    """What a point of its lines is: a day, a week or a month."""
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
        return found or _past(
            scale_of(question), {}, self.period, self.today, step=self.step, first=self.line_first
        )


def last_day(period: Period, today: date) -> date:
    """The period's last day, or today while it is open."""
    return today if period.first <= today <= period.last else period.last


def history(reader: Reader, period: Period, filters: Filters, now: datetime, *, day_starts: int) -> History:
    """Reads what lies before `period`. `now` is the shop's wall clock; two or three short reads."""
    today = business_day(now, day_starts)
    until = last_day(period, today)
    end = day_number(until)
    is_open = period.first <= today <= period.last
    base = day_number(period.first) if is_open else end
    step = step_of(period)
    line_first = begin(step, period, until)
    # As far back from the last day of a period as from its first, so that what is usual stays as it was.
    first = min(day_number(line_first), base - _BACK[step])

    def days(first: int, last: int) -> tuple[Tally, ...]:
        return tuple(reader.tallies(first, last, Dimension.TOTAL, filters, daily=True))

    tallies = days(first, end - 1 if is_open else end)
    questions = scored(reader.questions())
    if step is not Span.DAY:
        step, line_first = _as_old_as_the_answers(step, line_first, tallies, end)
    elif not _enough(questions, tallies, end):
        tallies = days(base - 7 * WEEKS, first - 1) + tallies
    pasts = {}
    for channel in sorted({tally.channel for tally in tallies}):
        by_question = gather_days(tallies, channel)
        for question in questions:
            if question.number in by_question:
                pasts[question.number, channel] = _past(
                    scale_of(question),
                    by_question[question.number],
                    period,
                    today,
                    step=step,
                    first=line_first,
                )
    recent = tuple(t for t in tallies if t.day is not None and end - DAYS <= t.day < end)
    return History(
        period=period,
        filters=filters,
        today=today,
        pasts=pasts,
        days=recent,
        line_first=line_first,
        step=step,
        before=None if is_open else _before(reader, period, filters, tallies, first),
        marks=marks(
            reader,
            min(day_number(period.first), day_number(line_first)),
            max(day_number(period.last), end),
            zone=now.tzinfo,
            day_starts=day_starts,
        ),
        closed=closed(
            reader,
            day_number(period.first),
            day_number(today) - 1 if is_open else day_number(period.last),
            filters,
            tallies,
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


def _before(
    reader: Reader, period: Period, filters: Filters, tallies: Iterable[Tally], first: int
) -> tuple[Tally, ...]:
    """The equal period before: from `tallies`, which are known from the day `first` on, or read."""
    previous = earlier(period)
    begins, ends = day_number(previous.first), day_number(previous.last)
    if begins >= first:
        return tuple(t for t in tallies if t.day is not None and begins <= t.day <= ends)
    return tuple(reader.tallies(begins, ends, Dimension.TOTAL, filters))


def _as_old_as_the_answers(step: Span, first: date, tallies: Sequence[Tally], end: int) -> tuple[Span, date]:
    """A line begins where the answers begin, and goes by weeks while these are younger than a year."""
    oldest = min((t.day for t in tallies if t.day is not None and any(t.counts)), default=None)
    if oldest is None:
        return step, first
    if step is Span.MONTH and len(pieces(step, oldest, end)) < NEEDED[step]:
        step = Span.WEEK
    return step, max(first, period_of(step, day_date(oldest)).first)


def _enough(questions: list[AskedQuestion], tallies: tuple[Tally, ...], end: int) -> bool:
    """Whether every question that was answered has days enough in every channel."""
    numbers = {q.number for q in questions}
    return all(
        sum(sum(counts) >= MIN_N for counts in days.values()) >= NEEDED[Span.DAY]
        for channel in {t.channel for t in tallies}
        for number, days in gather_days(tallies, channel).items()
        if number in numbers
    )


def _past(
    scale: Scale, days: Mapping[int, Counts], period: Period, today: date, *, step: Span, first: date
) -> Past:
    end = day_number(last_day(period, today))
    is_open = period.first <= today <= period.last
    *whole, running = pieces(step, day_number(first), end)
    learnt = _learn(scale, days, step, running[0])
    points = _points(scale, days, learnt.chart, whole if is_open else [*whole, running])
    centre = learnt.chart.centre if learnt.chart else None
    base = day_number(period.first) if is_open else running[0]
    return Past(
        usual=learnt if base == running[0] else _learn(scale, days, step, base),
        chart=learnt.chart,
        line=Line(step, points, centre, None if step is Span.DAY else day_number(period.first)),
        running=running if is_open else None,
        begun=_together(scale, days, running[0], end - 1),
        recent=_together(scale, days, end - DAYS, end - 1),
    )


def _together(scale: Scale, days: Mapping[int, Counts], first: int, last: int) -> Counts:
    return add(scale, *(days[day] for day in range(first, last + 1) if day in days))


def _learn(scale: Scale, days: Mapping[int, Counts], step: Span, before: int) -> Learnt:
    """From the points before the day `before`."""
    seen: dict[Span, int] = {}
    for each in _LADDERS[step]:
        several = (_together(scale, days, *piece) for piece in pieces(each, before - _BACK[each], before - 1))
        large = [counts for counts in several if sum(counts) >= MIN_N]
        if len(large) >= NEEDED[each]:
            return Learnt(chart(scale, large), len(large), NEEDED[each], each)
        seen[each] = len(large)
    answered = sum(day in days for day in range(before - DAYS, before))
    # The days are what is soonest learnt from, unless at this size they will never do.
    told = Span.WEEK if answered > 2 * seen[Span.DAY] else Span.DAY
    return Learnt(None, seen[told], NEEDED[told], told)


def _points(
    scale: Scale, days: Mapping[int, Counts], usual: Chart | None, those: Sequence[tuple[int, int]]
) -> tuple[Point, ...]:
    scores = {piece: score(scale, _together(scale, days, *piece)) for piece in those}
    judged = [piece for piece in those if scores[piece].n >= MIN_N]
    signal = (
        dict(zip(judged, signals(usual, [scores[piece] for piece in judged]), strict=True)) if usual else {}
    )
    return tuple(
        Point(
            *piece,
            scores[piece],
            usual.limits(scores[piece].n) if usual and scores[piece].n >= MIN_N else None,
            signal.get(piece, False),
        )
        for piece in those
    )
