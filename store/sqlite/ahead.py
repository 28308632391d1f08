"""Which clock to believe: the one that runs now, or another, by which something was written that is to come.

A device that ran ahead for one boot, with an empty battery, would otherwise call every right clock after it
wrong, for as long as it was ahead. All times are epoch milliseconds.
"""

from store.sqlite.engine import sqlite3
from store.sqlite.kept import first_key

_LONG_MS = 3_600_000
"""So long a clock runs on behind what was written before it may be right."""
_STEADY_MS = 300_000
"""Heartbeats come every minute; further apart, the machine slept or its clock was set."""
_MOST = 10_000
"""So many of the newest responses are looked at, and no more: they are not all of one boot."""
_DAY_MS = 86_400_000

_BEGAN_HERE = "kiosk IN (SELECT id FROM kiosk WHERE seen_ms > 0)"  # neither imported nor merged
_AHEAD = (
    "SELECT count(*) FROM (SELECT kiosk, started_ms FROM response WHERE id >= ? ORDER BY id DESC LIMIT ?)"
    f" WHERE started_ms > ? AND {_BEGAN_HERE}"
)
_BY_NOW = (
    "SELECT count(*) FROM (SELECT kiosk, started_ms FROM response WHERE id < ? ORDER BY id DESC LIMIT ?)"
    f" WHERE started_ms <= ? AND {_BEGAN_HERE}"
)


class Behind:
    """For how long this run's clock has been behind what was written."""

    def __init__(self) -> None:
        self._since = self._last = 0

    def is_long(self, now_ms: int) -> bool:
        """With a heartbeat at which it is behind: whether it has been for long, and steadily."""
        if not 0 <= now_ms - self._last <= _STEADY_MS:
            self._since = now_ms
        self._last = now_ms
        return now_ms - self._since >= _LONG_MS


def are_fewer(connection: sqlite3.Connection, now_ms: int) -> bool:
    """Whether fewer responses began after `now_ms` than before it.

    Else it is rather now that is wrong: a clock without a battery begins in the past, again and again.
    """
    today = now_ms // _DAY_MS
    (ahead,) = connection.execute(_AHEAD, (first_key(today - 1), _MOST, now_ms)).fetchone()
    (by_now,) = connection.execute(_BY_NOW, (first_key(today + 2), _MOST, now_ms)).fetchone()
    return bool(ahead < by_now)


def began_after(connection: sqlite3.Connection, now_ms: int) -> list[int]:
    """The keys of the responses that began after `now_ms` by a clock that nothing was said against."""
    found = connection.execute(
        "SELECT id FROM response WHERE id >= ? AND started_ms > ? AND NOT clock_suspect ORDER BY id",
        (first_key(now_ms // _DAY_MS - 1), now_ms),
    )
    return [key for (key,) in found]
