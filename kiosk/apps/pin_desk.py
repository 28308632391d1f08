"""Checks a PIN for an app that writes nothing else: in a thread of its own, on a connection of its own."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from kiosk.home import Home

if TYPE_CHECKING:
    from kiosk.pins.gate import Gate, Verdict
    from store.sqlite.attempts import Moment, Wrongs
    from store.sqlite.database import Database

LABEL = "operator"
"""Under which the tries are kept: those at this terminal do not close the entry of a kiosk."""


class PinDesk:
    """The gate of `kiosk operator`."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._thread = ThreadPoolExecutor(1, "pin")
        self._gate: Gate | None = None
        self._database: Database | None = None

    async def waiting(self) -> int:
        """The seconds until a PIN may be tried."""
        return await asyncio.wrap_future(self._thread.submit(lambda: self._the_gate().waiting()))

    async def check(self, pin: str) -> "Verdict":
        """Judges a PIN. Raises PinError when there is none to compare with."""
        return await asyncio.wrap_future(self._thread.submit(lambda: self._the_gate().check(pin)))

    def close(self) -> None:
        """Closes what was opened; waits for nothing."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=False)

    def _the_gate(self) -> "Gate":
        if self._gate is None:
            from kiosk.pins.gate import Gate, Tries
            from kiosk.shop_clock import now_ms
            from store.sqlite.attempts import Attempts
            from store.sqlite.database import open_database
            from store.sqlite.error import StoreError

            attempts: Tries = _Unkept()
            if self._home.database.exists():
                try:
                    self._database = open_database(self._home.database, writing=True, now_ms=now_ms)
                    attempts = Attempts(self._database)
                except StoreError:  # the scores' own reading says so on the screen
                    attempts = _Unkept()
            self._gate = Gate(self._home, LABEL, attempts)
        return self._gate

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()


class _Unkept:
    """Where no store keeps the tries, the gate counts them itself."""

    def record(self, kiosk: str, moment: "Moment", ok: bool, *, clears: bool) -> None:
        """Cannot."""
        raise OSError("no store keeps the tries")

    def wrongs(self, kiosk: str) -> "Wrongs":
        """None that are known here."""
        from store.sqlite.attempts import Wrongs

        return Wrongs(0, None)
