"""One tap, from the call to the disk, against the least that a disk can do."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.line import Line
from benchmarks.visits import FIRST_MS, SURVEY, visit
from store.sqlite.database import open_database
from store.sqlite.engine import sqlite3
from store.sqlite.responses import Responses

_WARM = 1500
"""Taps before the first that is measured: the log has been round once, as in a store that has been used."""
_SYNCED = 300


def measure(taps: int = 3000) -> Iterable[Line]:
    """A whole tap / one raw write, and how often a tap makes the disk sync."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KIOSK_BENCHMARKS")) as name:
        yield _ratio(Path(name), taps)
        yield _syncs(Path(name))


def _ratio(folder: Path, taps: int) -> Line:
    dice = random.Random(1)
    visits = [visit(number, dice) for number in range(_WARM + taps)]
    whole, raw = [], []
    block = dice.randbytes(4096)
    with (
        open_database(folder / "tap.db", writing=True, now_ms=lambda: FIRST_MS) as database,
        (folder / "raw").open("wb", buffering=0) as file,
    ):
        responses = Responses(database)
        responses.register(SURVEY)
        for number, response in enumerate(visits):
            before = perf_counter()
            responses.save(response)
            after = perf_counter()
            # The raw write lies right behind each tap, so that a slow moment of the disk slows both.
            file.write(block)
            _sync(file.fileno())
            done = perf_counter()
            if number >= _WARM:
                whole.append(after - before)
                raw.append(done - after)
        detail = (
            f"tap {median(whole) * 1e6:.0f} µs, raw 4 KiB append + fdatasync {median(raw) * 1e6:.0f} µs,"
            f" medians of {taps}; SQLite {sqlite3.sqlite_version}, {database.journal}"
        )
    return Line("a whole tap (3 answers) / one raw write", median(whole) / median(raw), 2.0, detail=detail)


def _syncs(folder: Path) -> Line:
    what = "syncs a tap, away from checkpoints"
    if shutil.which("strace") is None:
        return Line(what, 0.0, 1.0, "syncs", "not measured: strace is not installed")
    try:
        # Opening, closing and the first taps sync too: what 300 taps more add is the taps' own.
        few, many = _synced(folder, 0), _synced(folder, _SYNCED)
    except subprocess.CalledProcessError as error:
        return Line(what, 0.0, 1.0, "syncs", f"not measured: {error.stderr.strip()[-200:]}")
    detail = f"{many - few} in {_SYNCED} taps, counted with strace"
    return Line(what, (many - few) / _SYNCED, 1.0, "syncs", detail)


def _synced(folder: Path, taps: int) -> int:
    log = folder / f"syncs-{taps}"
    strace = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,sync_file_range", "-o", str(log)]
    alone = [sys.executable, "-m", "benchmarks.tap", str(folder / f"synced-{taps}.db"), str(taps)]
    subprocess.run([*strace, *alone], capture_output=True, text=True, check=True)
    return len(log.read_text().splitlines())


def _taps_alone(path: Path, taps: int) -> None:
    """Only taps, for strace, and no checkpoint among them."""
    dice = random.Random(1)
    with open_database(path, writing=True, now_ms=lambda: FIRST_MS) as database:
        database.connection.execute("PRAGMA wal_autocheckpoint = 0")
        responses = Responses(database)
        responses.register(SURVEY)
        for number in range(3 + taps):
            responses.save(visit(number, dice))


def _sync(file: int) -> None:
    # macOS has no fdatasync, and its fsync leaves the data in the drive's cache.
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(file, fcntl.F_FULLFSYNC)
    else:
        os.fdatasync(file)


if __name__ == "__main__":
    _taps_alone(Path(sys.argv[1]), int(sys.argv[2]))
