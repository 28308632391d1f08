"""Responses that were erased and are no longer here: should one come again, it comes erased."""

import json
from collections.abc import Iterable, Sequence

from store.sqlite.engine import sqlite3

ERASED = "SELECT uid FROM response WHERE erased"
"""Those that are here."""
REMEMBERED = "SELECT name FROM remembered WHERE what = 'erased'"
"""Those that are not."""
_NOT_YET = f"SELECT uid FROM response WHERE uid IN ({REMEMBERED}) AND NOT erased"


def remember(connection: sqlite3.Connection, uids: Iterable[str]) -> None:
    """Keeps in mind, inside the open transaction, that those of `uids` that are not here were erased."""
    connection.executemany(
        "INSERT OR IGNORE INTO remembered SELECT 'erased', ?1"
        " WHERE NOT EXISTS (SELECT 1 FROM response WHERE uid = ?1)",
        [(uid,) for uid in uids],
    )


def erased_before(connection: sqlite3.Connection, uids: Iterable[str]) -> frozenset[str]:
    """Those of `uids` that were erased when they were here."""
    if connection.execute(f"{REMEMBERED} LIMIT 1").fetchone() is None:  # as nearly always
        return frozenset()
    rows = connection.execute(
        f"{REMEMBERED} AND name IN (SELECT value FROM json_each(?))", (json.dumps([*uids]),)
    )
    return frozenset(uid for (uid,) in rows)


def not_yet_erased(connection: sqlite3.Connection) -> Sequence[str]:
    """The uids of those that are here after all, as they were before another store erased them."""
    return [uid for (uid,) in connection.execute(_NOT_YET).fetchall()]
