"""What is saved is kept whole, once, and counted once."""

from dataclasses import replace

import pytest
from sqlite.counter import NOON, TODAY, Clock, Store, answered, visit
from sqlite.recount import kept, recounted

from store.model.reader import Dimension, Filters
from store.model.response import Answer, Outcome, Response, Status
from store.sqlite.database import StoreError


def full(uid: str = "u1", **more: object) -> Response:
    return visit(
        uid,
        answered("satisfaction", 2),
        answered("mattered", after=4000, choices=("wait", "staff")),
        answered("remark", after=8000, text="Trop d’attente 🙁", consent=False),
        Answer("call", Outcome.SKIPPED, 12_000, 13_000),
        answered("recommend", 9, after=14_000),
        Answer("ease", Outcome.TIMED_OUT, 18_000, 33_000),
        ended_ms=NOON + 33_000,
        reward="A7Q",
        agent="17",
        reference="8123",
        **more,
    )


def counts(store: Store, question: int = 1, *, counted: bool = True) -> tuple[int, ...]:
    for tally in store.reader.tallies(TODAY, TODAY, Dimension.TOTAL, Filters()):
        if tally.question == question and tally.counted is counted:
            return tally.counts
    return ()


def test_a_response_is_read_back_as_it_was_saved(store: Store) -> None:
    store.save(full())
    assert store.reader.response("u1") == full()
    assert list(store.reader.response("u1").answers) == list(full().answers)
    assert store.reader.response("u2") is None


def test_a_response_is_still_there_after_the_store_was_closed(store: Store) -> None:
    store.save(full())
    store.close()
    store.open()
    assert store.reader.response("u1") == full()


def test_saving_it_again_writes_nothing(store: Store) -> None:
    store.save(full())
    before = kept(store), store.rows("SELECT * FROM response"), store.responses.visits("kiosk-1")
    store.save(full())
    assert before == (kept(store), store.rows("SELECT * FROM response"), store.responses.visits("kiosk-1"))
    assert kept(store) == recounted(store)


def test_the_first_answer_counts_while_the_visit_goes_on(store: Store) -> None:
    store.save(visit("u1", answered("satisfaction", 5), status=Status.OPEN))
    assert counts(store) == (0, 0, 0, 0, 1)
    (funnel,) = store.reader.funnel(TODAY, TODAY, Filters())
    assert (funnel.started, funnel.open, funnel.complete) == (1, 1, 0)


def test_the_next_answer_joins_the_first(store: Store) -> None:
    store.save(visit("u1", answered("satisfaction", 5), status=Status.OPEN))
    store.save(visit("u1", answered("satisfaction", 5), answered("recommend", 10, after=4000)))
    assert counts(store) == (0, 0, 0, 0, 1)
    assert counts(store, 5) == (0,) * 10 + (1,)
    (funnel,) = store.reader.funnel(TODAY, TODAY, Filters())
    assert (funnel.started, funnel.open, funnel.complete) == (1, 0, 1)
    assert store.responses.visits("kiosk-1") == 1


def test_a_corrected_score_moves_its_reasons_too(store: Store) -> None:
    store.save(full())
    first = full()
    happy = replace(first, answers=dict(first.answers) | {"satisfaction": answered("satisfaction", 5)})
    store.save(happy)
    assert counts(store) == (0, 0, 0, 0, 1)
    chosen = store.reader.choices(TODAY, TODAY, Dimension.TOTAL, Filters())
    assert {(c.option, *c.by_standing.items()) for c in chosen} == {
        ("", ("high", 1)),
        ("wait", ("high", 1)),
        ("staff", ("high", 1)),
    }
    assert kept(store) == recounted(store)


def test_an_answer_taken_back_leaves_nothing_behind(store: Store) -> None:
    store.save(full())
    store.save(visit("u1", answered("satisfaction", 2), status=Status.OPEN))
    assert store.one("SELECT count(*) FROM answer") == 1
    assert store.one("SELECT count(*) FROM answer_choice") == 0
    assert store.one("SELECT count(*) FROM written") == 0
    assert kept(store) == recounted(store)


def test_a_response_may_move_to_another_day_touchpoint_and_kiosk(store: Store) -> None:
    store.save(full(), visit("u2"))
    moved = replace(
        full(), day=TODAY - 1, hour=3, touchpoint="returns", kiosk="kiosk-2", started_ms=NOON - 86_400_000
    )
    store.save(moved)
    assert store.reader.response("u1") == moved
    assert kept(store) == recounted(store)
    assert store.whole()


def test_every_write_takes_the_next_revision(store: Store) -> None:
    store.save(visit("u1", status=Status.OPEN), visit("u2", at=NOON + 60_000))
    store.save(visit("u1"))
    store.responses.void("u2", "Ann", "a child")
    assert store.rows("SELECT uid, revision FROM response ORDER BY uid") == [("u1", 3), ("u2", 4)]


def test_an_answer_outside_its_scale_is_refused_whole(store: Store) -> None:
    with pytest.raises(ValueError, match="6 is not on the scale of the question satisfaction"):
        store.save(visit("u1", answered("satisfaction", 6)))
    with pytest.raises(ValueError, match="no question hello"):
        store.save(visit("u1", answered("hello", 1)))
    with pytest.raises(ValueError, match="not registered"):
        store.save(visit("u1", version="v0"))
    assert store.one("SELECT count(*) FROM response") == 0


def test_a_device_counts_the_visits_it_has_begun(store: Store) -> None:
    store.save(visit("u1"), visit("u2", at=NOON + 60_000), visit("u3", kiosk="kiosk-2"))
    store.save(visit("u1", answered("satisfaction", 1)))
    assert [store.responses.visits(label) for label in ("kiosk-1", "kiosk-2", "kiosk-3")] == [2, 1, 0]


def test_visits_left_open_are_closed_when_their_own_kiosk_starts_again(store: Store) -> None:
    store.save(
        visit("u1", answered("satisfaction", 5), status=Status.OPEN),
        visit("u2", Answer("satisfaction", Outcome.SKIPPED, 0, 900), at=NOON + 60_000, status=Status.OPEN),
        visit("u3", status=Status.OPEN, kiosk="kiosk-2"),
    )
    assert store.responses.close_stale("kiosk-1") == 2
    assert store.responses.close_stale("kiosk-1") == 0
    statuses = [store.reader.response(uid).status for uid in ("u1", "u2", "u3")]
    assert statuses == [Status.PARTIAL, Status.TIMED_OUT, Status.OPEN]
    assert store.reader.response("u1").ended_ms == NOON + 3000
    assert kept(store) == recounted(store)


def test_a_clock_that_went_back_is_noted_and_loses_nothing(store: Store, clock: Clock) -> None:
    store.save(visit("u1"))
    store.responses.beat("kiosk-1", "asking")
    clock.ms = NOON - 3_600_000
    store.save(visit("u2", at=clock.ms))
    store.close()
    store.open()
    store.save(visit("u3", at=clock.ms + 60_000))
    suspects = [store.reader.response(uid).clock_suspect for uid in ("u1", "u2", "u3")]
    assert suspects == [False, True, True]
    assert store.responses.newest_ms() == NOON + 3000
    assert sum(counts(store)) == 3


YEAR = 365 * 86_400_000


def runs_on(store: Store, clock: Clock, first: int, last: int) -> None:
    """The kiosk asks, with a heartbeat now and then, in these minutes after noon."""
    for minute in range(first, last + 1, 5):
        clock.ms = NOON + minute * 60_000
        store.responses.beat("kiosk-1", "asking")


def suspects(store: Store) -> list[str]:
    return [uid for (uid,) in store.rows("SELECT uid FROM response WHERE clock_suspect ORDER BY uid")]


def ran_ahead(store: Store, clock: Clock) -> None:
    """One boot by a clock three years ahead; since then it is right."""
    clock.ms = NOON + 3 * YEAR
    store.save(visit("ahead", at=clock.ms))
    store.responses.beat("kiosk-1", "asking")
    clock.ms = NOON
    store.close()
    store.open()
    store.save(visit("u1"), visit("u2", at=NOON + 60_000))


def test_a_clock_that_ran_ahead_once_is_found_out_when_the_right_one_has_run_for_an_hour(
    store: Store, clock: Clock
) -> None:
    ran_ahead(store, clock)
    runs_on(store, clock, 0, 55)
    assert (suspects(store), store.responses.newest_ms()) == (["u1", "u2"], NOON + 3 * YEAR + 3000)
    revision = store.one("SELECT max(revision) FROM response")
    runs_on(store, clock, 60, 60)
    store.save(visit("u3", at=clock.ms))
    assert (suspects(store), store.responses.newest_ms()) == (["ahead", "u1", "u2"], clock.ms)
    assert store.one("SELECT revision FROM response WHERE uid = 'ahead'") == revision + 1
    assert store.reader.kiosks()[0].last_answer_ms == clock.ms + 3000
    assert store.rows("SELECT by, what, subject FROM change") == [("kiosk-1", "clock", "1 responses")]
    assert kept(store) == recounted(store)
    store.close()
    store.open()
    store.save(visit("u4", at=clock.ms + 600_000))
    assert "u4" not in suspects(store)


def test_a_clock_that_a_time_server_keeps_is_believed_at_once(store: Store, clock: Clock) -> None:
    ran_ahead(store, clock)
    store.responses.beat("kiosk-1", "asking", None, lambda: True)
    store.save(visit("u3", at=NOON + 600_000))
    assert suspects(store) == ["ahead", "u1", "u2"]


def test_a_clock_that_begins_in_the_past_is_never_right_against_most_answers(
    store: Store, clock: Clock
) -> None:
    store.save(*(visit(f"u{i}", at=NOON + YEAR + i * 60_000) for i in range(3)))
    store.responses.beat("kiosk-1", "asking")
    store.save(visit("u3"), visit("u4", at=NOON + 60_000))
    runs_on(store, clock, 0, 70)
    store.save(visit("u5", at=clock.ms))
    assert suspects(store) == ["u3", "u4", "u5"]


def test_what_is_remembered_of_a_device_is_forgotten_with_a_tap_that_came_to_nothing(
    store: Store, clock: Clock
) -> None:
    store.save(visit("u1"))
    with pytest.raises(ValueError, match="no key"), store.database.transaction():  # noqa: PT012
        store.responses._save(
            visit("u2", at=NOON + 600_000), store.responses._version(visit("u2")), live=True
        )
        raise ValueError("no key")
    store.save(visit("u3", at=NOON + 4_000))
    assert store.rows("SELECT rule FROM exclusion e JOIN response r ON r.id = e.response") == [("repeat",)]


def test_a_clock_that_was_set_right_by_seconds_is_not_suspect(store: Store, clock: Clock) -> None:
    store.save(visit("u1"))
    clock.ms -= 20_000
    store.save(visit("u2", at=clock.ms))
    assert not store.reader.response("u2").clock_suspect


def test_many_are_saved_in_batches_and_say_nothing_about_the_clock(store: Store) -> None:
    old = [visit(f"u{i}", at=NOON - 86_400_000 * 30 + i * 40_000) for i in range(1200)]
    assert store.responses.save_many(iter(old)) == 1200
    assert store.responses.save_many(old[:10]) == 10
    assert store.one("SELECT count(*) FROM response") == 1200
    assert store.one("SELECT sum(clock_suspect) FROM response") == 0
    assert store.responses.newest_ms() == 0
    assert kept(store) == recounted(store)


def test_a_batch_that_fails_leaves_no_part_of_it(store: Store) -> None:
    bad = visit("bad", answered("satisfaction", 9))
    with pytest.raises(ValueError, match="9 is not on the scale"):
        store.responses.save_many([visit("u1"), bad])
    assert store.one("SELECT count(*) FROM response") == 0


def test_a_heartbeat_says_how_a_device_is_doing(store: Store, clock: Clock) -> None:
    store.responses.beat("kiosk-1", "asking")
    clock.ms += 30_000
    store.responses.beat("kiosk-1", "paused", "The disk is almost full.")
    store.save(visit("u1", kiosk="kiosk-2"))
    one, two = store.reader.kiosks()
    assert (one.label, one.state, one.beat_ms, one.last_answer_ms) == ("kiosk-1", "paused", clock.ms, None)
    assert one.problem == "The disk is almost full."
    assert (two.label, two.state, two.last_answer_ms) == ("kiosk-2", "closed", NOON + 3000)


def test_targets_are_set_and_taken_away_by_somebody(store: Store) -> None:
    store.responses.set_target(1, 85.0, "Ann")
    assert store.reader.targets() == {1: 85.0}
    store.responses.set_target(1, None, "Ann")
    assert store.reader.targets() == {}
    assert store.rows("SELECT by, what, subject, why FROM change") == [
        ("Ann", "target", "1", "85"),
        ("Ann", "target", "1", ""),
    ]
    with pytest.raises(StoreError, match="no scored question 99"):
        store.responses.set_target(99, 1.0, "Ann")
