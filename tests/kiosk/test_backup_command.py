"""`kiosk backup`: dated files in the home, or one where it is wanted."""

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from exchange.kept_answers import Typed, keep

from kiosk.__main__ import main
from kiosk.home import Home, make_home
from store.sqlite.backup import backups, dated


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "shop")
    make_home(made)
    keep(made.database, Typed(5), Typed(2))
    return made


def back_up(home: Home, *arguments: str) -> int:
    return main(["--home", str(home.path), "backup", *arguments])


def test_a_dated_backup_is_made_and_told(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert back_up(home) == 0
    (made,) = backups(home.backups)
    said = capsys.readouterr().out
    assert said.startswith(f"{made}: ")
    assert said.endswith(" KB, 2 responses, checked.\n")  # never "0 MB"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_a_home_without_a_folder_for_backups_gets_one(home: Home) -> None:
    home.backups.rmdir()
    assert back_up(home) == 0
    assert stat.S_IMODE(home.backups.stat().st_mode) == 0o700


def test_old_backups_go_when_a_new_one_is_whole(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    old = [dated(home.backups, datetime.now() - timedelta(days=ago)) for ago in (1, 2, 3)]
    for path in old:
        path.touch()
    assert back_up(home, "--keep", "3") == 0
    assert backups(home.backups)[:2] == [old[1], old[0]]
    assert "Removed 1 older one.\n" in capsys.readouterr().out


def test_a_failing_backup_removes_no_old_one(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    old = dated(home.backups, datetime(2026, 1, 1))
    old.touch()
    home.database.write_bytes(b"no database" * 100)
    assert back_up(home, "--keep", "1") == 3
    assert backups(home.backups) == [old]
    assert capsys.readouterr().err.count("\n") == 1


def test_it_goes_where_it_is_wanted_and_the_dated_ones_stay(home: Home, tmp_path: Path) -> None:
    assert back_up(home, "--to", str(tmp_path / "stick.db")) == 0
    assert (tmp_path / "stick.db").exists()
    assert backups(home.backups) == []


@pytest.mark.parametrize(
    ("target", "said"), [("there.db", "--force"), (".", "is a folder"), ("nowhere/a.db", "No such file")]
)
def test_a_target_that_will_not_do_is_one_sentence(
    home: Home,
    target: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(home.path.parent)
    Path("there.db").write_text("mine")
    assert back_up(home, "--to", target) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert Path("there.db").read_text() == "mine"
    assert sorted(os.listdir(".")) == ["shop", "there.db"]


def test_a_home_that_is_not_set_up_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert back_up(Home(tmp_path / "nowhere")) == 3
    assert "kiosk init" in capsys.readouterr().err
    assert os.listdir(tmp_path) == []
