"""A damaged file as a whole one: every row that can be found on its pages, in a scratch store.

Which table a row belongs to is told by its shape, since the trees that would tell may be destroyed: no two
tables are stored alike, and a test sees to that.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.sqlite.engine import sqlite3
from store.sqlite.migrations import STEPS, migrate
from store.sqlite.pages import LEAF_TABLE, PageRow, Pages
from store.sqlite.quarantine import Case
from store.sqlite.rewards import CODES, remember
from store.sqlite.tallies import VISIT

NO_WORDING = '{"text": {}, "options": []}'
"""Of a question of which only the entry in an index is left."""

_STANDS_IN = {("name", "version"), ("survey", "name", "kind", "metric", "points", "low_is_good")}
"""The columns of the indexes that stand in for the rows of surveys and questions, which answers need."""
_SURVEY = "INSERT OR IGNORE INTO survey (name, version, id, source, first_ms) VALUES (?, ?, ?, '', ?)"
_QUESTION = (
    "INSERT OR IGNORE INTO question (survey, name, kind, metric, points, low_is_good, id, position, wording)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)"
)
_INDEXES = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
"""Those that only cost time here."""
_PAGES_AT_ONCE = 4
"""Some milliseconds."""
_COUNTED_ANEW = frozenset(("meta", "kiosk_state", "choice_tally"))
"""Tables that nobody will read here."""
_VISITS = "tally"
"""Of which only the visits are wanted, to tell how many are lost: a few of its rows in a hundred."""
_MAY_BE_CUT = frozenset(("survey", "written"))
"""Tables of which part of a text is better than nothing."""
_KINDS: Mapping[str, tuple[type, ...]] = {"INTEGER": (int,), "REAL": (int, float), "TEXT": (str,)}
_ANY = {"INTEGER": 0, "REAL": 0.0, "TEXT": ""}


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a table, or the entries of an index, are stored."""

    name: str
    is_table: bool
    in_index: bool
    """On the pages of an index: also the rows of a table without rowids."""
    columns: tuple[str, ...]
    kinds: tuple[tuple[type, ...], ...]
    """What each value may be."""
    alias: int | None
    """The place of the column that is the rowid, and is stored as NULL."""
    missing: tuple[Any, ...]
    """What stands in for a value that can no longer be read."""

    def fits(self, row: PageRow) -> bool:
        """Whether the row may be of this table."""
        return (
            row.columns == len(self.kinds)
            and all(map(_is_of, row.values, self.kinds))
            and (self.name != _VISITS or row.values[self.columns.index("question")] == VISIT)
        )

    def row(self, found: PageRow, now_ms: int) -> tuple[Any, ...]:
        """All the values; for a moment that is missing, `now_ms`."""
        values = [*found.values, *self.missing[len(found.values) :]]
        for place in range(len(found.values), len(values)):
            if self.columns[place].endswith("_ms") and values[place] is not None:
                values[place] = now_ms
        if self.alias is not None:
            values[self.alias] = found.key
        return tuple(values)


def _is_of(value: Any, kinds: tuple[type, ...]) -> bool:
    return type(value) in kinds


def shapes(connection: sqlite3.Connection) -> dict[str, Shape]:
    """Of every table and index of a store, by name."""
    found = {}
    for _, table, kind, _, is_index, is_strict in connection.execute("PRAGMA main.table_list").fetchall():
        if kind != "table" or not is_strict:
            continue
        shape = found[table] = _of_table(connection, table, bool(is_index))
        kinds = dict(zip(shape.columns, shape.kinds, strict=True))
        for _, index, _, origin, _ in connection.execute(f"PRAGMA index_list({table})").fetchall():
            if is_index and origin == "pk":
                continue  # the table itself
            parts = [row[2] for row in connection.execute(f"PRAGMA index_xinfo({index})").fetchall()]
            of = tuple((int,) if part is None else kinds[part] for part in parts)
            found[index] = Shape(index, False, True, tuple(part or "rowid" for part in parts), of, None, ())
    return found


def _of_table(connection: sqlite3.Connection, table: str, is_index: bool) -> Shape:
    columns = [row for row in connection.execute(f"PRAGMA table_xinfo({table})").fetchall() if not row[6]]
    if is_index:  # the key first
        columns.sort(key=lambda row: row[5] or len(columns) + row[0])
    keys = [place for place, row in enumerate(columns) if row[5]]
    alias = keys[0] if not is_index and len(keys) == 1 and columns[keys[0]][2] == "INTEGER" else None
    kinds, missing = [], []
    for place, (_, _, kind, is_filled, _, is_key, _) in enumerate(columns):
        must = is_filled or (is_index and is_key)
        null = (type(None),)
        kinds.append(null if place == alias else _KINDS[kind] if must else _KINDS[kind] + null)
        missing.append(_ANY[kind] if must else None)
    return Shape(table, True, is_index, tuple(row[1] for row in columns), tuple(kinds), alias, tuple(missing))


class Rebuilt:
    """The scratch store of a case, beside the file in quarantine. Used in one thread, until `close`."""

    def __init__(self, case: Case, now_ms: int) -> None:
        """OSError or sqlite3.Error when the file cannot be opened, or there is no room."""
        self._now_ms = now_ms
        self._path = case.database
        self._scratch = case.folder / ".rebuilt"
        self._pages = Pages(case.database)
        try:
            self._scratch.unlink(missing_ok=True)  # a kill left it
            os.close(os.open(self._scratch, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            self.connection = sqlite3.connect(self._scratch, isolation_level=None)
            """The scratch store, which holds all when `work` is done."""
        except BaseException:
            self._pages.close()
            raise
        self._entries: list[tuple[Any, ...]] = []

    def work(self) -> Iterator[None]:
        """Puts it together, some milliseconds at a time."""
        execute = self.connection.execute
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF"):  # after a kill it is begun anew
            execute(f"PRAGMA {pragma}").fetchall()
        execute("BEGIN")
        migrate(self.connection)
        every = shapes(self.connection)
        for (index,) in execute(_INDEXES).fetchall():
            execute(f"DROP INDEX {index}")
        execute("COMMIT")
        yield
        yield from self._pages.read_log()
        by_kind: dict[tuple[bool, int], list[Shape]] = {}
        for shape in every.values():
            if shape.columns[:-1] in _STANDS_IN or (shape.is_table and shape.name not in _COUNTED_ANEW):
                by_kind.setdefault((shape.in_index, len(shape.kinds)), []).append(shape)
        for first in range(2, self._pages.count + 1, _PAGES_AT_ONCE):
            execute("BEGIN")
            for number in range(first, min(first + _PAGES_AT_ONCE, self._pages.count + 1)):
                self._take(number, by_kind)
            execute("COMMIT")
            yield
        for entry in self._entries:
            if len(entry) > 3:
                execute(_QUESTION, (*entry, NO_WORDING))
            elif entry[1] not in STEPS:  # whose list has an index that looks like that of the surveys
                execute(_SURVEY, (*entry, self._now_ms))
        self._note_codes()

    def _note_codes(self) -> None:
        """No code is given twice, also where the response that it was given with is lost: its index knows."""
        path = f"{self._path.absolute().as_uri()}?mode=ro"
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(path, uri=True)) as source,
        ):
            source.execute("PRAGMA trusted_schema = OFF")
            given = source.execute(CODES.format("INDEXED BY response_reward"))
            remember(self.connection, [code for (code,) in given])

    def close(self) -> None:
        """Lets the file go and removes the scratch store."""
        self._pages.close()
        self.connection.close()
        with contextlib.suppress(OSError):
            self._scratch.unlink(missing_ok=True)

    def _take(self, number: int, by_kind: Mapping[tuple[bool, int], Sequence[Shape]]) -> None:
        kind, rows = self._pages.rows(number)
        found: dict[str, tuple[Shape, list[tuple[Any, ...]]]] = {}
        for row in rows:
            for shape in by_kind.get((kind != LEAF_TABLE, row.columns), ()):
                if (row.is_whole or shape.name in _MAY_BE_CUT) and shape.fits(row):
                    found.setdefault(shape.name, (shape, []))[1].append(shape.row(row, self._now_ms))
        for shape, values in found.values():
            if not shape.is_table:
                self._entries += values
                continue
            marks = ", ".join("?" * len(shape.columns))
            self.connection.executemany(
                f"INSERT OR IGNORE INTO {shape.name} ({', '.join(shape.columns)}) VALUES ({marks})", values
            )
