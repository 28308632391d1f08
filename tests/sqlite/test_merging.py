"""Two stores that are merged both ways know the same, and know it once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite.counter import FIXED, NOON, SURVEY, TODAY, Clock, Store, answered, visit
from sqlite.recount import kept, recounted

from store.model.alert import Alert, AlertRule
from store.model.raised import RaisedAlert
from store.model.reader import EVERYTHING
from store.model.response import Status
from store.model.rules import Rules
from store.sqlite import alerts, audit, call_backs, notes
from store.sqlite.engine import VERSION, Version, wal_is_safe
from store.sqlite.error import StoreError
from store.sqlite.merging import Merged, Merging
from store.sqlite.rewards import Offer, remember

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


def test_where_the_last_response_has_changed_a_merge_goes_on_behind_the_one_before(two: Two) -> None:
    for n in range(5):
        of(two, two.b, f"b{n}")
    two.merge(two.a, two.b)
    of(two, two.b, "b5")
    two.merge(two.a, two.b)
    two.b.responses.void("b5", "Ann", "a child")
    assert two.merge(two.a, two.b)[:3] == (1, 0, 1)
    two.both_ways()
    two.same()


def test_a_home_that_was_copied_to_a_second_device_loses_nothing(two: Two, tmp_path: Path) -> None:
    of(two, two.b, "b0")
    two.b.database.truncate_log()
    (tmp_path / "c").mkdir()
    copy(two.b.path, tmp_path / "c" / "kiosk.db")
    twin = Store(tmp_path / "c" / "kiosk.db", two.clock, ENGINE, rules=Rules())
    twin.responses.beat("kiosk-b", "asking")
    for n in range(1, 6):
        of(two, two.b, f"b{n}")
    for n in range(1, 4):
        of(two, twin, f"c{n}")
    twin.responses.void("b0", "Ann", "a child")  # its last revision, of what the other had first
    assert two.merge(two.a, two.b)[:3] == (6, 6, 0)
    assert two.merge(two.a, twin)[:3] == (4, 3, 1)
    of(two, two.b, "b6", status=Status.OPEN)
    of(two, twin, "c4")
    assert two.merge(two.a, two.b)[:3] == (1, 1, 0)  # and each goes on where it was
    assert two.merge(two.a, twin)[:3] == (1, 1, 0)
    assert two.merge(two.a, two.b)[:3] == (1, 0, 0)  # a visit that has not ended may have gone on
    twin.close()


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
    assert two.a.rows("SELECT question, value FROM target") == [(1, 85.0)]
    assert two.a.one("SELECT count(*) FROM change WHERE what = 'target'") == 1


def test_a_code_that_was_given_there_is_never_given_here(two: Two) -> None:
    offer = Offer(lambda taken: next((code for code in ("R-1", "R-2", "R-3") if not taken(code)), None))
    for store, uid in ((two.a, "a1"), (two.b, "b1")):  # one list for both, before they met
        assert store.responses.finish(visit(uid, kiosk=f"kiosk-{uid[0]}"), offer) == "R-1"
    two.b.responses.finish(visit("b2", at=NOON + 60_000, kiosk="kiosk-b"), offer)
    with two.b.database.transaction():
        remember(two.b.database.connection, ["R-0"])  # of a file that b's has replaced
    two.both_ways()
    two.same()
    for store in two.stores:
        assert [store.responses.is_given(code) for code in ("R-0", "R-1", "R-2", "R-3")] == [
            *[True] * 3,
            False,
        ]


def test_of_two_codes_for_one_visit_neither_is_given_again(two: Two) -> None:
    for store, code in ((two.a, "R-1"), (two.b, "R-2")):  # a copy of the one was made before the visit ended
        store.responses.finish(visit("x", kiosk="kiosk-a"), Offer(lambda taken, code=code: code))
    two.merge(two.b, two.a)  # whose code stands with the visit from now on
    assert two.b.one("SELECT reward FROM response") == "R-1"
    assert all(two.b.responses.is_given(code) for code in ("R-1", "R-2"))
    two.both_ways()
    two.same()
    assert all(store.responses.is_given(code) for store in two.stores for code in ("R-1", "R-2"))


def test_a_later_save_takes_no_code_away(two: Two) -> None:
    two.a.responses.finish(visit("x"), Offer(lambda taken: "R-1"))
    two.a.responses.correct(visit("x", answered("satisfaction", 1)), "me", "")
    assert two.a.responses.is_given("R-1")


def test_alerts_come_under_their_own_question_and_whoever_saw_one_first_has_seen_it(two: Two) -> None:
    other = replace(SURVEY, name="other", version="o1")  # whose questions have other numbers there
    two.a.responses.register(replace(SURVEY, name="third", version="t1"))
    two.a.responses.register(other)
    two.b.responses.register(other)
    ease = {
        store: str(store.one("SELECT id FROM question WHERE survey = 'other' AND name = 'ease'"))
        for store in two.stores
    }
    assert ease[two.a] != ease[two.b]
    for store in two.stores:
        low = Alert(AlertRule.LOW, ease[store], TODAY, NOON, "self", NOON - 9, 4, 5)
        assert alerts.raise_alert(store.database, low)
    silent = alerts.raise_alert(two.b.database, Alert(AlertRule.SILENT, "till: 2", TODAY, NOON))
    alerts.acknowledge(two.b.database, silent, "Bob")
    two.clock.ms += 1000
    alerts.acknowledge(two.b.database, 1, "Bob")
    two.clock.ms += 1000
    alerts.acknowledge(two.a.database, 1, "Ann")
    two.both_ways()
    two.both_ways()
    for store in two.stores:
        raised = sorted((a.rule, a.subject, a.acknowledged_by) for a in latest(store))
        assert raised == [("low", ease[store], "Bob"), ("silent", "till: 2", "Bob")]
        seen = [
            (each.by, each.subject, each.why)
            for each in audit.changes(store.database.connection, before=None, limit=9)
            if each.what == "acknowledge"
        ]
        number = {a.rule: str(a.number) for a in latest(store)}
        assert seen == [
            ("Ann", number["low"], f"low {ease[store]}"),
            ("Bob", number["low"], f"low {ease[store]}"),
            ("Bob", number["silent"], "silent till: 2"),
        ]


def latest(store: Store) -> Sequence[RaisedAlert]:
    return alerts.latest(store.database.connection, limit=9)


def test_what_was_taken_away_in_one_store_does_not_come_back_from_the_other(two: Two) -> None:
    asked = answered("call", text="555-0100", consent=True, after=4000)
    two.a.save(visit("a1", answered("satisfaction", 1), asked, kiosk="kiosk-a"))
    number = notes.write_note(two.a.database, TODAY, "Road closed", "Ann")
    call_backs.mark_called(two.a.database, "a1", "Ann", "gave a refund")
    two.a.responses.set_target(1, 85.0, "Ann")
    two.both_ways()
    two.clock.ms += 1000
    notes.remove_note(two.a.database, number, "Ann")
    call_backs.mark_waiting(two.b.database, "a1", "Bob")
    two.b.responses.set_target(1, None, "Bob")
    two.merge(two.a, two.b)
    two.both_ways()
    for store in two.stores:
        assert not store.reader.notes(TODAY, TODAY)
        assert call_backs.waiting(store.database.connection, EVERYTHING, first=0) == 1
        assert not store.reader.targets()
        assert store.one("SELECT count(*) FROM note WHERE text <> ''") == 0


def test_what_came_of_a_call_goes_with_the_person_in_either_order(two: Two) -> None:
    of(two, two.a, "a1", reference="8123")
    two.both_ways()
    call_backs.mark_called(two.b.database, "a1", "Ann", "Mrs Miller was pleased")
    two.a.responses.erase("a1", "me", "asked")
    two.both_ways()
    for store in two.stores:
        assert store.rows("SELECT by, remark FROM call_back") == [("Ann", "")]
        store.database.truncate_log()
        assert b"Mrs Miller" not in store.path.read_bytes()


def test_the_log_tells_in_the_order_it_was_done_and_only_what_concerns_both(two: Two) -> None:
    of(two, two.a, "a1")
    two.both_ways()
    for store, who in ((two.b, "Bob"), (two.a, "Ann"), (two.b, "Bea")):
        two.clock.ms += 1000
        store.responses.void("a1", who, "a child")
    with two.b.database.transaction():
        audit.write(two.b.database.connection, two.clock.ms, "Bob", "pin_changed", "Bob", "")
    two.both_ways()

    first = audit.changes(two.a.database.connection, before=None, limit=9)
    assert [each.by for each in first if each.what != "merge"] == ["Bea", "Ann", "Bob"]
    assert "pin_changed" not in {each.what for each in first}
    page = audit.changes(two.a.database.connection, before=first[1].number, limit=9)
    assert page == first[2:]


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
