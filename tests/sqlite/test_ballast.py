"""The ballast keeps room for the moment when there is none."""

from pathlib import Path

import pytest

from store.sqlite.ballast import Ballast, ballast_path

SIZE = 1 << 20


def test_it_takes_real_room_and_gives_it_back(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "kiosk.db", size=SIZE)
    assert ballast.make()
    found = ballast_path(tmp_path / "kiosk.db").stat()
    assert found.st_size == SIZE
    assert found.st_blocks * 512 >= SIZE
    assert found.st_mode & 0o777 == 0o600
    assert ballast.release()
    assert ballast.was_released
    assert list(tmp_path.iterdir()) == []
    assert not ballast.release(), "there is nothing left to give"


def test_it_is_made_once(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "kiosk.db", size=SIZE)
    assert ballast.make()
    before = ballast.path.stat()
    assert Ballast(tmp_path / "kiosk.db", size=SIZE).make()
    assert ballast.path.stat().st_ino == before.st_ino


def test_it_takes_no_room_where_there_is_little(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "kiosk.db", size=1 << 50)
    assert not ballast.make()
    assert list(tmp_path.iterdir()) == []


def test_it_does_without_a_file_system_that_reserves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.posix_fallocate", raising=False)
    ballast = Ballast(tmp_path / "kiosk.db", size=SIZE)
    assert ballast.make()
    assert ballast.path.stat().st_blocks * 512 >= SIZE
