"""A file of old answers, from its bytes to the disk, against a bare `executemany` of the same rows."""

import csv
import os
import random
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.line import Line
from benchmarks.visits import FIRST_MS
from store.exchange.imports.digest import digest
from store.exchange.imports.mapping import read_mapping
from store.exchange.imports.sheet import open_sheet
from store.exchange.imports.taking import AT_ONCE, Importer
from store.sqlite.database import open_database
from store.sqlite.engine import sqlite3
from store.sqlite.imported import ImportedFile
from store.sqlite.kept import DAY_BITS

Rows = list[tuple[Any, ...]]

_TARGET = 2.5
_NOW_MS = FIRST_MS + 4 * 365 * 86_400_000
_MAPPING = """
survey = "old-cards"
channel = "web"
dates = "year-first"

[columns]
date = "answered"
touchpoint = "place"

[[question]]
id = "satisfaction"
column = "satisfied"
metric = "csat"
scale = 5

[[question]]
id = "recommend"
column = "recommend"
metric = "nps"

[[question]]
id = "ease"
column = "ease"
metric = "ces"
scale = 5

[[question]]
id = "remark"
column = "remark"
kind = "comment"
"""
_RESPONSE = (
    "id, uid, revision, survey, kiosk, touchpoint, agent, language, channel, reference, status, started_ms,"
    " ended_ms, utc_offset_min, hour, clock_suspect, reward, counted"
)


def measure(rows: int = 1_000_000) -> Iterable[Line]:
    """The whole import, with its tallies and its progress / the responses, answers and remarks that it made,
    put into the same tables by `executemany`, as many a transaction."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KIOSK_BENCHMARKS")) as name:
        folder = Path(name)
        mapping = read_mapping(_MAPPING)
        file = _write(folder / "old.csv", rows)
        began = perf_counter()
        sheet = open_sheet(file)
        importer = Importer(sheet, mapping, offset_min=lambda _: 60, day_starts=4, now_ms=_NOW_MS)
        with open_database(folder / "import.db", writing=True, now_ms=lambda: _NOW_MS) as database:
            place = ImportedFile(database, digest(file, ""), file.name, mapping.survey, mapping.channel, "")
            place.begin()
            importer.take(place)
            place.end("benchmark")
            added = place.done().added
        whole = perf_counter() - began
        bare = _bare(folder / "import.db", folder / "bare.db")
        detail = (
            f"{added:,} responses of 3 answers in {whole:.1f} s ({whole / added * 1e6:.0f} µs each), bare"
            f" {bare:.1f} s"
        )
        yield Line(f"import of {rows:,} rows / a bare executemany", whole / bare, _TARGET, detail=detail)


def _write(path: Path, rows: int) -> Path:
    dice = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["answered", "place", "satisfied", "recommend", "ease", "remark"])
        for number in range(rows):
            at = datetime.fromtimestamp(FIRST_MS / 1000 + number * 40, UTC)
            writer.writerow(
                [
                    f"{at:%Y-%m-%d %H:%M:%S}",
                    dice.choice(("checkout", "returns", "help desk")),
                    dice.choice("1234455"),
                    dice.choice(("0", "3", "7", "8", "9", "10")),
                    dice.choice("1234455"),
                    "" if number % 25 else "About the queue",
                ]
            )
    return path


def _bare(source: Path, target: Path) -> float:
    """Seconds for the same rows, with the same keys, into the same empty tables."""
    with (
        open_database(source, writing=False, now_ms=lambda: _NOW_MS) as there,
        open_database(target, writing=True, now_ms=lambda: _NOW_MS) as here,
    ):
        run = here.connection
        with here.transaction():
            for table in ("survey", "question", "survey_question", "kiosk"):
                found = there.connection.execute(f"SELECT * FROM {table}").fetchall()
                run.executemany(f"INSERT INTO {table} VALUES ({_marks(found)})", found)
        seconds = 0.0
        for tables in _batches(there.connection):
            before = perf_counter()
            with here.transaction():
                for table, rows in tables:
                    run.executemany(f"INSERT INTO {table} VALUES ({_marks(rows)})", rows)
            seconds += perf_counter() - before
    return seconds


def _batches(connection: sqlite3.Connection) -> Iterator[list[tuple[str, Rows]]]:
    """The rows of the three tables, as many responses at once as an import takes."""
    run = connection.execute
    last = 0
    while responses := run(
        f"SELECT {_RESPONSE} FROM response WHERE revision > ? ORDER BY revision LIMIT ?", (last, AT_ONCE)
    ).fetchall():
        last = responses[-1][2]
        keys = (responses[0][0], responses[-1][0])
        answers = run("SELECT * FROM answer WHERE response BETWEEN ? AND ?", keys).fetchall()
        days = (keys[0] >> DAY_BITS, keys[1] >> DAY_BITS, *keys)
        written = run(
            "SELECT * FROM written WHERE day BETWEEN ? AND ? AND response BETWEEN ? AND ?", days
        ).fetchall()
        yield [(f"response ({_RESPONSE})", responses), ("answer", answers), ("written", written)]


def _marks(rows: Rows) -> str:
    return ", ".join("?" * (len(rows[0]) if rows else 1))
