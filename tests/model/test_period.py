"""Periods of business days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.period import (
    Period,
    Span,
    business_day,
    day_date,
    day_number,
    earlier,
    hours_of_day,
    later,
    period_of,
)

SATURDAY = date(2026, 11, 21)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
spans = st.sampled_from([span for span in Span if span is not Span.DATES])


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.DAY, SATURDAY, SATURDAY),
        (Span.WEEK, date(2026, 11, 16), date(2026, 11, 22)),
        (Span.MONTH, date(2026, 11, 1), date(2026, 11, 30)),
        (Span.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        (Span.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        (Span.DATES, SATURDAY, SATURDAY),
    ],
)
def test_the_period_of_a_day(span: Span, first: date, last: date) -> None:
    assert period_of(span, SATURDAY) == Period(span, first, last)


def test_february_has_its_own_length() -> None:
    assert period_of(Span.MONTH, date(2028, 2, 10)).last == date(2028, 2, 29)
    assert earlier(period_of(Span.MONTH, date(2026, 3, 31))) == period_of(Span.MONTH, date(2026, 2, 1))


@given(spans, days)
def test_periods_follow_one_another_without_a_gap(span: Span, day: date) -> None:
    period = period_of(span, day)
    assert period.first <= day <= period.last
    assert earlier(period).last + timedelta(days=1) == period.first
    assert later(period).first == period.last + timedelta(days=1)
    assert later(earlier(period)) == period == earlier(later(period))


@given(days, st.integers(0, 400))
def test_any_dates_are_followed_by_as_many(day: date, length: int) -> None:
    period = Period(Span.DATES, day, day + timedelta(days=length))
    assert later(earlier(period)) == period == earlier(later(period))
    assert earlier(period).last - earlier(period).first == timedelta(days=length)


def test_a_late_evening_is_one_day() -> None:
    paris = ZoneInfo("Europe/Paris")
    assert business_day(datetime(2026, 11, 22, 1, 30, tzinfo=paris), 4) == SATURDAY
    assert business_day(datetime(2026, 11, 22, 4, 0, tzinfo=paris), 4) == SATURDAY + timedelta(days=1)
    assert hours_of_day(4)[0] == 4
    assert hours_of_day(4)[-1] == 3
    assert sorted(hours_of_day(4)) == list(range(24))


def test_a_change_of_daylight_saving_moves_no_day() -> None:
    paris = ZoneInfo("Europe/Paris")
    for night in (date(2026, 3, 29), date(2026, 10, 25)):
        before = datetime(night.year, night.month, night.day, 3, 59, tzinfo=paris)
        assert business_day(before, 4) == night - timedelta(days=1)
        assert business_day(before.replace(hour=4, minute=0), 4) == night


@given(days)
def test_a_day_is_the_same_after_the_store(day: date) -> None:
    assert day_date(day_number(day)) == day
