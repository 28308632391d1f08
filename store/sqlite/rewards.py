"""Codes for finishing, each given once: in the transaction that keeps the answers, or not at all.

That a code was given stands with the response that it was given for, so that it cannot be said of one and not
of the other. Codes whose response is not here, because it stands in a file that was replaced, are remembered
beside them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from store.sqlite.engine import sqlite3

HOUR_MS = 3_600_000

Source = Callable[[Callable[[str], bool]], str | None]
"""Gives the next code that is not taken, as the function it is handed says; None when there is none."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is given for finishing."""

    source: Source
    hourly: int | None = None
    """At most so many codes an hour, at all kiosks of the store; None: as many as there are."""


CODES = "SELECT reward FROM response {} WHERE reward IS NOT NULL"
"""The codes of the responses, by a way that is still to be named: `NOT INDEXED`, or the index."""
REMEMBERED = "SELECT name FROM remembered WHERE what = 'reward'"
"""The codes that are somebody's though no response here has them."""
_IS_GIVEN = f"SELECT 1 FROM response WHERE reward = ?1 UNION ALL {REMEMBERED} AND name = ?1"


def is_given(connection: sqlite3.Connection, code: str) -> bool:
    """Whether somebody has had `code`."""
    return connection.execute(_IS_GIVEN, (code,)).fetchone() is not None


def remember(connection: sqlite3.Connection, codes: Iterable[str]) -> None:
    """Keeps in mind, inside the open transaction, that `codes` are somebody's."""
    connection.executemany(
        "INSERT OR IGNORE INTO remembered SELECT 'reward', ?1"
        " WHERE NOT EXISTS (SELECT 1 FROM response WHERE reward = ?1)",
        [(code,) for code in codes],
    )


def give(connection: sqlite3.Connection, uid: str, offer: Offer, at_ms: int) -> str | None:
    """The code for the response `uid`: the one it has already, else the next; None where there is none now.

    To be called in a transaction that keeps the code with the response.
    """
    row = connection.execute("SELECT reward FROM response WHERE uid = ?", (uid,)).fetchone()
    if row is not None and row[0] is not None:
        return str(row[0])
    if offer.hourly is not None:
        (lately,) = connection.execute(
            "SELECT count(*) FROM response WHERE reward IS NOT NULL AND ended_ms > ?", (at_ms - HOUR_MS,)
        ).fetchone()
        if lately >= offer.hourly:
            return None
    return offer.source(lambda code: is_given(connection, code))
