"""Business days, and the periods made of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

_EPOCH = date(1970, 1, 1)


class Span(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DATES = "dates"
    """Any two dates."""


def day_number(day: date) -> int:
    """A date as whole days since 1970-01-01, as the store keeps it."""
    return (day - _EPOCH).days


def day_date(number: int) -> date:
    """The date of a day number."""
    return _EPOCH + timedelta(days=number)


def business_day(moment: datetime, day_starts: int) -> date:
    """The shop's business day at an aware local `moment`; the day begins at the hour `day_starts` (0-23).

    Counted on the wall clock, so that a change of daylight saving moves nothing: a shop that closes at 2
    has a day that ends at 4, and 01:30 on Sunday still belongs to Saturday.
    """
    return (moment.replace(tzinfo=None) - timedelta(hours=day_starts)).date()


@dataclass(frozen=True, slots=True)
class Period:
    """Business days from `first` to `last`, both included."""

    span: Span
    first: date
    last: date


def period_of(span: Span, day: date) -> Period:
    """The day, week (from Monday), month, quarter or year that holds `day`; `DATES` gives that day alone."""
    match span:
        case Span.WEEK:
            first = day - timedelta(days=day.weekday())
            return Period(span, first, first + timedelta(days=6))
        case Span.MONTH:
            return _months(span, day.year, day.month, 1)
        case Span.QUARTER:
            return _months(span, day.year, day.month - (day.month - 1) % 3, 3)
        case Span.YEAR:
            return Period(span, date(day.year, 1, 1), date(day.year, 12, 31))
    return Period(span, day, day)


def earlier(period: Period) -> Period:
    """The equal period before; for any dates, as many days before the first."""
    last = period.first - timedelta(days=1)
    if period.span is Span.DATES:
        return Period(period.span, last - (period.last - period.first), last)
    return period_of(period.span, last)


def later(period: Period) -> Period:
    """The equal period after."""
    first = period.last + timedelta(days=1)
    if period.span is Span.DATES:
        return Period(period.span, first, first + (period.last - period.first))
    return period_of(period.span, first)


def hours_of_day(day_starts: int) -> tuple[int, ...]:
    """The 24 hours of the wall clock in the order of a business day that begins at `day_starts`."""
    return tuple((day_starts + hour) % 24 for hour in range(24))


def _months(span: Span, year: int, month: int, count: int) -> Period:
    following = date(year + (month + count - 1) // 12, (month + count - 1) % 12 + 1, 1)
    return Period(span, date(year, month, 1), following - timedelta(days=1))
