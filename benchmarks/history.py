"""What the operator's screen reads, when years of answers lie behind today."""

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.filled import filled, last_day
from benchmarks.line import Line
from benchmarks.plain import PlainReader
from store.model.cut import cut
from store.model.heat import heat_maps
from store.model.histograms import scored
from store.model.period import Period, Span, day_date
from store.model.reader import Filters, Reader
from store.model.summary import summarise
from store.sqlite.database import open_database
from store.sqlite.reader import SqliteReader

_A_MONTH = 90_000
"""With fewer answers there would be less than the 28 days that the summary reads."""
_A_YEAR = 990_000
"""With fewer there would be less than the quarters and the 26 weeks that a long period reads."""

Call = Callable[[Reader], object]


class _Noted:
    """A reader that notes what it is asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.calls: list[Call] = []

    def together(self) -> AbstractContextManager[None]:
        """Passed on: it reads nothing."""
        return self._reader.together()

    def __getattr__(self, name: str) -> Any:
        def ask(*what: Any, **more: Any) -> Any:
            def call(reader: Reader) -> object:
                return getattr(reader, name)(*what, **more)

            self.calls.append(call)
            return call(self._reader)

        return ask


def measure(answers: int = 10_000_000, rounds: int = 40) -> Iterable[Line]:
    """The reads of today's summary: with ten times the answers, and against plain SQL.

    The stores are kept in the folder that KIOSK_BENCHMARKS names; without it they are made anew.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(os.environ.get("KIOSK_BENCHMARKS", scratch))
        yield from _measured(folder, answers, rounds)


def _measured(folder: Path, answers: int, rounds: int) -> Iterable[Line]:
    fewer = max(answers // 10, _A_MONTH)
    paths = [filled(folder, size) for size in (answers, fewer)]
    many, few = (open_database(path, writing=True, now_ms=lambda: 0) for path in paths)
    with many, few:
        readers: list[Reader] = [SqliteReader(many), SqliteReader(few)]
        days = [last_day(answers), last_day(fewer)]
        for what, ask, fully in _WHATS:
            if fully and fewer < _A_YEAR:
                continue
            calls = [_calls(reader, day, ask) for reader, day in zip(readers, days, strict=True)]
            large, small = _timed(list(zip(readers, calls, strict=True)), rounds)
            yield Line(
                f"{what} read at {answers:,} answers / at {fewer:,}",
                large / small,
                1.1 if not fully else 1.2,
                detail=f"{large * 1e3:.2f} ms, {small * 1e3:.2f} ms; {len(calls[0])} calls, {rounds} rounds",
            )
        plain = PlainReader(many)
        calls_many = _calls(readers[0], days[0], _WHATS[0][1])
        same = all(_sorted(call(readers[0])) == _sorted(call(plain)) for call in calls_many)
        tallied, counted = _timed([(readers[0], calls_many), (plain, calls_many)], max(rounds // 8, 3))
        yield Line(
            f"the same / plain SQL on covering indexes, at {answers:,}",
            tallied / counted,
            1 / 25,
            detail=f"{tallied * 1e3:.2f} ms, {counted * 1e3:.1f} ms" + ("" if same else "; THEY DIFFER"),
        )


Ask = Callable[[Reader, date, datetime], object]


def _calls(reader: Reader, day: int, ask: Ask) -> list[Call]:
    today = day_date(day)
    noted = _Noted(reader)
    ask(noted, today, datetime(today.year, today.month, today.day, 18, 30, tzinfo=UTC))
    return noted.calls


def _day(filters: Filters) -> Ask:
    return lambda reader, today, now: summarise(
        reader, Period(Span.DAY, today, today), filters, now, day_starts=4
    )


def _quarter(today: date) -> Period:
    return Period(Span.DATES, today - timedelta(days=90), today)


def _long(reader: Reader, today: date, now: datetime) -> object:
    return summarise(reader, _quarter(today), Filters(), now, day_starts=4)


def _table(reader: Reader, today: date, now: datetime) -> object:
    return cut(reader, _quarter(today), "touchpoint", day_starts=4, today=today)


def _week(reader: Reader, today: date, now: datetime) -> object:
    asked = scored(reader.questions())
    return heat_maps(reader, _quarter(today), Filters(), asked, channel="self", day_starts=4)


_WHATS: tuple[tuple[str, Ask, bool], ...] = (
    ("today's data, no filter,", _day(Filters()), False),
    ("today's data, one filter,", _day(Filters(touchpoint="returns")), False),
    ("a quarter's data", _long, True),
    ("a quarter's table of touchpoints", _table, True),
    ("a quarter's map of the week", _week, True),
)
"""What is measured, how to ask for it, and whether it needs the whole of the store."""


def _timed(whats: Sequence[tuple[Reader, list[Call]]], rounds: int) -> list[float]:
    """The median seconds of each, taken in turns."""
    seconds: list[list[float]] = [[] for _ in whats]
    for number in range(rounds + 2):
        for (reader, calls), found in zip(whats, seconds, strict=True):
            before = perf_counter()
            for call in calls:
                call(reader)
            if number >= 2:
                found.append(perf_counter() - before)
    return [median(found) for found in seconds]


def _sorted(answer: object) -> object:
    return sorted(map(repr, answer)) if isinstance(answer, list) else answer
