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
