"""Opens the one file that everything is kept in, the way that loses nothing.

Every connection of every process comes from `open_database`: same engine, same pragmas, same checks.

Nothing else in a process may open the file, not even to read a byte: closing any handle on it drops the
POSIX locks of all its connections (https://sqlite.org/howtocorrupt.html, 2.2).
"""

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from store.sqlite.engine import VERSION, Version, journal_mode, sqlite3
from store.sqlite.error import StoreError, explained
from store.sqlite.file import check_file, check_place, identity, in_wal
from store.sqlite.locks import Lock, lock_home
from store.sqlite.migrations import copy_before, migrate, pending, unknown
from store.sqlite.transaction import Transaction

__all__ = ["APPLICATION_ID", "PAGE_BYTES", "Database", "StoreError", "open_database"]

APPLICATION_ID = 0x6B696F73
"""Marks the file as ours ('kios' in ASCII), for `file` and for us."""

PAGE_BYTES = 2048
"""Half of SQLite's own choice: an answer changes some bytes on each of six pages, and writes them whole."""

_WAIT_SECONDS = 5.0
_POLL_SECONDS = 0.05
_PRAGMAS = (
    f"page_size = {PAGE_BYTES}",  # of a file that is only being made
    "synchronous = FULL",
    "fullfsync = ON",  # macOS: fsync alone leaves the data in the drive's cache
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "wal_autocheckpoint = 2000",
)


class Database:
    """An open store. Used in the thread that opened it, and closed there."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lock: Lock,
        now_ms: Callable[[], int],
        *,
        writing: bool,
    ) -> None:
        self.path = path
        """The file."""
        self.connection = connection
        """In autocommit; writes go through `transaction()`."""
        self.now_ms = now_ms
        """The clock: epoch milliseconds."""
        self.writing = writing
        """Whether it was opened for writing."""
        self._lock = lock
        self._open = True
        self._identity = identity(path)
        self._transaction = Transaction(connection, path)

    @property
    def journal(self) -> str:
        """'wal' or 'truncate'."""
        return str(self.connection.execute("PRAGMA journal_mode").fetchone()[0])

    @property
    def is_demo(self) -> bool:
        """Whether the store was made as a demonstration."""
        with self.reading():
            return bool(self.connection.execute("SELECT demo FROM meta").fetchone()[0])

    @property
    def has_moved(self) -> bool:
        """Whether the file that is open no longer lies at `path`: deleted, replaced or moved by somebody.

        One look at a name, some microseconds.
        """
        return identity(self.path) != self._identity

    @property
    def undone(self) -> int:
        """How many transactions came to nothing, or may have."""
        return self._transaction.undone

    def transaction(self) -> Transaction:
        """One whole change, under BEGIN IMMEDIATE."""
        return self._transaction

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """For what is not in a transaction: SQLite's errors leave it as StoreError."""
        try:
            yield
        except sqlite3.Error as error:
            raise explained(error, self.path) from error

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within it all that is read is of one moment: in WAL, where that keeps no writer waiting.

        Within another one, or a transaction, it changes nothing.
        """
        if self.connection.in_transaction or self.journal != "wal":
            yield
            return
        with self.reading():
            self.connection.execute("BEGIN")
        try:
            yield
        finally:
            if self.connection.in_transaction:  # after some errors SQLite has ended it itself
                with self.reading():
                    self.connection.execute("ROLLBACK")  # nothing was written

    def truncate_log(self, wait_seconds: float = _WAIT_SECONDS) -> bool:
        """Leaves nothing in the write-ahead log: what was overwritten in the file still stood there.

        False: somebody went on reading an older state of the file for all of `wait_seconds`. No commit of
        another process waits for that.
        """
        with self.reading():
            if self.journal != "wal":
                return True
            (patience,) = self.connection.execute("PRAGMA busy_timeout").fetchone()
            deadline = time.monotonic() + wait_seconds
            # SQLite itself would wait with the right to write in its hand.
            self.connection.execute("PRAGMA busy_timeout = 0")
            try:
                while self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    if time.monotonic() >= deadline:
                        return False
                    time.sleep(_POLL_SECONDS)
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {patience}")
        return True

    def close(self) -> None:
        """Closes the file; a second call does nothing."""
        if self._open:
            self._open = False
            self.connection.close()
            _forget(self._identity)
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_database(
    path: Path,
    *,
    writing: bool,
    now_ms: Callable[[], int],
    demo: bool = False,
    engine: Version = VERSION,
) -> Database:
    """Opens the store at `path`; made and brought up to date when `writing`.

    `now_ms` is the clock (epoch milliseconds). `demo` makes a new store a demonstration, in which demo
    answers count. `engine` is the version of SQLite to believe in. Raises StoreError, having changed
    nothing, for a file that is no store of ours or a newer one, a folder that is missing, read-only or on a
    network drive, and when others use the file in a way that this engine cannot join.
    """
    check_place(path, writing=writing, engine=engine)
    with _opening, contextlib.ExitStack() as while_opened:
        known = _connections[identity(path)] > 0
        if not known:
            check_file(path, writing=writing)
        if writing and not known:
            # Of two that start at once one must be alone for a moment, or neither could prepare the file.
            with contextlib.suppress(StoreError):
                while_opened.enter_context(lock_home(path.parent, alone=True, wait_seconds=0.0))
        lock = lock_home(path.parent)
        try:
            if known or journal_mode(engine) == "wal" or not in_wal(path):
                connection = _connect(path)
            else:
                connection = _leave_wal(path)
            try:
                _prepare(connection, path, writing=writing, now_ms=now_ms, demo=demo, engine=engine)
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error as error:
            lock.close()
            raise explained(error, path) from error
        except BaseException:
            lock.close()
            raise
        _connections[identity(path)] += 1
    return Database(path, connection, lock, now_ms, writing=writing)


_opening = threading.Lock()
_connections: Counter[tuple[int, int] | None] = Counter()
"""How many connections this process has to a file; while it has one, the file itself is left alone."""


def _forget(file: tuple[int, int] | None) -> None:
    with _opening:
        _connections[file] -= 1


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_SECONDS, cached_statements=512)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _leave_wal(path: Path) -> sqlite3.Connection:
    """Connects an unmended engine to a file in WAL mode: converted when alone, else refused."""
    refused = StoreError(
        f"{path} is in use by a program with a newer SQLite, and this one's cannot share it safely; "
        "close the other kiosk or screen first, or install the pysqlite3 package here too."
    )
    try:
        alone = lock_home(path.parent, alone=True, wait_seconds=0.5)
    except StoreError as error:
        raise refused from error
    with alone:
        connection = _connect(path)
        try:
            if connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()[0] != "truncate":
                raise refused
        except sqlite3.OperationalError as error:
            connection.close()
            raise refused from error
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(
    connection: sqlite3.Connection,
    path: Path,
    *,
    writing: bool,
    now_ms: Callable[[], int],
    demo: bool,
    engine: Version,
) -> None:
    check_ours(connection, path)
    if writing:
        _bring_up_to_date(connection, path, now_ms=now_ms, demo=demo, engine=engine)
    elif pending(connection):
        raise StoreError(
            f"{path} was made by an older kiosk; start this one once (kiosk run) to bring it up to date."
        )
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
    if not writing:
        connection.execute("PRAGMA query_only = ON")
    if demo and not connection.execute("SELECT demo FROM meta").fetchone()[0]:
        raise StoreError(f"{path} holds real answers; a demonstration needs a home of its own.")


def check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """StoreError where `connection` leads to another program's database, or to one of a newer kiosk."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError(f"{path} is another program's database; move it away, or name another home.")
    if unknown(connection):
        raise StoreError(f"{path} was made by a newer kiosk; update this one (pipx upgrade survey-kiosk).")


def _bring_up_to_date(
    connection: sqlite3.Connection, path: Path, *, now_ms: Callable[[], int], demo: bool, engine: Version
) -> None:
    """Migrates and sets the journal, both only while no other process uses the home."""
    deadline = time.monotonic() + _WAIT_SECONDS
    if _is_fresh(connection):
        # Nothing to copy and nobody's to disturb: SQLite's own lock is enough, so that a new file can take
        # the place of a damaged one while screens are open.
        with Transaction(connection, path):
            if _is_fresh(connection):
                _found(connection, now_ms=now_ms, demo=demo)
    while steps := pending(connection):
        try:
            alone = lock_home(path.parent, alone=True, wait_seconds=0.1)
        except StoreError:
            if time.monotonic() >= deadline:
                raise
            continue  # whoever was first may be doing this very work
        with alone:
            if steps == pending(connection):
                _migrate(connection, path, steps)
    wal = connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    if journal_mode(engine) == "wal" and not wal:
        # With others about, one of them may have an engine that must not meet WAL: the file stays as it is.
        with contextlib.suppress(StoreError), lock_home(path.parent, alone=True, wait_seconds=0.0):
            try:
                # To the end: what fails last fails after the row with the name of the mode.
                connection.execute("PRAGMA journal_mode = WAL").fetchall()
            except sqlite3.OperationalError:
                # The connection calls itself WAL now, and works with the journal that it deletes.
                connection.execute("PRAGMA journal_mode = TRUNCATE").fetchall()


def _migrate(connection: sqlite3.Connection, path: Path, steps: tuple[str, ...]) -> None:
    copy_before(connection, path, steps[0])
    with Transaction(connection, path):
        migrate(connection)


def _is_fresh(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]


def _found(connection: sqlite3.Connection, *, now_ms: Callable[[], int], demo: bool) -> None:
    """Makes a store of an empty file, inside the open transaction."""
    migrate(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(
        "INSERT INTO meta (one, uid, epoch, demo, created_ms)"
        " VALUES (1, lower(hex(randomblob(16))), lower(hex(randomblob(8))), ?, ?)",
        (int(demo), now_ms()),
    )
