"""What a counter's visits leave, one thing after the other: answers, more answers, voids, erasure; and an old
store that already has some.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hostile.power.check import BASE, OLD, SECRET
from hostile.power.promise import Fact, fact
from sqlite.counter import NOON, SURVEY, Clock, answered, visit

from store.model.response import Response, Status
from store.model.rules import Rules
from store.sqlite.database import APPLICATION_ID, Database
from store.sqlite.engine import sqlite3
from store.sqlite.locks import lock_home
from store.sqlite.migrations import STEPS, migrate
from store.sqlite.responses import Responses

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
        uid = f"{OLD}{number:04}"
        answers = [
            answered("satisfaction", dice.randint(1, 5)),
            answered("mattered", after=3000, choices=tuple(dice.sample(OPTIONS, dice.randint(1, 2)))),
            answered("remark", after=6000, text=f"{SECRET}-{uid}. {'long ' * dice.randint(0, 200)}"),
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
