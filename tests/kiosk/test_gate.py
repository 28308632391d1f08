"""The gate: guessing a PIN is slow, whatever is done to the clock, the power and the store."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite.counter import UNFIXED

from kiosk.home import Home
from kiosk.pins import gate as gate_module
from kiosk.pins.file import PinError, add_person, write_pin
from kiosk.pins.gate import (
    FIRST_WAIT_MS,
    FREE_TRIES,
    LONGEST_WAIT_MS,
    Allowed,
    Gate,
    Wait,
    Wrong,
    this_moment,
)
from store.model.people import Person, Role
from store.sqlite.attempts import Attempts, Moment, Wrongs
from store.sqlite.database import Database, open_database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError

PIN, WRONG = "748291", "748292"
MANAGER = Person("manager")


@dataclass
class Machine:
    """A machine whose clock can be set and whose power can be cut; `true_ms` is what nobody can change."""

    true_ms: int = 0
    wall_ms: int = 1_700_000_000_000
    boot: int = 0
    up_ms: int = 50_000

    def moment(self) -> Moment:
        return Moment(self.wall_ms, f"boot {self.boot}", self.up_ms)

    def pass_time(self, ms: int) -> None:
        self.true_ms += ms
        self.wall_ms += ms
        self.up_ms += ms

    def reboot(self, off_ms: int) -> None:
        self.true_ms += off_ms
        self.boot += 1
        self.up_ms = 0

    def set_clock(self, ms: int) -> None:
        self.wall_ms = ms


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    write_pin(home.pin_file, PIN)
    return home


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "kiosk.db", writing=True, now_ms=lambda: 0) as database:
        yield database


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def gate(home: Home, database: Database, machine: Machine) -> Gate:
    return Gate(home, "till", Attempts(database), moment=machine.moment)


def _close(gate: Gate) -> None:
    for _ in range(FREE_TRIES):
        gate.check(WRONG)


def test_the_right_pin_opens(gate: Gate) -> None:
    assert gate.check(PIN) == Allowed(MANAGER)


def test_wrong_tries_count_down_and_the_fifth_closes_the_entry(gate: Gate) -> None:
    assert [gate.check(WRONG) for _ in range(5)] == [Wrong(4), Wrong(3), Wrong(2), Wrong(1), Wait(30)]


def test_a_closed_entry_does_not_look_at_what_is_typed(gate: Gate, machine: Machine) -> None:
    _close(gate)
    machine.pass_time(29_500)
    assert gate.check(PIN) == Wait(1)
    machine.pass_time(500)
    assert gate.check(PIN) == Allowed(MANAGER)


def test_tries_at_a_closed_entry_are_neither_kept_nor_do_they_lengthen_the_wait(
    gate: Gate, machine: Machine, database: Database
) -> None:
    _close(gate)
    for _ in range(100):
        machine.pass_time(100)
        gate.check(WRONG)
    assert gate.waiting() == 20
    assert database.connection.execute("SELECT count(*) FROM attempt").fetchone() == (5,)


def test_each_further_wrong_try_doubles_the_wait_up_to_five_minutes(gate: Gate, machine: Machine) -> None:
    _close(gate)
    waits = []
    for _ in range(6):
        machine.pass_time(gate.waiting() * 1000)
        verdict = gate.check(WRONG)
        assert isinstance(verdict, Wait)
        waits.append(verdict.seconds)
    assert waits == [60, 120, 240, 300, 300, 300]


def test_the_right_pin_starts_the_count_anew(gate: Gate) -> None:
    for _ in range(4):
        gate.check(WRONG)
    gate.check(PIN)
    assert gate.check(WRONG) == Wrong(4)


def test_every_try_is_kept_with_its_moment(gate: Gate, machine: Machine, database: Database) -> None:
    gate.check(WRONG)
    machine.pass_time(7)
    gate.check(PIN)
    rows = database.connection.execute("SELECT kiosk, at, boot, boot_ms, ok FROM attempt").fetchall()
    assert rows == [
        ("till", 1_700_000_000_000, "boot 0", 50_000, 0),
        ("till", 1_700_000_000_007, "boot 0", 50_007, 1),
    ]


def test_one_kiosks_entry_does_not_close_anothers(gate: Gate, home: Home, database: Database) -> None:
    _close(gate)
    other = Gate(home, "exit", Attempts(database))
    assert other.check(PIN) == Allowed(MANAGER)
    assert gate.waiting() == 30


def test_a_restart_of_the_program_forgets_nothing(
    gate: Gate, machine: Machine, home: Home, tmp_path: Path
) -> None:
    _close(gate)
    machine.pass_time(10_000)
    with open_database(tmp_path / "kiosk.db", writing=True, now_ms=lambda: 0) as again:
        assert Gate(home, "till", Attempts(again), moment=machine.moment).check(PIN) == Wait(20)


@pytest.mark.parametrize("clock", [0, 1_700_000_000_000 + 10**9, 4_000_000_000_000])
def test_setting_the_clock_changes_nothing(gate: Gate, machine: Machine, clock: int) -> None:
    _close(gate)
    machine.set_clock(clock)
    assert gate.check(PIN) == Wait(30)
    machine.pass_time(30_000)
    assert gate.check(PIN) == Allowed(MANAGER)


def test_a_reboot_starts_the_wait_again(gate: Gate, machine: Machine) -> None:
    _close(gate)
    machine.pass_time(20_000)
    machine.reboot(off_ms=3_600_000)
    assert gate.waiting() == 30
    machine.pass_time(30_000)
    assert gate.check(PIN) == Allowed(MANAGER)


def test_a_machine_that_cannot_tell_its_boots_apart_waits_no_less(
    home: Home, database: Database, machine: Machine
) -> None:
    gate = Gate(home, "till", Attempts(database), moment=lambda: replace(machine.moment(), boot=""))
    _close(gate)
    machine.reboot(off_ms=0)
    machine.pass_time(10_000)
    assert gate.waiting() == 20


class Broken:
    """A store that cannot be written."""

    def record(self, kiosk: str, moment: Moment, ok: bool, *, clears: bool) -> None:
        raise OSError("disk full")

    def wrongs(self, kiosk: str) -> Wrongs:
        return Wrongs(0, None)


def test_a_store_that_cannot_be_written_neither_opens_the_gate_nor_bars_it(
    home: Home, machine: Machine
) -> None:
    gate = Gate(home, "till", Broken(), moment=machine.moment)
    assert [gate.check(WRONG) for _ in range(5)][-1] == Wait(30)
    assert gate.check(PIN) == Wait(30)
    machine.pass_time(30_000)
    assert gate.check(PIN) == Allowed(MANAGER)
    assert gate.check(WRONG) == Wrong(4)


def test_a_try_that_could_not_be_kept_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    with (
        open_database(path, writing=True, now_ms=lambda: 0, engine=UNFIXED) as database,
        contextlib.closing(sqlite3.connect(path, isolation_level=None)) as reader,
    ):
        database.connection.execute("PRAGMA busy_timeout = 20")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM meta").fetchone()  # without WAL, a COMMIT waits for it
        with pytest.raises(StoreError):
            Attempts(database).record("till", Moment(1, "boot", 1), False, clears=False)
        reader.execute("COMMIT")
        Attempts(database).record("till", Moment(2, "boot", 2), False, clears=False)
        assert Attempts(database).wrongs("till") == Wrongs(1, Moment(2, "boot", 2))


def test_a_missing_pin_is_an_error_and_no_try(database: Database, tmp_path: Path) -> None:
    gate = Gate(Home(tmp_path / "empty"), "till", Attempts(database))
    with pytest.raises(PinError, match="No PIN is set"):
        gate.check(PIN)
    assert database.connection.execute("SELECT count(*) FROM attempt").fetchone() == (0,)


def test_a_pin_that_is_set_opens_at_once_and_the_old_one_no_more(database: Database, tmp_path: Path) -> None:
    gate = Gate(Home(tmp_path), "till", Attempts(database))
    write_pin(tmp_path / "pin", "550184")
    assert gate.check("550184") == Allowed(MANAGER)
    write_pin(tmp_path / "pin", "918273")
    assert gate.check("550184") == Wrong(4)


def test_this_machine_tells_a_moment_that_only_goes_on() -> None:
    first, second = this_moment(), this_moment()
    assert second.boot == first.boot
    assert second.boot_ms >= first.boot_ms > 0


_DOINGS = st.one_of(
    st.tuples(st.just("pass"), st.integers(0, 400_000)),
    st.tuples(st.just("clock"), st.integers(0, 5_000_000_000_000)),
    st.tuples(st.just("reboot"), st.integers(0, 400_000)),
    st.tuples(st.just("restart"), st.just(0)),
    st.tuples(st.just("wrong"), st.just(0)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_DOINGS, max_size=40))
def test_no_doing_brings_more_guesses_than_the_waits_allow(doings: list[tuple[str, int]]) -> None:
    """Between two guesses that are looked at, the wait has truly gone by; it is never longer than due."""
    machine, attempts = Machine(), Memory()
    gate = _without_scrypt(machine, attempts)
    looked_at: list[int] = []
    restarted_at = 0
    for doing, ms in doings:
        if doing == "pass":
            machine.pass_time(ms)
        elif doing == "clock":
            machine.set_clock(ms)
        elif doing == "reboot":
            machine.reboot(ms)
            restarted_at = machine.true_ms
        elif doing == "restart":
            gate = _without_scrypt(machine, attempts)
        else:
            before, wait = len(attempts.tries), gate.waiting()
            gate.check(WRONG)
            due = _due(len(looked_at))
            since = machine.true_ms - looked_at[-1] if looked_at else due
            if len(attempts.tries) > before:
                assert wait == 0
                assert since >= due
                looked_at.append(machine.true_ms)
            else:
                certain = machine.true_ms - max(restarted_at, looked_at[-1])
                assert certain < due


def _due(wrongs: int) -> int:
    """The wait after so many wrong tries, worked out on its own."""
    return 0 if wrongs < FREE_TRIES else min(FIRST_WAIT_MS * 2 ** (wrongs - FREE_TRIES), LONGEST_WAIT_MS)


class Memory:
    """The tries, as the store keeps them."""

    def __init__(self) -> None:
        self.tries: list[tuple[Moment, bool]] = []

    def record(self, kiosk: str, moment: Moment, ok: bool, *, clears: bool) -> None:
        self.tries.append((moment, ok))

    def wrongs(self, kiosk: str) -> Wrongs:
        moments: list[Moment] = []
        for moment, ok in self.tries:
            moments = [] if ok else [*moments, moment]
        return Wrongs(len(moments), moments[-1] if moments else None)


def _without_scrypt(machine: Machine, attempts: Memory) -> Gate:
    return Gate(Home(Path("/nowhere")), "till", attempts, moment=machine.moment)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A hash for each of thousands of guesses would take minutes."""
    if "guesses" in request.node.name:
        monkeypatch.setattr(gate_module, "whose", lambda file, typed: MANAGER if typed == PIN else None)


def test_guessing_between_ones_own_right_pins_is_no_faster(
    tmp_path: Path, database: Database, machine: Machine
) -> None:
    """Somebody with a viewer's PIN tries to find the manager's."""
    home, own = Home(tmp_path), "550184"
    write_pin(home.pin_file, PIN)
    viewer = Person("Ann", Role.VIEWER)
    add_person(home.pin_file, viewer, own)
    gate = Gate(home, "till", Attempts(database), moment=machine.moment)
    for _ in range(4):
        gate.check(WRONG)
        assert gate.check(own) == Allowed(viewer)
    assert gate.check(WRONG) == Wait(30)
    machine.pass_time(30_000)
    assert gate.check(own) == Allowed(viewer)
    assert gate.check(WRONG) == Wait(60)
    machine.pass_time(LONGEST_WAIT_MS)
    assert gate.check(own) == Allowed(viewer)
    assert gate.check(WRONG) == Wrong(4)
