"""The answers of the last hour, for what must be noticed at once."""

from collections.abc import Sequence

from store.model.reader import Recent
from store.sqlite.engine import sqlite3
from store.sqlite.kept import first_key

_DAY_MS = 86_400_000
_LONGEST_MS = 3_600_000
"""No visit lasts longer."""


def recent(connection: sqlite3.Connection, since_ms: int) -> Sequence[Recent]:
    """As `Reader.recent`. Looks through the responses of two business days at most."""
    rows = connection.execute(
        "SELECT r.started_ms + a.ended_ms AS at, a.question, a.score, r.channel, r.touchpoint, k.label,"
        " r.agent FROM response r CROSS JOIN answer a ON a.response = r.id JOIN kiosk k ON k.id = r.kiosk"
        " WHERE r.id >= ?1 AND r.started_ms >= ?2 - ?3 AND r.counted = 1 AND a.outcome = 0"
        " AND a.score IS NOT NULL AND r.started_ms + a.ended_ms >= ?2 ORDER BY at, r.id",
        # A business day begins up to a day after the day of UTC does, or before it.
        (first_key(since_ms // _DAY_MS - 1), since_ms, _LONGEST_MS),
    ).fetchall()
    return [Recent(*row) for row in rows]
