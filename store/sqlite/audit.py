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
        "SELECT id, at_ms, by, what, subject, why FROM change WHERE id < ? ORDER BY id DESC LIMIT ?",
        (1 << 62 if before is None else before, limit),
    )
    return [Change(*row) for row in rows]


def of_response(connection: sqlite3.Connection, uid: str) -> Sequence[Change]:
    """What people did to one response, oldest first."""
    rows = connection.execute(
        "SELECT id, at_ms, by, what, subject, why FROM change WHERE subject = ? ORDER BY id", (uid,)
    )
    return [Change(*row) for row in rows]
