"""What `kiosk run` and `kiosk pin` decide before anything is drawn."""

import os
import pty
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.home import Home, make_home
from kiosk.pins.file import is_pin, write_pin
from kiosk.shop_clock import new_uid, now_ms, shop_clock
from kiosk.surveys import NoSurvey, load_survey, start_language
from store.model.survey_file import SurveyError


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    make_home(home)
    return home


def _kiosk(home: Home, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command; without `stdin`, at a terminal that shows nothing but the errors."""
    command = [sys.executable, "-m", "kiosk", "--home", str(home.path), *arguments]
    if stdin is not None:
        return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)
    shows, terminal = pty.openpty()
    try:
        return subprocess.run(command, stdin=terminal, capture_output=True, text=True, check=False)
    finally:
        os.close(terminal)
        os.close(shows)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--survey", "nonesuch"], "surveys/nonesuch.toml is missing; the surveys here are counter.\n"),
        (["--language", "de"], 'The survey "counter" has no language "de"; it has en, fr.\n'),
        (["--label", "x" * 50], ": It is 50 characters long. Shorten it to 40.\n"),
        (["--touchpoint", " "], '--touchpoint " ": It is empty.'),
        (["--survey", "missing.toml"], "missing.toml is missing; the surveys here are counter.\n"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_2(home: Home, options: list[str], said: str) -> None:
    result = _kiosk(home, "run", *options)
    assert result.returncode == 2
    assert result.stderr.startswith("kiosk: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_home_that_is_a_file_is_refused_with_2_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("precious")
    result = _kiosk(Home(tmp_path / "home"), "run")
    assert result.returncode == 2
    assert "is a file where a folder should be" in result.stderr
    assert (tmp_path / "home").read_text() == "precious"


def test_a_survey_may_be_any_file(home: Home, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_bytes(b"\xef\xbb\xbf" + (home.surveys / "counter.toml").read_bytes())
    assert load_survey(home, str(other)) == load_survey(home, "counter")


@pytest.mark.parametrize(
    ("content", "said"), [(b"\n\xff", r"counter\.toml:2: This is not UTF-8"), (None, "cannot be read")]
)
def test_a_survey_that_cannot_be_read_is_named(home: Home, content: bytes | None, said: str) -> None:
    file = home.surveys / "counter.toml"
    file.unlink()
    file.mkdir() if content is None else file.write_bytes(content)
    with pytest.raises(NoSurvey, match=said):
        load_survey(home, "counter")


def test_a_survey_that_cannot_be_asked_keeps_all_its_problems(home: Home) -> None:
    (home.surveys / "counter.toml").write_text('name = "x"')
    with pytest.raises(SurveyError) as caught:
        load_survey(home, "counter")
    assert len(caught.value.problems) > 1


def test_it_starts_in_the_chosen_language_else_the_locales_else_the_surveys_first(home: Home) -> None:
    survey = load_survey(home, "counter")
    assert start_language(survey, "fr", "en_GB") == "fr"
    assert start_language(survey, None, "fr_CA") == "fr"
    assert start_language(survey, None, "de_DE") == "en"


def test_the_shops_clock_tells_its_own_time() -> None:
    local, tokyo = shop_clock(None)(), shop_clock("Asia/Tokyo")()
    assert tokyo.utcoffset() == timedelta(hours=9)
    assert abs(tokyo - local) < timedelta(seconds=5)


def test_a_visits_name_is_a_uuid_of_version_7_in_order_of_time() -> None:
    before, name, after = now_ms(), new_uid(), now_ms()
    assert [len(part) for part in name.split("-")] == [8, 4, 4, 4, 12]
    assert name[14] == "7"
    assert name[19] in "89ab"
    assert before <= int(name.replace("-", "")[:12], 16) <= after
    assert len({new_uid() for _ in range(1000)}) == 1000
    assert datetime.fromtimestamp(before / 1000, UTC).year >= 2024


def test_the_pin_is_changed_by_who_knows_it(home: Home) -> None:
    write_pin(home.pin_file, "748291")
    result = _kiosk(home, "pin", stdin="748291\n550184\n550184\n")
    assert (result.returncode, result.stdout, result.stderr) == (0, "The PIN is changed.\n", "")
    assert is_pin(home.pin_file, "550184")


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("748292\n", 1, "That is not the PIN. Tries left before a wait: 4."),
        ("748291\n550184\n550185\n", 2, "The two are not the same; nothing is changed."),
        ("748291\n1234\n1234\n", 2, "A PIN is 6 to 12 digits. Nothing is changed."),
        ("748291\n", 2, "The input ended before every PIN was given."),
    ],
)
def test_else_it_stays(home: Home, typed: str, code: int, said: str) -> None:
    write_pin(home.pin_file, "748291")
    result = _kiosk(home, "pin", stdin=typed)
    assert (result.returncode, result.stderr) == (code, f"kiosk: {said}\n")
    assert is_pin(home.pin_file, "748291")


def test_guessing_at_it_is_slowed_too(home: Home) -> None:
    write_pin(home.pin_file, "748291")
    for _ in range(4):
        _kiosk(home, "pin", stdin="748292\n")
    assert "try again in 30 seconds" in _kiosk(home, "pin", stdin="748292\n").stderr
    result = _kiosk(home, "pin", stdin="748291\n550184\n550184\n")
    assert result.returncode == 1
    assert "Too many wrong PINs: try again in" in result.stderr


def test_the_owner_of_the_files_resets_a_forgotten_one(home: Home) -> None:
    home.pin_file.write_text("damaged")
    assert _kiosk(home, "pin", stdin="1\n").stderr.endswith(
        "is damaged; `kiosk pin --reset` sets a new PIN.\n"
    )
    assert _kiosk(home, "pin", "--reset", stdin="550184\n550184\n").returncode == 0
    assert is_pin(home.pin_file, "550184")


def test_where_nothing_is_set_up_there_is_no_pin_to_change(tmp_path: Path) -> None:
    result = _kiosk(Home(tmp_path / "none"), "pin", "--reset", stdin="550184\n550184\n")
    assert result.returncode == 2
    assert "Nothing is set up in" in result.stderr
    assert not (tmp_path / "none").exists()
