"""Alerts as they are kept: raised once by whichever process is first, until a person has seen to them."""

import json
from collections.abc import Sequence
from typing import Any

from store.model.alert import Alert
from store.model.raised import RaisedAlert
from store.sqlite import audit
from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError

_COLUMNS = "id, rule, subject, day, at_ms, facts, told, acknowledged_by, acknowledged_ms"


def raise_alert(database: Database, alert: Alert) -> int | None:
    """Keeps an alert and returns its number; None where it was raised already.

    Two processes may see the same low answers up to different ones: those of one rule about one subject that
    overlap are one.
    """
    key, rule, subject = alert.natural_key, alert.rule.value, alert.subject
    # Looked up first, without the right to write: most alerts are found again every minute.
    with database.reading():
        if database.connection.execute("SELECT 1 FROM alert WHERE natural_key = ?", (key,)).fetchone():
            return None
    with database.transaction():
        cursor = database.connection.execute(
            "INSERT INTO alert (natural_key, rule, subject, day, at_ms, facts) SELECT ?1, ?2, ?3, ?4, ?5, ?6"
            " WHERE NOT EXISTS (SELECT 1 FROM alert WHERE natural_key = ?1"
            " OR (rule = ?2 AND subject = ?3 AND at_ms >= ?7))",
            (
                key,
                rule,
                subject,
                alert.day,
                alert.at_ms,
                json.dumps(alert.facts, ensure_ascii=False),
                alert.since_ms or alert.at_ms,
            ),
        )
        return cursor.lastrowid if cursor.rowcount else None


def note_told(database: Database, number: int, said: str) -> None:
    """Notes what came of the shop's command for an alert: 'ok', or one sentence."""
    with database.transaction():
        database.connection.execute("UPDATE alert SET told = ? WHERE id = ?", (said, number))


def acknowledge(database: Database, number: int, by: str) -> None:
    """Notes who has seen an alert. Of two, the first stands. StoreError if there is no such alert."""
    with database.transaction():
        connection, now = database.connection, database.now_ms()
        row = connection.execute("SELECT rule, subject FROM alert WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise StoreError(f"There is no alert {number} in {database.path}.")
        changed = connection.execute(
            "UPDATE alert SET acknowledged_by = ?, acknowledged_ms = ?"
            " WHERE id = ? AND acknowledged_ms IS NULL",
            (by, now, number),
        ).rowcount
        if changed:
            audit.write(connection, now, by, "acknowledge", str(number), f"{row[0]} {row[1]}")


def by_number(connection: sqlite3.Connection, number: int) -> RaisedAlert | None:
    """The alert of that number."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM alert WHERE id = ?", (number,)).fetchone()
    return None if row is None else _alert(row)


def standing(connection: sqlite3.Connection) -> Sequence[RaisedAlert]:
    """Those that nobody has acknowledged, newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM alert WHERE acknowledged_ms IS NULL ORDER BY at_ms DESC, id DESC LIMIT 100"
    )
    return [_alert(row) for row in rows]


def latest(connection: sqlite3.Connection, *, limit: int) -> Sequence[RaisedAlert]:
    """The newest, acknowledged or not."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM alert ORDER BY at_ms DESC, id DESC LIMIT ?", (limit,))
    return [_alert(row) for row in rows]


def _alert(row: tuple[Any, ...]) -> RaisedAlert:
    number, rule, subject, day, at_ms, facts, told, by, seen_ms = row
    return RaisedAlert(number, rule, subject, day, at_ms, json.loads(facts), told, by, seen_ms)
