"""The line of a score: a point a day, a week or a month, as suits the period."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.memory_reader import MemoryReader
from model.small_shop import DAY_STARTS, NOW, SATURDAY, SURVEY, visit

from store.model.cut import cut
from store.model.line import begin, pieces, step_of
from store.model.marks import Mark, MarkKind, concerning
from store.model.period import Period, Span, day_date, day_number, earlier, period_of
from store.model.reader import Filters, Tally
from store.model.response import Response
from store.model.summary import Card, summarise

HAPPY = [5] * 17 + [1] * 3
QUARTER, YEAR = period_of(Span.QUARTER, SATURDAY), period_of(Span.YEAR, SATURDAY)


def dates(first: date, days: int) -> Period:
    return Period(Span.DATES, first, first + timedelta(days=days - 1))


def weekly(weeks: int, *, before: date = SATURDAY, n: int = 20, seed: int = 1) -> list[Response]:
    """So many answers on a day of each week, the newest seven days before."""
    shuffled = Random(seed)
    return [
        visit(score=each, day=before - timedelta(weeks=ago))
        for ago in range(1, weeks + 1)
        for each in shuffled.choices(HAPPY, k=n)
    ]


def card_of(period: Period, *responses: list[Response]) -> tuple[Card, MemoryReader]:
    reader = MemoryReader([SURVEY], [each for some in responses for each in some])
    found = summarise(reader, period, Filters(), NOW, day_starts=DAY_STARTS)
    return found.cards[0], reader


@pytest.mark.parametrize(
    ("period", "step"),
    [
        (period_of(Span.DAY, SATURDAY), Span.DAY),
        (period_of(Span.WEEK, SATURDAY), Span.DAY),
        (period_of(Span.MONTH, SATURDAY), Span.DAY),
        (QUARTER, Span.WEEK),
        (YEAR, Span.MONTH),
        (dates(SATURDAY, 56), Span.DAY),
        (dates(SATURDAY, 57), Span.WEEK),
        (dates(SATURDAY, 273), Span.WEEK),
        (dates(SATURDAY, 274), Span.MONTH),
    ],
)
def test_the_longer_the_period_the_longer_the_points(period: Period, step: Span) -> None:
    assert step_of(period) is step


@given(
    span=st.sampled_from(Span),
    day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 1000),
    into=st.integers(0, 1000),
)
def test_a_line_covers_its_period_up_to_its_end_without_a_gap(
    span: Span, day: date, days: int, into: int
) -> None:
    period = dates(day, days) if span is Span.DATES else period_of(span, day)
    end = min(period.last, period.first + timedelta(days=into))
    step = step_of(period)
    first = begin(step, period, end)
    points = pieces(step, day_number(first), day_number(end))
    assert first <= period.first
    assert points[0][0] == day_number(first)
    assert points[-1][1] == day_number(end)
    assert all(b[0] == a[1] + 1 for a, b in pairwise(points))
    if step is not Span.DAY:
        whole = [period_of(step, day_date(a)) for a, _ in points]
        assert [day_number(each.first) for each in whole] == [a for a, _ in points]
        before = sum(last < day_number(period.first) for _, last in points)
        assert before >= 12, "so many points before the period say what is usual for it"
    else:
        assert len(points) >= 28


def test_a_quarter_goes_by_weeks_that_are_those_of_the_table() -> None:
    card, reader = card_of(QUARTER, weekly(40))
    assert card.line.step is Span.WEEK
    assert len(card.line.points) == 26
    table = cut(
        reader, Period(Span.DATES, day_date(card.line.points[0].first), SATURDAY), "week", day_starts=4
    )
    of_week = {row.name: row.scores[card.question.number] for row in table.rows}
    assert of_week
    for point in card.line.points:
        found = of_week.get(day_date(point.first).isoformat())
        assert (found and found.counts) == (point.score.counts if point.score.n else None)


def test_a_week_that_is_still_running_counts_up_to_today_and_says_so() -> None:
    card, _ = card_of(QUARTER, weekly(30), [visit(score=5, day=SATURDAY - timedelta(days=1)), visit(score=1)])
    last = card.line.points[-1]
    assert (day_date(last.first), day_date(last.last)) == (date(2026, 11, 16), SATURDAY)
    assert last.score.counts == (1, 0, 0, 0, 1)
    assert card.line.ends_early
    closed, _ = card_of(earlier(QUARTER), weekly(40))
    assert day_date(closed.line.points[-1].last) == date(2026, 9, 30), "cut where the quarter ends"
    assert closed.line.ends_early
    day, _ = card_of(period_of(Span.DAY, SATURDAY), weekly(4))
    assert not day.line.ends_early


def test_what_is_usual_for_a_quarter_is_learnt_from_the_weeks_before_it() -> None:
    card, _ = card_of(QUARTER, weekly(40), [visit(score=1) for _ in range(30)])
    assert card.usual is not None
    assert (card.usual.step, card.usual.needed) == (Span.WEEK, 12)
    assert card.usual.seen >= 12
    assert card.line.centre is not None
    assert card.line.points[-1].signal, "thirty unhappy ones are no chance"
    assert not any(point.signal for point in card.line.points[:-1])


@pytest.mark.parametrize(("period", "steps"), [(QUARTER, 26), (YEAR, 24)])
def test_what_is_usual_stays_as_it_was_while_its_period_goes_on(period: Period, steps: int) -> None:
    reader = MemoryReader([SURVEY], weekly(160, before=period.first, n=12))
    ends = (period.first, period.last)
    first, last = (
        summarise(
            reader, period, Filters(), datetime.combine(day, time(18), UTC), day_starts=DAY_STARTS
        ).cards[0]
        for day in ends
    )
    assert first.usual is not None
    assert first.usual.seen == steps
    assert last.usual is not None
    assert (last.usual.seen, last.usual.centre) == (first.usual.seen, first.usual.centre)


def test_before_there_are_weeks_enough_it_is_learnt_from_days() -> None:
    days = [
        visit(score=5, day=QUARTER.first - timedelta(days=ago)) for ago in range(1, 21) for _ in range(12)
    ]
    card, _ = card_of(QUARTER, days)
    assert card.usual is not None
    assert (card.usual.step, card.usual.seen) == (Span.DAY, 20)


def test_a_bad_week_stands_out_and_a_month_of_bad_weeks_too() -> None:
    bad = [visit(score=1, day=SATURDAY - timedelta(weeks=5)) for _ in range(20)]
    card, _ = card_of(QUARTER, weekly(30), bad)
    assert [point.first for point in card.line.points if point.signal] == [
        day_number(date(2026, 10, 12)),
    ]
    card, _ = card_of(YEAR, weekly(100), [visit(score=1, day=date(2026, 3, 3 + i % 9)) for i in range(60)])
    assert card.line.step is Span.MONTH
    assert [day_date(point.first) for point in card.line.points if point.signal] == [date(2026, 3, 1)]
    assert len(card.line.points) == 24


def test_a_year_goes_by_weeks_while_the_shop_is_younger_than_one() -> None:
    card, _ = card_of(YEAR, weekly(20))
    assert card.line.step is Span.WEEK
    assert len(card.line.points) == 21, "it begins where the answers begin"
    card, _ = card_of(YEAR, weekly(49))
    assert card.line.step is Span.MONTH
    assert day_date(card.line.points[0].first) == date(2025, 12, 1)


def test_points_under_10_answers_have_no_score_and_the_line_crosses_few_of_them() -> None:
    kept = [
        each for each in weekly(20) if each.day not in {day_number(SATURDAY) - 7 * ago for ago in (4, 9, 10)}
    ]
    card, _ = card_of(QUARTER, kept)
    assert [len(run) for run in card.line.runs(card.line.shown)] == [10, 7]
    small, _ = card_of(QUARTER, weekly(20, n=9))
    assert small.line.shown == ()
    assert not small.line.is_drawn


def test_a_closed_month_shows_all_of_its_days() -> None:
    october = period_of(Span.MONTH, date(2026, 10, 1))
    card, _ = card_of(october, weekly(12))
    assert [card.line.points[0].first, card.line.points[-1].last] == [
        day_number(october.first),
        day_number(october.last),
    ]


def test_a_mark_belongs_to_the_week_of_its_day() -> None:
    card, _ = card_of(QUARTER, weekly(30))
    line = card.line
    note = Mark(day_number(date(2026, 11, 11)), MarkKind.NOTE, {"": "second till"}, by="Ana")
    other = Mark(note.day, MarkKind.WORDING, {"en": "Easy?"}, "counter", "ease")
    assert concerning((note, other), card.question, line.points[0].first, line.points[-1].last) == [note]
    assert day_date(line.points[line.place(note.day)].first) == date(2026, 11, 9)


@pytest.mark.parametrize("period", [QUARTER, YEAR, earlier(QUARTER), earlier(YEAR)])
def test_what_lies_before_is_read_in_one_range(period: Period, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    read = MemoryReader.tallies

    def noted(reader: MemoryReader, *what: Any, **more: Any) -> Sequence[Tally]:
        asked.append(more.get("daily", False))
        return read(reader, *what, **more)

    monkeypatch.setattr(MemoryReader, "tallies", noted)
    card_of(period, weekly(20))
    assert asked.count(True) == 1
