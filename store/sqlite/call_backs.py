"""The people who agreed to be called back, and which of them have been."""

from collections.abc import Sequence

from store.model.call_back import CallBack
from store.model.reader import Allowed
from store.model.rules import Rule
from store.sqlite import audit
from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError

_FOUND = (
    " FROM written w JOIN question q ON q.id = w.question AND q.kind = 'contact'"
    " JOIN response r ON r.id = w.response"
    " LEFT JOIN call_back c ON c.response = r.uid AND c.called"
    # What a person took out was no customer's; a rule may leave out one who is waiting for a call.
    " WHERE w.consent = 1 AND w.text IS NOT NULL AND w.day >= :first AND NOT EXISTS (SELECT 1 FROM exclusion"
    f" e WHERE e.response = r.id AND e.rule = '{Rule.VOID.value}' AND e.lifted_ms IS NULL)"
)
_SCORE = (
    "SELECT a.question, a.score, q.points FROM answer a JOIN question q ON q.id = a.question"
    " WHERE a.response = ? AND a.outcome = 0 AND a.score IS NOT NULL ORDER BY a.shown_ms, q.position LIMIT 1"
)
_REMARK = (
    "SELECT w.text FROM written w JOIN question q ON q.id = w.question AND q.kind = 'comment'"
    " WHERE w.day = ? AND w.response = ? AND w.text IS NOT NULL ORDER BY w.at_ms LIMIT 1"
)


def call_backs(
    connection: sqlite3.Connection, allowed: Allowed, *, first: int, limit: int = 500
) -> Sequence[CallBack]:
    """Who asked since the business day `first`: those who wait, then those who were called, newest first."""
    condition, values = _within(allowed)
    rows = connection.execute(
        "SELECT r.id, r.uid, w.text, w.at_ms, r.utc_offset_min, r.touchpoint, r.agent, w.day,"
        f" c.by, c.at_ms, c.remark{_FOUND}{condition}"
        " ORDER BY c.at_ms IS NOT NULL, w.day DESC, w.at_ms DESC, r.id DESC LIMIT :limit",
        {"first": first, "limit": limit, **values},
    ).fetchall()
    found = []
    for key, uid, contact, at_ms, offset, touchpoint, agent, day, by, done_ms, outcome in rows:
        scored = connection.execute(_SCORE, (key,)).fetchone()
        remark = connection.execute(_REMARK, (day, key)).fetchone()
        found.append(
            CallBack(
                uid=uid,
                contact=contact,
                at_ms=at_ms,
                utc_offset_min=offset,
                touchpoint=touchpoint,
                agent=agent,
                question=scored[0] if scored else None,
                score=scored[1] if scored else None,
                top=scored[2] if scored else None,
                remark=remark[0] if remark else "",
                done_by=by or "",
                done_ms=done_ms,
                outcome=outcome or "",
            )
        )
    return found


def waiting(connection: sqlite3.Connection, allowed: Allowed, *, first: int) -> int:
    """How many of them nobody has called yet."""
    condition, values = _within(allowed)
    (count,) = connection.execute(
        f"SELECT count(*){_FOUND}{condition} AND c.at_ms IS NULL", {"first": first, **values}
    ).fetchone()
    return int(count)


def mark_called(database: Database, uid: str, by: str, outcome: str) -> None:
    """Notes that the person of the response `uid` was called. StoreError if there is no such response."""
    with database.transaction():
        connection, now = database.connection, database.now_ms()
        if connection.execute("SELECT 1 FROM response WHERE uid = ?", (uid,)).fetchone() is None:
            raise StoreError(f"There is no response {uid} in {database.path}.")
        connection.execute(
            "INSERT INTO call_back VALUES (?, ?, ?, ?, 1) ON CONFLICT (response) DO UPDATE SET"
            " by = excluded.by, at_ms = excluded.at_ms, remark = excluded.remark, called = 1",
            (uid, by, now, outcome),
        )
        # Without the outcome: it may tell of the person, and must go when they are erased.
        audit.write(connection, now, by, "call_back", uid, "")


def mark_waiting(database: Database, uid: str, by: str) -> None:
    """Takes the mark away again."""
    with database.transaction():
        connection, now = database.connection, database.now_ms()
        if connection.execute(
            "UPDATE call_back SET called = 0, by = ?, at_ms = ?, remark = '' WHERE response = ? AND called",
            (by, now, uid),
        ).rowcount:
            audit.write(connection, now, by, "call_back_open", uid, "")


def forget(connection: sqlite3.Connection, uid: str) -> None:
    """Erases what came of the call, with all else that tells of a person; inside the open transaction."""
    connection.execute("UPDATE call_back SET remark = '' WHERE response = ?", (uid,))


def _within(allowed: Allowed) -> tuple[str, dict[str, str]]:
    condition, values = "", dict[str, str]()
    for column, names in (("touchpoint", allowed.touchpoints), ("agent", allowed.agents)):
        if names:
            marks = [f"{column}{i}" for i in range(len(names))]
            condition += f" AND r.{column} IN ({', '.join(f':{mark}' for mark in marks)})"
            values |= dict(zip(marks, names, strict=True))
    return condition, values
