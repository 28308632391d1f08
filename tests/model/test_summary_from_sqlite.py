"""The store's tallies and a recount of all its responses come to the same summary, to the last digit."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from model.memory_reader import MemoryReader
from model.small_shop import DAY_STARTS, NOW, SATURDAY, SURVEY, visit

from store.model.cut import BY, cut
from store.model.period import Period, Span, earlier, period_of
from store.model.reader import Filters
from store.model.response import Channel, Response
from store.model.rules import Rules
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
                skipped=["first_time"] if random.random() < 0.3 else [],
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


@pytest.mark.parametrize("by", BY)
def test_every_cut_is_the_same(readers: tuple[MemoryReader, SqliteReader], by: str) -> None:
    memory, sqlite = (
        cut(reader, period_of(Span.MONTH, SATURDAY), by, day_starts=DAY_STARTS) for reader in readers
    )
    assert memory == sqlite
    assert memory.rows
