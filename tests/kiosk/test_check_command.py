"""`kiosk check`: every slip on a line of its own, and an exit code that a script can use."""

import json
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.home import Home, make_home
from store.model.survey_file import read_survey
from store.templates import template


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "shop")
    make_home(made)
    return made


def check(home: Home, *arguments: str | Path) -> int:
    return main(["--home", str(home.path), "check", *map(str, arguments)])


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_home_is_right(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(home) == 0
    assert capsys.readouterr() == ("2 files checked: nothing to mend.\n", "")


def test_a_slip_is_one_line_with_its_mend(
    tmp_path: Path, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(template("counter").replace("scale = 5", "scale = 7"), encoding="utf-8")
    line = file.read_text(encoding="utf-8").splitlines().index("scale = 7") + 1
    assert check(home, file) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        f"{file}:{line}: question.scale = 7: CSAT has no scale of 7 points. Write 5 or 10.",
        "1 file checked: 1 problem.",
    ]


def test_a_warning_is_said_and_stops_nothing(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    file = home.surveys / "counter.toml"
    change(file, "your visit today?", "your visit and the prices?")
    assert check(home, file) == 0
    out = capsys.readouterr().out
    assert (
        ': warning: It asks for two things at once ("visit and the").' in out or "two things at once" in out
    )
    assert out.endswith("1 file checked: 1 warning.\n")


def test_several_files_are_checked_together(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    change(home.surveys / "counter.toml", 'name = "counter"', 'name = "The Counter"')
    change(home.settings_file, "thanks_seconds = 4", "thanks_seconds = 400")
    assert check(home) == 1
    settings, survey, closing = capsys.readouterr().out.splitlines()
    number = home.settings_file.read_text(encoding="utf-8").splitlines().index("thanks_seconds = 400") + 1
    assert settings.startswith(f"{home.settings_file}:{number}: thanks_seconds = 400: ")
    assert survey.startswith(f"{home.surveys / 'counter.toml'}:")
    assert 'name = "The Counter": This is not a good id.' in survey
    assert closing == "2 files checked: 2 problems."


def test_settings_that_name_a_survey_that_is_not_there(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    change(home.settings_file, 'survey = "counter"', 'survey = "countr"')
    assert check(home, home.settings_file) == 1
    out = capsys.readouterr().out
    assert f'survey = "countr": There is no {home.surveys / "countr.toml"}. Write "counter".' in out


def test_settings_in_a_language_that_the_survey_has_not(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    change(home.settings_file, '# language = "en"', 'language = "de"')
    assert check(home, home.settings_file) == 1
    said = capsys.readouterr().out  # in that language
    assert 'language = "de": Die Umfrage „counter“ gibt es nicht in dieser Sprache.' in said
    assert 'Schreiben Sie "en" oder "fr".' in said


def test_json_is_one_document_with_stable_keys(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    file = home.surveys / "counter.toml"
    change(file, "every = 4", "every = 0")
    lines = file.read_text(encoding="utf-8").splitlines()
    assert check(home, "--json", file) == 1
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == ""
    assert (document["ok"], document["files"]) == (False, [str(file)])
    (problem,) = document["problems"]
    assert problem == {
        "file": str(file),
        "line": lines.index("ask = { every = 0 }") + 1,
        "key": "question.ask.every",
        "value": "0",
        "sentence": "This is not a number of visits.",
        "mend": "Write 2 or more, or take it out.",
        "warning": False,
    }


def test_every_visit_in_so_many_words_is_a_warning(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    file = home.surveys / "counter.toml"
    change(file, "every = 4", "every = 1")
    assert check(home, file) == 0
    assert "question.ask.every = 1: warning: Every visit is asked anyway." in capsys.readouterr().out
    text = file.read_text(encoding="utf-8")
    without = read_survey(text.replace("ask = { every = 1 }\n", ""))
    assert read_survey(text).questions == without.questions


def test_json_of_what_is_right(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(home, "--json") == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


@pytest.mark.parametrize("content", [b'name = "caf\xe9"\n', b"# one\nname = '\xff'\n"])
def test_a_file_that_is_not_utf_8(
    home: Home, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "old.toml"
    file.write_bytes(content)
    assert check(home, file) == 1
    line = content.count(b"\n")
    assert capsys.readouterr().out.startswith(f"{file}:{line}: The byte 0x")


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"[" * 3000, b"\xef\xbb\xbf", b"a = " + b"[" * 9000])
def test_a_file_that_is_no_survey(
    home: Home, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "odd.toml"
    file.write_bytes(content)
    assert check(home, file) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert all(line.isprintable() for line in out.splitlines())


@pytest.mark.parametrize("name", ["not there.toml", "."])
def test_a_file_that_cannot_be_read_is_wrong_usage(
    home: Home, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(home, home.settings_file, tmp_path / name) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"kiosk: {tmp_path / name} cannot be read (")
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["nothing", "x" * 300], ids=["not there", "a name too long"])
def test_without_a_home_a_file_must_be_named(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(Home(tmp_path / name)) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_device_without_an_end_is_not_read_for_ever(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(home, "/dev/zero") == 1
    assert "it is too long" in capsys.readouterr().out


def test_the_schema_is_printed_for_an_editor(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(home, "--schema") == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert json.loads(out)["properties"]["name"]["description"]
    assert out.endswith("}\n")
    assert check(Home(home.path / "nothing here"), "--schema") == 0
