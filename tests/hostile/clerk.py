"""Somebody else at the same file: an agent's answers, and what an operator does to those of the kiosks.

    python clerk.py HOME RESULTS SECONDS SEED PLACE

PLACE is 0 or 1: which half of the kiosks' visits this one may void. What was done stands in RESULTS.
"""

import json
import random
import sys
import time
import zlib
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.power.check import BASE
from hostile.power.steps import steps
from sqlite.counter import SURVEY

from kiosk.shop_clock import now_ms
from store.model.rules import Rules
from store.sqlite.database import open_database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError
from store.sqlite.responses import Responses

_ENDLESS = 100_000


class Clerk:
    """Works at the store as fast as it can."""

    def __init__(self, home: Path, seed: int, place: int) -> None:
        self._database = open_database(home / BASE, writing=True, now_ms=now_ms)
        self._responses = Responses(self._database, Rules())
        self._responses.register(SURVEY)
        self._dice = random.Random(f"{seed}/{place}")
        self._steps = steps(_ENDLESS, seed, first=place * _ENDLESS)
        self._place = place
        self.facts: dict[str, Any] = {}
        """What was kept of its own visits."""
        self.voided: dict[str, bool] = {}
        """Of the kiosks' visits: whether it was void in the end."""
        self.changes = 0
        self.errors: list[str] = []

    def work(self, seconds: float) -> None:
        """For as long."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                self._do()
            except (StoreError, sqlite3.Error) as error:
                self.errors.append(f"{type(error).__name__}: {error}")
            time.sleep(self._dice.uniform(0, 0.02))
        self._database.close()

    def _do(self) -> None:
        fate = self._dice.random()
        if fate < 0.6:
            step = next(self._steps)
            step.do(self._responses)
            self.facts[step.response.uid] = step.fact
        elif fate < 0.95:
            self._void_or_lift()
        else:
            self._responses.set_target(1, float(self._dice.randint(50, 90)), f"clerk {self._place}")
        self.changes += 1

    def _void_or_lift(self) -> None:
        """One of the newest visits at a kiosk, which may still be going on."""
        with self._database.reading():
            found = self._database.connection.execute(
                "SELECT r.uid FROM response r JOIN kiosk k ON k.id = r.kiosk WHERE k.label LIKE 'till-%'"
                " ORDER BY r.started_ms DESC LIMIT 12"
            ).fetchall()
        mine = [uid for (uid,) in found if zlib.crc32(uid.encode()) % 2 == self._place]
        if not mine:
            return
        uid = self._dice.choice(mine)
        if self.voided.get(uid):
            self._responses.lift(uid, "manager", "it was none")
        else:
            self._responses.void(uid, "manager", "a child")
        self.voided[uid] = not self.voided.get(uid)


def main(home: str, results: str, seconds: str, seed: str, place: str) -> None:
    """One shift."""
    clerk = Clerk(Path(home), int(seed), int(place))
    clerk.work(float(seconds))
    done = {name: getattr(clerk, name) for name in ("facts", "voided", "changes", "errors")}
    Path(results).write_text(json.dumps(done))


if __name__ == "__main__":
    main(*sys.argv[1:])
