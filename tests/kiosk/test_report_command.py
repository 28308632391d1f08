"""`kiosk report`: on paper, in a mail, by cron; the codes and the one sentence when it cannot."""

import os
import re
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from model.small_shop import SURVEY, visit
from rich.cells import cell_len

from kiosk.__main__ import main
from kiosk.home import Home, make_home
from kiosk.shop_clock import now_ms
from store.model.period import business_day
from store.model.response import Response
from store.model.rules import Rules
from store.sqlite.database import open_database
from store.sqlite.responses import Responses


def today() -> date:
    """The business day that the command will take for today; the tests of a run span no 4 in the morning."""
    return business_day(datetime.now().astimezone(), 4)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Ten answers yesterday, three today; one comment that may be read and one that may not."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    found = Home(tmp_path / "home")
    make_home(found)
    yesterday = today() - timedelta(days=1)
    said = visit(day=yesterday, hour=9, score=2, remark="So slow")
    agreed = replace(said.answers["remark"], text="Kind people", consent=True)
    responses = [visit(day=yesterday, hour=12, score=5) for _ in range(8)]
    responses += [said, replace(said, uid="agreed", answers={**said.answers, "remark": agreed})]
    responses += [visit(day=today(), hour=10, score=4, touchpoint="returns") for _ in range(3)]
    fill(found, responses)
    return found


def fill(home: Home, responses: list[Response]) -> None:
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        store = Responses(database, Rules(repeat_seconds=0, fast_ms=0, burst_visits=10**6))
        store.register(SURVEY)
        for response in responses:
            store.save(response)


def report(home: Home, *arguments: str) -> int:
    return main(["--home", str(home.path), "report", *arguments])


def test_today_fits_a_receipt(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(home, "--width", "32") == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "3 of 3 satisfied so far; too few" in out
    assert all(cell_len(line) <= 32 for line in out.splitlines())
    assert "\x1b" not in out


def test_yesterday_is_over_and_shows_only_what_its_writers_agreed_to(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(home, "--previous") == 0
    out = capsys.readouterr().out
    assert "8 of 10 satisfied" in out
    assert "Kind people" in out
    assert "So slow" not in out
    assert "As of" not in out


def test_a_page_is_whole_and_its_owners_only_and_replaces_the_one_before(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "today.html"
    page.write_text("old")
    assert report(home, "--html", str(page), "--in-language", "fr") == 0
    assert capsys.readouterr().out == ""
    assert page.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="fr">')
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "today" in path.name] == ["today.html"]


def test_both_at_once_are_a_mail_and_its_attachment(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(home, "--html", str(tmp_path / "a.html"), "--text", "--touchpoint", "returns") == 0
    assert "touchpoint returns" in capsys.readouterr().out
    assert "touchpoint returns" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_plain_ascii_for_a_printer_that_knows_nothing_else(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(home, "--ascii", "--in-language", "fr") == 0
    assert capsys.readouterr().out.isascii()


def test_an_output_that_cannot_take_the_signs_gets_none(home: Home, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "--home", str(home.path), "report", "--in-language", "fr"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert b"Pas de changement" in done.stdout or b"satisfaits sur" in done.stdout


def test_under_cron_it_is_in_the_shops_own_language(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = home.settings_file.read_text(encoding="utf-8")
    home.settings_file.write_text(
        'language = "fr"\n' + re.sub(r"(?m)^language .*$", "", text), encoding="utf-8"
    )
    assert report(home) == 0
    assert "Satisfaction".upper() in (out := capsys.readouterr().out)
    assert "Comments" in out
    monkeypatch.delenv("LC_ALL")
    monkeypatch.setenv("LANG", "")
    monkeypatch.setenv("LC_MESSAGES", "")
    assert report(home) == 0
    assert "Commentaires" in capsys.readouterr().out


def test_it_never_loads_the_screens(home: Home, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    code = (
        "import sys; from kiosk.__main__ import main;"
        f"main(['--home', {str(home.path)!r}, 'report', '--html', {str(page)!r}, '--text']);"
        "sys.exit('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert page.exists()


def test_a_shop_that_nobody_has_answered_in_has_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = Home(tmp_path / "new")
    make_home(empty)
    assert report(empty) == 0
    assert "No answers yet." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--touchpoint", "retuns"), 2, 'touchpoint "retuns": nothing here is called that; write one of'),
        (("--question", "satisfied"), 2, "write one of satisfaction, recommend, ease"),
        (("--in-language", "tlh"), 2, '--in-language "tlh": write one of en, fr'),
        (("--html", "-", "--text"), 2, "would mix in one pipe"),
        (("--html", "/tmp"), 2, "/tmp is a folder; name a file in it, such as /tmp/report.html."),
        (("--html", "no/such/folder/a.html"), 2, "cannot be written (No such file or directory)"),
        (("--previous", "--from", "2026-01-01"), 2, "not both"),
        (("--width", "10"), 2, "10"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    home: Home, arguments: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(home, *arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_a_store_that_cannot_be_read_is_3(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.database.write_bytes(b"not a database, whatever its name says" * 200)
    assert report(home) == 3
    assert capsys.readouterr().out == ""
