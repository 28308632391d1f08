"""Two stores that are merged both ways know the same, and know it once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite.counter import FIXED, NOON, Clock, Store, answered, visit
from sqlite.recount import kept, recounted

from store.model.response import Status
from store.model.rules import Rules
from store.sqlite.engine import VERSION, Version, wal_is_safe
from store.sqlite.error import StoreError
from store.sqlite.merging import Merged, Merging

ENGINE = FIXED if wal_is_safe(VERSION) else (3, 40, 1)


class Two:
    """Two kiosks' stores, each with a device of its own."""

    def __init__(self, folder: Path, blank: Path) -> None:
        self.clock = Clock()
        self.stores = []
        for name in "ab":
            (folder / name).mkdir(exist_ok=True)
            path = folder / name / "kiosk.db"
            copy(blank, path)
            store = Store(path, self.clock, ENGINE, rules=Rules())
            store.database.connection.execute("PRAGMA synchronous = OFF")  # power is not what is tried here
            with store.database.transaction():
                store.database.connection.execute("UPDATE meta SET uid = ?", (name,))
            store.responses.beat(f"kiosk-{name}", "asking")
            self.stores.append(store)
        self.a, self.b = self.stores

    def merge(self, into: Store, source: Store) -> Merged:
        return Merging(into.database).merge(source.database, "me")

    def both_ways(self) -> None:
        self.merge(self.a, self.b)
        self.merge(self.b, self.a)

    def same(self) -> None:
        """Both hold the same, in step with a recount."""
        for store in self.stores:
            assert kept(store) == recounted(store)
            assert store.whole()
        assert content(self.a) == content(self.b)


def content(store: Store) -> dict[str, object]:
    """All that a merge is to bring over, without a store's own numbers."""
    uids = [uid for (uid,) in store.rows("SELECT uid FROM response")]
    state = {uid: marks for uid, *marks in store.rows("SELECT uid, counted, erased FROM response")}
    reasons = store.rows(
        "SELECT r.uid, rule, by, at_ms, why, lifted_by, lifted_ms FROM exclusion e"
        " JOIN response r ON r.id = e.response ORDER BY 1, 2"
    )
    return {uid: (store.reader.response(uid), state[uid]) for uid in uids} | {"reasons": reasons}


@pytest.fixture(scope="module")
def blank_file(blank: Callable[[Version], Path]) -> Path:
    return blank(ENGINE)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Version], Path]:
    def made(engine: Version) -> Path:
        path = tmp_path_factory.mktemp("merge") / "kiosk.db"
        Store(path, Clock(), engine, rules=Rules()).close()
        return path

    return made


@pytest.fixture
def two(tmp_path: Path, blank_file: Path) -> Iterator[Two]:
    made = Two(tmp_path, blank_file)
    yield made
    for store in made.stores:
        store.close()


def of(two: Two, store: Store, uid: str, score: int = 4, **more: object) -> None:
    label = "kiosk-a" if store is two.a else "kiosk-b"
    texts = answered("remark", after=4000, text=f"said {uid}", consent=None)
    store.save(visit(uid, answered("satisfaction", score), texts, at=NOON, kiosk=label, **more))


def test_each_gets_what_the_other_has_once(two: Two) -> None:
    of(two, two.a, "a1")
    of(two, two.b, "b1", reference="8123")
    assert two.merge(two.a, two.b) == Merged(1, 1, 0, ())
    assert two.merge(two.a, two.b) == Merged(0, 0, 0, ())
    assert two.merge(two.b, two.a) == Merged(2, 1, 0, ())
    two.same()


def test_what_goes_on_there_comes_with_the_next_merge(two: Two) -> None:
    of(two, two.b, "b1", status=Status.OPEN)
    two.both_ways()
    of(two, two.b, "b1", 2, ended_ms=NOON + 9000)
    of(two, two.b, "b2")
    assert two.merge(two.a, two.b)[:3] == (2, 1, 1)
    two.same()


def test_a_correction_is_not_undone_by_a_stale_copy(two: Two) -> None:
    of(two, two.a, "a1", 1)
    two.both_ways()
    first = two.a.reader.response("a1")
    assert first is not None
    mended = dict(first.answers) | {"satisfaction": answered("satisfaction", 5)}
    two.a.responses.correct(replace(first, answers=mended), "me", "")
    assert two.merge(two.a, two.b).changed == 0
    two.merge(two.b, two.a)
    two.same()
    assert two.b.reader.response("a1").answers["satisfaction"].score == 5  # type: ignore[union-attr]  # it is there


def test_a_void_travels_and_so_does_its_lifting(two: Two) -> None:
    of(two, two.a, "a1")
    two.both_ways()
    two.clock.ms += 1000
    two.b.responses.void("a1", "Ann", "a child")
    two.both_ways()
    two.same()
    assert two.a.rows("SELECT counted FROM response") == [(0,)]
    two.clock.ms += 1000
    two.a.responses.lift("a1", "Bob", "it was a customer")
    two.both_ways()
    two.same()
    assert two.b.rows("SELECT counted FROM response") == [(1,)]
    told = two.b.rows("SELECT what FROM change WHERE what <> 'merge' ORDER BY at_ms, id")
    assert told == [("void",), ("lift",)]


def test_what_either_has_erased_stays_erased_in_both(two: Two) -> None:
    of(two, two.a, "a1", reference="8123")
    of(two, two.b, "b1")
    two.both_ways()
    two.a.responses.erase("b1", "me", "asked")
    two.b.responses.erase("a1", "me", "asked")
    two.both_ways()
    two.same()
    for store in two.stores:
        assert store.one("SELECT count(*) FROM written WHERE text IS NOT NULL") == 0
        store.database.truncate_log()
        assert b"said a1" not in store.path.read_bytes()
        assert b"said b1" not in store.path.read_bytes()


def test_two_devices_of_one_name_are_told(two: Two) -> None:
    two.b.responses.beat("kiosk-a", "asking")
    assert two.merge(two.a, two.b).namesakes == ("kiosk-a",)


def test_notes_targets_and_the_audit_log_come_too(two: Two) -> None:
    two.b.responses.set_target(1, 85.0, "Ann")
    two.both_ways()
    two.both_ways()
    assert two.a.rows("SELECT * FROM target") == [(1, 85.0)]
    assert two.a.one("SELECT count(*) FROM change WHERE what = 'target'") == 1


def test_a_merge_that_is_cut_off_goes_on(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.sqlite.merging._AT_ONCE", 20)
    for number in range(45):
        two.b.save(visit(f"b{number:02}", at=NOON + number * 60_000, kiosk="kiosk-b"))

    class CutOff(Exception):
        pass

    def advance(count: int) -> None:
        raise CutOff

    merging = Merging(two.a.database)
    with pytest.raises(CutOff):
        merging.merge(two.b.database, "me", advance)
    assert two.a.one("SELECT count(*) FROM response") == 20
    assert merging.merge(two.b.database, "me").added == 25
    two.merge(two.b, two.a)
    two.same()


def test_itself_and_demonstrations_are_refused(two: Two) -> None:
    with pytest.raises(StoreError, match="own store"):
        two.merge(two.a, two.a)
    with two.b.database.transaction():
        two.b.database.connection.execute("UPDATE meta SET demo = 1")
    with pytest.raises(StoreError, match="demonstration"):
        two.merge(two.a, two.b)
    assert two.a.one("SELECT count(*) FROM merged") == 0


step = st.one_of(
    st.tuples(st.just("save"), st.sampled_from("ab"), st.integers(0, 3), st.integers(1, 5)),
    st.tuples(st.sampled_from(["void", "lift", "erase"]), st.sampled_from("ab"), st.integers(0, 7)),
    st.tuples(st.just("merge"), st.sampled_from("ab")),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, max_size=14))
def test_whatever_happens_in_between_both_end_up_the_same(
    tmp_path: Path, blank_file: Path, steps: list[tuple]
) -> None:
    two = Two(tmp_path, blank_file)
    for what, where, *more in steps:
        two.clock.ms += 1000
        here, there = (two.a, two.b) if where == "a" else (two.b, two.a)
        if what == "merge":
            two.merge(here, there)
        elif what == "save":
            of(two, here, f"{where}{more[0]}", more[1], ended_ms=two.clock.ms)
        else:
            uid = "ab"[more[0] // 4] + str(more[0] % 4)
            if here.reader.response(uid) is not None:
                getattr(here.responses, what)(uid, "me", "why")
    two.both_ways()
    two.both_ways()
    two.same()
    for store in two.stores:
        store.close()
