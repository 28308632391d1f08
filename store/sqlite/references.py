"""What an agent's desk looks up: references asked before, the agent's last calls, the touchpoints in use."""

from typing import NamedTuple

from store.model.reader import Dimension
from store.model.response import Status
from store.sqlite.database import Database
from store.sqlite.kept import first_key
from store.sqlite.tallies import VISIT, code


class Mention(NamedTuple):
    """One visit that an agent held, by its reference; never what was answered."""

    reference: str | None
    status: Status
    started_ms: int
    utc_offset_min: int
    agent: str | None


_MENTION = "SELECT reference, status, started_ms, utc_offset_min, agent FROM response"


def asked_before(database: Database, reference: str) -> Mention | None:
    """The newest visit with this reference. StoreError when it cannot be read."""
    with database.reading():
        row = database.connection.execute(
            f"{_MENTION} WHERE reference = ? ORDER BY id DESC LIMIT 1", (reference,)
        ).fetchone()
    return None if row is None else _mention(row)


def last_of(database: Database, agent: str, since: int, count: int) -> list[Mention]:
    """The last `count` visits that `agent` held since the business day `since`, newest first."""
    with database.reading():
        rows = database.connection.execute(
            f"{_MENTION} WHERE id >= ? AND agent = ? AND channel = 'assisted' ORDER BY id DESC LIMIT ?",
            (first_key(since), agent, count),
        ).fetchall()
    return [_mention(row) for row in rows]


def touchpoints(database: Database, since: int) -> frozenset[str]:
    """The touchpoints that were asked at since the business day `since`."""
    with database.reading():
        rows = database.connection.execute(
            "SELECT DISTINCT key FROM tally WHERE day >= ? AND dimension = ? AND question = ?",
            (since, code(Dimension.TOUCHPOINT), VISIT),
        ).fetchall()
    return frozenset(key for (key,) in rows)


def _mention(row: tuple[str | None, str, int, int, str | None]) -> Mention:
    reference, status, started, offset, agent = row
    return Mention(reference, Status(status), started, offset, agent)


def uids_of(database: Database, reference: str) -> list[str]:
    """Every response with this reference, oldest first. StoreError when it cannot be read."""
    with database.reading():
        rows = database.connection.execute(
            "SELECT uid FROM response WHERE reference = ? ORDER BY id", (reference,)
        ).fetchall()
    return [uid for (uid,) in rows]
