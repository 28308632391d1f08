"""Keeps what the kiosk is told: all writes in a thread of their own, so that no disk stops the screen."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kiosk.home import Home
from kiosk.settings import Settings
from store.model.response import Response
from store.model.survey import Survey

if TYPE_CHECKING:
    from kiosk.pins.gate import Gate, Verdict
    from kiosk.rewards.giving import Rewards
    from store.sqlite.attempts import Moment, Wrongs
    from store.sqlite.database import Database
    from store.sqlite.error import StoreError
    from store.sqlite.safe import Safe

_Result = TypeVar("_Result")

_REST_SECONDS = 0.05
"""After a call, before what can wait: the screen is painted meanwhile."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the store knew when it was opened."""

    visits: int
    """How many visits this device has begun."""
    newest_ms: int
    """The newest moment in it; a clock behind that is wrong."""


class Keeper:
    """The store, as the kiosk uses it. Every call waits its turn; the first is `open`, and after `close` each
    raises StoreError.

    What it has kept stays kept, whatever becomes of the file (`store.sqlite.safe`); what can wait is done
    between the calls.
    """

    def __init__(
        self,
        home: Home,
        settings: Settings,
        survey: Survey,
        *,
        now_ms: Callable[[], int],
        tell: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        """`tell` is told, in any thread, what went wrong, for the log."""
        self._home = home
        self._settings = settings
        self._survey = survey
        self._now_ms = now_ms
        self._tell = tell
        self._thread = ThreadPoolExecutor(1, "store")
        self._safe: Safe | None = None
        self._gate: Gate | None = None
        self._tending: asyncio.TimerHandle | None = None
        self._closed = False
        self.make_way: Callable[[], None] = lambda: None
        """Called before an answer is kept, for whoever would keep it waiting."""

    @property
    def is_begun(self) -> bool:
        """Whether `open` has got as far as the store."""
        return self._safe is not None

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can be asked of it."""
        return self._closed

    @property
    def problem(self) -> str:
        """What the operator should see to, in one sentence or two; '' when nothing. Waits for nothing."""
        return "" if self._safe is None else self._safe.problem

    async def open(self) -> Found:
        """Opens the store, makes the survey known, ends what the last run left open. Raises StoreError."""
        return await self._do(self._open)

    async def save(self, response: Response) -> None:
        """Keeps `response`: on disk when this returns. Raises StoreError when it is kept nowhere."""
        self.make_way()
        await self._do(lambda: self._the_safe().save(response))

    async def finish(self, response: Response, rewards: "Rewards") -> str | None:
        """As `save`, and gives a reward code for it; None where there is none to give. Raises StoreError."""

        def give() -> str | None:
            code = self._the_safe().finish(response, rewards.offer)
            if code is not None:
                rewards.was_given(code)
            return code

        self.make_way()
        return await self._do(give)

    async def correct(self, response: Response, by: str, why: str) -> None:
        """Replaces a response that was kept, and says so in the audit log. StoreError: it is as it was."""
        await self._do(lambda: self._the_safe().correct(response, by, why))

    async def read(self, look: Callable[["Database"], _Result]) -> _Result:
        """What `look` finds in the store, when its turn comes. Raises StoreError."""
        return await self._do(lambda: look(self._the_safe().database))

    async def look_at(self, rewards: "Rewards") -> None:
        """Sees which codes are left to give. Raises StoreError."""
        await self._do(lambda: rewards.look(self._the_safe().is_given))

    async def ask(self, survey: Survey) -> None:
        """Makes `survey` known, whose answers are kept from now on. Raises StoreError when it is not."""
        await self._do(lambda: self._the_safe().ask(survey))
        self._survey = survey

    def tell_operator(self, problem: str) -> None:
        """What else ails the kiosk than its store; '' when nothing. The operator sees it soon."""
        if self._safe is not None and self._safe.aside != problem:
            self._safe.aside = problem
            self._tend_in(_REST_SECONDS)

    async def beat(self, state: str, problem: str | None) -> int:
        """Notes that the kiosk is alive, where that can be written. StoreError when the store is not open.

        Returns the newest moment in the store; a clock behind that is wrong.
        """

        def note() -> int:
            safe = self._the_safe()
            safe.beat(state, problem)
            return safe.newest_ms()

        return await self._do(note)

    async def waiting(self) -> int:
        """The seconds until a PIN may be tried."""
        return await self._do(lambda: self._the_gate().waiting())

    async def check(self, pin: str) -> "Verdict":
        """Judges a PIN. Raises PinError when there is none to compare with."""
        return await self._do(lambda: self._the_gate().check(pin))

    async def set_pin(self, pin: str) -> None:
        """Keeps the PIN that was shown."""

        def write() -> None:
            from kiosk.pins.file import write_pin

            write_pin(self._home.pin_file, pin)

        await self._do(write)

    def close(self) -> None:
        """Closes the store when all that was begun is done. Waits for nothing; a second call does nothing."""
        if not self._closed:
            self._closed = True
            if self._tending is not None:
                self._tending.cancel()
            self._thread.submit(self._close)
            self._thread.shutdown(wait=False)

    async def _do(self, work: Callable[[], _Result]) -> _Result:
        if self._closed:  # a clock still ticks, and a key is still heard, while the app ends
            raise self._not_open()
        try:
            return await asyncio.wrap_future(self._thread.submit(work))
        finally:
            self._tend_in(_REST_SECONDS)

    def _tend_in(self, seconds: float) -> None:
        if not self._closed and self._tending is None:
            loop = asyncio.get_running_loop()
            self._tending = loop.call_later(seconds, lambda: loop.create_task(self._tend()))

    async def _tend(self) -> None:
        """Has a little of what can wait done, and more of it after a rest as long as that took: whoever
        calls meanwhile has the next turn."""
        self._tending = None
        if self._safe is None or self._closed:
            return
        began = time.perf_counter()
        again = await asyncio.wrap_future(self._thread.submit(self._safe.tend))
        if again is not None:
            self._tend_in(max(again, time.perf_counter() - began))

    def _open(self) -> Found:
        from store.model.rules import Rules
        from store.sqlite.safe import Safe

        rules = Rules(
            repeat_seconds=self._settings.repeat_seconds, opening_hours=self._settings.opening_hours
        )
        safe = self._safe = Safe(
            self._home.database,
            self._settings.label,
            self._survey,
            rules=rules,
            now_ms=self._now_ms,
            tell=self._tell,
            clock_is_right=_clock_is_right,
        )
        safe.open()
        safe.beat("asking", safe.problem or None)
        return Found(safe.visits(), safe.newest_ms())

    def _the_safe(self) -> "Safe":
        if self._safe is None:
            raise self._not_open()
        return self._safe

    def _not_open(self) -> "StoreError":
        from store.sqlite.error import StoreError

        return StoreError(f"{self._home.database} is not open.")

    def _the_gate(self) -> "Gate":
        if self._gate is None:
            from kiosk.pins.gate import Gate

            self._gate = Gate(self._home, self._settings.label, _Tries(self._the_safe()))
        return self._gate

    def _close(self) -> None:
        if self._safe is not None:
            self._safe.close()


def _clock_is_right() -> bool:
    from kiosk.doctor.machine import clock_synchronised  # only asked while the clock seems wrong

    return clock_synchronised() is True


class _Tries:
    """The tries at the PIN, in whichever file is open; while none is, as they were when last seen."""

    def __init__(self, safe: "Safe") -> None:
        self._safe = safe
        self._seen: Wrongs | None = None

    def record(self, kiosk: str, moment: "Moment", ok: bool, *, clears: bool) -> None:
        """Keeps one try. An exception: it was not kept."""
        from store.sqlite.attempts import Attempts

        Attempts(self._safe.database).record(kiosk, moment, ok, clears=clears)

    def wrongs(self, kiosk: str) -> "Wrongs":
        """The wrong tries of that kiosk since its last right one."""
        from store.sqlite.attempts import Attempts, Wrongs

        try:
            self._seen = Attempts(self._safe.database).wrongs(kiosk)
        except Exception:  # whatever ails the store, the operator has to get in to see it
            self._seen = self._seen or Wrongs(0, None)
        return self._seen
