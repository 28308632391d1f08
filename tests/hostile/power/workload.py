"""A counter's busy hour, by the store's own functions: answers, more answers, voids, erasure, migration,
checkpoints, a backup. Run as a program of its own, with its disk watched (`library.preloaded`).

    python workload.py HOME LOG VISITS SEED [control]

A control spoils one thing that keeps answers safe; what it leaves must be found broken.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from hostile.power.check import BASE, SECRET
from hostile.power.log import Marks
from hostile.power.promise import Fact, fact
from sqlite.counter import NOON, SURVEY, Clock, answered, visit

from store.model.response import Response, Status
from store.model.rules import Rules
from store.sqlite.backup import back_up
from store.sqlite.database import APPLICATION_ID, Database, open_database
from store.sqlite.engine import VERSION, sqlite3
from store.sqlite.locks import lock_home
from store.sqlite.migrations import STEPS, migrate
from store.sqlite.responses import Responses

CONTROLS = {
    "off": "PRAGMA synchronous = OFF",
    "normal": "PRAGMA synchronous = NORMAL",
    "delete": "PRAGMA journal_mode = DELETE",
}
"""What is spoilt, by the name of the control."""
OPTIONS = ("wait", "staff")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do to one visit."""

    what: str
    """'save', 'void' or 'erase'."""
    response: Response
    void: bool = False
    erased: bool = False

    @property
    def fact(self) -> Fact:
        """What is promised afterwards."""
        return fact(self.response, void=self.void, erased=self.erased)

    def do(self, responses: Responses) -> None:
        """Does it."""
        uid = self.response.uid
        if self.what == "save":
            responses.save(self.response)
        elif self.what == "void":
            responses.void(uid, "manager", "a child")
        else:
            responses.erase(uid, "manager", "asked for")


def steps(visits: int, seed: int, *, first: int = 0) -> Iterator[Step]:
    """A first answer and later ones, and what becomes of some visits afterwards."""
    dice = random.Random(seed)
    for number in range(first, first + visits):
        uid = f"visit-{number:04}"
        answers = [
            answered("satisfaction", dice.randint(1, 5)),
            answered("mattered", after=3000, choices=tuple(dice.sample(OPTIONS, dice.randint(1, 2)))),
            answered("remark", after=6000, text=f"{SECRET}-{uid} {'long ' * dice.randint(0, 200)}"),
            answered("recommend", dice.randint(0, 10), after=9000),
            answered("ease", dice.randint(1, 7), after=12000),
        ]
        given = dice.randint(1, len(answers))
        at = NOON + number * 20_000
        for n in range(1, given + 1):
            now = visit(uid, *answers[:n], at=at, status=Status.OPEN)
            if n == len(answers):
                now = replace(now, status=Status.COMPLETE, ended_ms=at + 15_000)
            yield Step("save", now)
        if given < len(answers):
            now = replace(now, status=Status.PARTIAL, ended_ms=at + 30_000)
            yield Step("save", now)
        fate = dice.random()
        if fate < 0.12:
            yield Step("void", now, void=True)
        elif fate < 0.24:
            yield Step("erase", now, erased=True)


def old_store(home: Path, visits: int, seed: int) -> list[Step]:
    """Makes a store as the first step left it, with some visits; returns what was done."""
    path = home / BASE
    path.touch(0o600)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    migrate(connection, STEPS[:1])
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("INSERT INTO meta (one, uid, epoch, demo, created_ms) VALUES (1, 'a', 'b', 0, 0)")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    done = []
    with Database(path, connection, lock_home(home), Clock(), writing=True) as database:
        responses = Responses(database, Rules())
        responses.register(SURVEY)
        for step in steps(visits, seed):
            step.do(responses)
            done.append(step)
    return done


class Counter:
    """The counter at work; every step is marked before it is done, and when it is."""

    def __init__(self, home: Path, marks: Marks, control: str) -> None:
        self._path = home / BASE
        self._marks = marks
        self._control = control

    def work(self, visits: int, seed: int) -> None:
        """A third, a backup, a third, closing and opening, and the rest."""
        todo = list(steps(visits, seed, first=1000))
        third = len(todo) // 3
        with self._open() as database:
            self._mark_copies()
            responses = self._responses(database)
            self._do(responses, todo[:third])
            target = self._path.parent / "backups" / "kiosk-2026-11-21T120000.db"
            back_up(database, target)
            self._mark("copied", f"{target.parent.parent.name}/backups/{target.name}")
            self._do(responses, todo[third : 2 * third])
            responses.set_target(1, 80.0, "manager")
        with self._open() as database:
            responses = self._responses(database)
            self._close_stale(responses, todo[2 * third - 1])
            self._do(responses, todo[2 * third :])
            responses.beat("kiosk-1", "closed")

    def _open(self) -> Database:
        database = open_database(self._path, writing=True, now_ms=Clock())
        if self._control in CONTROLS:
            database.connection.execute(CONTROLS[self._control])
        return database

    def _responses(self, database: Database) -> Responses:
        responses = Responses(database, Rules())
        responses.register(SURVEY)
        responses.beat("kiosk-1", "asking")
        return responses

    def _do(self, responses: Responses, todo: list[Step]) -> None:
        for step in todo:
            self._mark("begin", step.response.uid, step.fact)
            step.do(responses)
            self._mark("done", step.response.uid, step.fact)

    def _close_stale(self, responses: Responses, last: Step) -> None:
        closed = last.fact
        if closed["status"] == "open":
            closed["status"] = "partial"
        self._mark("begin", last.response.uid, closed)
        responses.close_stale("kiosk-1")
        self._mark("done", last.response.uid, closed)

    def _mark_copies(self) -> None:
        home = self._path.parent
        for copy in sorted(home.glob("kiosk-before-*.db")):
            self._mark("copied", f"{home.name}/{copy.name}")

    def _mark(self, *mark: Any) -> None:
        self._marks.put(mark)


def main(home: str, log: str, visits: str, seed: str, control: str = "") -> None:
    """One busy hour."""
    marks = Marks(Path(log))
    marks.put(["engine", ".".join(map(str, VERSION))])
    Counter(Path(home), marks, control).work(int(visits), int(seed))
    marks.put(["end"])


if __name__ == "__main__":
    main(*sys.argv[1:])
