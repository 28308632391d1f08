"""A backup is whole, is only ever whole, and is made while others write."""

import errno
import os
import resource
import stat
import subprocess
import sys
import textwrap
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from exchange.kept_answers import NOW_MS, UNFIXED, Typed, keep, opened

from store.sqlite import backup
from store.sqlite.backup import back_up, backups, dated, rotate
from store.sqlite.database import PAGE_BYTES, Database, StoreError, open_database
from store.sqlite.engine import sqlite3
from store.sqlite.responses import Responses

MORNING = datetime(2026, 3, 3, 3, 15)


def reading(path: Path) -> Database:
    return open_database(path, writing=False, now_ms=lambda: NOW_MS)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_is_the_store_as_it_was_for_its_owner_only(tmp_path: Path) -> None:
    saved = keep(tmp_path / "kiosk.db", Typed(5), Typed(1, (), "Slow."))
    target = tmp_path / "copy.db"
    with reading(tmp_path / "kiosk.db") as database:
        made = back_up(database, target)
        assert database.connection.execute("PRAGMA query_only").fetchone() == (1,)
    assert (made.path, made.responses, made.size) == (target, 2, target.stat().st_size)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with sqlite3.connect(target) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("SELECT uid FROM response ORDER BY id").fetchall() == [(r.uid,) for r in saved]
    copy.close()


def test_a_backup_can_be_opened_as_a_store(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", Typed(5))
    (tmp_path / "restored").mkdir()
    with reading(tmp_path / "kiosk.db") as database:
        back_up(database, tmp_path / "restored" / "kiosk.db")
    with open_database(tmp_path / "restored" / "kiosk.db", writing=True, now_ms=lambda: NOW_MS) as database:
        Responses(database).beat("till-1", "asking")
        assert database.connection.execute("SELECT count(*) FROM response").fetchone() == (1,)


_WRITER = """
    import sys
    from pathlib import Path
    from exchange.kept_answers import Typed, counter, opened, response
    from store.sqlite.responses import Responses

    survey = counter()
    with opened(Path(sys.argv[1])) as database:
        responses = Responses(database)
        responses.register(survey)
        number = 0
        while True:
            responses.save(response(survey, number, Typed(5, ("wait",), "Fine.")))
            number += 1
            print(number, flush=True)
"""


def test_a_backup_made_while_another_process_writes_is_whole_and_counted_right(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    keep(path)
    here = Path(__file__).parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_WRITER), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(here)},
    ) as writer:
        assert writer.stdout is not None
        try:
            counts = []
            for number in range(5):
                while (written := int(writer.stdout.readline())) < (number + 1) * 20:
                    pass
                with reading(path) as database:
                    made = back_up(database, tmp_path / f"{number}.db")
                assert made.responses >= written
                counts.append(made.responses)
        finally:
            writer.terminate()
    assert counts == sorted(set(counts)), "it went on writing all the while"
    for number, count in enumerate(counts):
        copy = sqlite3.connect(tmp_path / f"{number}.db")
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tallied = "SELECT sum(started) FROM funnel"
        assert copy.execute(tallied).fetchone() == (count,)
        copy.close()


def test_a_store_without_wal_is_backed_up_all_the_same(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", Typed(5), engine=UNFIXED)
    with opened(tmp_path / "kiosk.db", UNFIXED) as database:
        assert database.journal == "truncate"
        assert back_up(database, tmp_path / "copy.db").responses == 1


def test_what_was_erased_is_in_no_later_backup(tmp_path: Path) -> None:
    (saved,) = keep(tmp_path / "kiosk.db", Typed(1, (), "I am Jo Bloggs"))
    with open_database(tmp_path / "kiosk.db", writing=True, now_ms=lambda: NOW_MS) as database:
        before = back_up(database, tmp_path / "before.db")
        Responses(database).erase(saved.uid, "manager", "asked to")
        after = back_up(database, tmp_path / "after.db")
    assert b"Bloggs" in before.path.read_bytes()
    assert b"Bloggs" not in after.path.read_bytes()


def test_nothing_is_overwritten_unless_that_is_wanted(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", Typed(5))
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with reading(tmp_path / "kiosk.db") as database:
        with pytest.raises(FileExistsError):
            back_up(database, target)
        assert target.read_text() == "mine"
        assert back_up(database, target, replace=True).responses == 1


def test_a_copy_that_is_not_whole_is_never_given_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path / "kiosk.db", *[Typed(5, (), "Fine.")] * 200)
    copy = backup.copy_into

    def torn(connection: sqlite3.Connection, part: Path) -> None:
        copy(connection, part)
        with part.open("r+b") as file:  # a disk that forgets a page
            file.seek(PAGE_BYTES * 5)
            file.write(b"\xff" * PAGE_BYTES)

    monkeypatch.setattr(backup, "copy_into", torn)
    before = names(tmp_path)
    with reading(tmp_path / "kiosk.db") as database, pytest.raises(StoreError, match="kiosk doctor"):
        back_up(database, tmp_path / "copy.db")
    assert names(tmp_path) - before <= {"kiosk.db-wal", "kiosk.db-shm"}


def test_a_disk_that_refuses_to_take_it_is_said_in_a_sentence_and_nothing_is_left(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", *[Typed(5, (), "Fine." * 20)] * 300)
    (tmp_path / "out").mkdir()
    with reading(tmp_path / "kiosk.db") as database:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
        try:
            with pytest.raises(StoreError) as refused:
                back_up(database, tmp_path / "out" / "copy.db")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert str(refused.value).count(".") >= 1
    assert "\n" not in str(refused.value)
    assert names(tmp_path / "out") == set()


def test_a_copy_that_cannot_be_opened_again_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "copy_into", lambda connection, part: part.unlink())
    with opened(tmp_path / "kiosk.db") as database, pytest.raises(StoreError, match="kiosk doctor"):
        back_up(database, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_folder_that_is_not_there_is_an_error_of_the_file(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", Typed(5))
    with reading(tmp_path / "kiosk.db") as database, pytest.raises(OSError) as refused:  # noqa: PT011  # by errno
        back_up(database, tmp_path / "nowhere" / "copy.db")
    assert refused.value.errno == errno.ENOENT


def _put(folder: Path, *moments: datetime) -> None:
    for moment in moments:
        dated(folder, moment).touch()


def test_the_newest_of_each_of_the_newest_days_is_kept(tmp_path: Path) -> None:
    days = [MORNING - timedelta(days=ago) for ago in range(20)]
    _put(tmp_path, *days, *[MORNING + timedelta(hours=hour) for hour in (4, 8)])
    removed = rotate(tmp_path, keep=14)
    assert len(removed) == 8
    assert names(tmp_path) == {
        "kiosk-2026-03-03T111500.db",
        *(dated(tmp_path, day).name for day in days[1:14]),
    }


def test_days_without_a_backup_do_not_count_against_what_is_kept(tmp_path: Path) -> None:
    weekly = [MORNING - timedelta(weeks=ago) for ago in range(5)]
    _put(tmp_path, *weekly)
    assert rotate(tmp_path, keep=14) == []
    assert backups(tmp_path) == [dated(tmp_path, day) for day in reversed(weekly)]


def test_files_of_other_names_are_left_alone(tmp_path: Path) -> None:
    others = ("kiosk.db", "kiosk-before-0002_views.db", "kiosk-2026-03-03T031500.db.old", "my-2026-03-03.db")
    for name in others:
        (tmp_path / name).touch()
    _put(tmp_path, MORNING, MORNING - timedelta(days=1))
    rotate(tmp_path, keep=1)
    assert names(tmp_path) == {*others, dated(tmp_path, MORNING).name}


def test_no_folder_has_no_backups(tmp_path: Path) -> None:
    assert backups(tmp_path / "nowhere") == []
    assert rotate(tmp_path / "nowhere") == []
