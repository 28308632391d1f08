"""Every response in the order in which it was last changed, some hundred at a time: for what leaves here.

Read by ranges of the revision, so that memory stays flat however much there is, and so that a kiosk without
WAL, whose commits wait for readers, waits for one short range and never for the whole walk.
"""

from collections.abc import Generator, Iterator, Mapping
from typing import Any

from store.exchange.record import Record, Wanted
from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.kept import RESPONSE, first_key, put_together

_AT_ONCE = 500
_LAST_DAY = 1 << 32

_WANTED = "r.revision > :after AND r.revision <= :newest AND r.id >= :first AND r.id < :last"
_RANGE = "r.revision BETWEEN :low AND :high AND r.id >= :first AND r.id < :last"

_RESPONSES = f"{RESPONSE} WHERE {_WANTED} ORDER BY r.revision LIMIT {_AT_ONCE}"
_ANSWERS = f"""
    SELECT a.response, a.question, q.name, a.outcome, a.shown_ms, a.ended_ms, a.score, w.text, w.consent
    FROM response r CROSS JOIN answer a ON a.response = r.id JOIN question q ON q.id = a.question
    LEFT JOIN written w ON w.day = r.day AND w.at_ms = r.started_ms + a.ended_ms AND w.response = r.id
        AND w.question = a.question
    WHERE {_RANGE} ORDER BY a.response, a.shown_ms, q.position
"""
_CHOICES = f"""
    SELECT c.response, c.question, c.option
    FROM response r CROSS JOIN answer_choice c ON c.response = r.id
    WHERE {_RANGE} ORDER BY c.response, c.question, c.place
"""
_RULES = f"""
    SELECT e.response, e.rule
    FROM response r CROSS JOIN exclusion e ON e.response = r.id
    WHERE {_RANGE} AND NOT r.counted AND e.lifted_ms IS NULL ORDER BY e.response, e.rule
"""


def walk(database: Database, wanted: Wanted) -> Generator[Record]:
    """The responses that are wanted, by revision. To be closed before the database is.

    In WAL all of them are of one moment. Without it, a response that changes during the walk, and before
    its turn, is left to the next one (`since` the last revision seen), so that none comes twice.
    """
    connection = database.connection
    together = database.journal == "wal" and not connection.in_transaction
    if together:
        connection.execute("BEGIN")  # a snapshot: in WAL it keeps no writer waiting
    try:
        (newest,) = connection.execute("SELECT coalesce(max(revision), 0) FROM response").fetchone()
        marks = _marks(wanted) | {"newest": newest}
        while rows := connection.execute(_RESPONSES, marks).fetchall():
            marks |= {"low": rows[0][1], "high": rows[-1][1], "after": rows[-1][1]}
            yield from _records(connection, rows, marks)
    finally:
        if together:
            connection.execute("ROLLBACK")


def how_many(database: Database, wanted: Wanted) -> int:
    """How many responses `walk` will give, if none changes meanwhile."""
    marks = _marks(wanted) | {"newest": 1 << 62}
    (count,) = database.connection.execute(
        f"SELECT count(*) FROM response r WHERE {_WANTED}", marks
    ).fetchone()
    return int(count)


def _marks(wanted: Wanted) -> dict[str, int]:
    return {
        "after": wanted.since,
        "first": first_key(0 if wanted.first is None else wanted.first),
        "last": first_key(_LAST_DAY if wanted.last is None else wanted.last + 1),
    }


def _records(
    connection: sqlite3.Connection, rows: list[tuple[Any, ...]], marks: Mapping[str, int]
) -> Iterator[Record]:
    """One range of responses, each with its answers and with the rules that leave it out."""
    choices = _by_response(connection, _CHOICES, marks)
    answers = _by_response(connection, _ANSWERS, marks)
    rules = _by_response(connection, _RULES, marks)
    for row in rows:
        key = row[0]
        found = answers.get(key, [])
        kept = put_together(row, found, choices.get(key, []))
        numbers = {name: question for question, name, *_ in found}
        yield Record(
            kept.revision, kept.response, numbers, tuple(rule for (rule,) in rules.get(key, [])), kept.erased
        )


def _by_response(
    connection: sqlite3.Connection, statement: str, marks: Mapping[str, int]
) -> dict[int, list[tuple[Any, ...]]]:
    """What `statement` finds, in its order, by the key that each row begins with."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for key, *rest in connection.execute(statement, marks).fetchall():
        found.setdefault(key, []).append(tuple(rest))
    return found
