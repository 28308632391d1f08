"""Reads the store: a score with one filter or none comes from the tallies and never reads an answer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import Any

from store.model.given import Against, Given
from store.model.reader import (
    AskedQuestion,
    ChoiceTally,
    Comment,
    Dimension,
    Excluded,
    Filters,
    Funnel,
    KioskState,
    LeftOut,
    Note,
    Only,
    Recent,
    SurveyVersion,
    Tally,
)
from store.model.response import Response, Status
from store.sqlite import (
    comments,
    crossed,
    given,
    kept,
    kiosks,
    left_out,
    questions,
    recent,
    segments,
    tallied,
    versions,
)
from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.error import explained
from store.sqlite.tallies import STANDINGS

_MOST_OF_A_DAY = 5_000
"""Tallies of single days that are kept: some megabytes at most."""
_C0, _SHOWN = 5, 16
"""Where the columns c0 to c10 and shown to timed_out stand in a row of `tally`."""


class SqliteReader:
    """`store.model.reader.Reader` over one SQLite file. Raises StoreError when it cannot be read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection
        self._poll = self._connection.cursor()
        self._version = self._written()
        self._points: dict[int, slice] = {}  # by question: where its scale stands in a row of `tally`
        self._today: dict[tuple[Any, ...], Tally] = {}
        self._asked: tuple[Sequence[object], Sequence[AskedQuestion]] = ((), ())

    def changed(self) -> bool:
        """Whether anything was written, by anyone, since the last call. Costs microseconds."""
        # Twenty times a second, all day: written out, it takes two thirds of the time of `_reading`.
        try:
            version = self._written()
        except sqlite3.Error as error:
            raise explained(error, self._database.path) from error
        changed = version != self._version
        self._version = version
        return changed

    def together(self) -> AbstractContextManager[None]:
        """Within it all calls see the store of one moment, as in `Database.snapshot`.

        It is cheaper too: SQLite finds out once what has changed.
        """
        return self._database.snapshot()

    def questions(self) -> Sequence[AskedQuestion]:
        """Every question ever asked, in the order of its survey."""
        with self._reading():
            rows = questions.rows(self._connection)
        if rows != self._asked[0]:
            self._asked = rows, questions.of_rows(rows)
        return self._asked[1]

    def tallies(
        self,
        first: int,
        last: int,
        by: Dimension,
        filters: Filters,
        *,
        daily: bool = False,
        only: Only | None = None,
    ) -> Sequence[Tally]:
        """Histograms of the days `first` to `last`, both included; a row a day where `daily`."""
        with self._reading():
            part = tallied.part(by, filters)
            if part is None:
                return crossed.tallies(self._connection, first, last, by, filters, daily=daily, only=only)
            rows = tallied.rows(self._connection, tallied.SCORES, first, last, part, daily=daily, only=only)
            if any(row[2] not in self._points for row in rows):
                self._points = _points(self._connection)
            wanted = self._of_question(filters)
        if wanted is not None:
            rows = [row for row in rows if row[2] in wanted]
        if first != last:
            return [self._made_of(row) for row in rows]
        # Between two taps nearly all rows of a day stay as they are, and need not be made again.
        if len(self._today) > _MOST_OF_A_DAY:
            self._today.clear()
        known = self._today
        return [known.get(row) or known.setdefault(row, self._made_of(row)) for row in rows]

    def choices(
        self, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool = False
    ) -> Sequence[ChoiceTally]:
        """The same for options chosen."""
        with self._reading():
            part = tallied.part(by, filters)
            if part is None:
                return crossed.choices(self._connection, first, last, by, filters, daily=daily)
            rows = tallied.rows(self._connection, tallied.CHOICES, first, last, part, daily=daily)
            wanted = self._of_question(filters)
        if wanted is not None:
            rows = [row for row in rows if row[2] in wanted]
        return [_choice_of(row) for row in rows]

    def tallies_by_choice(self, first: int, last: int, question: str, filters: Filters) -> Sequence[Tally]:
        """Histograms by the option chosen in the choice question of that id, in every survey that has it."""
        with self._reading():
            return segments.by_choice(self._connection, first, last, question, filters)

    def funnel(
        self, first: int, last: int, filters: Filters, *, by: Dimension = Dimension.TOTAL
    ) -> Sequence[Funnel]:
        """The visits of those days, a row a key, channel and `counted`."""
        with self._reading():
            part = tallied.part(by, filters)
            if part is None:
                return crossed.funnel(self._connection, first, last, by, filters)
            rows = tallied.rows(self._connection, tallied.FUNNEL, first, last, part, daily=False)
        return [
            Funnel(channel, bool(counted), started, **dict(zip(Status, statuses, strict=True)), key=key)
            for _, key, channel, counted, started, *statuses in rows
        ]

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
        with self._reading():
            return left_out.excluded(self._connection, first, last, filters, channel)

    def left_out_answers(self, first: int, last: int, filters: Filters) -> Sequence[LeftOut]:
        """The answers of what is left out of those days, by the rules that do. Costs what is left out."""
        with self._reading():
            return left_out.left_out(self._connection, first, last, filters)

    def recent(self, since_ms: int) -> Sequence[Recent]:
        """The answers on scales given since, oldest first, of responses that count."""
        with self._reading():
            return recent.recent(self._connection, since_ms)

    def notes(self, first: int, last: int) -> Sequence[Note]:
        """What people wrote down about those days, oldest first."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT id, day, text, by, at_ms FROM note WHERE day BETWEEN ? AND ? AND NOT removed"
                " ORDER BY day, id",
                (first, last),
            ).fetchall()
        return [Note(*row) for row in rows]

    def versions(self) -> Sequence[SurveyVersion]:
        """Every version of each survey that was edited, in the order in which they were first met."""
        with self._reading():
            return versions.versions(self._connection)

    def response(self, uid: str) -> Response | None:
        """One whole response."""
        with self._reading():
            found = kept.by_uid(self._connection, uid)
        return None if found is None else found.response

    def given(
        self,
        first: int,
        last: int,
        filters: Filters,
        question: int,
        *,
        channel: str,
        limit: int,
        scores: Collection[int],
        before: int | None = None,
        left_out: bool = False,
        field: tuple[int, int] | None = None,
    ) -> Sequence[Given]:
        """Single answers to one question of those days, newest first: those at any of these points."""
        with self._reading():
            return given.given(
                self._connection,
                first,
                last,
                filters,
                question,
                channel=channel,
                limit=limit,
                scores=scores,
                before=before,
                left_out=left_out,
                field=field,
            )

    def against(self, uid: str) -> Sequence[Against]:
        """Why the response is, or was, left out of the scores; the oldest reason first."""
        with self._reading():
            return given.against(self._connection, uid)

    def targets(self) -> Mapping[int, float]:
        """By question number: the target the shop has set, in the score's own unit."""
        with self._reading():
            found = self._connection.execute("SELECT question, value FROM target WHERE value IS NOT NULL")
            return dict(found.fetchall())

    def kiosks(self) -> Sequence[KioskState]:
        """Every device that ever answered here."""
        with self._reading():
            return kiosks.states(self._connection)

    def is_demo(self) -> bool:
        """Whether the store itself is a demonstration, so that demo answers count."""
        with self._reading():
            return self._database.is_demo

    def _made_of(self, row: tuple[Any, ...]) -> Tally:
        return Tally(row[0], row[1], row[2], row[3], row[4] == 1, row[self._points[row[2]]], *row[_SHOWN:])

    def _of_question(self, filters: Filters) -> frozenset[int] | None:
        """The numbers of the question that is filtered by and of what follows it; None for all."""
        if filters.question is None:
            return None
        condition, values = crossed.of_question(filters, "id")
        rows = self._connection.execute(f"SELECT id FROM question WHERE TRUE{condition}", values)
        return frozenset(number for (number,) in rows)

    def _written(self) -> tuple[int, int]:
        # data_version counts what others have committed; total_changes what this connection did itself.
        (version,) = self._poll.execute("PRAGMA data_version").fetchone()
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


@lru_cache(maxsize=1024)
def _choice_of(row: tuple[Any, ...]) -> ChoiceTally:
    day, key, question, option, channel, counted, *columns = row
    by_standing = {standing: n for standing, n in zip(STANDINGS, columns, strict=True) if n}
    return ChoiceTally(day, key, question, option, channel, bool(counted), by_standing)
