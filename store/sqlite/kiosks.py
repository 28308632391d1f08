"""The devices that answers come from: what each has begun, and how it was doing when last heard of."""

from collections.abc import Sequence
from typing import NamedTuple

from store.model.reader import KioskState
from store.sqlite.engine import sqlite3


class Device(NamedTuple):
    """One device's row."""

    number: int
    answered_ms: int | None
    """Its newest answer, in epoch milliseconds."""


def device(connection: sqlite3.Connection, label: str) -> Device:
    """The row of the device called `label`, made when it is first heard of; inside the open transaction."""
    row = connection.execute("SELECT id, answered_ms FROM kiosk WHERE label = ?", (label,)).fetchone()
    if row is None:
        row = connection.execute(
            "INSERT INTO kiosk (label) VALUES (?) RETURNING id, answered_ms", (label,)
        ).fetchone()
    return Device(*row)


def note(
    connection: sqlite3.Connection, number: int, begun: int, seen_ms: int, answered_ms: int | None
) -> None:
    """Adds `begun` visits to a device's row and sets its newest answer, inside the open transaction."""
    connection.execute(
        "UPDATE kiosk SET visits = visits + ?, seen_ms = max(seen_ms, ?), answered_ms = ? WHERE id = ?",
        (begun, seen_ms, answered_ms, number),
    )


def seen_ms(connection: sqlite3.Connection) -> int:
    """The newest moment at which any device wrote, in epoch milliseconds; 0 if none has."""
    return int(connection.execute("SELECT coalesce(max(seen_ms), 0) FROM kiosk").fetchone()[0])


def visits(connection: sqlite3.Connection, label: str) -> int:
    """How many visits the device called `label` has begun."""
    row = connection.execute("SELECT visits FROM kiosk WHERE label = ?", (label,)).fetchone()
    return 0 if row is None else int(row[0])


def beat(connection: sqlite3.Connection, label: str, state: str, at_ms: int, problem: str | None) -> None:
    """Notes that the device called `label` was alive at `at_ms`, inside the open transaction."""
    connection.execute(
        "INSERT INTO kiosk_state (kiosk, state, beat_ms, problem) VALUES (?, ?, ?, ?) ON CONFLICT (kiosk)"
        " DO UPDATE SET state = excluded.state, beat_ms = excluded.beat_ms, problem = excluded.problem",
        (device(connection, label).number, state, at_ms, problem),
    )


def states(connection: sqlite3.Connection) -> Sequence[KioskState]:
    """Every device, by label; one that never sent a heartbeat counts as closed since its last answer."""
    rows = connection.execute(
        "SELECT k.label, coalesce(s.state, 'closed'), coalesce(s.beat_ms, k.answered_ms, k.seen_ms),"
        " k.answered_ms, s.problem FROM kiosk k LEFT JOIN kiosk_state s ON s.kiosk = k.id ORDER BY k.label"
    )
    return [KioskState(*row) for row in rows.fetchall()]
