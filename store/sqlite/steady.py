"""A store that goes on: a change is made in the file that lies where it should, whatever became of the last.

What fails is done again on the file opened anew, after room was made, or on a new file when the old one is
damaged, deleted or replaced. What the old one held is left to `Rescue`.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from store.model.rules import Rules
from store.model.survey import Survey
from store.sqlite.ballast import Ballast
from store.sqlite.database import open_database
from store.sqlite.engine import VERSION, Version, sqlite3
from store.sqlite.error import StoreError, Trouble, explained
from store.sqlite.file import identity
from store.sqlite.quarantine import beside, changing_files, is_in_quarantine, put_away, put_log_away
from store.sqlite.receiving import Receiving
from store.sqlite.rescue import Rescue

_ROUNDS = 8
"""How often one change is tried, each time after something was mended."""
_NO_ROOM = 1 << 20
"""A disk error with less free than this is a full disk: the log's index cannot grow."""


class Steady:
    """The open store, or the next one. Used in one thread."""

    def __init__(
        self,
        path: Path,
        survey: Survey,
        rules: Rules,
        *,
        ballast: Ballast,
        rescue: Rescue,
        now_ms: Callable[[], int],
        tell: Callable[[Exception], None],
        wait_ms: int,
        engine: Version = VERSION,
    ) -> None:
        """`tell` is told what was mended, for the log. `wait_ms`: how long another program may have the
        file. `engine`: the version of SQLite to believe in."""
        self.path = path
        """The file."""
        self._survey = survey
        self._rules = rules
        self._ballast = ballast
        self._rescue = rescue
        self._now_ms = now_ms
        self._tell = tell
        self._wait_ms = wait_ms
        self._engine = engine
        self._responses: Receiving | None = None
        self._file: tuple[int, int] | None = None
        self._beside: dict[str, tuple[int, int]] = {}
        self._demo = False

    @property
    def responses(self) -> Receiving | None:
        """The writing side of the store; None while none is open."""
        return self._responses

    def ask(self, survey: Survey) -> None:
        """Makes `survey` known, here and in every file opened from now on. StoreError: it is not."""
        self.write(lambda responses: responses.register(survey))
        self._survey = survey

    def wait(self, wait_ms: int) -> None:
        """How long another program may have the file, from now on."""
        self._wait_ms = wait_ms
        if self._responses is not None:
            self._responses.database.connection.execute(f"PRAGMA busy_timeout = {wait_ms}")

    def write(self, change: Callable[[Receiving], object]) -> None:
        """Makes a change that may be made twice. StoreError: it is not made, or not for certain.

        A COMMIT that failed may have been made all the same; so may one in a file that was taken away.
        """
        reopened = damaged = False
        for _ in range(_ROUNDS):
            try:
                if self._has_moved():
                    self._follow()
                responses = self._replaced() if damaged else self._opened()
                damaged = False
                change(responses)
                if not responses.database.has_moved:
                    return
                continue
            except (StoreError, sqlite3.Error) as raised:
                error = raised if isinstance(raised, StoreError) else explained(raised, self.path)
            if self._has_moved():
                continue  # that is why: SQLite does not write in a file without a name
            if error.trouble is Trouble.LOCKED:
                raise error
            if self._is_full(error):
                if not self._ballast.release():
                    raise error
                continue
            # After a failed fsync nobody knows what the file holds but who reads it anew.
            self.close()
            if not reopened:
                reopened = True
            elif error.trouble is Trouble.DAMAGED and not damaged:
                self._tell(error)
                damaged, reopened = True, False
            else:
                raise error
        raise StoreError(f"{self.path} changes under the kiosk; look at what else writes in its folder.")

    def close(self) -> None:
        """Closes the file that is open."""
        responses, self._responses = self._responses, None
        if responses is not None:
            responses.database.close()

    def _has_moved(self) -> bool:
        return self._responses is not None and self._responses.database.has_moved

    def _is_full(self, error: StoreError) -> bool:
        if error.trouble is not Trouble.DISK:
            return error.trouble is Trouble.FULL
        try:
            return shutil.disk_usage(self.path.parent).free < _NO_ROOM
        except OSError:
            return False

    def _opened(self) -> Receiving:
        if self._responses is None:
            self._file = identity(self.path)
            demo = self._demo and self._file is None
            database = open_database(
                self.path, writing=True, now_ms=self._now_ms, demo=demo, engine=self._engine
            )
            try:
                database.connection.execute(f"PRAGMA busy_timeout = {self._wait_ms}")
                responses = Receiving(database, self._rules)
                responses.register(self._survey)
            except BaseException:
                database.close()
                raise
            self._responses = responses
            self._file = identity(self.path)
            self._beside = beside(self.path)
            self._demo = database.is_demo
        return self._responses

    def _replaced(self) -> Receiving:
        """Puts the damaged file away and opens a new one. StoreError when that cannot be done."""
        with changing_files(self.path):
            if identity(self.path) == self._file is not None:  # else another kiosk was here first
                try:
                    case = put_away(self.path, self._now_ms())
                except OSError as error:
                    raise StoreError(
                        f"{self.path} is damaged and cannot be put away ({error.strerror});"
                        " run kiosk doctor.",
                        Trouble.DISK,
                    ) from error
                self._rescue.found(case)
            return self._opened()

    def _follow(self) -> None:
        """The file that is open lies no longer where it should: goes on with the one that does, or a new
        one. What was in the old is left to be brought over."""
        assert self._responses is not None, "it is open"
        old, lost = self._responses.database, self._file
        with changing_files(self.path):
            try:
                put_log_away(self.path, self._beside, self._now_ms())
                self._responses = None
                if is_in_quarantine(self.path, lost):
                    old.close()
                else:
                    self._rescue.left_open(old)
                try:
                    self._opened()
                except StoreError as error:
                    if error.trouble not in (Trouble.DAMAGED, Trouble.OTHER) or not self.path.is_file():
                        raise
                    self._tell(error)
                    self._rescue.found(put_away(self.path, self._now_ms()))
                    self._opened()
            except OSError as error:
                raise StoreError(
                    f"{self.path} was taken away, and {error.filename} stands in the way of a new one"
                    f" ({error.strerror}); run kiosk doctor.",
                    Trouble.UNWRITABLE,
                ) from error
