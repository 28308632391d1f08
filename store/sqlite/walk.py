"""Every response in the order in which it was last changed, some hundred at a time: for what leaves here.

Read by ranges of the revision, so that memory stays flat however much there is, and so that a kiosk without
WAL, whose commits wait for readers, waits for one short range and never for the whole walk.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

from store.exchange.record import Record, Wanted
from store.model.reader import AskedQuestion
from store.sqlite.crossed import Values, of_question, period_of
from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.kept import RESPONSE, put_together
from store.sqlite.questions import asked_questions

_AT_ONCE = 500
_LAST_DAY = (1 << 32) - 1

_WANTED = "r.revision > ? AND r.revision <= ? AND {where}"
_RANGE = "r.revision BETWEEN ? AND ? AND {where}"

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
_ASKED = " AND EXISTS (SELECT 1 FROM answer x WHERE x.response = r.id{condition})"


@contextmanager
def leaving(
    database: Database, wanted: Wanted
) -> Iterator[tuple[Sequence[AskedQuestion], Generator[Record]]]:
    """Every question ever asked, and the responses that are wanted: none answers another one, whatever
    survey comes in meanwhile."""
    with database.snapshot():
        wanted = replace(wanted, newest=_newest(database, wanted))  # first: its questions are known by now
        with closing(walk(database, wanted)) as records:
            yield asked_questions(database.connection), records


def walk(database: Database, wanted: Wanted) -> Generator[Record]:
    """The responses that are wanted, by revision. To be closed before the database is.

    In WAL all of them are of one moment. Without it, a response that changes during the walk, and before
    its turn, is left to the next one (`since` the last revision seen), so that none comes twice.
    """
    connection = database.connection
    where, values = _where(wanted)
    with database.snapshot():
        after, newest = wanted.since, _newest(database, wanted)
        responses = _RESPONSES.format(where=where)
        while rows := connection.execute(responses, (after, newest, *values)).fetchall():
            low, after = rows[0][1], rows[-1][1]
            yield from _records(connection, rows, where, (low, after, *values))


def how_many(database: Database, wanted: Wanted) -> int:
    """How many responses `walk` will give, if none changes meanwhile."""
    where, values = _where(wanted, key="r.id")
    (count,) = database.connection.execute(
        f"SELECT count(*) FROM response r WHERE {_WANTED.format(where=where)}",
        (wanted.since, _newest(database, wanted), *values),
    ).fetchone()
    return int(count)


def _newest(database: Database, wanted: Wanted) -> int:
    if wanted.newest is not None:
        return wanted.newest
    (newest,) = database.connection.execute("SELECT coalesce(max(revision), 0) FROM response").fetchone()
    return int(newest)


def _where(wanted: Wanted, key: str = "+r.id") -> tuple[str, Values]:
    """The condition on `response r`, besides that on its revision, and its values; `key` as `period_of`."""
    first = 0 if wanted.first is None else wanted.first
    last = _LAST_DAY if wanted.last is None else wanted.last
    where, values = period_of(first, last, wanted.filters, key)
    if wanted.channel is not None:
        where, values = f"{where} AND r.channel = ?", (*values, wanted.channel)
    condition, more = of_question(wanted.filters, "x.question")
    if condition:
        where, values = where + _ASKED.format(condition=condition), (*values, *more)
    return where, values


def _records(
    connection: sqlite3.Connection, rows: list[tuple[Any, ...]], where: str, values: Values
) -> Iterator[Record]:
    """One range of responses, each with its answers and with the rules that leave it out."""
    choices = _by_response(connection, _CHOICES.format(where=where), values)
    answers = _by_response(connection, _ANSWERS.format(where=where), values)
    rules = _by_response(connection, _RULES.format(where=where), values)
    for row in rows:
        key = row[0]
        found = answers.get(key, [])
        kept = put_together(row, found, choices.get(key, []))
        numbers = {name: question for question, name, *_ in found}
        yield Record(
            kept.revision, kept.response, numbers, tuple(rule for (rule,) in rules.get(key, [])), kept.erased
        )


def _by_response(
    connection: sqlite3.Connection, statement: str, values: Values
) -> dict[int, list[tuple[Any, ...]]]:
    """What `statement` finds, in its order, by the key that each row begins with."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for key, *rest in connection.execute(statement, values).fetchall():
        found.setdefault(key, []).append(tuple(rest))
    return found
