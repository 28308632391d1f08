"""A backup put in the store's place: looked at first, and what stood there is kept aside."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.sqlite import audit, rewards, tombstones
from store.sqlite.backup import checked, copy_into
from store.sqlite.database import Database, check_ours, open_database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError, explained
from store.sqlite.file import check_file
from store.sqlite.handed_over import LOG, take_log
from store.sqlite.locks import lock_home
from store.sqlite.retention import Retention
from store.sqlite.synced import sync_file, sync_folder

_BESIDE = ("-wal", "-shm", "-journal")
"""What belongs to a file of SQLite; the spill stays, for what is in it is newer than any backup."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds."""

    responses: int
    newest_ms: int | None
    """When its newest response began (epoch milliseconds); None without any."""
    demo: bool
    rewards: bool
    """Whether reward codes were given, or may have been since by a survey that it has."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it."""

    responses: int
    """How many the store holds now."""
    codes_known: bool
    """Whether the store knows of every reward code that was given. False: what stood there before could not
    be read to its end, or is gone; codes that were given after the backup would be given again."""


@dataclass(slots=True)
class _Since:
    """What the store that is to be replaced knows, and its backup may not; rows as they are read."""

    codes: list[tuple[Any, ...]] = field(default_factory=list)
    """The reward codes that were given."""
    erased: list[tuple[Any, ...]] = field(default_factory=list)
    """The uids of what was erased."""
    log: list[tuple[Any, ...]] = field(default_factory=list)
    """The audit log."""
    whole: bool = False
    """Whether these are all of the codes."""


def held(path: Path) -> Held:
    """What the backup or store at `path` holds. StoreError for what is none of ours, or cannot be read."""
    with _reading(path) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM response), (SELECT max(started_ms) FROM response), demo,"
            " EXISTS (SELECT 1 FROM response WHERE reward IS NOT NULL)"
            " OR EXISTS (SELECT 1 FROM survey WHERE source LIKE '%reward%') FROM meta"
        ).fetchone()
    return Held(row[0], row[1], bool(row[2]), bool(row[3]))


def restore(backup: Path, database: Path, aside: Path, *, now_ms: int, by: str) -> Restored:
    """Puts a copy of `backup` in the place of `database`, and what stood there into the new folder `aside`.

    The whole copy is checked first. It gets a new epoch, by which those who took its revisions know that
    they count anew, and a line in its audit log, which goes on from what stood there. What was erased since
    stays erased, and reward codes that were given since are not given again. StoreError, with nothing
    changed, where somebody uses the store, or the backup is not whole; OSError from the disk.
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
            since = _since(database)
            with open_database(part, writing=True, now_ms=lambda: now_ms) as new:
                _begin_anew(new, since, backup.name, now_ms=now_ms, by=by)
                Retention(new).keep_erased(uid for (uid,) in since.erased)
            sync_file(part)
            _put_aside(database, aside)
            os.replace(part, database)
            sync_folder(database.parent)
        finally:
            _remove(part)
    return Restored(responses, since.whole)


def _begin_anew(new: Database, since: _Since, backup: str, *, now_ms: int, by: str) -> None:
    with new.transaction():
        new.connection.execute("UPDATE meta SET epoch = lower(hex(randomblob(8)))")
        rewards.remember(new.connection, (code for (code,) in since.codes))
        tombstones.remember(new.connection, (uid for (uid,) in since.erased))
        take_log(new.connection, since.log)
        audit.write(new.connection, now_ms, by, "restore", backup, "")


def _since(database: Path) -> _Since:
    """What the store as it stands can still tell."""
    found = _Since()
    with contextlib.suppress(StoreError), _reading(database) as connection:
        by_index = _gather(connection, rewards.CODES.format("INDEXED BY response_reward"), found.codes)
        by_row = _gather(connection, rewards.CODES.format("NOT INDEXED"), found.codes)
        found.whole = _gather(connection, rewards.REMEMBERED, found.codes) and (by_index or by_row)
        _gather(connection, tombstones.ERASED, found.erased)
        _gather(connection, tombstones.REMEMBERED, found.erased)
        _gather(connection, LOG, found.log)
    return found


def _gather(connection: sqlite3.Connection, sql: str, into: list[tuple[Any, ...]]) -> bool:
    """Adds the rows up to where they can be read; whether that is all of them."""
    try:
        for row in connection.execute(sql):
            into.append(row)
    except sqlite3.DatabaseError:
        return False
    return True


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
