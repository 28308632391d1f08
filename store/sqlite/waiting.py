"""Answers that wait beside the store until it can be written: in this kiosk's spill, and in those that kiosks
have left which no longer run.
"""

import time
from collections.abc import Callable
from pathlib import Path

from store.model.response import Response
from store.model.survey import Survey
from store.sqlite.ballast import Ballast
from store.sqlite.draining import Draining
from store.sqlite.error import StoreError, Trouble
from store.sqlite.receiving import Receiving
from store.sqlite.spill import Spill, spill_path, spills

_POLL_SECONDS = 0.02
_SECONDS_FOR_ANOTHER = 5.0
"""How long a kiosk of the same label may take to let its spill go."""

Change = Callable[[Callable[[Receiving], object]], bool]
"""Makes a change to the store; False when it cannot be made."""


class Waiting:
    """Used in one thread. The room that a full disk needs comes from the ballast."""

    def __init__(
        self,
        database: Path,
        label: str,
        survey: Survey,
        *,
        size: int,
        ballast: Ballast,
        now_ms: Callable[[], int],
        tell: Callable[[Exception], None],
    ) -> None:
        """`size`: of the spill, in bytes. `tell` is told what went wrong, for the log."""
        self._database = database
        self._survey = survey
        self._ballast = ballast
        self._tell = tell
        self._spill = Spill(spill_path(database, label), size=size)
        self._draining = Draining(database, survey, now_ms)
        self._left: list[Spill] = []
        self._draining_left = Draining(database, survey, now_ms)
        self.stuck = ""
        """Why what waits cannot go into the store, in a sentence for the operator; '' when it can."""

    @property
    def name(self) -> str:
        """Of this kiosk's file."""
        return self._spill.path.name

    @property
    def is_open(self) -> bool:
        """Whether an answer can be put there at once."""
        return self._spill.is_open

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known to wait."""
        return self._spill.is_empty and not self._left

    @property
    def has_left(self) -> bool:
        """Whether something of another kiosk is known to wait."""
        return bool(self._left)

    def ask(self, survey: Survey) -> None:
        """`survey` is the one that is asked now."""
        self._survey = survey
        self._draining.ask(survey)
        self._draining_left.ask(survey)

    def open(self, wait_seconds: float = _SECONDS_FOR_ANOTHER) -> None:
        """Takes the file for this kiosk. StoreError when it cannot be had."""
        deadline = time.monotonic() + wait_seconds
        while True:
            try:
                self._spill.open()
                return
            except StoreError as error:
                # Only a kiosk of this label that is just ending is worth waiting for.
                if error.trouble is not Trouble.LOCKED or time.monotonic() >= deadline:
                    raise
            except OSError as error:
                if not self._ballast.release():
                    raise StoreError(
                        f"{self._spill.path} cannot be made ({error.strerror}); free some space there.",
                        Trouble.FULL,
                    ) from error
            time.sleep(_POLL_SECONDS)

    def open_what_is_there(self) -> None:
        """Beside a store that can be written: what cannot be opened stops nobody. StoreError: another kiosk
        of this label runs."""
        if not self._spill.path.exists():
            return
        try:
            self.open()
        except StoreError as error:
            if error.trouble is Trouble.LOCKED:
                raise
            self._tell(error)
            self.stuck = f"{self._spill.path} cannot be opened; look at it and at the disk."

    def prepare(self) -> None:
        """Makes the file as large as it should be, while there is room, and finds what others have left."""
        try:
            if not self._spill.is_open:
                self.open(0)
                self.stuck = ""
            self._spill.fill()
        except (OSError, StoreError) as error:
            self._tell(error)
        if not self._left:
            self._find_left()

    def put(self, response: Response) -> None:
        """Keeps `response` there: on disk when this returns. OSError or StoreError: it is not."""
        try:
            self._spill.keep(response, self._survey)
        except OSError:
            if not self._ballast.release():
                raise
            self._spill.keep(response, self._survey)

    def drain(self, change: Change) -> bool:
        """Brings some of what waits here into the store; whether there was any and it could."""
        return self._bring_in(self._spill, self._draining, change)

    def drain_left(self, change: Change) -> bool:
        """The same for the first of those that were left; False when it is through, or cannot go on."""
        return self._bring_in(self._left[0], self._draining_left, change)

    def let_go(self) -> None:
        """The first of those that were left is through."""
        self._left.pop(0).close()

    def close(self) -> None:
        """Lets every file go."""
        for spill in (self._spill, *self._left):
            spill.close()

    def _bring_in(self, spill: Spill, draining: Draining, change: Change) -> bool:
        if spill.is_empty:
            return False
        self.stuck = ""
        try:
            step = draining.next(spill)
            if step is None:
                draining.finish(spill)
                return not spill.is_empty
            return change(lambda responses: draining.keep(step, responses))
        except OSError as error:  # it cannot be read or emptied: it stays as it is, and is tried again
            self._tell(error)
            self.stuck = f"{spill.path} cannot be emptied ({error.strerror}); look at the disk."
            return False

    def _find_left(self) -> None:
        for path in spills(self._database):
            spill = Spill(path)
            if path == self._spill.path:
                continue
            try:
                spill.open()
            except (OSError, StoreError):  # its kiosk runs, and drains it itself
                continue
            if spill.is_empty:
                spill.close()
            else:
                self._left.append(spill)
