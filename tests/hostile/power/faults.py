"""A disk that fails: the same hour of work again and again, each time with another operation that goes wrong.

Runs as a program of its own, with its disk watched; each round is a process forked off it.

    python faults.py DISK RESULTS ROUNDS SEED store|kiosk

ROUNDS is how many to try; 0: every operation with every fault, once and sticky. RESULTS gets a JSON document.
The work is done with the store's own functions, or with the store as a kiosk has it, which keeps in a spill
what the store cannot take.
"""

import json
import os
import random
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from hostile.power.check import BASE, Checker, reopened
from hostile.power.library import Fault, arm, seen
from hostile.power.log import Marks, operations
from hostile.power.promise import Promise
from hostile.power.safe_hour import settle, small_safe, started_anew
from hostile.power.steps import Step, old_store, steps
from sqlite.counter import SURVEY, Clock

from store.model.rules import Rules
from store.sqlite.backup import back_up
from store.sqlite.database import Database, open_database
from store.sqlite.engine import VERSION
from store.sqlite.error import StoreError
from store.sqlite.responses import Responses
from store.sqlite.safe import Safe

VISITS = 6
TRIES = 3
STICKY = {Fault.KILL: (False,), Fault.READ_ONLY: (True,)}
"""Of those faults that are not tried both once and for good."""


@dataclass(slots=True)
class Rounds:
    """What came of many rounds."""

    rounds: int = 0
    operations: int = 0
    """How many there are in a round without a fault."""
    faults: Counter[str] = field(default_factory=Counter)
    """How many rounds met each fault."""
    commits: Counter[str] = field(default_factory=Counter)
    """'ok', 'retried' (ok at a later try), 'failed', and 'indefinite': failed, and there nevertheless."""
    problems: Counter[str] = field(default_factory=Counter)
    """'lost', 'doubled', 'broken', and 'escaped': an error that is no StoreError."""
    examples: list[str] = field(default_factory=list)


class Clerk:
    """Works with a disk that fails: tries again, opens the store anew, and goes on."""

    def __init__(self, home: Path, marks: Marks) -> None:
        self._path = home / BASE
        self._marks = marks
        self._database: Database | None = None
        self._responses: Responses | None = None

    def work(self, todo: list[Step]) -> None:
        """All of `todo`, with a backup and a closing between."""
        half = len(todo) // 2
        for step in todo[:half]:
            self._do(step)
        self._try(self._back_up)
        self._try(self._close)
        for step in todo[half:]:
            self._do(step)
        self._try(self._close)

    def _do(self, step: Step) -> None:
        uid, fact = step.response.uid, step.fact
        self._marks.put(["begin", uid, fact])
        tries = self._try(lambda: step.do(self._open()))
        if tries:
            self._marks.put(["done", uid, fact])
        self._marks.put(["commit", "failed" if not tries else "ok" if tries == 1 else "retried"])

    def _try(self, work: Callable[[], object]) -> int:
        """At which try it was done; 0 for none. The last is made on a store that was opened anew."""
        for number in range(1, TRIES + 1):
            try:
                work()
                return number
            except StoreError:
                if number == TRIES - 1:
                    self._try_once(self._close)
            except OSError:
                if work != self._back_up:  # a backup may say so; the store's own work may not
                    raise
        return 0

    def _try_once(self, work: Callable[[], object]) -> None:
        try:
            work()
        except StoreError:
            self._database = None

    def _open(self) -> Responses:
        if self._database is None or self._responses is None:
            self._database = open_database(self._path, writing=True, now_ms=Clock())
            self._responses = None
            responses = Responses(self._database, Rules())
            responses.register(SURVEY)
            self._responses = responses
        return self._responses

    def _close(self) -> None:
        database, self._database, self._responses = self._database, None, None
        if database is not None:
            database.close()

    def _back_up(self) -> None:
        self._open()
        assert self._database is not None
        back_up(self._database, self._path.parent / "backups" / "kiosk-2026-11-21T120000.db", replace=True)


class Kiosk:
    """Works as a kiosk does: whatever the disk does, it asks on, and thanks only for what is kept."""

    def __init__(self, home: Path, marks: Marks) -> None:
        self._path = home / BASE
        self._marks = marks

    def work(self, todo: list[Step]) -> None:
        """All answers of `todo`, with the end of a day between."""
        half = len(todo) // 2
        for part in (todo[:half], todo[half:]):
            safe = small_safe(self._path)
            try:
                safe.open()
            except StoreError:
                safe.close()
                continue  # it ends with a sentence; nobody was asked anything
            for step in part:
                if step.what == "save":
                    self._keep(safe, step)
                safe.tend()
            settle(safe)
            safe.close()

    def _keep(self, safe: Safe, step: Step) -> None:
        fact = {name: value for name, value in step.fact.items() if name != "status"}
        self._marks.put(["begin", step.response.uid, fact])
        try:
            safe.save(step.response)
        except StoreError:
            self._marks.put(["commit", "failed"])
            return
        self._marks.put(["done", step.response.uid, fact])
        self._marks.put(["commit", "ok"])


class Trial:
    """Rounds in one folder of the watched disk, and what is found after each."""

    def __init__(self, disk: Path, seed: int, *, kiosk: bool) -> None:
        self._worker = Kiosk if kiosk else Clerk
        self._disk = disk
        self._aside = disk.with_name(f"{disk.name}-aside")
        self._aside.mkdir()
        self._base = disk / "base"
        (self._base / "backups").mkdir(parents=True)
        self._before = old_store(self._base, 2, seed)
        self._todo = list(steps(VISITS, seed, first=1000))
        reopen = started_anew if kiosk else reopened
        self._checker = Checker(self._aside / "look", VERSION, reopen=reopen)
        self.rounds = Rounds()

    def count(self, fault: Fault) -> int:
        """How many operations a round has, of the kind that `fault` makes fail."""
        log = self._aside / "count"
        log.unlink(missing_ok=True)
        self._round(10**9, fault, sticky=False, log=log)
        return int(next(o.mark[1] for o in operations(log) if o.mark[0] == "seen"))

    def try_out(self, at: int, fault: Fault, *, sticky: bool) -> None:
        """One round in which the operation `at` fails."""
        log = self._aside / "log"
        log.unlink(missing_ok=True)
        where = f"{fault.name} at {at}{', and from then on' if sticky else ''}"
        code = self._round(at, fault, sticky=sticky, log=log)
        rounds = self.rounds
        rounds.rounds += 1
        rounds.faults[f"{fault.name}{' for good' if sticky else ''}"] += 1
        promise = Promise()
        for step in self._before:
            promise.done(step.response.uid, {n: v for n, v in step.fact.items() if n != "status"})
        problems = []
        for operation in operations(log):
            mark = operation.mark
            promise.mark(mark)
            if mark[0] == "commit":
                rounds.commits[mark[1]] += 1
            elif mark[0] == "escaped":
                problems.append(("escaped", mark[1]))
        if code != (128 + signal.SIGKILL if fault is Fault.KILL else 0):
            problems.append(("escaped", f"it ended with {code}"))
        home = self._disk / "home"
        image = {
            f"home/{path.relative_to(home)}": path.read_bytes()
            for path in home.rglob("*")
            if path.is_file() and not path.name.endswith("-shm")
        }
        problems += self._checker.check(image, promise)
        for visit, facts in promise.begun.items():
            if self._checker.found.get(visit) in facts:
                rounds.commits["indefinite"] += 1
        for kind in {kind for kind, _ in problems}:
            rounds.problems[kind] += 1
        if len(rounds.examples) < 20:
            rounds.examples += [f"{where}: {kind}: {said}"[:300] for kind, said in problems[:2]]

    def _round(self, at: int, fault: Fault, *, sticky: bool, log: Path) -> int:
        home = self._disk / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self._base, home)
        child = os.fork()
        if child:
            return _code(child)
        marks = Marks(log)

        try:
            arm(at, fault, sticky=sticky)
            self._worker(home, marks).work(self._todo)
            count = seen()
            arm(0, Fault.NEVER, sticky=False)
            marks.put(["seen", count])
        except BaseException as error:  # whatever it is, it is what was looked for
            arm(0, Fault.NEVER, sticky=False)
            marks.put(["escaped", f"{type(error).__name__} {_where(error)}: {error}"])
        finally:
            os._exit(0)


def _where(error: BaseException) -> str:
    """The store's functions that it went through."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/store/" in f.filename]
    return " > ".join(f"{Path(f.filename).name}:{f.name}" for f in frames)


def _code(child: int) -> int:
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return 128 - code if code < 0 else code


def main(disk: str, results: str, rounds: str, seed: str, worker: str) -> None:
    """As many rounds as asked for."""
    trial = Trial(Path(disk), int(seed), kiosk=worker == "kiosk")
    plan = []
    for fault in (Fault.EIO, Fault.ENOSPC, Fault.SHORT, Fault.KILL, Fault.READ, Fault.READ_ONLY):
        found = trial.count(fault)
        trial.rounds.operations = max(trial.rounds.operations, found if fault is not Fault.READ else 0)
        for sticky in STICKY.get(fault, (False, True)):
            plan += [(at, fault, sticky) for at in range(1, found + 1)]
    if int(rounds):
        plan = random.Random(int(seed)).sample(plan, int(rounds))
    for at, fault, sticky in plan:
        trial.try_out(at, fault, sticky=sticky)
    Path(results).write_text(json.dumps({name: getattr(trial.rounds, name) for name in Rounds.__slots__}))


if __name__ == "__main__":
    main(*sys.argv[1:])
