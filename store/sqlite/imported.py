"""The files that were brought in: how far each is, kept in step with what came of it."""

from collections.abc import Sequence
from typing import NamedTuple

from store.model.response import Response
from store.model.survey import Survey
from store.sqlite import audit
from store.sqlite.bulk import Bulk, Taken
from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError

_COUNTS = "rows, added, changed, known, rejected"


class Done(NamedTuple):
    """What came of a file so far."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    known: int = 0
    rejected: int = 0
    """Rows that were not taken."""


class ImportedFile:
    """One file on its way into the store."""

    def __init__(
        self, database: Database, digest: str, name: str, survey: Survey, channel: str, columns: str
    ) -> None:
        """`digest` tells the file, and how it is read, from every other; `columns` are its headings."""
        self._database = database
        self._digest = digest
        self._name = name
        self._channel = channel
        self._columns = columns
        self._survey = survey
        self._bulk = Bulk(database)
        self.number = 0
        """What its responses are marked with, from `begin` on."""
        self._rows = 0

    def done(self) -> Done:
        """What came of it so far."""
        row = self._one(f"SELECT {_COUNTS} FROM imported WHERE digest = ?", self._digest)
        return Done(*row) if row else Done()

    def rows_done(self) -> int:
        """How many of its rows were dealt with, as of `begin` and what was taken since."""
        return self._rows

    @property
    def ended_ms(self) -> int | None:
        """When it was brought in to its end; None: it has not been."""
        row = self._one("SELECT ended_ms FROM imported WHERE digest = ?", self._digest)
        return None if row is None else row[0]

    def others_columns(self) -> str | None:
        """The headings of an earlier file of this survey and channel that had others; None: there is none."""
        row = self._one(
            "SELECT columns FROM imported WHERE survey = ? AND channel = ? AND columns <> ?",
            self._survey.name,
            self._channel,
            self._columns,
        )
        return None if row is None else str(row[0])

    def begin(self) -> None:
        """Makes its survey and itself known; done again, it changes nothing. StoreError: it is being taken
        back."""
        self._bulk.register_elsewhere(self._survey)
        with self._database.transaction():
            self._database.connection.execute(
                "INSERT INTO imported (digest, file, survey, version, channel, columns, begun_ms)"
                " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7"
                " WHERE NOT EXISTS (SELECT 1 FROM imported WHERE digest = ?1)",  # a conflict takes a number
                (
                    self._digest,
                    self._name,
                    self._survey.name,
                    self._survey.version,
                    self._channel,
                    self._columns,
                    self._database.now_ms(),
                ),
            )
            self.number, self._rows, leaving = self._database.connection.execute(
                "SELECT id, rows, leaving FROM imported WHERE digest = ?", (self._digest,)
            ).fetchone()
        if leaving:
            raise StoreError(
                f"{self._name} is being taken back; first finish that: kiosk import --undo {self.number}"
            )

    def take(self, batch: Sequence[Response], *, rows: int, rejected: int) -> None:
        """Keeps `batch`, and how far the file is, in one transaction. StoreError: neither, as where another
        program has brought it further or taken it back meanwhile."""
        self._check()

        def note(connection: sqlite3.Connection, taken: Taken) -> None:
            self._check()
            connection.execute(
                "UPDATE imported SET rows = rows + ?, added = added + ?, changed = changed + ?,"
                " known = known + ?, rejected = rejected + ? WHERE id = ?",
                (rows, *taken, rejected, self.number),
            )

        self._bulk.take(batch, self.number, note)
        self._rows += rows

    def _check(self) -> None:
        row = self._one("SELECT rows FROM imported WHERE id = ? AND NOT leaving", self.number)
        if row is None:
            raise StoreError(f"{self._name} was taken back meanwhile; no more of it is taken.")
        if row[0] != self._rows:
            raise StoreError(f"{self._name} is being imported by another program too; let that one end.")

    def end(self, by: str) -> None:
        """Notes that all of it was brought in, and by whom."""
        done = self.done()
        with self._database.transaction():
            connection, now = self._database.connection, self._database.now_ms()
            connection.execute("UPDATE imported SET ended_ms = ? WHERE id = ?", (now, self.number))
            about = f"{self._survey.name}, {self._channel}: {done.added} added"
            audit.write(connection, now, by, "import", self._name, about)

    def _one(self, sql: str, *values: object) -> tuple[int, ...] | None:
        with self._database.reading():
            row: tuple[int, ...] | None = self._database.connection.execute(sql, values).fetchone()
            return row
