"""Keeps what the kiosk is told: all writes in a thread of their own, so that no disk stops the screen."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kiosk.home import Home
from kiosk.settings import Settings
from store.model.response import Response
from store.model.survey import Survey

if TYPE_CHECKING:
    from kiosk.pin import Gate, Verdict
    from store.sqlite.database import Database
    from store.sqlite.responses import Responses

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Found:
    """What the store knew when it was opened."""

    visits: int
    """How many visits this device has begun."""
    newest_ms: int
    """The newest moment in it; a clock behind that is wrong."""


class Keeper:
    """The store, as the kiosk uses it. Every call waits its turn; the first is `open`."""

    def __init__(self, home: Home, settings: Settings, survey: Survey, *, now_ms: Callable[[], int]) -> None:
        self._home = home
        self._settings = settings
        self._survey = survey
        self._now_ms = now_ms
        self._thread = ThreadPoolExecutor(1, "store")
        self._database: Database | None = None
        self._responses: Responses | None = None
        self._gate: Gate | None = None
        self._closed = False

    async def open(self) -> Found:
        """Opens the store, makes the survey known, ends what the last run left open. Raises StoreError."""
        return await self._do(self._open)

    async def save(self, response: Response) -> None:
        """Keeps `response`: on disk when this returns. Tried twice, since a commit that failed may have
        been made; the second changes nothing then. Raises StoreError."""
        await self._do(lambda: self._save(response))

    async def beat(self, state: str, problem: str | None) -> None:
        """Notes that the kiosk is alive. Raises StoreError."""
        await self._do(lambda: self._open_responses().beat(self._settings.label, state, problem))

    async def waiting(self) -> int:
        """The seconds until a PIN may be tried."""
        return await self._do(lambda: self._the_gate().waiting())

    async def check(self, pin: str) -> "Verdict":
        """Judges a PIN. Raises PinError when there is none to compare with."""
        return await self._do(lambda: self._the_gate().check(pin))

    async def set_pin(self, pin: str) -> None:
        """Keeps the PIN that was shown."""

        def write() -> None:
            from kiosk.pin_file import write_pin

            write_pin(self._home.pin_file, pin)

        await self._do(write)

    def close(self) -> None:
        """Closes the store when all that was begun is done. Waits for nothing; a second call does nothing."""
        if not self._closed:
            self._closed = True
            self._thread.submit(self._close)
            self._thread.shutdown(wait=False)

    async def _do(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.wrap_future(self._thread.submit(work))

    def _open(self) -> Found:
        from store.model.rules import Rules
        from store.sqlite.database import open_database
        from store.sqlite.responses import Responses

        database = self._database = open_database(self._home.database, writing=True, now_ms=self._now_ms)
        rules = Rules(
            repeat_seconds=self._settings.repeat_seconds, opening_hours=self._settings.opening_hours
        )
        responses = self._responses = Responses(database, rules)
        responses.register(self._survey)
        responses.close_stale(self._settings.label)
        found = Found(responses.visits(self._settings.label), responses.newest_ms())
        responses.beat(self._settings.label, "asking")
        return found

    def _open_responses(self) -> "Responses":
        if self._responses is None:
            from store.sqlite.error import StoreError

            raise StoreError(f"{self._home.database} is not open.")
        return self._responses

    def _save(self, response: Response) -> None:
        from store.sqlite.error import StoreError

        responses = self._open_responses()
        try:
            responses.save(response)
        except StoreError:
            responses.save(response)

    def _the_gate(self) -> "Gate":
        if self._gate is None:
            from kiosk.pin import Gate
            from store.sqlite.attempts import Attempts
            from store.sqlite.error import StoreError

            if self._database is None:
                raise StoreError(f"{self._home.database} is not open.")
            self._gate = Gate(self._home, self._settings.label, Attempts(self._database))
        return self._gate

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
