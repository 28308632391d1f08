"""The small tables of another store: what its numbers mean, and what is to go on in the new one."""

import contextlib
from collections.abc import Iterable
from typing import Any

from store.model.survey_file import SurveyError, read_survey
from store.sqlite.engine import sqlite3
from store.sqlite.migrations import migrate
from store.sqlite.questions import register
from store.sqlite.rebuilt import NO_WORDING
from store.sqlite.receiving import Receiving
from store.sqlite.rewards import CODES, remember

_NAMED = "(survey, name, kind, metric, points, low_is_good)"
_QUESTION = "id, survey, name, kind, metric, points, low_is_good, position, parent, wording"
SURVEYS = "SELECT id, name, version, source, first_ms FROM survey"
QUESTIONS = f"SELECT {_QUESTION} FROM question"
ASKED = "SELECT survey, question, parent FROM survey_question"


class Inheritance:
    """Read at once, mended where some of it is lost, and kept as temporary tables of the source: there they
    stand before its own, so that responses can be read whatever has become of those."""

    def __init__(self, source: sqlite3.Connection) -> None:
        self._source = source
        self._surveys = self._read(SURVEYS)
        self._questions = self._read(QUESTIONS)
        self._asked = self._read(ASKED)
        self._fill_in_questions()
        self._stand_before()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever asked in that store, which cannot be."""
        return not (self._surveys or self._questions)

    def name_device(self, key: int) -> None:
        """Gives the device of the response at `key` a name where its own is lost."""
        self._source.execute(
            "INSERT OR IGNORE INTO temp.kiosk SELECT kiosk, 'kiosk ' || kiosk FROM response WHERE id = ?",
            (key,),
        )

    def hand_over(self, responses: Receiving) -> None:
        """Gives the new store the surveys, targets, audit log, PIN tries, and what people noted and saw to.

        StoreError: nothing was given.
        """
        from store.sqlite.handed_over import take_over  # a kiosk's start can do without

        with responses.database.transaction():
            connection = responses.database.connection
            numbers = take_over_questions(connection, self._surveys, self._questions, self._asked)
            take_over(connection, self._read, numbers, whole_log=True)
            remember(connection, [code for (code,) in self._read(CODES.format("NOT INDEXED"))])
            columns = "kiosk, at, boot, boot_ms, ok, clears"
            connection.executemany(
                f"INSERT INTO attempt ({columns}) SELECT ?1, ?2, ?3, ?4, ?5, ?6"
                f" WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE ({columns}) = (?1, ?2, ?3, ?4, ?5, ?6))",
                self._read(f"SELECT {columns} FROM attempt ORDER BY rowid"),
            )

    def _fill_in_questions(self) -> None:
        """Puts the surveys to use again, in their old order, and takes from that what is missing: their texts
        give every question the number it had."""
        scratch = sqlite3.connect(":memory:", isolation_level=None)
        with contextlib.closing(scratch), contextlib.suppress(SurveyError):
            scratch.execute("BEGIN")
            migrate(scratch)
            for _, _, _, text, first_ms in sorted(self._surveys):
                _register(scratch, text, first_ms)
            again = scratch.execute("SELECT id, name, version FROM survey ORDER BY id").fetchall()
            if again != sorted(row[:3] for row in self._surveys):
                return
            remade = {row[0]: row for row in scratch.execute(QUESTIONS)}
            if any(remade.get(row[0], row)[:7] != row[:7] for row in self._questions):
                return
            found = {row[0]: row for row in self._questions if row[9] != NO_WORDING}
            self._questions = [*({row[0]: row for row in self._questions} | remade | found).values()]
            self._asked = [*dict.fromkeys([*self._asked, *scratch.execute(ASKED)])]

    def _stand_before(self) -> None:
        execute = self._source.execute
        execute("PRAGMA temp_store = MEMORY")
        for table, columns, rows in (
            ("survey", "id INTEGER PRIMARY KEY, name, version", [row[:3] for row in self._surveys]),
            (
                "question",
                "id INTEGER PRIMARY KEY, name, position",
                [(row[0], row[2], row[7]) for row in self._questions],
            ),
            ("kiosk", "id INTEGER PRIMARY KEY, label", self._read("SELECT id, label FROM main.kiosk")),
        ):
            execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ({columns})")
            execute(f"DELETE FROM temp.{table}")
            marks = ", ".join("?" * len(columns.split(",")))
            self._source.executemany(f"INSERT INTO temp.{table} VALUES ({marks})", rows)

    def _read(self, sql: str) -> list[tuple[Any, ...]]:
        return self._source.execute(sql).fetchall()


def _register(connection: sqlite3.Connection, text: str, first_ms: int) -> None:
    """Registers the survey that a text holds: one that was asked here, or an import's. SurveyError."""
    try:
        register(connection, read_survey(text), first_ms)
    except SurveyError:
        from store.exchange.imports.mapping import read_mapping  # seldom needed

        register(connection, read_mapping(text).survey, first_ms, newest=False)


def take_over_questions(
    connection: sqlite3.Connection,
    surveys: Iterable[tuple[Any, ...]],
    questions: Iterable[tuple[Any, ...]],
    asked: Iterable[tuple[Any, ...]],
) -> dict[int, int]:
    """Makes another store's surveys and questions known, inside the open transaction; what is known stays.

    The rows as SURVEYS, QUESTIONS and ASKED find them. Returns the new number of each question by its old
    one.
    """
    versions, numbers = {}, {}
    for id, name, version, text, first_ms in surveys:
        (versions[id],) = connection.execute(
            "INSERT INTO survey (name, version, source, first_ms) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (name, version) DO UPDATE SET first_ms = min(first_ms, excluded.first_ms)"
            " RETURNING id",
            (name, version, text, first_ms),
        ).fetchone()
    for id, *columns in questions:
        connection.execute(
            f"INSERT INTO question ({_QUESTION.removeprefix('id, ')})"
            f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT {_NAMED} DO NOTHING",
            columns,
        )
        (numbers[id],) = connection.execute(
            f"SELECT id FROM question WHERE {_NAMED} = (?, ?, ?, ?, ?, ?)", columns[:6]
        ).fetchone()
    for survey, question, parent in asked:
        if survey in versions and question in numbers:
            connection.execute(
                "INSERT INTO survey_question VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (versions[survey], numbers[question], numbers.get(parent)),
            )
    return numbers
