"""The store opens safely, or says in one sentence why not, and then nothing has changed."""

import contextlib
import os
import sqlite3 as plain
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite.counter import FIXED, UNFIXED, Clock, Store, visit

from store.model.rules import Rules
from store.sqlite.database import APPLICATION_ID, StoreError, open_database
from store.sqlite.engine import VERSION, Version, journal_mode, wal_is_safe

needs_wal = pytest.mark.skipif(not wal_is_safe(VERSION), reason="this engine has the WAL-reset bug")


def refused(path: Path, *, writing: bool = True, **more: object) -> str:
    with pytest.raises(StoreError) as caught:
        open_database(path, writing=writing, now_ms=Clock(), **more)  # type: ignore[arg-type]  # shorthand
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_is_used_only_where_its_bug_is_mended(version: Version, safe: bool) -> None:
    assert wal_is_safe(version) is safe
    assert journal_mode(version) == ("wal" if safe else "truncate")


def test_a_new_store_is_for_its_owner_only(store: Store) -> None:
    store.save(visit("u1"))
    files = list(store.path.parent.glob("kiosk.db*"))
    assert files
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_store_that_others_could_read_is_closed_to_them(store: Store) -> None:
    store.close()
    store.path.chmod(0o644)
    store.open()
    assert store.path.stat().st_mode & 0o777 == 0o600


def test_every_connection_has_the_same_pragmas(store: Store, engine: Version) -> None:
    wanted = {
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 5000,
        "wal_autocheckpoint": 2000,
        "journal_mode": journal_mode(engine),
        "journal_size_limit": -1,
        "application_id": APPLICATION_ID,
    }
    for writing in (True, False):
        with open_database(store.path, writing=writing, now_ms=Clock(), engine=engine) as database:
            found = {name: database.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
            assert found == wanted
            assert database.journal == journal_mode(engine)


def test_a_reader_cannot_write(store: Store, engine: Version) -> None:
    with (
        open_database(store.path, writing=False, now_ms=Clock(), engine=engine) as database,
        pytest.raises(StoreError, match="cannot be written"),
        database.transaction(),
    ):
        database.connection.execute("DELETE FROM response")


def test_sqlite_utils_is_imported_only_to_migrate(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    code = (
        "import sys; from pathlib import Path; from store.sqlite.database import open_database;"
        "from store.sqlite.responses import Responses; from store.sqlite.reader import SqliteReader;"
        f"d = open_database(Path({str(path)!r}), writing=True, now_ms=lambda: 0);"
        "Responses(d); SqliteReader(d); print('sqlite_utils' in sys.modules)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["True", "False"]


def test_it_uses_the_very_module_that_sqlite_utils_uses() -> None:
    from sqlite_utils.utils import sqlite3 as theirs

    from store.sqlite.engine import sqlite3 as ours

    assert ours is theirs


def test_there_is_nothing_to_read_before_the_first_start(tmp_path: Path) -> None:
    assert "no store" in refused(tmp_path / "kiosk.db", writing=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"hello, this is a text", b"x" * 10_000, b"SQLite format 2\x00"])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kiosk.db"
    path.write_bytes(content)
    assert "is not a database" in refused(path)
    assert path.read_bytes() == content


def test_a_damaged_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert str(path) in refused(path)
    assert path.read_bytes() == b"SQLite format 3\x00" + b"\xff" * 5000


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    with plain.connect(path) as other:
        other.execute("CREATE TABLE song (title TEXT)")
    other.close()
    before = path.read_bytes()
    assert "another program's database" in refused(path)
    assert path.read_bytes() == before


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kiosk.db").mkdir()
    assert "is a folder" in refused(tmp_path / "kiosk.db")


def test_a_pipe_in_its_place_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kiosk.db")
    assert "cannot be opened" in refused(tmp_path / "kiosk.db")


def test_a_missing_home_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "nowhere" / "kiosk.db")
    (tmp_path / "file").touch()
    assert "does not exist" in refused(tmp_path / "file" / "kiosk.db")


def test_what_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)  # the tests may run as root, who may all
    assert "cannot be written" in refused(tmp_path / "kiosk.db")
    (tmp_path / "kiosk.db").touch()
    assert "cannot be written" in refused(tmp_path / "kiosk.db")


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "kiosk.db").touch()
    with open_database(tmp_path / "kiosk.db", writing=True, now_ms=Clock()) as database:
        assert not database.is_demo


@needs_wal
def test_of_those_that_start_at_once_in_a_new_home_all_have_wal(tmp_path: Path) -> None:
    opening = (
        "import sys; from pathlib import Path; from store.sqlite.database import open_database;"
        "import sqlite_utils; print(flush=True); sys.stdin.readline();"
        "store = open_database(Path(sys.argv[1]), writing=True, now_ms=lambda: 1);"
        "print(store.journal, flush=True); sys.stdin.readline()"
    )
    command = [sys.executable, "-c", opening, str(tmp_path / "kiosk.db")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 0}
    with contextlib.ExitStack() as running:
        programs = [running.enter_context(subprocess.Popen(command, **pipes)) for _ in range(3)]
        for step in ("", "wal", None):
            for program in programs:
                if step is not None:
                    assert program.stdout.readline().strip() == step
            for program in programs:
                program.stdin.write("\n")


def test_an_engine_without_strict_tables_is_refused(tmp_path: Path) -> None:
    assert "too old" in refused(tmp_path / "kiosk.db", engine=(3, 34, 1))


def test_real_answers_never_become_a_demonstration(store: Store, engine: Version) -> None:
    assert "holds real answers" in refused(store.path, demo=True, engine=engine)


def test_two_stores_have_names_of_their_own(tmp_path: Path) -> None:
    found = set()
    for name in ("a.db", "b.db"):
        with open_database(tmp_path / name, writing=True, now_ms=Clock()) as database:
            found |= set(database.connection.execute("SELECT uid, epoch FROM meta").fetchone())
    assert len(found) == 4


@needs_wal
def test_an_unmended_engine_turns_a_wal_file_back_when_it_is_alone(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    first = Store(path, Clock(), FIXED, rules=Rules())
    first.save(visit("u1"))
    assert first.database.journal == "wal"
    first.close()
    second = Store(path, Clock(), UNFIXED, rules=Rules())
    assert second.database.journal == "truncate"
    assert second.reader.response("u1") is not None
    second.close()


@needs_wal
def test_an_unmended_engine_does_not_join_others_in_wal(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    code = (
        "import sys; from pathlib import Path; from store.sqlite.database import open_database;"
        f"d = open_database(Path({str(path)!r}), writing=True, now_ms=lambda: 0); print('open', flush=True);"
        "sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        for writing in (True, False):
            assert "newer SQLite" in refused(path, writing=writing, engine=UNFIXED)
        other.communicate(b"\n")


@needs_wal
def test_a_mended_engine_joins_an_unmended_one_without_wal(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    code = (
        "import sys; from pathlib import Path; from store.sqlite.database import open_database;"
        f"d = open_database(Path({str(path)!r}), writing=True, now_ms=lambda: 0, engine=(3, 40, 1));"
        "print('open', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with open_database(path, writing=True, now_ms=Clock(), engine=FIXED) as database:
            assert database.journal == "truncate"
        other.communicate(b"\n")
    with open_database(path, writing=True, now_ms=Clock(), engine=FIXED) as database:
        assert database.journal == "wal"


def test_the_file_is_left_alone_while_this_process_has_it_open(
    store: Store, engine: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing any other handle on it would drop the locks of the connection that is open."""
    plainly = Path.open

    def watched(path: Path, *how: object, **more: object) -> object:
        assert path != store.path
        return plainly(path, *how, **more)  # type: ignore[call-overload]  # as it was called

    monkeypatch.setattr(Path, "open", watched)
    with open_database(store.path, writing=False, now_ms=Clock(), engine=engine) as second:
        assert second.journal == journal_mode(engine)


def test_closing_twice_closes_once(store: Store, engine: Version) -> None:
    store.close()
    store.close()
    with open_database(store.path, writing=False, now_ms=Clock(), engine=engine) as again:
        assert not again.is_demo
