"""The audit log: what people did, written in the transaction that does it, and read newest first."""

from collections.abc import Sequence

from store.model.change import Change
from store.sqlite.engine import sqlite3


def write(connection: sqlite3.Connection, at_ms: int, by: str, what: str, subject: str, why: str) -> None:
    """Writes a line, inside the open transaction. Never text or contact of a customer."""
    connection.execute(
        "INSERT INTO change (at_ms, by, what, subject, why) VALUES (?, ?, ?, ?, ?)",
        (at_ms, by, what, subject, why),
    )


def changes(connection: sqlite3.Connection, *, before: int | None, limit: int) -> Sequence[Change]:
    """The newest `limit` lines; of those before the line `before`, where asked."""
    rows = connection.execute(
        "SELECT id, at_ms, by, what, subject, why FROM change WHERE ?1 IS NULL"
        " OR (at_ms, id) < (SELECT at_ms, id FROM change WHERE id = ?1)"
        " ORDER BY at_ms DESC, id DESC LIMIT ?2",
        (before, limit),
    )
    return [Change(*row) for row in rows]
