"""The tries at the operator's PIN, on disk: a restart forgets none of them."""

from dataclasses import dataclass

from store.sqlite.database import Database


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant, on a clock that can be set and on one that cannot."""

    wall_ms: int
    """Epoch milliseconds, as good as the machine's clock."""
    boot: str
    """Which start of the machine; '' where the system does not say."""
    boot_ms: int
    """Milliseconds since that start, sleep included where the system counts it."""


@dataclass(frozen=True, slots=True)
class Wrongs:
    """The wrong tries since the last right one that wiped them out."""

    count: int
    last: Moment | None
    """The latest of them, in the order they were made; None for none."""


class Attempts:
    """Every try at every kiosk of this store, right or wrong; never deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, kiosk: str, moment: Moment, ok: bool, *, clears: bool) -> None:
        """Keeps one try, on disk when this returns; `clears`: the wrong ones before count no longer.

        StoreError: it was not kept.
        """
        with self._database.transaction():
            self._database.connection.execute(
                "INSERT INTO attempt (kiosk, at, boot, boot_ms, ok, clears) VALUES (?, ?, ?, ?, ?, ?)",
                (kiosk, moment.wall_ms, moment.boot, moment.boot_ms, ok, clears),
            )

    def wrongs(self, kiosk: str) -> Wrongs:
        """The wrong tries of that kiosk that still count, in the order they were made. Raises StoreError."""
        with self._database.reading():
            rows = self._database.connection.execute(
                """
                SELECT at, boot, boot_ms, count(*) OVER () FROM attempt
                WHERE kiosk = :kiosk AND NOT ok AND rowid > coalesce(
                    (SELECT max(rowid) FROM attempt WHERE kiosk = :kiosk AND clears), 0)
                ORDER BY rowid DESC LIMIT 1
                """,
                {"kiosk": kiosk},
            ).fetchall()
        if not rows:
            return Wrongs(0, None)
        at, boot, boot_ms, count = rows[0]
        return Wrongs(count, Moment(at, boot, boot_ms))
