"""A power cut while the first page is written leaves anything there; the log or the journal mends it."""

import os
from pathlib import Path
from shutil import copy

import pytest
from sqlite.counter import FIXED, UNFIXED, Clock, Store, visit

from store.model.rules import Rules
from store.sqlite.database import PAGE_BYTES, StoreError
from store.sqlite.engine import VERSION, Version, wal_is_safe


def cut(store: Store, folder: Path) -> Path:
    """What is on the disk after a cut in mid-write of the first page."""
    folder.mkdir()
    path = folder / store.path.name
    for suffix in ("", "-wal", "-journal"):
        if os.path.exists(f"{store.path}{suffix}"):
            copy(f"{store.path}{suffix}", f"{path}{suffix}")
    path.write_bytes(bytes(PAGE_BYTES) + path.read_bytes()[PAGE_BYTES:])
    return path


def test_the_first_page_is_taken_from_the_log_or_the_journal(
    store: Store, engine: Version, tmp_path: Path
) -> None:
    store.save(visit("one"))
    connection = store.database.connection
    if store.database.journal == "wal":
        connection.execute("PRAGMA user_version = 1")  # so that the first page is in the log
        path = cut(store, tmp_path / "after")
    else:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA user_version = 1")
        connection.executemany(
            "INSERT INTO change (at_ms, by, what, subject, why) VALUES (?, '', '', '', ?)",
            [(n, "why" * 500) for n in range(100)],
        )
        path = cut(store, tmp_path / "after")
        connection.execute("ROLLBACK")
    after = Store(path, Clock(), engine, rules=Rules())
    try:
        assert after.rows("SELECT uid FROM response") == [("one",)]
        assert after.whole()
    finally:
        after.close()


def test_an_unmended_engine_takes_it_from_a_log_too(tmp_path: Path) -> None:
    if not wal_is_safe(VERSION):
        pytest.skip("no engine here may write a log")
    live = Store(tmp_path / "live.db", Clock(), FIXED, rules=Rules())
    live.save(visit("one"))
    live.database.connection.execute("PRAGMA user_version = 1")
    path = cut(live, tmp_path / "after")
    live.close()
    after = Store(path, Clock(), UNFIXED, rules=Rules())
    try:
        assert after.database.journal == "truncate"
        assert after.rows("SELECT uid FROM response") == [("one",)]
    finally:
        after.close()


def test_a_log_beside_it_makes_no_database_of_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    path.write_bytes(b"precious letters " * 1000)
    path.with_name("kiosk.db-journal").write_bytes(b"no journal " * 1000)
    with pytest.raises(StoreError, match="not a database"):
        Store(path, Clock(), UNFIXED, rules=Rules())
    assert path.read_bytes() == b"precious letters " * 1000
