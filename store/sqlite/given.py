"""Single answers, newest first, and what stands against a response."""

from collections.abc import Collection, Sequence

from store.model.given import Against, Given
from store.model.reader import Filters
from store.sqlite.crossed import period_of
from store.sqlite.engine import sqlite3


def given(
    connection: sqlite3.Connection,
    first: int,
    last: int,
    filters: Filters,
    question: int,
    *,
    channel: str,
    limit: int,
    scores: Collection[int],
    before: int | None,
    left_out: bool,
    field: tuple[int, int] | None,
) -> Sequence[Given]:
    """As `Reader.given`. Walks the responses backwards by their keys, and stops when it has enough."""
    where, values = period_of(first, last, filters)
    if before is not None:
        where, values = f"{where} AND r.id < ?", (*values, before)
    if field is not None:  # day 0 was a Thursday
        where, values = f"{where} AND (r.day + 3) % 7 = ? AND r.hour = ?", (*values, *field)
    if not left_out:
        where += " AND r.counted = 1"
    rows = connection.execute(
        "SELECT r.id, r.uid, a.score, r.started_ms + a.ended_ms, r.utc_offset_min, r.touchpoint, k.label,"
        " r.agent, r.counted, EXISTS (SELECT 1 FROM written w"
        "  WHERE w.response = r.id AND w.text IS NOT NULL AND w.day = r.day)"
        " FROM response r CROSS JOIN answer a ON a.response = r.id AND a.question = ?"
        " JOIN kiosk k ON k.id = r.kiosk"
        f" WHERE {where} AND r.channel = ? AND a.outcome = 0"
        f" AND a.score IN ({', '.join('?' * len(scores))}) ORDER BY r.id DESC LIMIT ?",
        (question, *values, channel, *scores, limit),
    ).fetchall()
    return [
        Given(place, uid, score, at_ms, offset, touchpoint, kiosk, agent, counted == 1, wrote == 1)
        for place, uid, score, at_ms, offset, touchpoint, kiosk, agent, counted, wrote in rows
    ]


def against(connection: sqlite3.Connection, uid: str) -> Sequence[Against]:
    """As `Reader.against`."""
    rows = connection.execute(
        "SELECT e.rule, e.by, e.why, e.at_ms, CASE WHEN e.lifted_ms IS NULL THEN NULL ELSE e.lifted_by END,"
        " coalesce(e.lifted_why, '') FROM response r JOIN exclusion e ON e.response = r.id"
        " WHERE r.uid = ? ORDER BY e.at_ms, e.rule",
        (uid,),
    ).fetchall()
    return [Against(*row) for row in rows]
