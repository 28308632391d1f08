"""Sessions at a kiosk, recorded: what was done to the disk, and what people were thanked for."""

import os
import random
import signal
import sqlite3 as plain
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hostile.power import safe_hour as hour
from hostile.power import workload
from hostile.power.customer import Customer, end, kiosk, set_up
from hostile.power.library import preloaded
from hostile.power.log import Kind, Marks, Operation, operations
from hostile.power.promise import Promise
from hostile.power.states import Disk

from kiosk.home import Home
from store.sqlite.engine import VERSION, Version, wal_is_safe


@dataclass(frozen=True, slots=True)
class Session:
    """A recorded session."""

    disk: Disk
    """As it was before."""
    promise: Promise
    """What held before."""
    operations: list[Operation]
    engine: Version


def plain_engine(folder: Path) -> dict[str, str]:
    """The environment of a machine without pysqlite3, where the standard library's SQLite is used."""
    hidden = folder / "hidden"
    hidden.mkdir(exist_ok=True)
    (hidden / "pysqlite3.py").write_text('raise ImportError("as where it is not installed")\n')
    others = [found] if (found := os.environ.get("PYTHONPATH")) else []
    return {"PYTHONPATH": os.pathsep.join([str(hidden), *others])}


def has_two_engines() -> bool:
    """Whether the standard library's SQLite is another one, which may not use WAL."""
    return plain.sqlite_version_info != VERSION and not wal_is_safe(plain.sqlite_version_info)


def busy_hour(folder: Path, *, visits: int, seed: int, wal: bool, control: str = "") -> Session:
    """The store's own functions at work on an older store, on one engine or the other."""
    home = folder / "disk" / "home"
    (home / "backups").mkdir(parents=True)
    promise = Promise()
    for step in workload.old_store(home, 6, seed):
        promise.done(step.response.uid, step.fact)
    disk = Disk.of(folder / "disk")
    log = folder / "log"
    environment = os.environ | preloaded(folder / "disk", log) | ({} if wal else plain_engine(folder))
    program = [sys.executable, workload.__file__, str(home), str(log), str(visits), str(seed), control]
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return _session(disk, promise, log)


def safe_hour(
    folder: Path, *, visits: int, seed: int, wal: bool, sync: int | None = None, damaged: bool = False
) -> Session:
    """The store as a kiosk has it, whose file another program takes now and then; or, when the sync of the
    number `sync` fails, or the file is damaged."""
    home = folder / "disk" / "home"
    home.mkdir(parents=True)
    disk = Disk.of(folder / "disk")
    log = folder / "log"
    environment = os.environ | preloaded(folder / "disk", log) | ({} if wal else plain_engine(folder))
    program = [sys.executable, hour.__file__, str(home), str(log), str(visits), str(seed)]
    if sync is not None or damaged:
        program.append("damaged" if damaged else str(sync))
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return _session(disk, Promise(), log)


def kiosk_hours(folder: Path, *, visits: int, seed: int, wal: bool) -> Session:
    """A real kiosk in a terminal, from its first start: visits, people who walk away, a backup, SIGTERM in
    mid-visit, a kill, and the starts after them."""
    home = Home(folder / "disk" / "home")
    home.path.parent.mkdir(parents=True)
    set_up(home)
    disk = Disk.of(folder / "disk")
    log = folder / "log"
    environment = preloaded(folder / "disk", log) | ({} if wal else plain_engine(folder))
    marks = Marks(log)
    marks.put(["engine", ".".join(map(str, VERSION if wal else plain.sqlite_version_info))])
    customer = Customer(random.Random(seed), marks.put)
    third = max(1, visits // 3)
    with kiosk(home, **environment) as terminal:
        for _ in range(third):
            customer.visit(terminal)
        customer.visit(terminal, leaves=True)
        end(terminal, signal.SIGTERM)
    with kiosk(home, **environment) as terminal:
        customer.visit(terminal)
        program = [sys.executable, "-m", "kiosk", "--home", str(home.path), "backup"]
        subprocess.run(program, env=os.environ | environment, check=True, capture_output=True, cwd=folder)
        for copy in home.backups.glob("*.db"):
            marks.put(["copied", f"home/backups/{copy.name}"])
        for _ in range(third):
            customer.visit(terminal)
        customer.visit(terminal, leaves=True)
        end(terminal, signal.SIGKILL)
    with kiosk(home, **environment) as terminal:
        for _ in range(visits - 2 * third):
            customer.visit(terminal)
        end(terminal, signal.SIGTERM)
    marks.put(["end"])
    return _session(disk, Promise(), log)


def _session(disk: Disk, promise: Promise, log: Path) -> Session:
    found = list(_without_the_reserve(operations(log)))
    version = tuple(int(n) for n in next(o.mark[1] for o in found if o.data[:9] == b'["engine"').split("."))
    return Session(disk, promise, found, (version[0], version[1], version[2]))


def _without_the_reserve(every: Iterable[Operation]) -> Iterator[Operation]:
    """What is kept for a full disk holds nothing: its 32 MB would only be copied from state to state."""
    reserve: set[int] = set()
    for operation in every:
        if operation.kind is Kind.CREATE:
            (reserve.add if "-ballast" in operation.name else reserve.discard)(operation.inode)
        if operation.inode not in reserve or operation.kind not in (Kind.WRITE, Kind.TRUNCATE):
            yield operation
