"""Everything that is tried with power, disks and kills: each trial in a short form and in full."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hostile.power import faults
from hostile.power.check import Checker, in_order
from hostile.power.day import Day
from hostile.power.kills import kill_often
from hostile.power.library import preloaded
from hostile.power.log import Kind
from hostile.power.record import CONTROLS as PRAGMAS
from hostile.power.record import Session, environment, safe_hour
from hostile.power.replay import Outcome, replay
from hostile.power.safe_hour import started_anew
from hostile.power.twice import cut_twice
from hostile.table import Row, row

from store.sqlite.engine import OLDEST, VERSION, wal_is_safe


@dataclass(frozen=True, slots=True)
class Size:
    """How much is tried."""

    visits: int
    """About how many on the recorded day of a kiosk; 200 and more reach checkpoints of their own."""
    states: int
    """Checked of it, on each journal."""
    cuts: int
    second_states: int
    """First cuts, and second ones during the start after each."""
    spoilt_visits: int
    spoilt_states: int
    """With a damaged file, on each journal."""
    failed_syncs: int
    states_after: int
    """Syncs that fail, and states after each, on each journal."""
    controls: tuple[tuple[str, bool], ...]
    """What is spoilt (`record.CONTROLS`), and on which journal: True is WAL."""
    control_states: int
    rounds: int
    """With a failing disk, on each journal; 0: every operation with every fault."""
    kiosk_rounds: int
    """The same with the spill, which takes its time."""
    kills: int
    keys: int
    """After how many keys a kill comes at the latest."""


_OFF = (("off", True), ("off", False))
_ALL = (*_OFF, ("normal", True), ("delete", False))
SHORT = Size(1, 400, 2, 20, 12, 120, 3, 40, _OFF, 100, 60, 8, 25, 2)
FULL = Size(216, 11000, 60, 40, 40, 3000, 40, 60, _ALL, 1000, 0, 250, 300, 8)

Trial = Callable[[Size, int], Iterator[Row]]


def journals() -> list[bool]:
    """Which journals can be tried here: True is WAL, on an engine that has its bug mended; False TRUNCATE, on
    the standard library's engine that has not."""
    import sqlite3 as plain

    unmended = not wal_is_safe(plain.sqlite_version_info) and plain.sqlite_version_info >= OLDEST
    return [True] * wal_is_safe(VERSION) + [False] * unmended


def power(size: Size, seed: int) -> Iterator[Row]:
    """The power goes on a kiosk's day: an old store brought up to date, answers, words, people who leave,
    voids, erasures, backups, a full disk, another program at the file; and again while it starts after it."""
    for wal in journals():
        with folder_in_memory() as folder, folder_in_memory() as second:
            day = Day(folder, size.visits, seed, wal=wal)
            session = day.recorded()
            checker = Checker(folder / "look", session.engine, in_order, started_anew)
            cuts, states = size.cuts, size.second_states
            twice = cut_twice(session, checker, second, wal=wal, cuts=cuts, states=states, seed=seed)
            outcome = replay(session, checker, states=size.states, seed=seed)
        happened = ", ".join(f"{count} {what}" for what, count in day.counts.items())
        yield _row(f"power cut on a day of `kiosk run`, {_name(wal)}: {happened}", outcome)
        yield _row(f"power cut again while `kiosk run` starts after one, {_name(wal)}", twice)


def power_with_a_damaged_file(size: Size, seed: int) -> Iterator[Row]:
    """The file is damaged while the kiosk asks; the power goes while it is put away, a new one is made,
    and what can be read is brought over."""
    for wal in journals():
        with folder_in_memory() as folder:
            session = safe_hour(folder, visits=size.spoilt_visits, seed=seed, wal=wal, damaged=True)
            checker = Checker(folder / "look", session.engine, reopen=started_anew, damaged=True)
            outcome = replay(session, checker, states=size.spoilt_states, seed=seed)
        yield _row(f"power cut while a damaged file is put away and brought over, {_name(wal)}", outcome)


def power_after_a_failed_sync(size: Size, seed: int) -> Iterator[Row]:
    """A sync fails, once; the kiosk goes on; and some time later the power goes. What the sync should have
    written may never get to the disk, though whoever reads it sees it."""
    for wal in journals():
        with folder_in_memory() as folder:
            (folder / "count").mkdir()
            syncs = _syncs(safe_hour(folder / "count", visits=_FEW, seed=seed, wal=wal, sync=0))
            outcome = Outcome()
            for number in random.Random(seed).sample(range(1, syncs + 1), min(size.failed_syncs, syncs)):
                outcome += after_the_failure(folder, number, size.states_after, seed, wal=wal)
        yield _row(f"power cut after one of {size.failed_syncs} syncs has failed, {_name(wal)}", outcome)


_FEW = 6
_AFTER = 150
"""Operations after a failed sync at which the power goes."""


def _syncs(session: Session) -> int:
    return int(session.operations[-1].mark[1])


def after_the_failure(folder: Path, sync: int, states: int, seed: int, *, wal: bool) -> Outcome:
    """The sync of that number fails in a new store's first hour; then the power goes."""
    here = folder / f"sync-{sync}"
    here.mkdir()
    session = safe_hour(here, visits=_FEW, seed=seed, wal=wal, sync=sync)
    at = next(n for n, o in enumerate(session.operations) if o.kind is Kind.SYNC_FAILED)
    for operation in session.operations[:at]:
        session.disk.do(operation)
        if operation.kind is Kind.MARK:
            session.promise.mark(operation.mark)
    checker = Checker(here / "look", session.engine, reopen=started_anew)
    after = replace(session, operations=session.operations[at : at + _AFTER])
    outcome = replay(after, checker, states=states, seed=seed)
    shutil.rmtree(here)
    return outcome


def controls(size: Size, seed: int) -> Iterator[Row]:
    """The same with one safeguard taken away: it has to be noticed."""
    for control, wal in size.controls:
        if wal in journals():
            with folder_in_memory() as folder:
                session = Day(folder, 0, seed, wal=wal, control=control).recorded()
                checker = Checker(folder / "look", session.engine, in_order, started_anew)
                outcome = replay(session, checker, states=size.control_states, seed=seed)
            what = f"control, must fail: `kiosk run` with {PRAGMAS[control]}, {_name(wal)}"
            yield _row(what, outcome, must_fail=True)


def failing_disk(size: Size, seed: int) -> Iterator[Row]:
    """EIO, ENOSPC, a short write, a kill, an error in reading: at one operation, or from there on; and a disk
    that is read-only from there on."""
    for worker, rounds in (("store", size.rounds), ("kiosk", size.kiosk_rounds)):
        for wal in journals():
            with folder_in_memory() as folder:
                found = fail(folder, rounds, seed, wal=wal, worker=worker)
            commits = found["commits"]
            what = (
                f"failing disk, {WORKERS[worker]}, {_name(wal)}: {commits.get('ok', 0):,} changes ok,"
                f" {commits.get('retried', 0):,} at a later try, {commits.get('failed', 0):,} refused,"
                f" {commits.get('indefinite', 0):,} refused but there"
            )
            yield row(what, found["rounds"], "faults", found["problems"], found["examples"])


WORKERS = {"store": "the store at work", "kiosk": "the store with its spill"}
"""Who works with the failing disk, by the name that `faults` knows."""


def kills(size: Size, seed: int) -> Iterator[Row]:
    """A real kiosk is killed and started again."""
    with folder_in_memory() as folder:
        killed = kill_often(folder, size.kills, seed, keys=size.keys)
    what = f"`kiosk run` killed (SIGKILL) in mid-visit, {killed.thanked:,} answers thanked for"
    yield row(what, killed.kills, "kills", killed.problems, killed.examples)


TRIALS: dict[str, Trial] = {
    "power": power,
    "damaged": power_with_a_damaged_file,
    "sync": power_after_a_failed_sync,
    "controls": controls,
    "disk": failing_disk,
    "kills": kills,
}
"""By name."""


def fail(folder: Path, rounds: int, seed: int, *, wal: bool, worker: str) -> dict[str, Any]:
    """The fields of `faults.Rounds`, of as many rounds in a process of its own."""
    disk, results = folder / "disk", folder / "results"
    disk.mkdir()
    around = os.environ | preloaded(disk) | environment(folder, wal=wal)
    program = [sys.executable, faults.__file__, str(disk), str(results), str(rounds), str(seed), worker]
    done = subprocess.run(program, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(results.read_text())
    return found


def _row(what: str, outcome: Outcome, *, must_fail: bool = False) -> Row:
    return row(what, outcome.states, "states", outcome.problems, outcome.examples, must_fail=must_fail)


def _name(wal: bool) -> str:
    return "WAL" if wal else "TRUNCATE"


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """A folder in memory, where there is one: what is synced is known from the log, not from a disk."""
    memory = Path("/dev/shm")
    inside = str(memory) if os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="kiosk-hostile-", dir=inside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
