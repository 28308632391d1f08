"""Whole, checked copies of the store, made while kiosks go on writing.

VACUUM INTO, and not SQLite's stepped backup: that one begins anew whenever another process writes, and at a
busy counter never ends. The copy is one file without a -wal beside it, compact, and free of what was erased.
"""

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError
from store.sqlite.leftovers import PART, clear_leftovers
from store.sqlite.synced import sync_file, sync_folder

KEEP = 14
"""Of so many days a backup is kept."""

_NAME = re.compile(r"kiosk-(\d{4}-\d{2}-\d{2})T\d{6}\.db", re.ASCII)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that is whole."""

    path: Path
    size: int
    """Bytes."""
    responses: int
    """How many it holds."""


def back_up(database: Database, target: Path, *, replace: bool = False) -> Backup:
    """Copies the store to `target`, readable by its owner only, and checks the copy.

    It gets its name only once it is whole and on the disk, so whatever stands at `target` is a whole backup.
    FileExistsError if something stands there already, unless `replace`; OSError if the folder cannot be
    written; StoreError if the store cannot be read, the copy is not whole or the disk is full. Then nothing
    is left behind.
    """
    if target.exists() and not replace:
        raise FileExistsError(errno.EEXIST, "File exists", str(target))
    part = target.with_name(f".{target.name}.{os.getpid()}{PART}")
    part.unlink(missing_ok=True)  # of a backup that was killed, long ago, under the same process id
    # SQLite takes an empty file, but would itself make one that everybody may read.
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        copy_into(database.connection, part)
        responses = checked(part)
        sync_file(part)
        size = part.stat().st_size
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
    sync_folder(target.parent)
    return Backup(target, size, responses)


def dated(folder: Path, now: datetime) -> Path:
    """Where a backup made at `now` belongs in `folder`: kiosk-2026-03-03T143205.db."""
    return folder / f"kiosk-{now:%Y-%m-%dT%H%M%S}.db"


def backups(folder: Path) -> list[Path]:
    """The dated backups in `folder`, oldest first; [] where there is none."""
    try:
        return sorted(entry for entry in folder.iterdir() if _NAME.fullmatch(entry.name) and entry.is_file())
    except OSError:
        return []


def rotate(folder: Path, keep: int = KEEP) -> list[Path]:
    """Removes old backups from `folder` and returns which.

    Kept are the newest of each day, of the newest `keep` days on which there was one (1 or more), so that
    ten backups of one afternoon do not push out last week's. Files of other names are left alone.
    """
    clear_leftovers(folder)
    found = backups(folder)
    removed = sorted(set(found) - kept(found, keep))
    for path in removed:
        path.unlink(missing_ok=True)
    return removed


def kept(paths: Iterable[Path], keep: int) -> set[Path]:
    """Of dated backups, those that `rotate` keeps."""
    newest: dict[date, Path] = {}
    for path in sorted(paths):
        if found := _NAME.fullmatch(path.name):
            newest[date.fromisoformat(found[1])] = path
    return {newest[day] for day in sorted(newest)[-keep:]}


def copy_into(connection: sqlite3.Connection, part: Path) -> None:
    """Copies all that `connection` reads into the empty file `part`. StoreError."""
    try:
        # A reading connection refuses every VACUUM, also one that only reads.
        (reading,) = connection.execute("PRAGMA query_only").fetchone()
        connection.execute("PRAGMA query_only = OFF")
        try:
            connection.execute("VACUUM INTO ?", (str(part),))
        finally:
            connection.execute(f"PRAGMA query_only = {reading}")
    except sqlite3.Error as error:
        raise _explained(error, part) from error


def checked(part: Path) -> int:
    """The number of responses in a copy whose every page and index is right; StoreError if one is not."""
    try:
        copy = sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        with contextlib.closing(copy):
            found = [line for (line,) in copy.execute("PRAGMA integrity_check(1)")]
            if found != ["ok"]:
                raise StoreError(
                    f"The copy is not whole ({found[0]}); run kiosk doctor: the store or the disk is damaged."
                )
            return int(copy.execute("SELECT count(*) FROM response").fetchone()[0])
    except sqlite3.Error as error:
        raise _explained(error, part) from error


def _explained(error: sqlite3.Error, part: Path) -> StoreError:
    full = getattr(error, "sqlite_errorname", "").startswith("SQLITE_FULL")
    if full or shutil.disk_usage(part.parent).free == 0:
        return StoreError(f"The disk that holds {part.parent} is full, so no copy was made; make room on it.")
    return StoreError(f"The store could not be copied to {part.parent} ({error}); run kiosk doctor.")
