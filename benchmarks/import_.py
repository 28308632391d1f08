"""A file of old answers, from its bytes to the disk, against a bare `executemany` of the same rows."""

import csv
import os
import random
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.line import Line
from benchmarks.visits import FIRST_MS
from store.exchange.imports.digest import digest
from store.exchange.imports.mapping import read_mapping
from store.exchange.imports.sheet import open_sheet
from store.exchange.imports.taking import Importer
from store.model.response import Response
from store.sqlite.database import Database, open_database
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
        with (
            open_database(folder / "import.db", writing=True, now_ms=lambda: _NOW_MS) as database,
            open_database(folder / "bare.db", writing=True, now_ms=lambda: _NOW_MS) as bare,
        ):
            began = perf_counter()
            importer = Importer(
                open_sheet(file), mapping, offset_min=lambda _: 60, day_starts=4, now_ms=_NOW_MS
            )
            place = ImportedFile(database, digest(file, ""), file.name, mapping.survey, mapping.channel, "")
            place.begin()
            beside = _Beside(place, database, bare)
            importer.take(beside)
            place.end("benchmark")
            whole = perf_counter() - began - beside.away
            added = place.done().added
        detail = (
            f"{added:,} responses of 3 answers in {whole:.1f} s ({whole / added * 1e6:.0f} µs each), bare"
            f" {beside.bare:.1f} s"
        )
        yield Line(
            f"import of {rows:,} rows / a bare executemany", whole / beside.bare, _TARGET, detail=detail
        )


class _Beside:
    """Takes each batch to its place, and right behind it writes its rows barely, so that a slow moment of the
    machine slows both."""

    def __init__(self, place: ImportedFile, database: Database, bare: Database) -> None:
        self._place = place
        self._read = database.connection
        self._bare = bare
        self._last = 0
        self.bare = 0.0
        """Seconds of the bare writing."""
        self.away = 0.0
        """Seconds that are not the import's."""

    def rows_done(self) -> int:
        """As `Place`."""
        return self._place.rows_done()

    def take(self, batch: Sequence[Response], *, rows: int, rejected: int) -> None:
        """As `Place`."""
        self._place.take(batch, rows=rows, rejected=rejected)
        left = perf_counter()
        if not self._last:
            self._prepare()
        tables = self._rows()
        before = perf_counter()
        with self._bare.transaction():
            for table, found in tables:
                self._bare.connection.executemany(f"INSERT INTO {table} VALUES ({_marks(found)})", found)
        back = perf_counter()
        self.bare += back - before
        self.away += back - left

    def _prepare(self) -> None:
        """The small tables that the rows refer to."""
        with self._bare.transaction():
            for table in ("survey", "question", "survey_question", "kiosk"):
                found = self._read.execute(f"SELECT * FROM {table}").fetchall()
                self._bare.connection.executemany(f"INSERT INTO {table} VALUES ({_marks(found)})", found)

    def _rows(self) -> list[tuple[str, Rows]]:
        """What the last batch has made."""
        run = self._read.execute
        responses = run(
            f"SELECT {_RESPONSE} FROM response WHERE revision > ? ORDER BY revision", (self._last,)
        ).fetchall()
        if not responses:
            return []
        self._last = responses[-1][2]
        keys = (responses[0][0], responses[-1][0])
        answers = run("SELECT * FROM answer WHERE response BETWEEN ? AND ?", keys).fetchall()
        days = (keys[0] >> DAY_BITS, keys[1] >> DAY_BITS, *keys)
        written = run(
            "SELECT * FROM written WHERE day BETWEEN ? AND ? AND response BETWEEN ? AND ?", days
        ).fetchall()
        return [(f"response ({_RESPONSE})", responses), ("answer", answers), ("written", written)]


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


def _marks(rows: Rows) -> str:
    return ", ".join("?" * (len(rows[0]) if rows else 1))
