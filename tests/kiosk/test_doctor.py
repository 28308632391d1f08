"""`kiosk doctor` finds what is wrong with a home, says the mend, and never falls over it."""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from exchange.kept_answers import NOW_MS, Typed, counter, keep, opened, response

from kiosk.__main__ import main
from kiosk.doctor.check import Check, State
from kiosk.doctor.examine import examine
from kiosk.home import Home, make_home
from kiosk.pins.file import write_pin
from store.sqlite.backup import dated
from store.sqlite.ballast import Ballast
from store.sqlite.database import PAGE_BYTES
from store.sqlite.locks import lock_label
from store.sqlite.quarantine import Progress, changing_files, put_away
from store.sqlite.responses import Responses
from store.sqlite.spill import Spill, spill_path

NOW = datetime.fromtimestamp(NOW_MS / 1000 + 3600, UTC)
HEALTHY_TERMINAL = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


def found(home: Home, now: datetime = NOW) -> dict[str, Check]:
    """Every check by its name, of a run outside a terminal."""
    return {check.name: check for section in examine(home, HEALTHY_TERMINAL, now) for check in section.checks}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home in good health."""
    made = Home(tmp_path / "shop")
    make_home(made)
    made.path.chmod(0o700)
    keep(made.database, Typed(5), Typed(2, (), "Slow."))
    write_pin(made.pin_file, "246802")
    with opened(made.database) as database:
        database.now_ms = lambda: NOW_MS
        Responses(database).beat("till-1", "asking")
    copy = dated(made.backups, NOW)
    copy.touch(0o600)
    os.utime(copy, (NOW.timestamp() - 3600, NOW.timestamp() - 3600))
    return made


def test_a_healthy_home_has_nothing_to_mend(home: Home) -> None:
    about_the_home = {
        name: check
        for name, check in found(home, NOW - timedelta(minutes=59)).items()
        if name
        in (
            "home",
            "files",
            "settings",
            "survey",
            "PIN",
            "backups",
            "log",
            "store",
            "journal",
            "durability",
            "integrity",
            "disk",
            "drive",
        )
    }
    assert len(about_the_home) == 13
    assert {name for name, check in about_the_home.items() if check.state is not State.OK} == set()
    assert about_the_home["store"].sentence == "kiosk.db: 2 responses."


Damage = Callable[[Home], object]


def _open_to_all(home: Home) -> None:
    home.path.chmod(0o755)


def _readable_answers(home: Home) -> None:
    home.database.chmod(0o644)


def _no_database(home: Home) -> None:
    home.database.write_bytes(b"this is no database" * 500)


def _foreign_database(home: Home) -> None:
    from store.sqlite.engine import sqlite3

    home.database.unlink()
    for rest in ("-wal", "-shm"):
        home.database.with_name(home.database.name + rest).unlink(missing_ok=True)
    other = sqlite3.connect(home.database)
    other.execute("CREATE TABLE invoices (id INTEGER)")
    other.close()


def _torn_page(home: Home) -> None:
    with opened(home.database) as database:
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        (page,) = database.connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'answer'"
        ).fetchone()
    with home.database.open("r+b") as file:
        file.seek((page - 1) * PAGE_BYTES)
        file.write(b"\xff" * PAGE_BYTES)


def _newer_store(home: Home) -> None:
    with opened(home.database) as database:
        database.connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('store', '9999_telepathy', '2030-01-01')"
        )


def _database_is_a_folder(home: Home) -> None:
    home.database.unlink()
    home.database.mkdir()


def _broken_settings(home: Home) -> None:
    home.settings_file.write_text("day_starts = 'late'\n")


def _settings_are_bytes(home: Home) -> None:
    home.settings_file.write_bytes(b"\xff\xfe\x00")


def _settings_are_a_folder(home: Home) -> None:
    home.settings_file.unlink()
    home.settings_file.mkdir()


def _survey_gone(home: Home) -> None:
    (home.surveys / "counter.toml").unlink()


def _survey_broken(home: Home) -> None:
    (home.surveys / "counter.toml").write_text('name = "counter"\n[[question]]\nid = 3\n')


def _survey_is_bytes(home: Home) -> None:
    (home.surveys / "counter.toml").write_bytes(b"\xff\xfe\x00")


def _unlocked(home: Home) -> None:
    text = home.settings_file.read_text().replace("lock = true", "lock = false")
    home.settings_file.write_text(text)


def _bad_zone(home: Home) -> None:
    text = home.settings_file.read_text().replace('# timezone = "Europe/Paris"', 'timezone = "Mars/Base"')
    home.settings_file.write_text(text)


def _no_pin(home: Home) -> None:
    home.pin_file.unlink()


def _broken_pin(home: Home) -> None:
    home.pin_file.write_text("12345")


def _no_backup(home: Home) -> None:
    for path in home.backups.iterdir():
        path.unlink()


def _old_backup(home: Home) -> None:
    for path in home.backups.iterdir():
        os.utime(path, (NOW.timestamp() - 5 * 86_400,) * 2)


def _faults(home: Home) -> None:
    home.log.write_text(f"{NOW:%Y-%m-%d}T10:00:00 Traceback (most recent call last):\n  ...\n\n" * 3)


def _problem(home: Home) -> None:
    with opened(home.database) as database:
        Responses(database).beat("till-1", "asking", "The disk is nearly full.")


@pytest.mark.parametrize(
    ("damage", "name", "state", "said"),
    [
        (_open_to_all, "home", State.WARNING, "chmod 700"),
        (_readable_answers, "files", State.WARNING, "chmod go="),
        (_no_database, "store", State.FAILURE, "not a database"),
        (_foreign_database, "store", State.FAILURE, "another program"),
        (_torn_page, "integrity", State.FAILURE, "puts the file aside"),
        (_newer_store, "store", State.FAILURE, "newer kiosk"),
        (_database_is_a_folder, "store", State.FAILURE, "folder"),
        (_broken_settings, "settings", State.FAILURE, "day_starts"),
        (_settings_are_bytes, "settings", State.FAILURE, "UTF-8"),
        (_settings_are_a_folder, "settings", State.FAILURE, "kiosk.toml"),
        (_survey_gone, "survey", State.FAILURE, "counter.toml. kiosk init --list-templates"),
        (_survey_broken, "survey", State.FAILURE, "kiosk check"),
        (_survey_is_bytes, "survey", State.FAILURE, "cannot be read"),
        (_unlocked, "settings", State.WARNING, "lock = true"),
        (_bad_zone, "settings", State.FAILURE, "Mars/Base"),
        (_no_pin, "PIN", State.WARNING, "kiosk pin"),
        (_broken_pin, "PIN", State.FAILURE, "kiosk pin --reset"),
        (_no_backup, "backups", State.WARNING, "kiosk backup"),
        (_old_backup, "backups", State.WARNING, "5 days old"),
        (_faults, "log", State.WARNING, "3 faults"),
        (_problem, "kiosk till-1", State.WARNING, "nearly full"),
    ],
)
def test_what_is_broken_is_named_with_its_mend(
    home: Home, damage: Damage, name: str, state: State, said: str
) -> None:
    damage(home)
    check = found(home)[name]
    assert check.state is state, check
    assert said in f"{check.sentence} {check.mend}"
    assert check.mend
    assert main(["--home", str(home.path), "doctor", "--json"]) == (1 if state is State.FAILURE else 0)


def test_a_home_that_is_not_there_is_no_failure_and_is_not_made(tmp_path: Path) -> None:
    checks = found(Home(tmp_path / "nowhere"))
    assert checks["home"].state is State.WARNING
    assert "kiosk init" in checks["home"].mend
    assert checks["disk"].state is State.OK
    assert os.listdir(tmp_path) == []


def test_a_home_that_is_a_file_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert found(Home(tmp_path / "file"))["home"].state is State.FAILURE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look anywhere")
def test_a_home_that_may_not_be_looked_at_is_a_failure(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o000)
    try:
        checks = found(Home(locked / "shop"))
    finally:
        locked.chmod(0o700)
    assert checks["home"].state is State.FAILURE
    assert "Permission denied" in checks["home"].sentence


def test_a_clock_behind_the_newest_answer_is_a_failure(home: Home) -> None:
    with opened(home.database) as database:
        database.now_ms = lambda: NOW_MS
        Responses(database).save(response(counter(), 7, Typed(4)))
    check = found(home, NOW - timedelta(days=2))["clock"]
    assert check.state is State.FAILURE
    assert "already has an answer" in check.sentence


def test_a_kiosk_that_ended_without_closing_is_told_from_one_that_runs(home: Home) -> None:
    just_now = datetime.fromtimestamp(NOW_MS / 1000 + 30, UTC)
    assert "without closing" in found(home, just_now)["kiosk till-1"].sentence
    with lock_label(home.path, "till-1"):
        assert found(home, just_now)["kiosk till-1"].sentence == "Asking."
        silent = found(home, NOW)["kiosk till-1"]
    assert silent.state is State.WARNING
    assert silent.sentence.startswith("Silent since 2026-03-03")


def test_a_kiosk_that_was_closed_is_well(home: Home) -> None:
    with opened(home.database) as database:
        Responses(database).beat("till-1", "closed")
    assert found(home)["kiosk till-1"].state is State.OK


def test_nothing_is_changed_by_looking(home: Home) -> None:
    def state() -> dict[str, tuple[float, int]]:
        return {
            str(path): (path.stat().st_mtime, path.stat().st_size)
            for path in home.path.rglob("*")
            if path.is_file() and not path.name.startswith((".running", "kiosk.db-"))
        }

    before = state()
    found(home)
    assert state() == before


def test_json_is_one_document_with_stable_keys(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(home.path), "doctor", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["healthy", "failures", "warnings", "checks"]
    assert document["healthy"] is True
    for check in document["checks"]:
        assert list(check) == ["section", "name", "state", "sentence", "mend"]
        assert check["state"] in ("ok", "warning", "failure")
        assert bool(check["mend"]) == (check["state"] != "ok")


def test_in_words_each_check_is_a_line_and_each_mend_another(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    _no_pin(home)
    assert main(["--home", str(home.path), "doctor"]) == 0
    out = capsys.readouterr().out
    assert "\n  warning  PIN: No PIN is set.\n           -> kiosk pin sets one" in out
    assert "\x1b" not in out, "no colours in a pipe"


def test_a_large_store_is_looked_through_only_so_long(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = counter()
    with opened(home.database) as database:
        responses = Responses(database)
        responses.save_many(
            response(survey, number, Typed(5, ("wait",), "Fine.")) for number in range(10, 600)
        )
    monkeypatch.setattr("kiosk.doctor.examine._LOOKING_SECONDS", -1.0)
    began = time.monotonic()
    check = found(home)["integrity"]
    assert time.monotonic() - began < 10
    assert check.state is State.OK
    assert "a backup looks at all of it" in check.sentence


def test_answers_that_wait_for_the_store_are_counted(home: Home) -> None:
    assert found(home)["spill"].state is State.OK
    spill = Spill(spill_path(home.database, "till-1"), size=1 << 16)
    spill.keep(response(counter(), 1, Typed(4)), counter())
    spill.keep(response(counter(), 1, Typed(4)), counter())
    waiting = found(home)["spill"]
    assert waiting.state is State.WARNING
    assert "1 visit in kiosk.db-spill-till-1" in waiting.sentence
    spill.clear()
    spill.close()
    assert found(home)["spill"].state is State.OK


def test_a_damaged_file_is_named_until_somebody_has_seen_to_it(home: Home) -> None:
    assert found(home)["quarantine"].state is State.OK
    with changing_files(home.database):
        case = put_away(home.database, NOW_MS)
    before = found(home)["quarantine"]
    assert before.state is State.WARNING
    assert str(case.folder) in before.sentence
    assert "A running kiosk goes on with it" in before.mend
    case.note(Progress(saved=12, done=True))
    assert "all of it was brought over: 12 responses" in found(home)["quarantine"].sentence
    case.note(Progress(saved=12, lost=1, done=True))
    lost = found(home)["quarantine"]
    assert "not to be read: 1 response." in lost.sentence
    assert "A backup may hold the rest" in lost.mend


def test_the_reserve_for_a_full_disk_is_looked_at(home: Home) -> None:
    assert found(home)["reserve"].state is State.OK
    assert Ballast(home.database).make()
    assert "32 MB are kept" in found(home)["reserve"].sentence
    assert found(home)["files"].state is State.OK
