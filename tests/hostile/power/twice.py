"""A second power cut, while the kiosk recovers from the first."""

import os
import random
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

from hostile.power import recover
from hostile.power.check import BASE, Checker
from hostile.power.library import preloaded
from hostile.power.log import Kind, Operation, operations
from hostile.power.promise import Promise
from hostile.power.record import Session, plain_engine
from hostile.power.replay import Outcome, replay
from hostile.power.states import Disk


def cut_twice(session: Session, folder: Path, *, wal: bool, cuts: int, states: int, seed: int) -> Outcome:
    """Recovers from `cuts` first cuts of a session, each time with `states` second ones."""
    promises = _first_cuts(deepcopy(session.disk), deepcopy(session.promise), session, folder, cuts, seed)
    disks = {name: Disk.of(folder / "disk") for name in promises}
    for name, disk in disks.items():
        disk.names = {n: inode for n, inode in disk.names.items() if n == "" or n.split("/")[0] == name}
    log = folder / "log"
    environment = os.environ | preloaded(folder / "disk", log) | ({} if wal else plain_engine(folder))
    homes = [str(folder / "disk" / name) for name in promises]
    program = [sys.executable, recover.__file__, str(log), *homes]
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    checker = Checker(folder / "look", session.engine)
    outcome = Outcome()
    for name, found in _by_home(log).items():
        outcome += replay(disks[name], found, promises[name], checker, states=states, seed=seed, home=name)
    return outcome


def _first_cuts(
    disk: Disk, promise: Promise, session: Session, folder: Path, cuts: int, seed: int
) -> dict[str, Promise]:
    """Writes down what so many cuts may have left, each in a home of its own; what must hold in each."""
    dice = random.Random(seed)
    chosen = set(dice.sample(range(len(session.operations)), cuts))
    promises = {}
    for number, operation in enumerate(session.operations):
        disk.do(operation)
        if operation.kind is Kind.MARK:
            promise.mark(operation.mark)
        if number not in chosen:
            continue
        name = f"home-{number}"
        home = folder / "disk" / name
        home.mkdir(parents=True)
        for path, content in disk.image(disk.cut(dice)).items():
            if path.startswith(f"home/{BASE}"):
                (home / Path(path).name).write_bytes(content)
        promises[name] = _closed(promise)
    return promises


def _closed(promise: Promise) -> Promise:
    """What holds while visits that were open are closed."""
    after = Promise(kept=dict(promise.kept), begun={v: list(facts) for v, facts in promise.begun.items()})
    for visit, facts in [*promise.begun.items(), *((v, [fact]) for v, fact in promise.kept.items())]:
        for fact in list(facts):
            if fact.get("status") == "open":
                after.begin(visit, fact | {"status": "partial"})
    return after


def _by_home(log: Path) -> dict[str, list[Operation]]:
    found: dict[str, list[Operation]] = {}
    name = ""
    for operation in operations(log):
        if operation.kind is Kind.MARK:
            name = operation.mark[1]
            found[name] = []
        found[name].append(operation)
    return found
