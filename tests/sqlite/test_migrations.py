"""The tables change by steps, all or nothing, and only after a copy was made."""

from pathlib import Path

import pytest
from sqlite.counter import Clock, Store, visit

from store.sqlite import database as opening
from store.sqlite import migrations
from store.sqlite.database import StoreError, open_database
from store.sqlite.engine import Version, sqlite3


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a program with one step more; the step's SQL is for the test to write."""
    folder = tmp_path / "schema"
    folder.mkdir()
    for step in migrations.STEPS:
        (folder / f"{step}.sql").write_text((migrations.SCHEMA / f"{step}.sql").read_text())
    (folder / "0009_more.sql").write_text(
        "CREATE TABLE more (a INTEGER) STRICT;\nINSERT INTO more VALUES (1);\n"
    )
    return folder


def program(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Makes this process the newer program."""
    steps = (*migrations.STEPS, "0009_more")
    monkeypatch.setattr(opening, "pending", lambda connection: migrations.pending(connection, steps))
    monkeypatch.setattr(opening, "unknown", lambda connection: migrations.unknown(connection, steps))
    monkeypatch.setattr(opening, "migrate", lambda connection: migrations.migrate(connection, steps, folder))


def test_a_step_is_applied_once_after_a_copy(
    store: Store, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(visit("u1"))
    store.close()
    program(monkeypatch, newer)
    for _ in range(2):
        store.open()
        assert store.rows("SELECT a FROM more") == [(1,)]
        assert store.reader.response("u1") is not None
        store.close()
    copy = store.path.with_name("kiosk-before-0009_more.db")
    assert copy.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(copy) as old:
        assert old.execute("SELECT uid FROM response").fetchall() == [("u1",)]
        assert not old.execute("SELECT 1 FROM sqlite_schema WHERE name = 'more'").fetchall()
    old.close()
    store.open()


def test_a_step_that_fails_leaves_the_store_as_it_was(
    store: Store, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(visit("u1"))
    store.close()
    (newer / "0009_more.sql").write_text(
        "CREATE TABLE more (a INTEGER) STRICT;\nINSERT INTO nothing VALUES (1);\n"
    )
    with monkeypatch.context() as patched:
        program(patched, newer)
        with pytest.raises(StoreError):
            store.open()
    store.open()
    assert store.reader.response("u1") is not None
    assert not store.rows("SELECT 1 FROM sqlite_schema WHERE name = 'more'")


def test_an_older_program_refuses_a_newer_store(
    store: Store, newer: Path, monkeypatch: pytest.MonkeyPatch, engine: Version
) -> None:
    store.close()
    with monkeypatch.context() as patched:
        program(patched, newer)
        store.open()
        store.close()
    before = store.path.read_bytes()
    for writing in (True, False):
        with pytest.raises(StoreError, match="made by a newer kiosk"):
            open_database(store.path, writing=writing, now_ms=Clock(), engine=engine)
    assert store.path.read_bytes() == before


def test_reading_changes_no_table(
    store: Store, newer: Path, monkeypatch: pytest.MonkeyPatch, engine: Version
) -> None:
    store.close()
    program(monkeypatch, newer)
    with pytest.raises(StoreError, match="made by an older kiosk"):
        open_database(store.path, writing=False, now_ms=Clock(), engine=engine)


def test_every_table_is_strict(store: Store) -> None:
    own = (
        "SELECT name, strict FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE '%sqlite%'"
    )
    assert {strict for _, strict in store.rows(own)} == {1}
