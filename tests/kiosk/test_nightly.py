"""A running kiosk copies its store each night and forgets old texts, by itself, and in nobody's way."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from customer.at_work import at_work
from exchange.kept_answers import DAY, UNFIXED, Typed, keep, opened

from kiosk.home import Home, make_home
from kiosk.nightly import Nightly
from kiosk.settings import Settings
from store.model.period import day_date
from store.sqlite import backup
from store.sqlite.backup import backups, dated
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError
from store.sqlite.locks import lock_file

EVENING = datetime.combine(day_date(DAY + 100), datetime.min.time(), UTC) + timedelta(hours=22)


class Night:
    """One kiosk at night."""

    def __init__(self, home: Home, settings: Settings) -> None:
        self.home = home
        self.now = EVENING
        self.seconds = 0.0
        self.failed: list[Exception] = []
        self.nightly = Nightly(home, settings, clock=lambda: self.now, tell=self.failed.append)

    def look(self, hours: float = 0.0, *, quiet: float = 100.0) -> list[Path]:
        """So much later: which backups there are when what was begun is done."""
        self.now += timedelta(hours=hours)
        self.seconds += hours * 3600
        self.nightly.look(self.seconds, quiet)
        self.nightly.join(20)
        for path in backups(self.home.backups)[-1:]:
            os.utime(path, (self.now.timestamp(), self.now.timestamp()))
        return backups(self.home.backups)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "shop")
    make_home(made)
    keep(made.database, Typed(5, comment="Ann Miller"), Typed(2))
    return made


@pytest.fixture
def night(home: Home) -> Iterator[Night]:
    made = Night(home, Settings())
    yield made
    made.nightly.close()


def test_a_backup_is_made_once_a_night_and_made_up_for(night: Night) -> None:
    assert night.look(quiet=10) == []  # somebody was there a moment ago
    (first,) = night.look()  # yesterday's, which nobody made
    assert night.look(0.5) == [first]
    assert night.look(4) == [first]
    assert len(night.look(2)) == 2  # half past four
    assert len(night.look(1)) == 2
    assert len(night.look(72)) == 3  # it was off for three days
    assert night.failed == []


def test_one_made_by_hand_after_the_hour_is_enough(night: Night) -> None:
    path = dated(night.home.backups, night.now)
    path.touch()
    os.utime(path, (night.now.timestamp(), night.now.timestamp()))
    assert night.look() == [path]
    os.utime(path, (night.now.timestamp() + 86_400 * 400, night.now.timestamp() + 86_400 * 400))
    assert len(night.look(8)) == 2  # one of next year tells of a wrong clock only


def test_old_backups_go(home: Home) -> None:
    night = Night(home, replace(Settings(), backup_keep=2))
    assert [len(night.look(24)) for _ in range(3)] == [1, 2, 2]


def test_none_is_made_where_none_is_wanted(home: Home) -> None:
    assert Night(home, replace(Settings(), backup_keep=0)).look() == []


def test_old_texts_go_before_the_copy_is_made(home: Home) -> None:
    night = Night(home, replace(Settings(), retention_days=30))
    (path,) = night.look()
    assert b"Ann Miller" not in path.read_bytes()
    assert b"Ann Miller" not in home.database.read_bytes()
    with opened(home.database) as database:
        (told,) = database.connection.execute("SELECT by, what, why FROM change").fetchall()
    assert told == ("kiosk-1", "retention", "older than 30 days")


def test_a_failure_is_told_and_tried_again_an_hour_later(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shutil import disk_usage

    real = disk_usage(night.home.path)
    monkeypatch.setattr("shutil.disk_usage", lambda path: real._replace(free=1000))
    assert night.look() == []
    (error,) = night.failed
    assert "has no room for a backup" in str(error)
    monkeypatch.undo()
    assert len(night.look(1.1)) == 1


def test_of_two_kiosks_in_one_home_one_does_it(night: Night) -> None:
    with lock_file(night.home.path / ".nightly.lock", ""):
        assert night.look() == []
    assert night.failed == []


def busy(connection: sqlite3.Connection, part: Path) -> None:
    """A copy that takes for ever, as of a store of many gigabytes."""
    try:
        connection.execute(
            "WITH RECURSIVE n (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM n) SELECT count(*) FROM n"
        ).fetchall()
    except sqlite3.Error as error:
        raise StoreError("The copy failed.") from error


@pytest.mark.parametrize(("journal", "makes_way"), [("truncate", True), ("wal", False)])
def test_a_copy_that_would_keep_an_answer_waiting_makes_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: str, makes_way: bool
) -> None:
    home = Home(tmp_path / "shop")
    make_home(home)
    if journal == "truncate":
        keep(home.database, Typed(5), engine=UNFIXED)
    else:
        keep(home.database, Typed(5))
        with opened(home.database) as database:
            if database.journal != "wal":
                pytest.skip("this engine has no safe WAL")
    monkeypatch.setattr(backup, "copy_into", busy)
    night = Night(home, Settings())
    night.nightly.look(0, 100)
    deadline = time.monotonic() + 10
    while night.nightly._interrupt is None:
        assert time.monotonic() < deadline
        time.sleep(0.002)
    # Whoever answers gives the word, again and again: the first may come before the copy has begun.
    while night.nightly.is_at_work and time.monotonic() < deadline:
        night.nightly.make_way()
        night.nightly.join(0.05)
        if not makes_way:
            break
    assert night.nightly.is_at_work is not makes_way
    if not makes_way:
        night.nightly.close()
        assert not night.nightly.is_at_work
    assert [name for name in os.listdir(home.backups) if "part" in name] == []
    assert night.failed == []
    monkeypatch.undo()
    if makes_way:
        assert len(night.look(1)) == 1  # and it is made later
        night.nightly.close()


async def test_a_kiosk_that_nobody_uses_makes_its_backup(tmp_path: Path) -> None:
    async with at_work(tmp_path) as kiosk:
        await kiosk.until(lambda: kiosk.app.opened.is_set())
        kiosk.app.tick()
        assert backups(kiosk.home.backups) == []
        kiosk.clock.move(120)
        kiosk.app.tick()
        await kiosk.until(lambda: len(backups(kiosk.home.backups)) == 1)
