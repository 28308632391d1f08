"""What is left out of the scores is flagged with its reason, and can be brought back."""

from collections.abc import Callable
from datetime import time

import pytest
from sqlite.counter import NOON, TODAY, Clock, Store, answered, visit
from sqlite.recount import kept, recounted

from store.model.reader import Dimension, Excluded, Filters
from store.model.response import Response, Status
from store.model.rules import Rules
from store.sqlite.database import StoreError

SLOW = 20_000


def left_out(store: Store) -> dict[str, str]:
    """By uid: the rules that stand, sorted."""
    rows = store.rows(
        "SELECT r.uid, e.rule FROM exclusion e JOIN response r ON r.id = e.response"
        " WHERE e.lifted_ms IS NULL ORDER BY r.uid, e.rule"
    )
    found: dict[str, str] = {}
    for uid, rule in rows:
        found[uid] = f"{found[uid]} {rule}" if uid in found else rule
    return found


def n(store: Store, *, counted: bool = True) -> int:
    tallies = store.reader.tallies(TODAY, TODAY, Dimension.TOTAL, Filters())
    return sum(sum(tally.counts) for tally in tallies if tally.question == 1 and tally.counted is counted)


def test_a_visit_begun_right_after_the_last_answer_is_kept_but_left_out(store: Store) -> None:
    store.save(visit("u1", answered("satisfaction", 4, took=3000)))
    store.save(visit("u2", answered("satisfaction", 1, took=1000), at=NOON + 6_000))
    store.save(visit("u3", answered("satisfaction", 5, took=1000), at=NOON + 11_000))
    assert left_out(store) == {"u2": "repeat"}
    assert (n(store), n(store, counted=False)) == (2, 1)
    assert store.reader.response("u2") is not None


def test_the_time_between_visits_is_taken_to_the_first_answer_of_the_next(store: Store) -> None:
    store.save(visit("u1", answered("satisfaction", 4, took=3000)))
    open_visit = visit("u2", answered("satisfaction", 1, took=500), at=NOON + 4_000, status=Status.OPEN)
    store.save(visit("u2", at=NOON + 4_000, status=Status.OPEN, answers={}))
    assert left_out(store) == {}
    store.save(open_visit)
    assert left_out(store) == {"u2": "repeat"}
    assert kept(store) == recounted(store)


def test_other_kiosks_and_assisted_visits_may_follow_each_other_at_once(store: Store) -> None:
    store.save(visit("u1"), visit("u2", at=NOON + 1000, kiosk="kiosk-2"))
    store.save(visit("u3", at=NOON + 1000, channel="assisted"))
    assert left_out(store) == {}


def test_a_shop_may_turn_the_repeat_rule_off(opened: Callable[..., Store]) -> None:
    store = opened(rules=Rules(repeat_seconds=0))
    store.save(visit("u1"), visit("u2", at=NOON + 100))
    assert left_out(store) == {}


def test_three_questions_faster_than_anyone_reads_are_left_out_when_the_third_comes(store: Store) -> None:
    fast = [
        answered(q, 4, after=i * 500, took=400) for i, q in enumerate(("satisfaction", "recommend", "ease"))
    ]
    store.save(visit("u1", *fast[:2], status=Status.OPEN))
    assert (left_out(store), n(store)) == ({}, 1)
    store.save(visit("u1", *fast))
    assert (left_out(store), n(store), n(store, counted=False)) == ({"u1": "fast"}, 0, 1)
    assert kept(store) == recounted(store)


def hurried(uid: str, at: int, **more: object) -> Response:
    """Answered with one tap on what stood on the screen, 6 s after the one before."""
    return visit(uid, answered("satisfaction", 4, took=0), at=NOON + at * 6_000, **more)


def test_a_burst_counts_once_also_backwards(store: Store) -> None:
    for i in range(4):
        store.save(hurried(f"u{i}", i))
    assert (left_out(store), n(store)) == ({}, 4)
    store.save(hurried("u4", 4))
    assert left_out(store) == {f"u{i}": "burst" for i in range(1, 5)}
    assert (n(store), n(store, counted=False)) == (1, 4)
    assert kept(store) == recounted(store)


def test_five_visits_in_more_than_a_minute_are_no_burst(store: Store) -> None:
    for i in range(8):
        store.save(visit(f"u{i}", at=NOON + i * SLOW))
    assert left_out(store) == {}


def test_a_burst_is_of_one_kiosk(store: Store) -> None:
    for i in range(10):
        store.save(hurried(f"u{i}", i, kiosk=f"kiosk-{i % 4}"))
    assert left_out(store) == {}


def test_a_queue_of_people_who_read_is_no_burst(store: Store) -> None:
    for i in range(10):
        score, reasons = (
            answered("satisfaction", 4, took=0),
            answered("mattered", choices=("wait",), took=2_500),
        )
        store.save(visit(f"u{i}", score, reasons, at=NOON + i * 9_000))
    assert left_out(store) == {}


def test_flags_never_drop(store: Store) -> None:
    for i in range(5):
        store.save(hurried(f"u{i}", i))
    store.save(visit("u4", answered("satisfaction", 1, took=0), at=NOON + 24_000))
    assert left_out(store) == {f"u{i}": "burst" for i in range(1, 5)}


def test_outside_opening_hours_every_channel_is_left_out(opened: Callable[..., Store]) -> None:
    store = opened(rules=Rules(opening_hours={"sat": (time(9), time(12, 30))}))
    store.save(
        visit("u1"),
        visit("u2", at=NOON + 1_800_000),
        visit("u3", at=NOON + 1_800_000, channel="assisted"),
        visit("u4", at=NOON + 86_400_000),
    )
    assert left_out(store) == {"u2": "hours", "u3": "hours", "u4": "hours"}


def test_demo_answers_count_only_in_a_demonstration(opened: Callable[..., Store]) -> None:
    store = opened()
    store.save(visit("u1", channel="demo"))
    assert left_out(store) == {"u1": "demo"}
    assert not store.reader.is_demo()


def test_in_a_demonstration_they_count(opened: Callable[..., Store]) -> None:
    store = opened(demo=True)
    store.save(visit("u1", channel="demo"))
    assert left_out(store) == {}
    assert store.reader.is_demo()


def test_a_void_says_who_and_why_and_is_lifted_again(store: Store, clock: Clock) -> None:
    store.save(visit("u1"), visit("u2", at=NOON + SLOW))
    store.responses.void("u1", "Ann", "a child played")
    assert store.reader.excluded(TODAY, TODAY, Filters()) == [Excluded("void", "Ann", "a child played", 1)]
    assert (n(store), n(store, counted=False)) == (1, 1)
    store.responses.lift("u1", "Bob", "it was a grown-up")
    assert store.reader.excluded(TODAY, TODAY, Filters()) == []
    assert (n(store), n(store, counted=False)) == (2, 0)
    store.responses.void("u1", "Ann", "still")
    assert store.reader.excluded(TODAY, TODAY, Filters()) == [Excluded("void", "Ann", "still", 1)]
    assert store.rows("SELECT at_ms, by, what, subject, why FROM change") == [
        (NOON, "Ann", "void", "u1", "a child played"),
        (NOON, "Bob", "lift", "u1", "it was a grown-up"),
        (NOON, "Ann", "void", "u1", "still"),
    ]
    assert kept(store) == recounted(store)


def test_what_a_person_lifted_no_rule_puts_again(store: Store) -> None:
    fast = [
        answered(q, 4, after=i * 500, took=400) for i, q in enumerate(("satisfaction", "recommend", "ease"))
    ]
    store.save(visit("u1", *fast))
    store.responses.lift("u1", "Ann", "she is quick")
    store.save(visit("u1", *fast[:2], answered("ease", 5, after=1000, took=400)))
    assert (left_out(store), n(store)) == ({}, 1)


def test_voiding_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match="There is no response u9"):
        store.responses.void("u9", "Ann", "?")
    assert store.one("SELECT count(*) FROM change") == 0


def test_the_excluded_are_counted_by_rule_days_and_filters(store: Store) -> None:
    for i in range(5):
        store.save(hurried(f"u{i}", i))
    store.save(visit("v1", at=NOON + 600_000, touchpoint="returns"))
    store.responses.void("v1", "Ann", "test")
    everything = [Excluded("burst", "", "", 4), Excluded("void", "Ann", "test", 1)]
    assert store.reader.excluded(TODAY, TODAY, Filters()) == everything
    assert store.reader.excluded(TODAY, TODAY, Filters(touchpoint="returns")) == everything[1:]
    assert store.reader.excluded(TODAY + 1, TODAY + 9, Filters()) == []
    (plan,) = [
        row[3]
        for row in store.rows(
            "EXPLAIN QUERY PLAN SELECT rule, by, why, count(*) FROM exclusion e"
            " WHERE e.response BETWEEN 1 AND 2 AND e.lifted_ms IS NULL GROUP BY 1, 2, 3"
        )
        if row[3].startswith(("SEARCH", "SCAN"))
    ]
    assert plan.startswith("SEARCH e USING PRIMARY KEY (response>? AND response<?)")
