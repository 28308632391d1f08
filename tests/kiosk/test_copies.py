"""`kiosk restore`, `merge` and `retention`: copies come back, come together, and forget people."""

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from exchange.kept_answers import DAY, TEXT, Typed, counter, keep, opened, response

from kiosk.__main__ import main
from kiosk.home import Home, make_home
from store.model.period import day_date
from store.sqlite import audit
from store.sqlite.backup import backups
from store.sqlite.database import PAGE_BYTES
from store.sqlite.locks import lock_home
from store.sqlite.reader import SqliteReader
from store.sqlite.responses import Responses
from store.sqlite.restoring import held
from store.sqlite.rewards import Offer


@pytest.fixture(autouse=True)
def at_the_end_of_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    for module in ("kiosk.commands.scores", "kiosk.shop_clock"):  # it is known by both
        monkeypatch.setattr(f"{module}.shop_clock", lambda timezone: lambda: now)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return shop(tmp_path / "shop", Typed(5, comment="Ann Miller was kind"), Typed(2, reference="8123"))


def shop(path: Path, *people: Typed) -> Home:
    made = Home(path)
    make_home(made)
    keep(made.database, *people)
    return made


def run(home: Home, *arguments: object) -> int:
    return main(["--home", str(home.path), *map(str, arguments)])


def meta(home: Home) -> tuple[object, ...]:
    with opened(home.database) as database:
        return database.connection.execute("SELECT uid, epoch FROM meta").fetchone()


def add(home: Home, number: int, typed: Typed) -> None:
    with opened(home.database) as database:
        Responses(database).save(response(counter(), number, typed))


def test_a_backup_takes_the_stores_place_and_what_stood_there_is_kept(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "backup") == 0
    (backup,) = backups(home.backups)
    add(home, 7, Typed(1))
    home.settings_file.write_text('timezone = "Pacific/Kiritimati"\n')
    before = meta(home)
    capsys.readouterr()
    assert run(home, "restore", backup, "--yes") == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{home.database} holds 2 responses now, checked.\n")
    assert "Now: 3 responses, the newest of 4 Mar 2026 05:07\n" in err  # on the shop's clock
    (aside,) = home.backups.glob("before-restore-*")
    assert held(aside / "kiosk.db").responses == 3
    assert meta(home)[0] == before[0]
    assert meta(home)[1] != before[1]  # who took revisions from it counts anew
    assert stat.S_IMODE(home.database.stat().st_mode) == 0o600
    assert stat.S_IMODE(aside.stat().st_mode) == 0o700
    assert run(home, "merge", aside) == 0  # and what came since is brought back
    assert held(home.database).responses == 3
    assert not [name for name in os.listdir(home.path) if "restored" in name]


def test_what_was_erased_since_the_backup_stays_erased(home: Home) -> None:
    assert run(home, "backup") == 0
    (backup,) = backups(home.backups)
    assert run(home, "retention", "--days", 1, "--yes") == 0
    assert run(home, "restore", backup, "--yes") == 0
    assert b"Ann Miller" not in home.database.read_bytes()
    with opened(home.database) as database:
        assert database.connection.execute("SELECT sum(erased) FROM response").fetchone() == (2,)


def rewarded(home: Home, number: int, code: str) -> None:
    with opened(home.database) as database:
        Responses(database).finish(response(counter(), number, Typed(4)), Offer(lambda taken: code))


def codes(home: Home, *wanted: str) -> list[bool]:
    with opened(home.database) as database:
        return [Responses(database).is_given(code) for code in wanted]


def test_a_code_that_was_given_after_the_backup_is_not_given_again(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    rewarded(home, 7, "R-1")
    assert run(home, "backup") == 0
    (backup,) = backups(home.backups)
    rewarded(home, 8, "R-2")
    with opened(home.database) as database:
        Responses(database).void(response(counter(), 8, Typed(4)).uid, "Ann", "a test")
    assert run(home, "restore", backup, "--yes") == 0
    assert run(home, "restore", backup, "--yes") == 0  # what the first one remembered is not forgotten
    assert codes(home, "R-1", "R-2", "R-3") == [True, True, False]
    assert "reward" not in capsys.readouterr().err
    with opened(home.database) as database:
        log = audit.changes(database.connection, before=None, limit=9)
        assert [each.what for each in log] == ["restore", "restore", "void"]


def test_where_codes_are_not_known_any_more_it_is_said(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    rewarded(home, 7, "R-1")
    assert run(home, "backup") == 0
    (backup,) = backups(home.backups)
    home.database.write_bytes(b"SQLite format 3\x00" + b"rubbish" * 1000)
    capsys.readouterr()
    assert run(home, "restore", backup, "--yes") == 0
    assert "Reward codes that were given after this backup" in capsys.readouterr().err
    assert codes(home, "R-1") == [True]


def test_so_it_is_where_the_first_was_given_after_the_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = shop(tmp_path / "shop")
    with opened(home.database) as database:
        Responses(database).register(counter(f'{TEXT}\n[reward]\ncodes = "codes.txt"\n'))
    assert run(home, "backup") == 0
    home.database.unlink()  # with all that was given since
    capsys.readouterr()
    assert run(home, "restore", backups(home.backups)[0], "--yes") == 0
    assert "Reward codes that were given after this backup" in capsys.readouterr().err


def test_a_damaged_store_tells_its_codes_by_their_index(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    rewarded(home, 7, "R-1")
    assert run(home, "backup") == 0
    (backup,) = backups(home.backups)
    rewarded(home, 8, "R-2")
    with opened(home.database) as database:
        (page,) = database.connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'response'"
        ).fetchone()
    damaged = bytearray(home.database.read_bytes())
    damaged[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = b"\xff" * PAGE_BYTES
    home.database.write_bytes(damaged)
    capsys.readouterr()
    assert run(home, "restore", backup, "--yes") == 0
    assert "Reward codes" not in capsys.readouterr().err
    assert codes(home, "R-1", "R-2") == [True, True]


def test_a_damaged_store_can_be_restored_too(home: Home) -> None:
    assert run(home, "backup") == 0
    (backup,) = backups(home.backups)
    home.database.write_bytes(b"SQLite format 3\x00" + b"rubbish" * 1000)
    assert run(home, "restore", backup, "--yes") == 0
    assert held(home.database).responses == 2
    (aside,) = home.backups.glob("before-restore-*")
    assert b"rubbish" in (aside / "kiosk.db").read_bytes()


def test_a_home_without_a_store_gets_the_backup(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    make_home(other)
    assert run(other, "restore", home.database, "--yes") == 0
    assert held(other.database).responses == 2


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + b"rubbish" * 1000])
def test_what_is_no_backup_changes_nothing(
    home: Home, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "stick.db"
    file.write_bytes(content)
    before = home.database.read_bytes()
    assert run(home, "restore", file, "--yes") == 3
    assert run(home, "restore", home.database, "--yes") == 3
    assert run(home, "restore", tmp_path / "none.db", "--yes") == 3
    assert home.database.read_bytes() == before
    assert capsys.readouterr().err.count("kiosk: ") == 3


@pytest.mark.parametrize("command", [("restore", "--yes"), ("merge",)], ids=["restore", "merge"])
def test_another_file_than_a_kiosks_is_told_by_what_it_is(
    home: Home, tmp_path: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "backup", "--to", tmp_path / "good.db") == 0
    good = (tmp_path / "good.db").read_bytes()
    with closing(sqlite3.connect(tmp_path / "newer.db")) as newer:
        newer.deserialize(good)
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('store', '9999', '')"
        )
        newer.commit()
        (tmp_path / "newer.db").write_bytes(newer.serialize())
    for name, content in {
        "a.csv": b"date;score\n",
        "empty.db": b"",
        "picture.db": b"\x89PNG\0\0",
        "strange.db": good[:68] + b"else" + good[72:],
        "half.db": good[: len(good) // 2],
    }.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "round.db").symlink_to("round.db")
    before = home.database.read_bytes()
    capsys.readouterr()
    for name, said in {
        "a.csv": "is no kiosk's file; kiosk import takes over answers from a CSV file.",
        "empty.db": "is no kiosk's file; name a kiosk's backup, or its kiosk.db.",
        "picture.db": "is no kiosk's file; name a kiosk's backup, or its kiosk.db.",
        "strange.db": "is no kiosk's file; name a kiosk's backup, or its kiosk.db.",
        "half.db": "is damaged, or only a part of it is there; copy it anew, or take an older copy.",
        "newer.db": "was made by a newer kiosk; update this one (pipx upgrade survey-kiosk).",
        "round.db": "cannot be opened (Too many levels of symbolic links);"
        " look at the rights of the file and of its folder.",
    }.items():
        assert run(home, command[0], tmp_path / name, *command[1:]) == 3
        assert capsys.readouterr().err == f"kiosk: {tmp_path / name} {said}\n"
    assert home.database.read_bytes() == before


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stick").mkdir()
    none, folder = tmp_path / "none.db", tmp_path / "stick"
    codes = [run(home, *line) for line in (
        ("restore", none), ("restore", folder), ("merge", none), ("merge", folder), ("import", none),
        ("import", folder),
    )]  # fmt: skip
    assert codes == [3, 3, 3, 3, 2, 2]
    missing, is_folder = f"kiosk: {none} is missing.", f"kiosk: {folder} is a folder; name a file in it."
    no_store = f"kiosk: {folder / 'kiosk.db'} is missing."
    assert capsys.readouterr().err.splitlines() == [missing, is_folder, missing, no_store, missing, is_folder]


def test_a_backup_with_a_damaged_page_is_not_restored(home: Home, tmp_path: Path) -> None:
    assert run(home, "backup") == 0
    (backup,) = backups(home.backups)
    damaged = bytearray(backup.read_bytes())
    damaged[8192 + 100 : 8192 + 3000] = b"\xff" * 2900
    backup.write_bytes(damaged)
    before = home.database.read_bytes()
    assert run(home, "restore", backup, "--yes") == 3
    assert home.database.read_bytes() == before
    assert not list(home.backups.glob("before-restore-*"))


def test_nothing_is_restored_unasked_or_while_a_kiosk_runs(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "backup") == 0
    (backup,) = backups(home.backups)
    assert run(home, "restore", backup) == 1
    assert capsys.readouterr().err.endswith("kiosk: Nothing was restored; add --yes to restore it.\n")
    child = os.fork()
    if not child:  # another process, as a kiosk is
        lock_home(home.path)
        os.kill(os.getpid(), 19)  # SIGSTOP
        os._exit(0)
    os.waitpid(child, os.WUNTRACED)
    try:
        assert run(home, "restore", backup, "--yes") == 3
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
    assert "Another kiosk or operator screen is using" in capsys.readouterr().err


def test_merging_tells_what_came(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = shop(tmp_path / "other")
    with opened(other.database) as database:
        responses = Responses(database)
        responses.register(counter(TEXT.replace("How satisfied", "How very satisfied")))
        survey = counter(TEXT.replace("How satisfied", "How very satisfied"))
        responses.save(replace(response(survey, 99, Typed(1)), kiosk="till-9"))
    assert run(home, "merge", other.path) == 0
    assert run(home, "merge", other.path) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"{other.database}: 1 added and 0 changed here, of 1 that are new there."
    assert out[1] == f"{other.database}: 0 added and 0 changed here, of 0 that are new there."
    with opened(home.database) as database:  # the wording of another shop is not shown here
        assert SqliteReader(database).questions()[0].text == {"en": "How satisfied are you?"}
    assert run(home, "merge", tmp_path / "none.db") == 3


def test_old_texts_go_and_the_counts_stay(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "backup") == 0
    capsys.readouterr()
    assert run(home, "scores", "--json", "--from", day_date(DAY), "--to", day_date(DAY)) == 0
    scores = capsys.readouterr().out
    add(home, 100 * 300, Typed(4, comment="of later"))  # three hundred days after
    assert run(home, "retention", "--days", 100_000, "--yes") == 0
    assert capsys.readouterr().out == "Nothing that tells of a person is older than 100000 days.\n"
    assert run(home, "retention", "--days", 10) == 1
    assert "2 responses are due" in capsys.readouterr().err
    assert run(home, "retention", "--days", 10, "--yes") == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "The texts, contacts and references of 2 responses are erased; their scores stay.\n"
    )
    (copy,) = backups(home.backups)
    assert f"  backups/{copy.name}\n" in out
    assert run(home, "scores", "--json", "--from", day_date(DAY), "--to", day_date(DAY)) == 0
    assert capsys.readouterr().out == scores
    assert b"Ann Miller" not in home.database.read_bytes()
    with opened(home.database) as database:
        texts = database.connection.execute("SELECT text FROM written").fetchall()
        assert texts == [("of later",)]
        (log,) = database.connection.execute("SELECT what, subject, why FROM change").fetchall()
        assert log == ("retention", "2 responses", "older than 10 days")


def test_retention_wants_to_know_after_how_many_days(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "retention") == 2
    home.settings_file.write_text("retention_days = 1\n", encoding="utf-8")
    assert run(home, "retention", "--yes") == 0
    assert "of 2 responses are erased;" in capsys.readouterr().out
