"""An import that is taken back: its responses go, with all that hangs on them, as if they had never come.

A little at a time, so that taps come between. Stopped, it goes on where it was when it is asked for again;
until then nothing more comes in under that import.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from store.model.reader import Dimension
from store.model.rules import Rule
from store.sqlite import audit, tallies, tombstones
from store.sqlite.database import Database
from store.sqlite.error import StoreError
from store.sqlite.kept import Kept
from store.sqlite.responses import Responses

_AT_ONCE = 200
"""Responses a transaction: a tap waits no longer than one takes."""
_LOOKED_AT = 20_000
"""Responses in one reading: no longer does a kiosk without WAL wait to write."""
_IMPORT = (
    "SELECT id, file, survey, version, channel, begun_ms, ended_ms, rows, added, changed, known, rejected,"
    " leaving FROM imported"
)
_UNHEARD_OF = (
    "DELETE FROM kiosk WHERE seen_ms = 0 AND id NOT IN (SELECT kiosk FROM kiosk_state)"
    " AND label NOT IN (SELECT key FROM tally WHERE dimension = ? AND question = ? AND shown > 0)"
)
_VERSION = (
    "SELECT id FROM survey WHERE name = ?1 AND version = ?2"
    " AND NOT EXISTS (SELECT 1 FROM imported WHERE survey = ?1 AND version = ?2 AND id <> ?3)"
)
_ANSWERED = "SELECT 1 FROM response WHERE id > ? AND id <= ? AND survey = ? LIMIT 1"
_ANSWERED_SINCE = "SELECT 1 FROM response WHERE revision > ? AND survey = ? LIMIT 1"
_OTHERS = (
    "UPDATE imported SET ended_ms = NULL, rows = 0, changed = 0, known = 0, rejected = 0"
    " WHERE survey = ? AND channel = ? AND known + changed > 0 AND NOT leaving"
    # Also one begun before, and ended after this one began.
    " AND (id > ? OR ended_ms IS NULL OR ended_ms >= ?) RETURNING file"
)
_NOT_ASKED = "SELECT id FROM question WHERE survey = ? AND id NOT IN (SELECT question FROM survey_question)"
_STANDING = (
    "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM exclusion e WHERE e.response = r.id"
    f" AND e.rule = '{Rule.VOID.value}' AND e.lifted_ms IS NULL)), 0), coalesce(sum(r.erased), 0),"
    " coalesce(sum(EXISTS (SELECT 1 FROM call_back c WHERE c.response = r.uid AND c.called)), 0)"
    " FROM response r WHERE r.id > ? AND r.id <= ? AND r.import = ?"
)


class Import(NamedTuple):
    """A file that was brought in, and what came of it."""

    number: int
    file: str
    """Its name."""
    survey: str
    version: str
    """Of the survey, as the mapping makes it."""
    channel: str
    begun_ms: int
    ended_ms: int | None
    """None: it was stopped."""
    rows: int
    added: int
    changed: int
    known: int
    rejected: int
    leaving: bool
    """It is being taken back."""


class Standing(NamedTuple):
    """What goes when an import is taken back."""

    responses: int = 0
    voided: int = 0
    """Of these, left out by a person."""
    erased: int = 0
    called: int = 0
    """Called back."""


def imports(database: Database) -> list[Import]:
    """All that were not taken back, oldest first."""
    with database.reading():
        rows = database.connection.execute(f"{_IMPORT} ORDER BY id").fetchall()
    return [Import._make((*row[:-1], bool(row[-1]))) for row in rows]


class TakingBack(Responses):
    """The writing side of the store that lets an import go."""

    def standing(self, number: int) -> Standing:
        """What is here of the import `number`. Looks at every response, some thousand at a time."""
        found = Standing()
        for first, last in self._stretches():
            with self._database.reading():
                row = self._connection.execute(_STANDING, (first, last, number)).fetchone()
            found = Standing(*map(sum, zip(found, row, strict=True)))
        return found

    def take_back(
        self, number: int, by: str, advance: Callable[[int], None] = lambda count: None
    ) -> tuple[str, ...]:
        """Lets all responses of the import `number` go; `advance` is told how many more have gone.

        What it changed of earlier ones stays as it made it. Who was erased is erased again, should they come
        once more. Returns the names of later files that had rows of it too: these can be imported again.
        StoreError: there is no such import, or what has gone by then stays gone, and the next time goes on
        there.
        """
        one = self._begin(number, by)
        # Again until none is found: one that is corrected meanwhile may move to where the walk has been.
        while sum(self._let_go(number, first, last, advance) for first, last in self._stretches()):
            pass
        return self._end(one)

    def _begin(self, number: int, by: str) -> Import:
        one = next((each for each in imports(self._database) if each.number == number), None)
        if one is None:
            raise StoreError(f"There is no import {number} in {self._database.path}.")
        if not one.leaving:
            here = self.standing(number).responses
            with self._database.transaction():
                self._connection.execute("UPDATE imported SET leaving = 1 WHERE id = ?", (number,))
                now, about = self._database.now_ms(), f"{one.survey}, {one.channel}: {here} taken back"
                audit.write(self._connection, now, by, "import_undone", one.file, about)
        return one

    def _end(self, one: Import) -> tuple[str, ...]:
        self._forget_names(one)
        run = self._connection.execute
        with self._database.transaction():
            run("DELETE FROM imported WHERE id = ?", (one.number,))
            again = run(_OTHERS, (one.survey, one.channel, one.number, one.begun_ms)).fetchall()
        self._database.truncate_log()  # what people wrote was in them
        return tuple(file for (file,) in again)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """The keys of all responses in stretches: behind the first of the two, up to the last."""
        last = -1
        while True:
            first = last
            with self._database.reading():
                (last,) = self._connection.execute(
                    "SELECT max(id) FROM (SELECT id FROM response WHERE id > ? ORDER BY id LIMIT ?)",
                    (first, _LOOKED_AT),
                ).fetchone()
            if last is None:
                return
            yield first, last

    def _let_go(self, number: int, first: int, last: int, advance: Callable[[int], None]) -> int:
        count = 0
        while True:
            with self._database.transaction():
                keys = self._connection.execute(
                    "SELECT id FROM response WHERE id > ? AND id <= ? AND import = ? ORDER BY id LIMIT ?",
                    (first, last, number, _AT_ONCE),
                ).fetchall()
                self._remove([self._at(key) for (key,) in keys])
            if not keys:
                return count
            first = keys[-1][0]
            count += len(keys)
            advance(len(keys))

    def _remove(self, batch: list[Kept]) -> None:
        """Takes responses out of every table, and what they added out of the tallies."""
        run = self._connection.execute
        (newest,) = run("SELECT max(revision) FROM response").fetchone()
        sums: tallies.Sums = {}
        for old in batch:
            response = old.response
            counts = tallies.contributions(response, self._version(response).asked)
            tallies.gather(sums, tallies.place(response, old.counted), counts, -1)
            for answer in response.answers.values():
                if answer.text is not None or answer.consent is not None:
                    at_ms = response.started_ms + answer.ended_ms
                    run(
                        "DELETE FROM written WHERE day = ? AND at_ms = ? AND response = ?",
                        (response.day, at_ms, old.key),
                    )
            run("DELETE FROM answer WHERE response = ?", (old.key,))
            run("DELETE FROM exclusion WHERE response = ?", (old.key,))
            run("DELETE FROM call_back WHERE response = ?", (response.uid,))
            run("DELETE FROM response WHERE id = ?", (old.key,))
        tallies.write_sums(self._connection, sums)
        tombstones.remember(self._connection, [old.response.uid for old in batch if old.erased])
        for table, day in {(table, where[0]) for (table, _), rows in sums.items() for where in rows}:
            empty = " AND ".join(f"{column} = 0" for column in tallies.COLUMNS[table])
            run(f"DELETE FROM {table} WHERE day = ? AND {empty}", (day,))  # names are looked up there too
        self._never_count_back(newest)

    def _never_count_back(self, newest: int | None) -> None:
        """No revision is used twice: exports and merges go on behind the newest that they have seen."""
        (left,) = self._connection.execute("SELECT max(revision) FROM response").fetchone()
        if left is None:
            self._connection.execute("UPDATE meta SET epoch = lower(hex(randomblob(8)))")
        elif left != newest:
            self._connection.execute("UPDATE response SET revision = ? WHERE revision = ?", (newest, left))

    def _forget_names(self, one: Import) -> None:
        """Lets go of devices that nothing came from, such as a wrong column's, and of the questions of this
        import that nobody has answered now."""
        run = self._connection.execute
        with self._database.reading():
            (newest,) = run("SELECT coalesce(max(revision), 0) FROM response").fetchone()
        unused = self._unused_version(one)
        run("PRAGMA foreign_keys = OFF")  # looked after here: SQLite would search all responses for each
        try:
            with self._database.transaction():
                run(_UNHEARD_OF, (tallies.code(Dimension.KIOSK), tallies.VISIT))
                still = unused is not None and unused == self._version_of(one)
                if still and run(_ANSWERED_SINCE, (newest, unused)).fetchone() is None:
                    run("DELETE FROM survey_question WHERE survey = ?", (unused,))
                    run("DELETE FROM survey WHERE id = ?", (unused,))
                for (question,) in run(_NOT_ASKED, (one.survey,)).fetchall():
                    run("DELETE FROM target WHERE question = ?", (question,))
                    run("DELETE FROM question WHERE id = ?", (question,))
        finally:
            run("PRAGMA foreign_keys = ON")

    def _unused_version(self, one: Import) -> int | None:
        """As `_version_of`; None where somebody has answered that version. Looks at every response, some
        thousand at a time: no tap waits for it."""
        with self._database.reading():
            unused = self._version_of(one)
            if unused is not None:
                for first, last in self._stretches():
                    if self._connection.execute(_ANSWERED, (first, last, unused)).fetchone():
                        return None
        return unused

    def _version_of(self, one: Import) -> int | None:
        """The number of its version of the survey; None where another import has that too, or it is gone."""
        row = self._connection.execute(_VERSION, (one.survey, one.version, one.number)).fetchone()
        return None if row is None else int(row[0])
