"""The devices that answers come from: what each was last doing, and how it was when last heard of.

A device's row is brought up to date with its heartbeat, not with each answer, which would cost a tenth more;
what is newer, the responses themselves tell.
"""

from collections.abc import Sequence
from typing import NamedTuple

from store.model.reader import Dimension, KioskState
from store.model.response import Channel, Response
from store.sqlite.engine import sqlite3
from store.sqlite.tallies import VISIT, code

_STARTS = 15
"""More than a burst has."""
_NEWEST = (
    "SELECT r.kiosk, r.channel, r.started_ms, r.started_ms + (SELECT max(a.ended_ms) FROM answer a"
    " WHERE a.response = r.id AND a.outcome = 0) AS answered_ms"
    " FROM (SELECT id, kiosk, channel, started_ms FROM response WHERE NOT clock_suspect"
    " ORDER BY id DESC LIMIT {}) r"
)
"""The newest responses of the whole store: of which device, how, when, and their last answer. By their day:
what a wrong clock put years ahead would be the newest until then."""
_VISITS = (
    # From day to day: the keys begin with it, and most rows of a day are about something else.
    "WITH RECURSIVE days (day) AS (SELECT min(day) FROM tally UNION ALL"
    " SELECT (SELECT min(day) FROM tally WHERE day > days.day) FROM days WHERE days.day IS NOT NULL)"
    " SELECT coalesce(sum(t.shown), 0) FROM days CROSS JOIN tally t"
    " ON t.day = days.day AND t.dimension = ? AND t.key = ? AND t.question = ?"
)


class Device(NamedTuple):
    """What the rules look back at, of one device."""

    number: int
    """Its row."""
    answered_ms: int | None
    """Its newest answer, in epoch milliseconds."""
    starts: tuple[int, ...]
    """When its newest visits of channel *self* began, in epoch milliseconds, oldest first."""

    def after(
        self, response: Response, answered: tuple[int, int] | None, *, live: bool, new: bool
    ) -> "Device":
        """The device once `response` is kept; `answered` is when its first and last answers were given."""
        last, starts = self.answered_ms, self.starts
        if answered is not None:
            # Of a live visit, the newest answer is its own, even if a clock that went wrong said more before.
            last = answered[1] if last is None or (live and new) else max(last, answered[1])
        if new and response.channel == Channel.SELF:
            starts = (*starts[-_STARTS:], response.started_ms)
        return Device(self.number, last, starts)


def number(connection: sqlite3.Connection, label: str) -> int:
    """The row of the device called `label`, made when it is first heard of; inside the open transaction."""
    row = connection.execute("SELECT id FROM kiosk WHERE label = ?", (label,)).fetchone()
    if row is None:
        row = connection.execute("INSERT INTO kiosk (label) VALUES (?) RETURNING id", (label,)).fetchone()
    return int(row[0])


def device(connection: sqlite3.Connection, label: str) -> Device:
    """The device called `label`, as the newest responses and its own row tell."""
    own = number(connection, label)
    newest = connection.execute(
        f"SELECT channel, started_ms, answered_ms FROM ({_NEWEST.format(200)}) WHERE kiosk = ?", (own,)
    ).fetchall()[::-1]
    starts = tuple(started for channel, started, _ in newest if channel == Channel.SELF)
    answers = [answered for *_, answered in newest if answered is not None]
    (noted,) = connection.execute("SELECT answered_ms FROM kiosk WHERE id = ?", (own,)).fetchone()
    return Device(own, answers[-1] if answers else noted, starts)


def note(connection: sqlite3.Connection, label: str, seen_ms: int, answered_ms: int | None) -> None:
    """Writes down until when the device called `label` was at work, inside the open transaction."""
    connection.execute(
        "UPDATE kiosk SET seen_ms = max(seen_ms, ?1),"
        " answered_ms = max(coalesce(answered_ms, ?2), coalesce(?2, answered_ms)) WHERE id = ?3",
        (seen_ms, answered_ms, number(connection, label)),
    )


def believe(connection: sqlite3.Connection, now_ms: int) -> None:
    """No device was at work later than `now_ms`, whatever was noted; inside the open transaction."""
    connection.execute(
        "UPDATE kiosk SET seen_ms = min(seen_ms, ?1), answered_ms = min(answered_ms, ?1)", (now_ms,)
    )


def seen_ms(connection: sqlite3.Connection) -> int:
    """The newest moment that any device noted, in epoch milliseconds; 0 if none has."""
    return int(connection.execute("SELECT coalesce(max(seen_ms), 0) FROM kiosk").fetchone()[0])


def visits(connection: sqlite3.Connection, label: str) -> int:
    """How many visits the device called `label` has begun: a look at the tally of every day."""
    row = connection.execute(_VISITS, (code(Dimension.KIOSK), label, VISIT)).fetchone()
    return int(row[0])


def beat(connection: sqlite3.Connection, label: str, state: str, at_ms: int, problem: str | None) -> None:
    """Notes that the device called `label` was alive at `at_ms`, inside the open transaction."""
    connection.execute(
        "INSERT INTO kiosk_state (kiosk, state, beat_ms, problem) VALUES (?, ?, ?, ?) ON CONFLICT (kiosk)"
        " DO UPDATE SET state = excluded.state, beat_ms = excluded.beat_ms, problem = excluded.problem",
        (number(connection, label), state, at_ms, problem),
    )


def states(connection: sqlite3.Connection) -> Sequence[KioskState]:
    """Every device, by label; one that never sent a heartbeat counts as closed since its last answer."""
    rows = connection.execute(
        "SELECT k.label, coalesce(s.state, 'closed'),"
        " coalesce(s.beat_ms, max(n.answered_ms), k.answered_ms, k.seen_ms),"
        " coalesce(max(n.answered_ms), k.answered_ms), s.problem, s.kiosk IS NOT NULL"
        f" FROM kiosk k LEFT JOIN kiosk_state s ON s.kiosk = k.id"
        f" LEFT JOIN ({_NEWEST.format(20)}) n ON n.kiosk = k.id GROUP BY k.id ORDER BY k.label"
    )
    return [KioskState._make((*row, works_here == 1)) for *row, works_here in rows.fetchall()]
