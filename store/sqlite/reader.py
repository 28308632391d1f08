"""Reads the store: a score with one filter or none comes from the tallies and never reads an answer."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from store.model.reader import (
    AskedQuestion,
    ChoiceTally,
    Comment,
    Dimension,
    Excluded,
    Filters,
    Funnel,
    KioskState,
    Tally,
)
from store.model.response import Response
from store.sqlite import comments, crossed, kept, kiosks, questions
from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.error import explained
from store.sqlite.tallies import COLUMNS, DIMENSIONS, STANDINGS


@dataclass(frozen=True, slots=True)
class _Tallies:
    """One of the tables of tallies."""

    table: str
    fixed: tuple[str, ...]
    """What its key has besides day, dimension, key, channel and counted."""
    some: str
    """Not zero where the row still counts anything: what was taken away again leaves rows of zeroes."""


_SCORES = _Tallies("tally", ("question",), "t.shown")
_CHOICES = _Tallies("choice_tally", ("question", "option"), "t.low + t.middle + t.high + t.none")
_FUNNEL = _Tallies("funnel_tally", (), "t.started")
_C0, _SHOWN = 5, 16
"""Where the columns c0 to c10 and shown to timed_out stand in a row of `tally`."""


class SqliteReader:
    """`store.model.reader.Reader` over one SQLite file. Raises StoreError when it cannot be read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection
        self._version = self._written()
        self._points: dict[int, slice] = {}  # by question: where its scale stands in a row of `tally`

    def changed(self) -> bool:
        """Whether anything was written, by anyone, since the last call. Costs microseconds."""
        with self._reading():
            version = self._written()
        changed = version != self._version
        self._version = version
        return changed

    def questions(self) -> Sequence[AskedQuestion]:
        """Every question ever asked, in the order of its survey."""
        with self._reading():
            return questions.asked_questions(self._connection)

    def tallies(
        self, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool = False
    ) -> Sequence[Tally]:
        """Histograms of the days `first` to `last`, both included; a row a day where `daily`."""
        with self._reading():
            single = _single(by, filters)
            if single is None:
                return crossed.tallies(self._connection, first, last, by, filters, daily=daily)
            rows = self._tallied(_SCORES, first, last, single, daily)
            if any(row[2] not in self._points for row in rows):
                self._points = _points(self._connection)
        total, points = by is Dimension.TOTAL, self._points
        return [
            Tally(
                row[0],
                "" if total else row[1],
                row[2],
                row[3],
                row[4] == 1,
                row[points[row[2]]],
                *row[_SHOWN:],
            )
            for row in rows
        ]

    def choices(
        self, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool = False
    ) -> Sequence[ChoiceTally]:
        """The same for options chosen."""
        with self._reading():
            single = _single(by, filters)
            if single is None:
                return crossed.choices(self._connection, first, last, by, filters, daily=daily)
            rows = self._tallied(_CHOICES, first, last, single, daily)
        found = []
        for day, key, question, option, channel, counted, *columns in rows:
            by_standing = {standing: n for standing, n in zip(STANDINGS, columns, strict=True) if n}
            name = "" if by is Dimension.TOTAL else key
            found.append(ChoiceTally(day, name, question, option, channel, bool(counted), by_standing))
        return found

    def funnel(self, first: int, last: int, filters: Filters) -> Sequence[Funnel]:
        """The visits of those days, a row a channel and `counted`."""
        with self._reading():
            single = _single(Dimension.TOTAL, filters)
            if single is None:
                return crossed.funnel(self._connection, first, last, filters)
            rows = self._tallied(_FUNNEL, first, last, single, False)
        return [Funnel(channel, bool(counted), *columns) for _, _, channel, counted, *columns in rows]

    def comments(
        self,
        first: int,
        last: int,
        filters: Filters,
        *,
        limit: int,
        low: bool = False,
        holding: str = "",
        channel: str | None = None,
        published: bool = False,
    ) -> Sequence[Comment]:
        """Newest first; only after low scores, or only those `holding` a text, where asked.

        Excluded ones are left out. A text is found without regard to case and accents.
        """
        with self._reading():
            return comments.comments(
                self._connection,
                first,
                last,
                filters,
                limit=limit,
                low=low,
                holding=holding,
                channel=channel,
                published=published,
            )

    def excluded(
        self, first: int, last: int, filters: Filters, *, channel: str | None = None
    ) -> Sequence[Excluded]:
        """What is left out of those days (of one channel, where asked), and why; the most frequent first."""
        where, values = crossed.period_of(first, last, filters)
        keys = (kept.first_key(first), kept.first_key(last + 1) - 1)
        if channel is not None:
            where, values = f"{where} AND r.channel = ?", (*values, channel)
        every = filters == Filters() and channel is None
        join = "" if every else f" CROSS JOIN response r ON r.id = e.response AND {where}"
        with self._reading():
            rows = self._connection.execute(
                f"SELECT e.rule, e.by, e.why, count(*) FROM exclusion e{join}"
                " WHERE e.response BETWEEN ? AND ? AND e.lifted_ms IS NULL"
                " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3",
                (*(values if join else ()), *keys),
            ).fetchall()
        return [Excluded(*row) for row in rows]

    def response(self, uid: str) -> Response | None:
        """One whole response."""
        with self._reading():
            found = kept.by_uid(self._connection, uid)
        return None if found is None else found.response

    def targets(self) -> Mapping[int, float]:
        """By question number: the target the shop has set, in the score's own unit."""
        with self._reading():
            return dict(self._connection.execute("SELECT question, value FROM target").fetchall())

    def kiosks(self) -> Sequence[KioskState]:
        """Every device that ever answered here."""
        with self._reading():
            return kiosks.states(self._connection)

    def is_demo(self) -> bool:
        """Whether the store itself is a demonstration, so that demo answers count."""
        with self._reading():
            return self._database.is_demo

    def _tallied(
        self, of: _Tallies, first: int, last: int, single: tuple[int, str | None], daily: bool
    ) -> list[tuple[Any, ...]]:
        """Rows of one dimension: day or None, key, what is fixed, channel, counted, and the columns."""
        oldest, newest = self._connection.execute(
            f"SELECT (SELECT min(day) FROM {of.table}), (SELECT max(day) FROM {of.table})"
        ).fetchone()
        if oldest is None or (first := max(first, oldest)) > (last := min(last, newest)):
            return []
        dimension, key = single
        names = ", ".join(f"t.{name}" for name in ("key", *of.fixed, "channel", "counted"))
        if daily or first == last:  # no two rows to add
            columns = ", ".join(f"t.{column}" for column in COLUMNS[of.table])
            end = f"WHERE {of.some} > 0"
        else:
            columns = ", ".join(f"sum(t.{column})" for column in COLUMNS[of.table])
            end = f"GROUP BY {names} HAVING sum({of.some}) > 0"
        return self._connection.execute(
            # The keys begin with the day, so one dimension of many days is one look-up a day.
            "WITH RECURSIVE days (day) AS (VALUES (?1) UNION ALL SELECT day + 1 FROM days WHERE day < ?2)"
            f" SELECT {'t.day' if daily else 'NULL'}, {names}, {columns}"
            f" FROM days CROSS JOIN {of.table} t ON t.day = days.day AND t.dimension = ?3"
            f"{'' if key is None else ' AND t.key = ?4'} {end}",
            (first, last, dimension) if key is None else (first, last, dimension, key),
        ).fetchall()

    def _written(self) -> tuple[int, int]:
        # data_version counts what others have committed; total_changes what this connection did itself.
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return version, self._connection.total_changes

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise explained(error, self._database.path) from error


def _points(connection: sqlite3.Connection) -> dict[int, slice]:
    found = {}
    for question in questions.asked_questions(connection):
        values = question.scale.values if question.scale else range(0)
        found[question.number] = slice(_C0 + values.start, _C0 + values.stop)
    return found


def _single(by: Dimension, filters: Filters) -> tuple[int, str | None] | None:
    """The one dimension, and its key or None for all, that answers; None where two are crossed."""
    wanted = [
        (dimension, key)
        for dimension, key in (
            (Dimension.TOUCHPOINT, filters.touchpoint),
            (Dimension.AGENT, filters.agent),
            (Dimension.KIOSK, filters.kiosk),
            (Dimension.LANGUAGE, filters.language),
        )
        if key is not None
    ]
    if not wanted:
        return DIMENSIONS.index(by), None
    if len(wanted) == 1 and by in (Dimension.TOTAL, wanted[0][0]):
        return DIMENSIONS.index(wanted[0][0]), wanted[0][1]
    return None
