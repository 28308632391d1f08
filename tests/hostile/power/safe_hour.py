"""A counter's busy hour with the store as a kiosk has it, which fares badly.

    python safe_hour.py HOME LOG VISITS SEED SYNC|damaged

The sync of the number SYNC fails (0: none), or the file's first page is destroyed, twice.
"""

import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from hostile.power.check import BASE
from hostile.power.library import Fault, arm, seen
from hostile.power.log import Marks
from hostile.power.steps import Step, steps
from sqlite.counter import SURVEY, Clock

from store.model.rules import Rules
from store.sqlite.database import PAGE_BYTES
from store.sqlite.engine import VERSION, Version, wal_is_safe
from store.sqlite.error import StoreError
from store.sqlite.safe import Safe

_ROOM = 1 << 16


def small_safe(path: Path, engine: Version = VERSION) -> Safe:
    """A safe with little room, which waits for nobody."""
    return Safe(
        path,
        "kiosk-1",
        SURVEY,
        rules=Rules(),
        now_ms=Clock(),
        wait_ms=20,
        spill_size=_ROOM,
        ballast_size=_ROOM,
        engine=engine,
    )


def settle(safe: Safe) -> None:
    """Does all that can wait; gives up where it cannot be done."""
    for _ in range(200):
        if safe.tend() is None:
            return


def started_anew(path: Path, engine: Version) -> None:
    """What the next start of a kiosk does, and what it then has time for."""
    safe = small_safe(path, engine)
    safe.open()
    settle(safe)
    safe.close()


_DESTROY = f"""
import os, sys
file = os.open(sys.argv[1], os.O_WRONLY)
os.write(file, bytes([222, 173]) * {PAGE_BYTES // 2})
os.fsync(file)
"""


def destroy(path: Path) -> None:
    """Overwrites the first page behind the store's back, from another process, as watched as this one.

    It holds no answers, so none may be lost with it.
    """
    subprocess.run([sys.executable, "-c", _DESTROY, str(path)], check=True)


class Hour:
    """The counter at work."""

    def __init__(self, path: Path, marks: Marks) -> None:
        self._path = path
        self._marks = marks

    def work(self, todo: list[Step]) -> None:
        """Every step, then the end of the day and another start."""
        safe = self._started()
        for step in todo:
            self._keep(safe, step)
            safe.tend()
        settle(safe)
        safe.close()
        started_anew(self._path, VERSION)

    def work_on_a_damaged_file(self, todo: list[Step]) -> None:
        """The file is damaged over night, and again while the kiosk runs; each time the old one is brought
        over into a new one while people answer."""
        third = len(todo) // 3
        safe = self._started()
        for step in todo[:third]:
            self._keep(safe, step)
        safe.close()
        destroy(self._path)
        safe = self._started()
        for step in todo[third : 2 * third]:
            self._keep(safe, step)
            safe.tend()
        settle(safe)
        if wal_is_safe(VERSION):
            safe.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        destroy(self._path)
        for step in todo[2 * third :]:
            self._keep(safe, step)
            safe.tend()
        settle(safe)
        safe.close()
        started_anew(self._path, VERSION)

    def _started(self) -> Safe:
        safe = small_safe(self._path)
        safe.open()
        settle(safe)
        return safe

    def _keep(self, safe: Safe, step: Step) -> None:
        fact = {name: value for name, value in step.fact.items() if name != "status"}
        self._marks.put(["begin", step.response.uid, fact])
        try:
            safe.save(step.response)
        except StoreError:
            return
        self._marks.put(["done", step.response.uid, fact])


def main(home: str, log: str, visits: str, seed: str, sync: str) -> None:
    """One busy hour."""
    marks = Marks(Path(log))
    marks.put(["engine", ".".join(map(str, VERSION))])
    todo = [step for step in steps(int(visits), int(seed)) if step.what == "save"]
    hour = Hour(Path(home) / BASE, marks)
    if sync == "damaged":
        hour.work_on_a_damaged_file(todo)
    else:
        arm(int(sync), Fault.SYNC, sticky=False)
        hour.work(todo)
    marks.put(["syncs", seen()])


if __name__ == "__main__":
    main(*sys.argv[1:])
