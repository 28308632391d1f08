"""Two of everything on one file: two kiosks, an agent, two operators, two who write besides, and backups.

    python together.py [SECONDS]

On each engine: no error on any screen, no answer and no change of anybody lost, tallies as counted anew. In
the end everything is killed, and what the next start makes of it is looked at.
"""

import json
import os
import random
import re
import sqlite3 as plain
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile import clerk, desk
from hostile.crowd import Found, Shopper, Visit, Watched, Wrong, epoch_ms, judged
from hostile.power.check import Content, read
from hostile.power.customer import ATTRACT, SURVEY, Gone
from hostile.power.record import environment

import kiosk
from kiosk.home import Home, make_home
from kiosk.pins.file import write_pin
from store.model.response import Response
from store.model.rules import Rules
from store.model.survey_file import read_survey
from store.sqlite.database import open_database
from store.sqlite.engine import VERSION
from store.sqlite.safe import Safe
from store.sqlite.spill import look, spill_path

LABELS = ("till-1", "till-2")
_KEYS = ("d", "w", "m", "q", "y", "\x1b[D", "\x1b[C", "?", "\x1b", "x", "\x1b", "c", "\x1b", "d")
_TROUBLE = re.compile(r"kiosk\.db|One moment|Traceback|spill")
_BACKUP_SECONDS = 5.0
_BETWEEN_CALLS = 0.3
_LATELY_MS = 5_000
"""How much of what was keyed and said around it is told of what went wrong."""
_SETTINGS = """
survey = "quick"
repeat_seconds = 0
thanks_seconds = 20
idle_seconds = 60
operator_pin = false
"""
"""On a crowded machine a short thanks may go before anybody has seen it."""


@dataclass(slots=True)
class Worked:
    """What came of it."""

    answers: int = 0
    """That people at the kiosks were thanked for."""
    unseen: int = 0
    """Answers after which the next screen had gone before they saw it."""
    calls: int = 0
    """That the agent's desk said were kept."""
    corrected: int = 0
    """Of these, corrected afterwards."""
    changes: int = 0
    """Of those who wrote besides."""
    looks: int = 0
    """Of the operators."""
    backups: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def note(self, kind: str, what: str) -> None:
        """Something went wrong."""
        self.problems[kind] += 1
        self.examples.append(f"{kind}: {what}")


class Together:
    """One home, and everybody in it."""

    def __init__(self, folder: Path, seed: int, *, wal: bool) -> None:
        self._folder = folder
        self._seed = seed
        self._wal = wal
        self._home = Home(folder / "home")
        make_home(self._home)
        write_pin(self._home.pin_file, "748291")
        (self._home.surveys / "quick.toml").write_text(SURVEY)
        self._home.settings_file.write_text(_SETTINGS)
        found = [str(Path(kiosk.__file__).parents[1])]
        self._environment = environment(folder, wal=wal)
        self._environment["PYTHONPATH"] = os.pathsep.join([*self._environment.values(), *found])
        self._tills: dict[str, Watched] = {}
        self._visits: dict[str, list[Visit]] = {}
        self._calls: Mapping[str, Mapping[str, int]] = {}
        self._ends = 0.0
        self.worked = Worked()

    def work(self, seconds: float) -> Worked:
        """For as long; then everything is looked through."""
        with ExitStack() as stack:
            for label in LABELS:  # one after the other: the first one makes the file
                till = stack.enter_context(self._terminal("run", "--label", label, size=(80, 24)))
                till.until(ATTRACT)
                till.until(lambda: self._has_journal)
                self._tills[label] = till
            views = [
                stack.enter_context(self._terminal("operator", size=size)) for size in ((80, 24), (130, 40))
            ]
            seat = stack.enter_context(self._terminal(*desk.START, size=(100, 30)))
            seat.until("Agent’s desk")
            for view in views:
                view.until(lambda view=view: bool(view.text.strip()))  # type: ignore[misc]  # bound now
            self._ends = time.monotonic() + seconds
            clerks = [self._clerk(place, seconds) for place in (0, 1)]
            self._all(
                *(lambda t=t, label=label: self._serve(t, label) for label, t in self._tills.items()),
                lambda: self._take_calls(seat),
                *(lambda v=v: self._watch(v) for v in views),
                self._back_up,
            )
            done = [self._done(place, process) for place, process in enumerate(clerks)]
            self._look_at_screens([*self._tills.values(), seat, *views])
            if not self._has_journal:
                self.worked.note("broken", "another journal was tried than was meant")
        self._look_at_store(done)
        return self.worked

    def _terminal(self, *arguments: str, size: tuple[int, int]) -> Watched:
        start = ["-m", "kiosk", "--home", str(self._home.path), *arguments]
        return Watched(start, size=size, **self._environment)

    @property
    def _has_journal(self) -> bool:
        return Path(f"{self._home.database}-{'wal' if self._wal else 'journal'}").exists()

    def _all(self, *works: Callable[[], None]) -> None:
        def guarded(work: Callable[[], None]) -> None:
            try:
                work()
            except (AssertionError, Gone) as error:
                self.worked.note("escaped", f"{type(error).__name__} {error}")

        threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _serve(self, till: Watched, label: str) -> None:
        shopper = Shopper(till, random.Random(f"{self._seed}/{label}"))
        self._visits[label] = shopper.visits
        try:
            while time.monotonic() < self._ends:
                shopper.visit()
        except AssertionError as error:
            raise AssertionError(
                f"{label}: {error}\n{self._diary(label, epoch_ms() - _LATELY_MS)}"
            ) from error
        finally:
            self.worked.answers += shopper.thanked
            self.worked.unseen += shopper.unseen

    def _take_calls(self, seat: Watched) -> None:
        agent = desk.Agent(seat, random.Random(f"{self._seed}/{desk.LABEL}"))
        self._calls = agent.kept
        try:
            while time.monotonic() < self._ends:
                agent.call()
                seat.idle(_BETWEEN_CALLS)
        finally:
            self.worked.calls, self.worked.corrected = len(agent.kept), agent.corrected

    def _watch(self, view: Watched) -> None:
        dice = random.Random(self._seed)
        while time.monotonic() < self._ends:
            view.type(dice.choice(_KEYS))
            view.idle(dice.uniform(0.05, 0.6))
            self.worked.looks += 1
            self._look_at_screens([view])

    def _back_up(self) -> None:
        while time.monotonic() < self._ends:
            done = self._run("-m", "kiosk", "--home", str(self._home.path), "backup")
            said = done.communicate()[1]
            self.worked.backups += 1
            if done.returncode:
                self.worked.note("escaped", f"backup: {said}")
            time.sleep(max(0.0, min(_BACKUP_SECONDS, self._ends - time.monotonic())))

    def _run(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=os.environ | self._environment,
            cwd=self._folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _clerk(self, place: int, seconds: float) -> "subprocess.Popen[str]":
        results = self._folder / f"clerk-{place}"
        return self._run(
            clerk.__file__, str(self._home.path), str(results), str(seconds), str(self._seed), str(place)
        )

    def _done(self, place: int, process: "subprocess.Popen[str]") -> dict[str, Any]:
        said = process.communicate()[1]
        assert process.returncode == 0, said
        done: dict[str, Any] = json.loads((self._folder / f"clerk-{place}").read_text())
        self.worked.changes += done["changes"]
        for error in done["errors"]:
            self.worked.note("escaped", f"clerk {place}: {error}")
        return done

    def _look_at_screens(self, terminals: list[Watched]) -> None:
        for terminal in terminals:
            if _TROUBLE.search(terminal.text):
                self.worked.note("escaped", f"on a screen:\n{terminal.text}")
            if not terminal.is_alive:
                self.worked.note("escaped", f"one has ended, with {terminal.ends()}")

    def _look_at_store(self, done: list[dict[str, Any]]) -> None:
        worked = self.worked
        log = self._home.log.read_text() if self._home.log.exists() else ""
        if log:
            worked.note("escaped", f"in the log: {log[-1500:]}")
        held = {label: look(spill_path(self._home.database, label)).snapshots for label in LABELS}
        self._start_anew()
        with open_database(self._home.database, writing=False, now_ms=lambda: 0) as database:
            content = read(database)
            rows = database.connection.execute(
                "SELECT k.label, r.uid, r.started_ms, r.reference FROM response r"
                " JOIN kiosk k ON k.id = r.kiosk"
            ).fetchall()
        for kind, said in content.problems:
            worked.note(kind, said)
        for label, visits in self._visits.items():
            found = [Found(uid, at, content.visits[uid]["answers"]) for of, uid, at, _ in rows if of == label]
            for wrong in judged(visits, found):
                worked.note(wrong.kind, "\n".join(self._evidence(label, wrong, found, held[label])))
        calls: dict[str, list[Found]] = {}
        for of, uid, at, reference in rows:
            if of == desk.LABEL:
                calls.setdefault(reference, []).append(Found(uid, at, content.visits[uid]["answers"]))
        for kind, said in desk.wrong_calls(self._calls, calls):
            worked.note(kind, said)
        for clerks in done:
            self._look_at_clerk(clerks, content)

    def _start_anew(self) -> None:
        """What the next start of each one does: what waits in its spill goes into the store."""
        for label in (*LABELS, desk.LABEL):
            safe = Safe(
                self._home.database,
                label,
                read_survey(SURVEY),
                rules=Rules(repeat_seconds=0),
                now_ms=epoch_ms,
                engine=VERSION if self._wal else plain.sqlite_version_info[:3],
            )
            safe.open()
            safe.close()

    def _look_at_clerk(self, clerks: dict[str, Any], content: Content) -> None:
        for uid, fact in clerks["facts"].items():
            if content.visits.get(uid) != fact:
                self.worked.note("lost", f"{uid} is {content.visits.get(uid)}, and should be {fact}")
        for uid, void in clerks["voided"].items():
            if content.visits.get(uid, {}).get("void") != void:
                self.worked.note("lost", f"{uid} should be {'void' if void else 'counted'}")

    def _evidence(
        self, label: str, wrong: Wrong, found: Sequence[Found], spilled: Sequence[Response]
    ) -> Iterator[str]:
        """What was keyed and said at that time, and what is held of it and where."""
        yield f"{label}: {wrong.said}"
        yield self._diary(label, wrong.from_ms - _LATELY_MS, wrong.until_ms + _LATELY_MS)
        began = range(wrong.from_ms - _LATELY_MS, wrong.until_ms + _LATELY_MS)
        yield from (f"in the store: {each}" for each in found if each.started_ms in began)
        yield from (
            f"in the spill when it was killed: {each}" for each in spilled if each.started_ms in began
        )
        yield from (f"put away: {path}" for path in sorted(self._home.path.glob("quarantine/**/*")))

    def _diary(self, label: str, from_ms: int, until_ms: int) -> str:
        diary = self._tills[label].diary
        return "\n".join(f"{at} {label} {what}" for at, what in diary if from_ms <= at <= until_ms)


def main(seconds: str = "20") -> int:
    """On each engine that there is."""
    from hostile.power.trials import journals

    wrong = 0
    for wal in journals():
        with tempfile.TemporaryDirectory() as folder:
            worked = Together(Path(folder), 1, wal=wal).work(float(seconds))
        print("WAL" if wal else "TRUNCATE", worked)
        wrong += len(worked.problems)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
