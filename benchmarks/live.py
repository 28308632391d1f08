"""How soon a tap in one process is known in another."""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.line import Line
from benchmarks.visits import FIRST_MS, SURVEY, visit
from store.model.reader import Dimension, Filters
from store.sqlite.database import open_database
from store.sqlite.reader import SqliteReader
from store.sqlite.responses import Responses

POLL_SECONDS = 0.05
"""How often the operator's screen asks `changed()`."""


def measure(taps: int = 200) -> Iterable[Line]:
    """From the call that saves a tap until another process has read the new tallies, 95th percentile."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KIOSK_BENCHMARKS")) as name:
        path = Path(name) / "live.db"
        with open_database(path, writing=True, now_ms=lambda: FIRST_MS) as database:
            Responses(database).register(SURVEY)
            late = sorted(_delays(path, SqliteReader(database), taps))
    p95 = late[int(0.95 * (len(late) - 1))] * 1000
    detail = (
        f"median {late[len(late) // 2] * 1000:.0f} ms, largest {late[-1] * 1000:.0f} ms, of {len(late)} taps"
    )
    yield Line("a tap is read in another process, 95th percentile", p95, 60, "ms", detail)


def _delays(path: Path, reader: SqliteReader, taps: int) -> Iterable[float]:
    tapping = [sys.executable, "-m", "benchmarks.live", str(path), str(taps)]
    with subprocess.Popen(tapping, stdout=subprocess.PIPE, text=True) as kiosk:
        assert kiosk.stdout is not None
        kiosk.stdout.readline()
        seen: dict[int, float] = {}
        day = FIRST_MS // 86_400_000
        while len(seen) < taps and kiosk.poll() is None:
            time.sleep(POLL_SECONDS)  # as the operator's screen does
            if reader.changed():
                tallies = reader.tallies(day, day, Dimension.TOTAL, Filters())
                there = max((sum(tally.counts) for tally in tallies), default=0)
                now = time.monotonic()
                for number in range(len(seen), there):
                    seen[number] = now
        kiosk.terminate()
        begun = [float(line) for line in kiosk.stdout]
    return [seen[number] - at for number, at in enumerate(begun) if number in seen]


def _tap_away(path: Path, taps: int) -> None:
    dice = random.Random(1)
    with open_database(path, writing=True, now_ms=lambda: FIRST_MS) as database:
        responses = Responses(database)
        responses.register(SURVEY)
        print("ready", flush=True)
        for number in range(taps):
            time.sleep(dice.uniform(0.03, 0.2))  # people come at any moment between two looks
            begun = time.monotonic()
            responses.save(visit(number, dice))
            print(begun, flush=True)
        time.sleep(10 * POLL_SECONDS)  # until the last one was seen too


if __name__ == "__main__":
    _tap_away(Path(sys.argv[1]), int(sys.argv[2]))
