"""Recorded sessions: what was done to the disk, and what people were thanked for."""

import os
import sqlite3 as plain
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hostile.power import safe_hour as hour
from hostile.power.library import preloaded
from hostile.power.log import Kind, Operation, operations
from hostile.power.promise import Promise
from hostile.power.states import Disk

from store.sqlite.engine import VERSION, Version, wal_is_safe

CONTROLS = {"off": "synchronous = OFF", "normal": "synchronous = NORMAL", "delete": "journal_mode = DELETE"}
"""Pragmas that spoil what keeps answers safe, by the name of the control."""
_SPOILT = """
from store.sqlite import database
prepare = database._prepare
def spoilt(connection, *rest, **named):
    prepare(connection, *rest, **named)
    connection.execute("PRAGMA {0}").fetchall()
database._prepare = spoilt
"""


@dataclass(frozen=True, slots=True)
class Session:
    """A recorded session."""

    disk: Disk
    """As it was before."""
    promise: Promise
    """What held before."""
    operations: list[Operation]
    engine: Version

    @property
    def is_wal(self) -> bool:
        """On which journal."""
        return wal_is_safe(self.engine)


def environment(folder: Path, *, wal: bool, control: str = "") -> dict[str, str]:
    """The environment of a machine with one engine or the other; of a control, with its pragma everywhere."""
    hidden = folder / "hidden"
    hidden.mkdir(exist_ok=True)
    if not wal:
        (hidden / "pysqlite3.py").write_text('raise ImportError("as where it is not installed")\n')
    if control:
        (hidden / "sitecustomize.py").write_text(_SPOILT.format(CONTROLS[control]))
    others = [found] if (found := os.environ.get("PYTHONPATH")) else []
    return {"PYTHONPATH": os.pathsep.join([str(hidden), *others])}


def version(*, wal: bool) -> str:
    """The engine's, in that environment."""
    return ".".join(map(str, VERSION if wal else plain.sqlite_version_info))


def safe_hour(
    folder: Path, *, visits: int, seed: int, wal: bool, sync: int = 0, damaged: bool = False
) -> Session:
    """The store as a kiosk has it, when the sync of the number `sync` fails, or the file is damaged."""
    home = folder / "disk" / "home"
    home.mkdir(parents=True)
    disk = Disk.of(folder / "disk")
    log = folder / "log"
    around = os.environ | preloaded(folder / "disk", log) | environment(folder, wal=wal)
    fate = "damaged" if damaged else str(sync)
    program = [sys.executable, hour.__file__, str(home), str(log), str(visits), str(seed), fate]
    done = subprocess.run(program, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return recorded(disk, Promise(), log)


def recorded(disk: Disk, promise: Promise, log: Path) -> Session:
    """What `log` says was done to `disk`; the engine stands in its first mark."""
    found = list(_without_the_reserve(operations(log)))
    engine = tuple(int(n) for n in next(o.mark[1] for o in found if o.data[:9] == b'["engine"').split("."))
    return Session(disk, promise, found, (engine[0], engine[1], engine[2]))


def _without_the_reserve(every: Iterable[Operation]) -> Iterator[Operation]:
    """What is kept for a full disk holds nothing: its 32 MB would only be copied from state to state."""
    reserve: set[int] = set()
    for operation in every:
        if operation.kind is Kind.CREATE:
            (reserve.add if "-ballast" in operation.name else reserve.discard)(operation.inode)
        if operation.inode not in reserve or operation.kind not in (Kind.WRITE, Kind.TRUNCATE):
            yield operation
