"""One whole change of the store: all of it is on the disk, or nothing has happened."""

import contextlib
from pathlib import Path
from types import TracebackType

from store.sqlite.engine import sqlite3
from store.sqlite.error import explained

_doubtful: set[Path] = set()
"""The files whose last COMMIT in this process failed."""


class Transaction:
    """`with database.transaction():` takes the right to write at once, and commits or rolls back whole.

    SQLite's errors leave it as StoreError. Transactions do not nest. After a COMMIT that failed, the next one
    writes even if nothing has changed: what the failed one left may be seen, and not be on the disk.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._execute = connection.execute
        self._connection = connection
        self._path = path
        self.undone = 0
        """How many of them came to nothing, or may have."""

    def __enter__(self) -> None:
        try:
            # Not a plain BEGIN: a transaction that has read and then wants to write fails at once when
            # another process wrote in between, whatever the time-out.
            self._execute("BEGIN IMMEDIATE")
            if self._path in _doubtful:
                self._write_anyway()
        except sqlite3.Error as error:
            self._roll_back()
            raise explained(error, self._path) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            try:
                self._execute("COMMIT")
            except sqlite3.Error as failed:
                self.undone += 1
                _doubtful.add(self._path)
                self._roll_back()
                raise explained(failed, self._path) from failed
            _doubtful.discard(self._path)
        else:
            self.undone += 1
            self._roll_back()
            if isinstance(error, sqlite3.Error):
                raise explained(error, self._path) from error

    def _write_anyway(self) -> None:
        (version,) = self._execute("PRAGMA user_version").fetchone()
        self._execute(f"PRAGMA user_version = {version}")  # the first page counts as changed

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            # The error that brought us here is the one to tell; a failing rollback adds nothing.
            with contextlib.suppress(sqlite3.Error):
                self._execute("ROLLBACK")
