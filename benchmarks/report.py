"""What a report costs when years of answers lie behind it."""

import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.filled import filled, last_day
from benchmarks.line import Line
from kiosk.report.page import report_page
from kiosk.report.report import gather
from kiosk.report.text import report_lines
from store.model.period import Period, Span, day_date
from store.model.reader import Filters
from store.sqlite.database import open_database
from store.sqlite.reader import SqliteReader
from store.words import words_for

_A_QUARTER = 300_000
"""With fewer answers there would be less than the days that a report of 28 days looks back on."""


def measure(answers: int = 10_000_000, rounds: int = 15) -> Iterable[Line]:
    """The report of a day and of 28 days, read and written as text and page: with ten times the answers.

    The stores are kept in the folder that KIOSK_BENCHMARKS names; without it they are made anew.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(os.environ.get("KIOSK_BENCHMARKS", scratch))
        yield from _measured(folder, answers, rounds)


def _measured(folder: Path, answers: int, rounds: int) -> Iterable[Line]:
    fewer = max(answers // 10, _A_QUARTER)
    sizes = (answers, fewer)
    paths = [filled(folder, size) for size in sizes]
    many, few = (open_database(path, writing=False, now_ms=lambda: 0) for path in paths)
    with many, few:
        readers = [SqliteReader(many), SqliteReader(few)]
        for days, said in ((1, "a day"), (28, "28 days")):
            for filters, words in ((Filters(), "no filter"), (Filters(touchpoint="returns"), "one filter")):
                writers = [
                    _writer(reader, last_day(size), days, filters)
                    for reader, size in zip(readers, sizes, strict=True)
                ]
                large, small = _timed(writers, rounds)
                yield Line(
                    f"report of {said} at {answers:,} answers / at {fewer:,}, {words}",
                    large / small,
                    1.2,
                    detail=f"{large * 1e3:.1f} ms, {small * 1e3:.1f} ms; text and page, {rounds} rounds",
                )


def _writer(reader: SqliteReader, day: int, days: int, filters: Filters) -> Callable[[], object]:
    """Makes a whole report of so many days, of which `day` is the last and not over yet."""
    date = day_date(day)
    span = Span.DAY if days == 1 else Span.DATES
    period = Period(span, date - timedelta(days=days - 1), date)
    now = datetime(date.year, date.month, date.day, 18, 30, tzinfo=UTC)
    words = words_for("en")

    def write() -> object:
        report = gather(reader, period, filters, now, day_starts=4)
        return report_lines(report, words), report_page(report, words)

    return write


def _timed(writers: list[Callable[[], object]], rounds: int) -> list[float]:
    """The median seconds of each, taken in turns."""
    seconds: list[list[float]] = [[] for _ in writers]
    for number in range(rounds + 2):
        for write, found in zip(writers, seconds, strict=True):
            before = perf_counter()
            write()
            if number >= 2:
                found.append(perf_counter() - before)
    return [median(found) for found in seconds]
