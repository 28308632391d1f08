"""Everything that is still to be brought over from other files: cases in quarantine, and deleted files that
are still open."""

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError
from store.sqlite.locks import Lock, lock_file
from store.sqlite.quarantine import Case, Progress, cases, new_case
from store.sqlite.rebuilt import Rebuilt
from store.sqlite.receiving import Found, Receiving
from store.sqlite.salvage import Salvage
from store.sqlite.synced import sync_folder

_NOTED_EVERY = 25
"""Steps between two notes of how far it is: what a kill makes it do again."""


@dataclass(slots=True)
class _Source:
    salvage: Salvage
    close: Callable[[], None]
    case: Case | None
    steps: int = 0


class Rescue:
    """Sources one after the other, newest first: what stands there is newer than in older ones."""

    def __init__(self, database: Path, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms
        self._cases: list[Case] = []
        self._left_open: list[Database] = []
        self._current: _Source | None = None
        self._problem = ""

    @property
    def has_more(self) -> bool:
        """Whether there is anything left to bring over."""
        return self._current is not None or bool(self._left_open or self._cases)

    @property
    def problem(self) -> str:
        """What happened to the store in this run, for the operator; '' when nothing."""
        return self._problem

    def look(self) -> None:
        """Finds the cases that another run has not finished."""
        for case in cases(self._database):
            if not case.progress.done and case not in self._cases and not self._is_current(case):
                self._cases.append(case)

    def found(self, case: Case) -> None:
        """A file that was just put away."""
        self._cases.insert(0, case)
        self._problem = (
            f"{self._database.name} was damaged and lies in {case.folder}; a new one has taken its place, "
            "and what can be read is being brought over."
        )

    def left_open(self, database: Database) -> None:
        """A file that was deleted or replaced while it was open here; it is closed when it has been read."""
        self._left_open.append(database)
        self._problem = (
            f"{self._database.name} was deleted or replaced while the kiosk ran; its answers are being "
            "brought over. Leave the file alone while a kiosk runs."
        )

    def read(self) -> Sequence[Found] | None:
        """The next few responses; None when a source has come to its end, or to nothing."""
        try:
            source = self._current or self._begin()
            if source is None:
                return None
            found = source.salvage.read()
        except (sqlite3.Error, OSError) as error:
            # Nothing is noted: the next run goes on with it.
            self._problem = (
                f"What is left of {self._database.name} cannot be read ({error}); run kiosk doctor."
            )
            self._end(None)
            return None
        if found is None:
            self._finish(source)
        return found

    def keep(self, found: Sequence[Found], responses: Receiving) -> None:
        """Puts what was read into the store. StoreError: it may be done again."""
        assert self._current is not None, "it was read"
        self._current.salvage.keep(found, responses)

    def kept(self) -> None:
        """Notes now and then how far it is."""
        source = self._current
        if source is None or source.case is None:
            return
        source.steps += 1
        if source.steps % _NOTED_EVERY == 0:
            with contextlib.suppress(OSError):  # then more is done again
                source.case.note(Progress(source.salvage.after, source.salvage.saved))

    def close(self) -> None:
        """Lets the sources go; those in quarantine are gone on with in the next run."""
        for database in self._left_open:
            with contextlib.suppress(
                sqlite3.Error, OSError
            ):  # a disk that takes no copy: nothing is left to do
                _copied(database, self._database, self._now_ms())
            database.close()
        self._left_open.clear()
        if self._current is not None:
            self._current.close()
            self._current = None

    def _begin(self) -> _Source | None:
        if self._left_open:
            database = self._left_open.pop(0)
            try:
                # At one stroke, though a tap may wait for it: until then the only copy has no name.
                self._cases.insert(0, _copied(database, self._database, self._now_ms()))
            except (sqlite3.Error, OSError):
                salvage = Salvage(database.connection, now_ms=self._now_ms())
                self._current = _Source(salvage, database.close, None)
                return self._current
            database.close()
        case = self._cases.pop(0)
        lock = _alone(case)
        if lock is None:
            return None  # another kiosk is at it
        progress = case.progress
        if progress.done:
            lock.close()
            return None
        try:
            rebuilt = Rebuilt(case, self._now_ms())
        except BaseException:
            lock.close()
            raise

        def close() -> None:
            rebuilt.close()
            lock.close()

        salvage = Salvage(
            rebuilt.connection,
            now_ms=self._now_ms(),
            prepared=rebuilt.work(),
            after=progress.after,
            saved=progress.saved,
        )
        self._current = _Source(salvage, close, case)
        return self._current

    def _finish(self, source: _Source) -> None:
        saved, lost = source.salvage.saved, source.salvage.lost
        if source.salvage.found_nothing and source.case is not None:
            path = source.case.database
            self._problem = f"Nothing in {path} can be read; the newest backup has what came before."
            self._end(Progress(done=True))
            return
        where = f" from {source.case.folder}" if source.case is not None else ""
        self._problem = (
            f"{self._database.name} had to be replaced; {saved} responses were brought over{where}"
            + (f", {lost} could not be read" if lost else "")
            + "; run kiosk doctor."
        )
        self._end(Progress(source.salvage.after, saved, lost, done=True))

    def _end(self, progress: Progress | None) -> None:
        source, self._current = self._current, None
        if source is not None:
            if source.case is not None and progress is not None:
                with contextlib.suppress(OSError):  # then the next run looks once more
                    source.case.note(progress)
            source.close()

    def _is_current(self, case: Case) -> bool:
        return self._current is not None and self._current.case == case


def _copied(database: Database, path: Path, now_ms: int) -> Case:
    """A case with a copy of a file that is open and has no name any more."""
    case = new_case(path, now_ms)
    part = case.database.with_name(f".{case.name}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    copy = sqlite3.connect(part, isolation_level=None)
    with contextlib.closing(copy):
        copy.execute("PRAGMA synchronous = OFF")  # it is synced below, whole
        database.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # no log beside it
    descriptor = os.open(part, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(part, case.database)
    sync_folder(case.folder)
    sync_folder(case.folder.parent)
    return case


def _alone(case: Case) -> Lock | None:
    try:
        return lock_file(case.folder / ".lock", "")
    except StoreError:
        return None
