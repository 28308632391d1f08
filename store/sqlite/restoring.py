"""A backup put in the store's place: looked at first, and what stood there is kept aside."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from store.sqlite.backup import checked, copy_into, sync_file
from store.sqlite.database import Database, check_ours, open_database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError, explained
from store.sqlite.file import check_file, sync_folder
from store.sqlite.locks import lock_home
from store.sqlite.retention import Retention

_BESIDE = ("-wal", "-shm", "-journal")
"""What belongs to a file of SQLite; the spill stays, for what is in it is newer than any backup."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds."""

    responses: int
    newest_ms: int | None
    """When its newest response began (epoch milliseconds); None without any."""
    demo: bool


def held(path: Path) -> Held:
    """What the backup or store at `path` holds. StoreError for what is none of ours, or cannot be read."""
    with _reading(path) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM response), (SELECT max(started_ms) FROM response), demo FROM meta"
        ).fetchone()
    return Held(row[0], row[1], bool(row[2]))


def restore(backup: Path, database: Path, aside: Path, *, now_ms: int, by: str) -> int:
    """Puts a copy of `backup` in the place of `database`, and what stood there into the new folder `aside`.

    The whole copy is checked first. It gets a new epoch, by which those who took its revisions know that
    they count anew, and a line in its audit log; what was erased since stays erased. Returns how many
    responses it holds. StoreError, with nothing changed, where somebody uses the store, or the backup is not
    whole; OSError from the disk.
    """
    if database.exists() and backup.samefile(database):
        raise StoreError(f"{backup} is the store itself; name a backup.")
    with lock_home(database.parent, alone=True, wait_seconds=1.0):
        part = database.with_name(f".{database.name}.restored")
        _remove(part)
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with _reading(backup) as connection:
                copy_into(connection, part)
            responses = checked(part)
            with open_database(part, writing=True, now_ms=lambda: now_ms) as new:
                _begin_anew(new, backup.name, now_ms=now_ms, by=by)
                Retention(new).keep_erased(_erased(database))
            sync_file(part)
            _put_aside(database, aside)
            os.replace(part, database)
            sync_folder(database.parent)
        finally:
            _remove(part)
    return responses


def _begin_anew(new: Database, backup: str, *, now_ms: int, by: str) -> None:
    with new.transaction():
        new.connection.execute("UPDATE meta SET epoch = lower(hex(randomblob(8)))")
        new.connection.execute(
            "INSERT INTO change (at_ms, by, what, subject, why) VALUES (?, ?, 'restore', ?, '')",
            (now_ms, by, backup),
        )


def _erased(database: Path) -> list[str]:
    """The uids of what was erased in the store as it stands; none where it cannot be read."""
    with contextlib.suppress(StoreError), _reading(database) as connection:
        return [uid for (uid,) in connection.execute("SELECT uid FROM response WHERE erased")]
    return []


def _put_aside(database: Path, aside: Path) -> None:
    """Keeps what stands there, whole or damaged; `database` keeps its name until another takes it."""
    if not database.exists():
        return
    aside.mkdir(mode=0o700, parents=True)
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(database)) as connection:
        # What is in the log goes into the file; where that fails, the log is kept with it.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    try:
        os.link(database, aside / database.name)
    except OSError:  # a stick that has no links
        shutil.copy2(database, aside / database.name)
    for suffix in _BESIDE:
        beside = database.with_name(database.name + suffix)
        if beside.exists():
            os.replace(beside, aside / beside.name)
    sync_folder(aside)
    sync_folder(aside.parent)


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing, to a file of ours."""
    if not path.is_file():
        raise StoreError(f"{path} is missing.")
    try:
        check_file(path, writing=False)
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                raise StoreError(f"{path} is empty; name a backup.")
            check_ours(connection, path)
            yield connection
    except sqlite3.Error as error:
        raise explained(error, path) from error


def _remove(part: Path) -> None:
    for path in (part, *(part.with_name(part.name + suffix) for suffix in _BESIDE)):
        path.unlink(missing_ok=True)
