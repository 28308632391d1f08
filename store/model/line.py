"""The line of a score over time: a point a day, a week or a month, as suits the length of its period."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from store.model.period import Period, Span, day_date, day_number, period_of
from store.model.score import MIN_N, Interval, Score, bounds

DAYS = 28
"""Closed days that say what is usual; the least days of a line of days."""
WEEKS = 26
"""The least weeks of a line of weeks; looked at too where single days are too small."""
MONTHS = 24
"""The least months of a line of months: the year and the one before it."""
NEEDED = {Span.DAY: 14, Span.WEEK: 12, Span.MONTH: 12}
"""From so many points with at least 10 answers it is known what is usual."""

LEAST_SPAN = 0.12
"""The least part of a scale that a drawing's height covers, so that noise does not look like a fall."""

_BEFORE = {Span.WEEK: 14, Span.MONTH: 12}
"""Points before a long period: the quarter or the year before it, and enough to say what is usual."""
_MOST_DAYS, _MOST_WEEKS = 56, 39
"""The longest of any dates that are drawn by days, in days, and by weeks, in weeks."""
_GAPS = {Span.DAY: 2, Span.WEEK: 7, Span.MONTH: 31}
"""Days without a score that a line still crosses: a closed Sunday and a holiday; one week; one month."""


class Point(NamedTuple):
    """One day, week or month of a line."""

    first: int
    last: int
    """Its days, both included. A week or month that is cut by the line's end has only those up to there."""
    score: Score
    limits: Interval | None
    """What is usual for as many answers; None while that is being learnt, and under 10 answers."""
    signal: bool
    """Out of the usual, and not by chance."""


@dataclass(frozen=True, slots=True)
class Line:
    """A score over time, oldest point first. It ends with its period's last day, or with today."""

    step: Span = Span.DAY
    """What a point is: a day, a week (from Monday) or a month."""
    points: tuple[Point, ...] = ()
    """One after the other, without a gap; a point without answers has a score of none."""
    centre: float | None = None
    """The middle of what is usual; None while it is being learnt."""
    since: int | None = None
    """The first day of its period, where that is long; what lies before is there to be held against."""

    def is_before(self, point: Point) -> bool:
        """Whether a point lies before the period, with all its days."""
        return self.since is not None and point.last < self.since

    @property
    def shown(self) -> tuple[Point, ...]:
        """The points that have a score: those with 10 answers or more."""
        return tuple(point for point in self.points if point.score.n >= MIN_N)

    @property
    def is_drawn(self) -> bool:
        """Whether there are points enough to draw it."""
        return len(self.shown) > 1

    @property
    def ends_early(self) -> bool:
        """Whether its last week or month is not whole: still running, or cut where the period ends."""
        if not self.points:
            return False
        return day_number(period_of(self.step, day_date(self.points[-1].first)).last) > self.points[-1].last

    def place(self, day: int) -> int:
        """Which point a day of the line belongs to, counted from the oldest."""
        return bisect_right(self.points, day, key=lambda point: point.first) - 1

    def runs(self, points: Sequence[Point]) -> list[list[Point]]:
        """Some of its points, in parts whose neighbours are joined up."""
        found: list[list[Point]] = [[points[0]]] if points else []
        for a, b in pairwise(points):
            if b.first - a.last - 1 <= _GAPS[self.step]:
                found[-1].append(b)
            else:
                found.append([b])
        return found

    def reach(self) -> tuple[float, float]:
        """What a drawing's height covers: every score and limit, with a little air, inside what is possible.

        ValueError where no point has a score.
        """
        values = [value for point in self.shown for value in _values(point)]
        low, high = min(values), max(values)
        floor, ceiling = bounds(self.points[0].score.scale)
        air = max((ceiling - floor) * LEAST_SPAN - (high - low), 0.12 * (high - low)) / 2
        return max(floor, low - air), min(ceiling, high + air)


def _values(point: Point) -> Iterator[float]:
    yield float(point.score.value or 0)
    if point.limits is not None:
        yield from (point.limits.low, point.limits.high)


def step_of(period: Period) -> Span:
    """By what the line of a period goes: days; of a quarter weeks; of a year months.

    Any dates by what is nearest: days up to eight weeks, weeks up to three quarters.
    """
    match period.span:
        case Span.QUARTER:
            return Span.WEEK
        case Span.YEAR:
            return Span.MONTH
        case Span.DATES:
            days = (period.last - period.first).days + 1
            if days > _MOST_DAYS:
                return Span.WEEK if days <= 7 * _MOST_WEEKS else Span.MONTH
    return Span.DAY


def begin(step: Span, period: Period, end: date) -> date:
    """The first day of the line of a period that ends on the day `end`: all of the period, and some before.

    By days 28, or the whole period where that is longer; by weeks half a year at least, and 14 weeks before
    the period; by months two years at least, and the year before the period.
    """
    if step is Span.WEEK:
        first, last = (day_number(period_of(step, day).first) for day in (period.first, end))
        return day_date(min(first - 7 * _BEFORE[step], last - 7 * (WEEKS - 1)))
    if step is Span.MONTH:
        return min(_months_before(period.first, _BEFORE[step]), _months_before(end, MONTHS - 1))
    return min(period.first, day_date(day_number(end) - DAYS + 1))


def pieces(step: Span, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The days from `first` to `last` by steps, oldest first; the outer ones are cut to those days."""
    if step is Span.DAY:
        return tuple((day, day) for day in range(first, last + 1))
    found = []
    while first <= last:
        until = min(last, day_number(period_of(step, day_date(first)).last))
        found.append((first, until))
        first = until + 1
    return tuple(found)


def _months_before(day: date, months: int) -> date:
    """The first day of the month so many months before that of `day`."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
