"""The store's tallies and a recount of all its responses come to the same summary, to the last digit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model.memory_reader import MemoryReader
from model.small_shop import DAY_STARTS, NOW, SATURDAY, SURVEY, visit

from store.model.cut import BY, cut
from store.model.heat import heat_maps
from store.model.histograms import scored
from store.model.memo import Memo
from store.model.period import Period, Span, day_number, earlier, period_of
from store.model.reader import Allowed, Dimension, Filters, Only, Segment, Tally
from store.model.rescore import Scoring, rescored
from store.model.response import Channel, Response
from store.model.rules import Rules
from store.model.score import add
from store.model.summary import Summary, summarise
from store.sqlite.database import Database, open_database
from store.sqlite.reader import SqliteReader
from store.sqlite.responses import Responses

NO_RULES = Rules(repeat_seconds=0, fast_ms=0, burst_visits=10**6)
"""Who is left out is said by hand here; the rules have tests of their own."""


def crowd(seed: int, count: int) -> list[Response]:
    """Visits of every kind over five weeks, most of them lately."""
    random = Random(seed)
    found = []
    for _ in range(count):
        asked = random.random() < 0.6
        found.append(
            visit(
                day=SATURDAY - timedelta(days=random.choice([0, 0, 0, 1, 1, *range(2, 36)])),
                hour=random.choice([9, 12, 15, 23, 1]),
                score=random.choice([None, 1, 2, 3, 4, 5, 5, 5]),
                recommend=random.choice([None, None, *range(11)]),
                ease=random.choice([None, *range(1, 8)]),
                reasons=random.sample(["wait", "stock", "staff"], random.randrange(4)) if asked else None,
                remark=random.choice([None, None, "Slow", "Si gentil"]),
                touchpoint=random.choice(["checkout", "returns", "help desk"]),
                channel=random.choice([Channel.SELF] * 5 + [Channel.ASSISTED, Channel.DEMO]),
                agent=random.choice([None, "17", "18"]),
                kiosk=random.choice(["till", "door"]),
                language=random.choice(["en", "en", "fr"]),
                **random.choice(
                    [{}, {"skipped": ["first_time"]}, {"first_time": "yes"}, {"first_time": "no"}]
                ),
            )
        )
    return found


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> "tuple[MemoryReader, SqliteReader]":
    random = Random(2)
    responses = crowd(1, 400)
    voided = random.sample(responses, 25)
    left_out = {each.uid: [("void", "Ana", "a child")] for each in voided}
    for each in responses:
        if each.channel == Channel.DEMO:
            left_out.setdefault(each.uid, []).append(("demo", "", ""))
    database = open_store(tmp_path_factory.mktemp("home") / "kiosk.db")
    store = Responses(database, NO_RULES)
    store.register(SURVEY)
    for each in responses:
        store.save(each)
    for each in voided:
        store.void(each.uid, by="Ana", why="a child")
    lifted = next(each for each in responses if each.uid not in left_out)
    store.void(lifted.uid, by="Ana", why="a child")
    store.lift(lifted.uid, by="Ben", why="no child")
    store.set_target(1, 80, by="Ana")
    return MemoryReader([SURVEY], responses, left_out, {1: 80.0}), SqliteReader(database)


def open_store(path: Path) -> Database:
    return open_database(path, writing=True, now_ms=lambda: int(NOW.timestamp() * 1000))


def comparable(found: Summary) -> Summary:
    """Less what only a real store knows, and in an order of its own."""
    excluded = sorted(found.excluded, key=lambda each: (each.rule, each.by))
    return replace(found, kiosks=(), excluded=tuple(excluded))


PERIODS = [
    *[period_of(span, SATURDAY) for span in Span],
    *[earlier(period_of(span, SATURDAY)) for span in Span],
    Period(Span.DATES, SATURDAY - timedelta(days=10), SATURDAY - timedelta(days=3)),
]
FILTERS = [
    Filters(),
    Filters(touchpoint="returns"),
    Filters(agent="17"),
    Filters(kiosk="door"),
    Filters(language="en"),
    Filters(touchpoint="returns", kiosk="till"),
    Filters(touchpoint="nowhere"),
    Filters(question="satisfaction"),
    Filters(question="recommend", agent="18"),
    Filters(segments=(Segment("first_time", "yes"),)),
    Filters(language="fr", segments=(Segment("first_time", "yes"), Segment("mattered", "wait"))),
    Filters(allowed=Allowed(touchpoints=("checkout", "returns"))),
    Filters(touchpoint="returns", allowed=Allowed(touchpoints=("checkout",))),
    Filters(kiosk="door", allowed=Allowed(("checkout", "help desk"), ("17", "18"))),
]


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period.span} {period.last}")
def test_every_period_is_the_same(readers: tuple[MemoryReader, SqliteReader], period: Period) -> None:
    memory, sqlite = (
        comparable(summarise(reader, period, Filters(), NOW, day_starts=DAY_STARTS)) for reader in readers
    )
    assert memory == sqlite


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("channel", [None, "assisted"])
def test_every_filter_is_the_same(
    readers: tuple[MemoryReader, SqliteReader], filters: Filters, channel: str | None
) -> None:
    for period in (PERIODS[0], PERIODS[1], PERIODS[-2]):
        memory, sqlite = (
            comparable(summarise(reader, period, filters, NOW, day_starts=DAY_STARTS, channel=channel))
            for reader in readers
        )
        assert memory == sqlite


@pytest.mark.parametrize("by", [*BY, "first_time", "mattered"])
def test_every_cut_is_the_same(readers: tuple[MemoryReader, SqliteReader], by: str) -> None:
    week, month = earlier(period_of(Span.WEEK, SATURDAY)), period_of(Span.MONTH, SATURDAY)
    for period, filters in ((month, Filters()), (week, Filters()), (month, Filters(kiosk="till"))):
        memory, sqlite = (
            cut(reader, period, by, day_starts=DAY_STARTS, filters=filters, today=SATURDAY)
            for reader in readers
        )
        assert memory == sqlite
        assert memory.rows


names = st.sampled_from([None, "checkout", "returns", "nowhere"])
filters_of_any_kind = st.builds(
    Filters,
    touchpoint=names,
    agent=st.sampled_from([None, None, "17"]),
    kiosk=st.sampled_from([None, None, "till"]),
    language=st.sampled_from([None, None, "fr"]),
    question=st.sampled_from([None, None, "satisfaction", "ease"]),
    segments=st.sampled_from([(), (), (Segment("first_time", "yes"),)]),
    allowed=st.sampled_from([Allowed(), Allowed(("checkout", "returns")), Allowed((), ("17", "18"))]),
)


@given(
    filters=filters_of_any_kind,
    by=st.sampled_from(Dimension),
    back=st.integers(0, 36),
    days=st.integers(1, 20),
    daily=st.booleans(),
    only=st.sampled_from([None, Only("self", (1, 3)), Only("assisted", (1,))]),
)
@settings(max_examples=80, deadline=None)
def test_whatever_is_asked_the_store_answers_what_a_recount_does(
    readers: tuple[MemoryReader, SqliteReader],
    filters: Filters,
    by: Dimension,
    back: int,
    days: int,
    daily: bool,
    only: Only | None,
) -> None:
    last = day_number(SATURDAY) - back
    first = last - days + 1
    memory, sqlite = readers
    for ask in (
        lambda reader: reader.tallies(first, last, by, filters, daily=daily, only=only),
        lambda reader: [
            (c.day, c.key, c.question, c.option, c.channel, c.counted, frozenset(c.by_standing.items()))
            for c in reader.choices(first, last, by, filters, daily=daily)
        ],
        lambda reader: reader.funnel(first, last, filters, by=by),
        lambda reader: reader.left_out_answers(first, last, filters),
        lambda reader: reader.comments(first, last, filters, limit=99, low=daily, channel="self"),
    ):
        assert Counter(ask(memory)) == Counter(ask(sqlite))
    if not daily and only is None:  # what a breakdown adds up to is the total
        for reader in readers:
            whole = _sums(reader.tallies(first, last, Dimension.TOTAL, filters))
            if by is Dimension.AGENT:
                continue
            assert _sums(reader.tallies(first, last, by, filters)) == whole


def _sums(tallies: Sequence[Tally]) -> dict[tuple[int, str, bool], tuple[int, ...]]:
    found: dict[tuple[int, str, bool], tuple[int, ...]] = {}
    for tally in tallies:
        place = tally.question, tally.channel, tally.counted
        now = (*tally.counts, tally.shown, tally.skipped, tally.timed_out)
        before = found.get(place, (0,) * len(now))
        found[place] = tuple(a + b for a, b in zip(before, now, strict=True))
    return found


def test_the_newest_answers_are_the_same(readers: tuple[MemoryReader, SqliteReader]) -> None:
    since = int((NOW - timedelta(hours=9)).timestamp() * 1000)
    memory, sqlite = (reader.recent(since) for reader in readers)
    assert Counter(memory) == Counter(sqlite)
    assert memory


def test_heat_maps_are_the_same_and_hold_every_answer(readers: tuple[MemoryReader, SqliteReader]) -> None:
    period = period_of(Span.MONTH, SATURDAY)
    asked = scored(readers[0].questions())
    memory, sqlite = (
        heat_maps(reader, period, Filters(), asked, channel="self", day_starts=DAY_STARTS)
        for reader in readers
    )
    assert memory == sqlite
    for found in memory:
        assert (found.hours[0], found.hours[-1]) == (9, 1)  # 01:00 still belongs to the day before
        cells = [found.cells[day, hour].counts for day in found.weekdays for hour in found.hours]
        assert add(found.together.scale, *cells) == found.together.counts


def test_the_days_before_today_are_read_once_for_a_map_and_today_each_time(
    readers: tuple[MemoryReader, SqliteReader], monkeypatch: pytest.MonkeyPatch
) -> None:
    period, filters = period_of(Span.MONTH, SATURDAY), Filters(touchpoint="returns")
    asked, memo = scored(readers[1].questions()), Memo()
    whole = heat_maps(readers[1], period, filters, asked, channel="self", day_starts=DAY_STARTS)
    read = list[tuple[int, int]]()

    def tallies(first: int, last: int, *what: object, **more: object) -> Sequence[Tally]:
        read.append((first, last))
        return SqliteReader.tallies(readers[1], first, last, *what, **more)  # type: ignore[arg-type]  # as asked

    monkeypatch.setattr(readers[1], "tallies", tallies)
    for _ in range(2):
        found = heat_maps(
            readers[1], period, filters, asked,
            channel="self", day_starts=DAY_STARTS, today=SATURDAY, memo=memo,
        )  # fmt: skip
        assert found == whole
    today, first, last = map(day_number, (SATURDAY, period.first, period.last))
    assert read == [(first, today - 1), (today, last), (today, last)]


def test_scores_under_other_rules_are_the_same(readers: tuple[MemoryReader, SqliteReader]) -> None:
    period, scoring = period_of(Span.MONTH, SATURDAY), Scoring(without=frozenset({"void"}))
    memory, sqlite = (rescored(reader, period, Filters(), scoring, channel="self") for reader in readers)
    assert memory == sqlite
    assert memory[0].more > 0
    assert memory[0].new.n == memory[0].old.n + memory[0].more
