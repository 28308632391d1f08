"""A shop's day, by nothing but real programs: `kiosk run` in a terminal, and beside it `kiosk void`, `kiosk
erase`, `kiosk backup` and `kiosk export`. All of them are unmodified; only their disk is watched.

The home holds a store of an older kiosk. People answer, write, and walk away; the disk is full for a while,
and another program has the file for a while, so that answers go into the spill; the kiosk is ended in
mid-visit, by SIGTERM and by SIGKILL, and started again.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hostile.power.check import BASE, OLD
from hostile.power.customer import ATTRACT, WITH_WORDS, Customer, end, kiosk, set_up
from hostile.power.library import preloaded
from hostile.power.log import Kind, Marks
from hostile.power.promise import Fact, Promise
from hostile.power.record import Session, environment, recorded, version
from hostile.power.states import Disk
from hostile.power.steps import old_store
from hostile.pseudo_terminal import Terminal

from kiosk.home import Home
from store.sqlite.spill import look, spills

_OLD_VISITS = 6
_FEW = 6
"""With no more visits than that, the day is short: nobody is waited for, and there is no noon; with none, it
is only a morning."""
_TAKEN_SECONDS = 60.0
"""How long another program has the file."""
_TAKE = """
import sys
from store.sqlite.engine import sqlite3
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("BEGIN EXCLUSIVE")
print("mine", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
connection.close()
"""


class Day:
    """One day, and what happened on it."""

    def __init__(self, folder: Path, visits: int, seed: int, *, wal: bool, control: str = "") -> None:
        """About so many visits, on one journal or the other. `folder` is for the disk, the log of it, and
        what lies beside; `control` is the safeguard that is taken away: of `record.CONTROLS`."""
        self._folder = folder
        self._visits_in_all = visits
        self._is_short = visits <= _FEW
        self._disk, self._log, self._full = folder / "disk", folder / "log", folder / "full"
        self._home = Home(self._disk / "home")
        self._engine = environment(folder, wal=wal, control=control)
        self._version = version(wal=wal)
        self._seed = seed
        self._dice = random.Random(seed)
        self._marks = Marks(self._log)
        self._customer = Customer(self._dice, self._mark)
        self._facts: dict[str, Fact] = {}
        self.counts = Counter(answers=0)
        """What happened how often."""

    def recorded(self) -> Session:
        """Lives through it."""
        self._disk.mkdir()
        set_up(self._home, WITH_WORDS)
        promise = Promise()
        for step in old_store(self._home.path, _OLD_VISITS, self._seed):
            promise.done(step.response.uid, step.fact)
        disk = Disk.of(self._disk)
        self._marks.put(["engine", self._version])
        self._live()
        self._marks.close()
        self.counts["answers"] = self._customer.thanked
        session = recorded(disk, promise, self._log)
        if session.is_wal:
            self.counts["checkpoints"] = sum(
                o.kind is Kind.SYNC and o.name == f"home/{BASE}" for o in session.operations
            )
        return session

    def _live(self) -> None:
        share = max(1, self._visits_in_all // 12)
        self._morning(share)
        if not self._is_short:
            self._noon(share)
        if self._visits_in_all:
            self._afternoon(share)
            self._evening(share)

    def _morning(self, share: int) -> None:
        """The old store is brought up to date; a backup; a manager at work beside the kiosk."""
        with self._kiosk() as terminal:
            self._visits(terminal, share)
            self._copies(f"{self._home.database.stem}-before-*.db")
            if not self._is_short:
                self._leave(terminal)
            self._back_up()
            self._visits(terminal, share)
            self._manage()
            self._end(terminal, signal.SIGTERM)

    def _noon(self, share: int) -> None:
        """The disk is full for a while, and then another program has the file."""
        with self._kiosk() as terminal:
            self._visits(terminal, share)
            with self._full_disk():
                self._visits(terminal, share // 2, spilled=True)
                self._leave(terminal)
                self._visits(terminal, share // 2, spilled=True)
            self._drained(terminal)
            self._manage()
            with self._taken():
                self._visits(terminal, share, spilled=True, seconds=_TAKEN_SECONDS)
            self._drained(terminal)
            self._visits(terminal, share)
            self._end(terminal, signal.SIGKILL)
        self._manage()

    def _afternoon(self, share: int) -> None:
        """Killed while the disk is full."""
        with self._kiosk() as terminal:
            if not self._is_short:
                self._visits(terminal, share)
            with self._full_disk():
                self._visits(terminal, share, spilled=True)
                self._end(terminal, signal.SIGKILL)

    def _evening(self, share: int) -> None:
        """What waits in the spill goes into the store first."""
        with self._kiosk() as terminal:
            self._drained(terminal)
            if not self._is_short:
                self._manage()
                self._visits(terminal, 5 * share)
                self._back_up()
                self._manage()
            self._end(terminal, signal.SIGTERM)

    # People at the kiosk.

    @property
    def _environment(self) -> dict[str, str]:
        return self._engine | preloaded(self._disk, self._log, full=self._full)

    @contextmanager
    def _kiosk(self) -> Iterator[Terminal]:
        with kiosk(self._home, **self._environment) as terminal:
            self.counts["starts"] += 1
            terminal.until(ATTRACT)
            yield terminal

    def _visits(self, terminal: Terminal, count: int, *, spilled: bool = False, seconds: float = 0.0) -> None:
        """So many, and for so long at least."""
        before, until = self._customer.thanked, time.monotonic() + seconds
        while count > 0 or time.monotonic() < until:
            self._customer.visit(terminal, words=True)
            count -= 1
        if spilled:
            assert look(self._spill).snapshots
            self.counts["of them into the spill"] += self._customer.thanked - before

    def _leave(self, terminal: Terminal) -> None:
        """Somebody answers one question and walks away; the kiosk waits, and then asks the next person."""
        self._go_away(terminal)
        terminal.until(ATTRACT)

    def _end(self, terminal: Terminal, number: signal.Signals) -> None:
        """In mid-visit."""
        self._go_away(terminal)
        end(terminal, number)

    def _go_away(self, terminal: Terminal) -> None:
        self._customer.visit(terminal, words=True, leaves=True)
        self.counts["visits left in the middle"] += 1

    # What goes on meanwhile.

    @contextmanager
    def _full_disk(self) -> Iterator[None]:
        self._full.touch()
        try:
            yield
        finally:
            self._full.unlink()

    @contextmanager
    def _taken(self) -> Iterator[None]:
        """Another program has the file, and is not watched: it changes nothing."""
        around = os.environ | self._engine
        program = [sys.executable, "-c", _TAKE, str(self._home.database)]
        with subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=around, text=True
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "mine\n"
            yield
            other.communicate()

    def _drained(self, terminal: Terminal) -> None:
        terminal.until(lambda: not look(self._spill).snapshots)

    @property
    def _spill(self) -> Path:
        (spill,) = spills(self._home.database)
        return spill

    # The manager.

    def _manage(self) -> None:
        """Leaves a visit out, and erases what was written in another."""
        uids = self._uids()
        visits = [visit for visit, fact in self._facts.items() if not (fact["void"] or fact["erased"])]
        void = self._dice.choice(visits)
        wrote = [v for v in visits if v != void and "words" in self._facts[v]["answers"]]
        self._change(void, {"void": True}, "void", uids[void])
        self.counts["voids"] += 1
        if wrote:
            erased = self._dice.choice(wrote)
            answers = self._facts[erased]["answers"]
            gone = {"answers": answers | {"words": [None, [], None]}, "erased": True}
            self._change(erased, gone, "erase", "--response", uids[erased])
            self.counts["erasures"] += 1

    def _change(self, visit: str, change: Mapping[str, object], *command: str) -> None:
        fact = self._facts[visit] | change
        self._mark(["begin", visit, fact])
        self._command(*command, "--why", "asked for", "--by", "manager", "--yes")
        self._mark(["done", visit, fact])

    def _uids(self) -> dict[str, str]:
        """The uid of each visit, by its name here."""
        target = self._folder / "export.jsonl"
        self._command("export", str(target), "--force")
        rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
        uids = sorted(uid for row in rows if not (uid := row["uid"]).startswith(OLD))
        return {str(number): uid for number, uid in enumerate(uids, start=1)}

    def _back_up(self) -> None:
        self._command("backup")
        self.counts["backups"] += 1
        self._copies("backups/*.db")

    def _copies(self, names: str) -> None:
        """What was just copied must be there from now on."""
        for copy in sorted(self._home.path.glob(names)):
            self._marks.put(["copied", str(copy.relative_to(self._disk))])

    def _command(self, *arguments: str) -> None:
        program = [sys.executable, "-m", "kiosk", "--home", str(self._home.path), *arguments]
        done = subprocess.run(
            program,
            env=os.environ | self._environment,
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.stderr}"

    def _mark(self, mark: list[Any]) -> None:
        self._marks.put(mark)
        if mark[0] == "done":
            self._facts[mark[1]] = mark[2]
