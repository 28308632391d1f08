"""The store as a kiosk has it: what it has thanked for is kept, whatever becomes of the file.

An answer goes into the store, or, while that cannot be written, into the spill; only when neither takes it is
there an error. A file that is damaged goes to the quarantine and a new one takes its place at once; one that
somebody deleted or replaced is noticed before the thanks. What was spilled, and what can be read of the old
file, comes into the store afterwards, a little at a time (`tend`).
"""

from collections.abc import Callable
from pathlib import Path

from store.model.response import Response
from store.model.rules import Rules
from store.model.survey import Survey
from store.sqlite.ballast import SIZE as BALLAST_SIZE
from store.sqlite.ballast import Ballast
from store.sqlite.database import Database
from store.sqlite.engine import VERSION, Version
from store.sqlite.error import StoreError, Trouble
from store.sqlite.receiving import Receiving
from store.sqlite.rescue import Rescue
from store.sqlite.rewards import Offer
from store.sqlite.spill import SIZE as SPILL_SIZE
from store.sqlite.steady import Steady
from store.sqlite.waiting import Waiting

AGAIN_SECONDS = 2.0
"""How long a store that could not be written is left alone."""

_IMPATIENT_MS = 100
"""How long it waits for another program when the spill has taken what was to be kept."""
_COME_AND_GO = frozenset((Trouble.FULL, Trouble.LOCKED, Trouble.DISK))
"""A kiosk may start with these: they come and go. Others are for whoever starts it to see to."""


class Safe:
    """Used in one thread, from `open` to `close`."""

    def __init__(
        self,
        path: Path,
        label: str,
        survey: Survey,
        *,
        rules: Rules,
        now_ms: Callable[[], int],
        tell: Callable[[Exception], None] = lambda error: None,
        clock_is_right: Callable[[], bool] = lambda: False,
        wait_ms: int = 5000,
        spill_size: int = SPILL_SIZE,
        ballast_size: int = BALLAST_SIZE,
        engine: Version = VERSION,
    ) -> None:
        """`tell` is told what went wrong, for the log. `clock_is_right`: whether a time server keeps the
        clock; asked when it is behind what was written. `wait_ms`: how long another program may have the
        file. `engine`: the version of SQLite to believe in."""
        self.path = path
        """The store's file."""
        self._label = label
        self._tell = tell
        self._clock_is_right = clock_is_right
        self._wait_ms = wait_ms
        self._ballast = Ballast(path, size=ballast_size)
        self._waiting = Waiting(
            path,
            label,
            survey,
            size=spill_size,
            ballast=self._ballast,
            now_ms=now_ms,
            tell=self._tell_once,
        )
        self._rescue = Rescue(path, now_ms)
        self._steady = Steady(
            path,
            survey,
            rules,
            ballast=self._ballast,
            rescue=self._rescue,
            now_ms=now_ms,
            tell=tell,
            wait_ms=wait_ms,
            engine=engine,
        )
        self._trouble: StoreError | None = None
        self._newest_ms = 0
        self._told = ""
        self._state: tuple[str, str | None] = ("asking", None)
        self._prepared = False
        self.aside = ""
        """What else ails the kiosk, told to the operator where the store is well; '' when nothing."""

    # What the kiosk asks for.

    def open(self) -> None:
        """Opens the store, keeps what waits in the spill, ends the visits that the last run left open.

        StoreError: nothing can be kept, or somebody has to see to the home first.
        """
        try:
            self._steady.write(lambda responses: None)
        except StoreError as error:
            if error.trouble not in _COME_AND_GO:
                raise
            self._trouble = error
            self._tell_once(error)
        if self._trouble is not None:
            self._waiting.open()
        else:
            self._waiting.open_what_is_there()
            while self._waiting.drain(self._try):
                pass
        if self._trouble is None:
            self._try(lambda responses: responses.close_stale(self._label))

    @property
    def database(self) -> Database:
        """The store that is open. StoreError when none is."""
        if self._steady.responses is None:
            raise self._trouble or StoreError(f"{self.path} is not open.")
        return self._steady.responses.database

    @property
    def problem(self) -> str:
        """What the operator should see to, in one sentence or two; '' when nothing."""
        trouble = self._trouble  # asked in other threads too
        if trouble is not None:
            return f"{trouble} Answers are kept in {self._waiting.name} meanwhile."
        if self._ballast.was_released and not self._ballast.is_there:
            return f"The disk of {self.path} is full but for a small reserve; free some space."
        return self._waiting.stuck or self._rescue.problem or self.aside

    def visits(self) -> int:
        """How many visits this device has begun; 0 while the store cannot be read."""
        return 0 if self._steady.responses is None else self._steady.responses.visits(self._label)

    def newest_ms(self) -> int:
        """The newest moment at which anything was written, as far as was known before the store was in
        trouble; 0 if it never was read."""
        if self._trouble is None and self._steady.responses is not None:
            self._newest_ms = self._steady.responses.newest_ms()
        return self._newest_ms

    def save(self, response: Response) -> None:
        """Keeps `response` as it is now: on disk, in the store or in the spill, when this returns.

        StoreError when it is kept nowhere; ValueError for an answer that its survey does not have.
        """
        if self._trouble is None and self._try(lambda responses: responses.save(response)):
            return
        try:
            self._waiting.put(response)
        except (OSError, StoreError) as error:
            self._tell_once(error)
            assert self._trouble is not None, "otherwise it would be in the store"
            raise self._trouble from error

    def finish(self, response: Response, offer: Offer) -> str | None:
        """As `save`, with a reward code in the same transaction; None where there is none to give.

        Only the store knows which codes are given: none is while it cannot be written, nor before all is
        brought over that was in a file taken away.
        """
        if self._trouble is None and not self._rescue.has_more:
            codes: list[str | None] = []
            if self._try(lambda responses: codes.append(responses.finish(response, offer))):
                return codes[-1]
        self.save(response)
        return None

    def correct(self, response: Response, by: str, why: str) -> None:
        """Replaces a response that was kept, and says so in the audit log. StoreError: it is as it was."""
        while self._trouble is None and self._waiting.drain(self._try):
            pass  # what waits of it in the spill is older than the correction
        if self._trouble is not None or not self._try(lambda store: store.correct(response, by, why)):
            assert self._trouble is not None, "that is why"
            raise self._trouble

    def is_given(self, code: str) -> bool:
        """Whether a reward code is somebody's, as far as can be read."""
        return self._steady.responses is not None and self._steady.responses.is_given(code)

    def ask(self, survey: Survey) -> None:
        """Makes `survey` known, which is asked from now on. StoreError: its answers could not be kept."""
        if self._trouble is not None:
            raise self._trouble
        self._steady.ask(survey)
        self._waiting.ask(survey)

    def beat(self, state: str, problem: str | None) -> None:
        """Notes that the device is alive, where that can be written."""
        self._state = (state, problem)
        if self._trouble is None:
            self._try(lambda store: store.beat(self._label, state, problem, self._clock_is_right))
        if not (self._ballast.is_there and self._waiting.is_open):
            self._prepared = False  # there may be room again

    def tend(self) -> float | None:
        """Does a little of what can wait: some milliseconds, so that a tap never waits long.

        Returns the seconds after which there is more to do; None: nothing until something happens.
        """
        if self._trouble is not None:
            self._recover()
        elif self._waiting.drain(self._try):
            return 0.0
        elif not self._prepared:
            self._prepare()
            return 0.0
        elif (self.problem or None) != self._state[1]:
            # At once, and not with the next beat: whoever watches the scores is to see it.
            self.beat(self._state[0], self.problem or None)
            return 0.0
        elif self._waiting.has_left:
            if not self._waiting.drain_left(self._try) and self._trouble is None:
                self._waiting.let_go()
            return 0.0
        elif self._rescue.has_more:
            self._rescue_some()
            return 0.0
        if self._trouble is not None or self._waiting.stuck:
            return AGAIN_SECONDS
        return 0.0 if self._is_behind else None

    def close(self) -> None:
        """Lets everything go."""
        self._rescue.close()
        self._waiting.close()
        self._steady.close()

    def _try(self, change: Callable[[Receiving], object]) -> bool:
        """Makes a change; False, and trouble from here on, when it cannot be made."""
        try:
            self._steady.write(change)
        except StoreError as error:
            self._trouble = error
            self._tell_once(error)
            return False
        return True

    def _tell_once(self, error: Exception) -> None:
        if str(error) != self._told:
            self._told = str(error)
            self._tell(error)

    # What can wait.

    @property
    def _is_behind(self) -> bool:
        waits = not self._waiting.is_empty or self._rescue.has_more
        return waits or not self._prepared or (self.problem or None) != self._state[1]

    def _recover(self) -> None:
        """Looks whether the store can be written again."""
        self._steady.wait(min(self._wait_ms, _IMPATIENT_MS))
        try:
            self._trouble = None
            self._waiting.drain(self._try)
            if self._trouble is None:
                # Also where nothing was spilled: only a write tells.
                self._try(lambda store: store.beat(self._label, *self._state, self._clock_is_right))
        finally:
            self._steady.wait(self._wait_ms)

    def _prepare(self) -> None:
        """Makes the spill and the ballast, while there is room; once a run is enough to find the rest."""
        self._prepared = True
        self._waiting.prepare()
        self._ballast.make()
        self._rescue.look()

    def _rescue_some(self) -> None:
        found = self._rescue.read()
        if found is not None and self._try(lambda responses: self._rescue.keep(found, responses)):
            self._rescue.kept()
