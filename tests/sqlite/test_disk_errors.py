"""What goes wrong with a disk leaves the store as a StoreError: one sentence, whatever it was about to do."""

import errno
import os
from pathlib import Path

import pytest
from sqlite.counter import SURVEY, Store, visit

from store.sqlite.database import PAGE_BYTES, StoreError, open_database
from store.sqlite.engine import sqlite3
from store.sqlite.error import Trouble
from store.sqlite.file import in_wal
from store.sqlite.responses import Responses


@pytest.mark.parametrize(("number", "trouble"), [(errno.ENOSPC, Trouble.FULL), (errno.EIO, Trouble.DISK)])
def test_no_room_for_the_copy_before_a_migration(
    store: Store, monkeypatch: pytest.MonkeyPatch, number: int, trouble: Trouble
) -> None:
    store.rows("DELETE FROM _sqlite_migrations WHERE id = (SELECT max(id) FROM _sqlite_migrations)")
    store.close()
    real = os.open

    def full(path: Path | str, *more: int) -> int:
        if "-before-" in str(path):
            raise OSError(number, os.strerror(number), str(path))
        return real(path, *more)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(StoreError, match=str(store.path)) as raised:
        open_database(store.path, writing=True, now_ms=store.clock, engine=store.engine)
    assert raised.value.trouble is trouble
    assert not list(store.path.parent.glob("*-before-*"))


def test_a_header_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not there"):
        in_wal(tmp_path / "not there")


def test_after_a_commit_that_failed_the_next_one_writes_even_if_nothing_changed(store: Store) -> None:
    """What the failed one left may be seen and not be on the disk; a retry must not rely on it."""
    if store.database.journal == "wal":
        pytest.skip("no reader can make a COMMIT fail there")
    store.rows("PRAGMA busy_timeout = 0")
    reader = sqlite3.connect(store.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM response").fetchone()
    with pytest.raises(StoreError) as raised:
        store.save(visit("one"))
    assert raised.value.trouble is Trouble.LOCKED
    reader.execute("COMMIT")
    changes = []
    for _ in range(2):
        changes.append(change_counter(store.path))
        with store.database.transaction():
            pass
    assert changes[1] == changes[0] + 1, "the first wrote"
    assert change_counter(store.path) == changes[1], "the second had no reason to"
    reader.close()


def change_counter(path: Path) -> int:
    """How often the file was written (https://sqlite.org/fileformat.html, 1.3.8)."""
    return int.from_bytes(path.read_bytes()[24:28])


def test_destroyed_pages_met_outside_of_a_transaction(store: Store) -> None:
    store.save(visit("one"))
    store.close()
    content = store.path.read_bytes()
    database = open_database(store.path, writing=True, now_ms=store.clock, engine=store.engine)
    try:
        responses = Responses(database)
        with store.path.open("r+b") as file:
            file.seek(PAGE_BYTES)
            file.write(b"\xff" * (len(content) - PAGE_BYTES))
        database.connection.execute("PRAGMA shrink_memory")
        with pytest.raises(StoreError) as raised:
            Responses(database).register(SURVEY)
        assert raised.value.trouble is Trouble.DAMAGED
        for read in (lambda: responses.visits("kiosk-1"), responses.newest_ms, lambda: database.is_demo):
            with pytest.raises(StoreError):
                read()
        with pytest.raises(StoreError):
            responses.save(visit("two"))
    finally:
        database.close()
