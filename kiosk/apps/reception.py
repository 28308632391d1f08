"""Numbers the visits of this kiosk and begins them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.apps.passage import Passage
from kiosk.settings import Settings
from store.model.response import Channel
from store.model.rules import CLOCK_TOLERANCE_MS
from store.model.survey import Survey
from store.model.visit import Visit


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody of whom more is known than that they stand at the kiosk."""

    touchpoint: str
    reference: str | None = None
    """Of the call, the order..."""
    agent: str | None = None
    """Who asks them; None: they key it themselves."""


class Reception:
    """Knows which visit comes next, and makes it."""

    def __init__(
        self,
        survey: Survey,
        settings: Settings,
        *,
        touchpoint: str,
        channel: str,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        """`clock` tells the aware time on the shop's wall; `ids` draws a UUIDv7."""
        self._survey = survey
        self._settings = settings
        self._touchpoint = touchpoint
        self._channel = channel
        self._clock = clock
        self._ids = ids
        self._number = 1
        self.newest_ms = 0
        """The newest moment in the store, in epoch milliseconds: a clock behind that is wrong."""

    def learn(self, *, visits: int, newest_ms: int) -> None:
        """What the store knew: how many visits this kiosk has begun, and the newest moment in it."""
        self._number = visits + 1
        self.newest_ms = newest_ms

    def ask(self, survey: Survey, touchpoint: str) -> None:
        """The next visits are of `survey`."""
        self._survey = survey
        self._touchpoint = touchpoint

    @property
    def touchpoint(self) -> str:
        """Of visits of whose touchpoint nothing else is known."""
        return self._touchpoint

    @property
    def number(self) -> int:
        """Of the next visit, from 1."""
        return self._number

    def next_visit(self, language: str) -> Visit:
        """The visit that would begin now; making it begins nothing."""
        now = self._clock()
        minute = now.hour * 60 + now.minute
        return Visit(self._survey, language=language, number=self._number, minute_of_day=minute)

    def begin(self, visit: Visit, seconds: float, caller: Caller | None = None) -> Passage:
        """Begins `visit`, at `seconds` on the clock that never jumps. What an agent asks is *assisted*."""
        started = self._clock()
        self._number += 1
        caller = caller or Caller(self._touchpoint)
        return Passage(
            visit,
            uid=self._ids(),
            touchpoint=caller.touchpoint,
            kiosk=self._settings.label,
            channel=self._channel if caller.agent is None else Channel.ASSISTED,
            started=started,
            day_starts=self._settings.day_starts,
            seconds=seconds,
            clock_suspect=started.timestamp() * 1000 < self.newest_ms - CLOCK_TOLERANCE_MS,
            agent=caller.agent,
            reference=caller.reference,
        )
