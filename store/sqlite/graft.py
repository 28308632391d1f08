"""Opens a file in quarantine for reading, with a new first page where its own is destroyed.

The first page holds nothing but the header and the root of the list of tables, which are the same in every
store that was made by the same steps: so that of a new, empty store opens the rest.
"""

import contextlib
import os
import struct
from pathlib import Path
from tempfile import TemporaryDirectory

from store.sqlite.database import PAGE_BYTES, open_database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError
from store.sqlite.file import sync_folder
from store.sqlite.quarantine import Case

_KEPT = "first-page"
_WRITTEN_BY, _READ_BY = 18, 19
_CHANGES, _PAGES, _FREE_PAGE, _FREE_COUNT, _VALID_FOR = 24, 28, 32, 36, 92
"""Where these stand in the header (https://sqlite.org/fileformat.html#the_database_header)."""


def open_case(case: Case) -> sqlite3.Connection | None:
    """A reading connection to the file of a case; None where nothing of it can be read. OSError: the disk."""
    connection = _opened(case.database)
    if connection is None and _graft(case):
        connection = _opened(case.database)
    return connection


def _opened(path: Path) -> sqlite3.Connection | None:
    connection = None
    try:
        # Reading only: closing must not bring what stands in the log into the file.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if {"response", "answer"} <= tables:
            return connection
    except sqlite3.Error:
        pass
    if connection is not None:
        connection.close()
    return None


def _graft(case: Case) -> bool:
    """Gives the file the first page of a new store; its own is kept beside it. False where that is no use."""
    size = case.database.stat().st_size
    if size < 2 * PAGE_BYTES:
        return False
    page = bytearray(_page_of_a_new_store(case.folder))
    logged = case.database.with_name(f"{case.database.name}-wal")
    version = 2 if logged.exists() and logged.stat().st_size else 1
    page[_WRITTEN_BY] = page[_READ_BY] = version
    struct.pack_into(">I", page, _PAGES, size // PAGE_BYTES)
    struct.pack_into(">II", page, _FREE_PAGE, 0, 0)
    struct.pack_into(">I", page, _VALID_FOR, struct.unpack_from(">I", page, _CHANGES)[0])
    descriptor = os.open(case.database, os.O_RDWR)
    try:
        if not (case.folder / _KEPT).exists():  # else a power cut came between, and this is done again
            _keep(case.folder, os.read(descriptor, PAGE_BYTES))
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, page)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return True


def _keep(folder: Path, page: bytes) -> None:
    part = folder / f".{_KEPT}.part"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, page)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(part, folder / _KEPT)
    sync_folder(folder)


def _page_of_a_new_store(folder: Path) -> bytes:
    with TemporaryDirectory(dir=folder) as scratch:
        path = Path(scratch) / "new.db"
        with contextlib.suppress(StoreError):
            open_database(path, writing=True, now_ms=lambda: 0).close()
        return path.read_bytes()[:PAGE_BYTES].ljust(PAGE_BYTES, b"\0")
