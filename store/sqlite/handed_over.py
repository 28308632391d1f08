"""What people did in another store, and what was given there, taken over into this one: whichever is newer.

Done again it changes nothing; done both ways, both stores know the same. Questions and alerts have other
numbers in every store, so whatever names them is told in the numbers of this one.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from store.model.alert import AlertRule, natural_key
from store.sqlite.engine import sqlite3

Read = Callable[[str], list[tuple[Any, ...]]]
"""What a SELECT finds in the other store."""

REMEMBERED = "SELECT what, name FROM remembered"
LOG = "SELECT at_ms, by, what, subject, why FROM change ORDER BY id"
_TRAVELS = frozenset(
    ("void", "lift", "erase", "correct", "retention", "target", "note", "note_removed", "acknowledge")
) | {"call_back", "call_back_open"}
"""What the log tells of that is seen in this store too; PINs, imports and reports are each store's own."""

_DIGITS = 20
"""No number has so many."""
_TARGET = (
    "INSERT OR IGNORE INTO target (question, value, at_ms) VALUES (?, ?, ?) ON CONFLICT (question)"
    " DO UPDATE SET value = excluded.value, at_ms = excluded.at_ms"
    " WHERE (excluded.at_ms, ifnull(excluded.value, -1000)) > (target.at_ms, ifnull(target.value, -1000))"
)
_NOTE = (
    "INSERT OR IGNORE INTO note (uid, day, text, by, at_ms, removed) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (uid) DO UPDATE SET text = '', removed = 1 WHERE excluded.removed AND NOT note.removed"
)
_CALL_BACK = (
    "INSERT OR IGNORE INTO call_back (response, by, at_ms, remark, called)"
    " SELECT ?1, ?2, ?3, CASE WHEN EXISTS (SELECT 1 FROM response WHERE uid = ?1 AND erased"
    " UNION ALL SELECT 1 FROM remembered WHERE what = 'erased' AND name = ?1) THEN ''"
    " ELSE ?4 END, ?5 WHERE TRUE ON CONFLICT (response) DO UPDATE SET by = excluded.by,"
    " at_ms = excluded.at_ms, remark = excluded.remark, called = excluded.called"
    " WHERE (excluded.at_ms, excluded.by) > (call_back.at_ms, call_back.by)"
)
_ALERT = (
    "INSERT OR IGNORE INTO alert (natural_key, rule, subject, day, at_ms, facts, told, acknowledged_by,"
    " acknowledged_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (natural_key) DO UPDATE SET"
    " acknowledged_by = excluded.acknowledged_by, acknowledged_ms = excluded.acknowledged_ms"
    " WHERE excluded.acknowledged_ms IS NOT NULL AND (alert.acknowledged_ms IS NULL"
    " OR (excluded.acknowledged_ms, excluded.acknowledged_by)"
    " < (alert.acknowledged_ms, alert.acknowledged_by))"
)


def take_over(
    connection: sqlite3.Connection, read: Read, numbers: Mapping[int, int], *, whole_log: bool
) -> None:
    """Targets, notes, call-backs, alerts, reward codes and the audit log, inside the open transaction.

    `numbers`: of each question in the other store, that in this one. `whole_log`: the other store was this
    one, so that all of its log belongs here.
    """
    run = connection.execute
    for question, value, at_ms in read("SELECT question, value, at_ms FROM target"):
        if question in numbers:
            run(_TARGET, (numbers[question], value, at_ms))
    connection.executemany("INSERT OR IGNORE INTO remembered VALUES (?, ?)", read(REMEMBERED))
    connection.executemany(_NOTE, read("SELECT uid, day, text, by, at_ms, removed FROM note"))
    connection.executemany(_CALL_BACK, read("SELECT response, by, at_ms, remark, called FROM call_back"))
    alerts = _take_alerts(connection, read, numbers)
    lines = [
        (at_ms, by, what, *_about(what, subject, why, numbers, alerts))
        for at_ms, by, what, subject, why in read(LOG)
    ]
    take_log(connection, [line for line in lines if whole_log or (line[2] in _TRAVELS and line[3])])


def take_log(connection: sqlite3.Connection, lines: list[tuple[Any, ...]]) -> None:
    """Adds the lines (at_ms, by, what, subject, why) that the audit log does not have, in the open
    transaction."""
    if not lines:
        return
    known = set(connection.execute(LOG).fetchall())
    new = [line for line in dict.fromkeys(lines) if line not in known]
    connection.executemany(
        "INSERT OR IGNORE INTO change (at_ms, by, what, subject, why) VALUES (?, ?, ?, ?, ?)", new
    )


def _take_alerts(connection: sqlite3.Connection, read: Read, numbers: Mapping[int, int]) -> dict[str, str]:
    """Takes the alerts over; returns the number that each has here by the one it had there."""
    found = {}
    for number, key, rule, subject, day, at_ms, facts, *seen in read(
        "SELECT id, natural_key, rule, subject, day, at_ms, facts, told, acknowledged_by, acknowledged_ms"
        " FROM alert ORDER BY id"
    ):
        try:
            channel = str(json.loads(facts)["channel"])
        except (ValueError, KeyError, TypeError, RecursionError):  # out of a damaged page
            continue
        if rule != AlertRule.SILENT:
            subject = _question(subject, numbers)
            if not subject:
                continue
            key = natural_key(rule, subject, channel, day, at_ms)
        connection.execute(_ALERT, (key, rule, subject, day, at_ms, facts, *seen))
        here = connection.execute("SELECT id FROM alert WHERE natural_key = ?", (key,)).fetchone()
        if here is not None:
            found[str(number)] = str(here[0])
    return found


def _about(
    what: str, subject: str, why: str, numbers: Mapping[int, int], alerts: Mapping[str, str]
) -> tuple[str, str]:
    """The subject of a line of the log and its reason, in the numbers of this store; '' for the subject where
    it has none: the question went with an import that was taken back, or is lost."""
    match what:
        case "target":
            return _question(subject, numbers), why
        case "acknowledge":
            rule, _, of = why.partition(" ")
            told = why if rule == AlertRule.SILENT else f"{rule} {_question(of, numbers)}"
            return alerts.get(subject, ""), told
    return subject, why


def _question(number: str, numbers: Mapping[int, int]) -> str:
    """'' for one that is not there any more, or was none."""
    return str(numbers.get(int(number), "")) if number.isdecimal() and len(number) < _DIGITS else ""
