"""A reward code is given once, with the answers that it was earned by, and not more often than is wished."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlite.counter import NOON, Store, answered, visit

from store.model.response import Response, Status
from store.sqlite.error import StoreError
from store.sqlite.rewards import HOUR_MS, Offer


def listed(*codes: str) -> Callable[[Callable[[str], bool]], str | None]:
    return lambda is_given: next((code for code in codes if not is_given(code)), None)


def finished(uid: str, after: int = 0) -> Response:
    begun = visit(uid, answered("satisfaction", 2))
    return replace(begun, status=Status.COMPLETE, started_ms=NOON + after, ended_ms=NOON + after + 5_000)


def test_each_code_is_given_once_and_kept_with_its_response(store: Store) -> None:
    offer = Offer(listed("A-1", "A-2"))
    assert [store.responses.finish(finished(f"u{n}", n * 60_000), offer) for n in range(3)] == [
        "A-1",
        "A-2",
        None,
    ]
    assert [store.reader.response(f"u{n}").reward for n in range(3)] == ["A-1", "A-2", None]
    assert store.responses.is_given("A-2")
    assert not store.responses.is_given("A-3")


def test_done_again_it_gives_the_same_one(store: Store) -> None:
    offer = Offer(listed("A-1", "A-2"))
    assert {store.responses.finish(finished("u1"), offer) for _ in range(3)} == {"A-1"}
    assert not store.responses.is_given("A-2")


def test_a_code_is_not_given_without_its_response(store: Store) -> None:
    store.database.connection.execute(
        "CREATE TEMP TRIGGER fails BEFORE INSERT ON answer BEGIN SELECT raise(ABORT, 'no'); END"
    )
    offer = Offer(listed("A-1"))
    with pytest.raises(StoreError):
        store.responses.finish(finished("u1"), offer)
    assert not store.responses.is_given("A-1")
    store.database.connection.execute("DROP TRIGGER fails")
    assert store.responses.finish(finished("u1"), offer) == "A-1"


def test_an_hour_has_so_many_codes_and_no_more(store: Store) -> None:
    offer = Offer(listed(*"abcdef"), hourly=2)
    given = [store.responses.finish(finished(f"u{n}", n * HOUR_MS // 4), offer) for n in range(6)]
    assert given == ["a", "b", None, None, "c", "d"]
