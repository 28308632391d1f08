"""`kiosk init`: a home to begin from, and nothing that was there is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.home import Home
from kiosk.settings import load_settings
from kiosk.surveys import NoSurvey, load_survey
from store.model.survey_file import read_survey
from store.templates import TEMPLATES, template


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "shop")


def init(home: Home, *arguments: str) -> int:
    return main(["--home", str(home.path), "init", *arguments])


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below `folder`."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_home_begins_with_a_survey(home: Home, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(home, "--template", name, "--language", "fr") == 0
    assert str(home.path) in capsys.readouterr().out
    settings = load_settings(home)
    assert (settings.survey, settings.language) == (name, "fr")
    written = (home.surveys / f"{name}.toml").read_text(encoding="utf-8")
    assert written == template(name, ("fr",), "fr"), "comments and all"
    assert read_survey(written).name == name


def test_counter_is_the_default(home: Home) -> None:
    assert init(home) == 0
    assert load_settings(home).survey == "counter"
    assert load_settings(home).language is None


def test_a_home_that_is_set_up_stays_as_it_is(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(home) == 0
    home.settings_file.write_text('shop = "Mine"\n', encoding="utf-8")
    before = contents(home.path)
    capsys.readouterr()
    assert init(home) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"kiosk: {home.path} is set up already, and nothing was changed: --template adds another survey"
        " to it, --home names another folder.\n"
    )
    assert contents(home.path) == before


def test_a_survey_that_is_there_already_is_kept(home: Home) -> None:
    home.surveys.mkdir(parents=True)
    mine = home.surveys / "counter.toml"
    mine.write_text(template("counter").replace("today", "this evening"), encoding="utf-8")
    before = mine.read_bytes()
    assert init(home) == 0
    assert mine.read_bytes() == before


def test_a_home_that_is_a_file(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.path.write_text("something else", encoding="utf-8")
    assert init(home) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "is a file where a folder should be" in err
    assert home.path.read_text(encoding="utf-8") == "something else"


@pytest.mark.parametrize("where", ["/proc/shop", "/dev/null/shop"])
def test_a_home_that_cannot_be_made(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(Home(Path(where))) in (2, 3)
    assert capsys.readouterr().err.count("\n") == 1


def test_a_home_whose_name_is_too_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(Home(tmp_path / ("x" * 300))) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_an_unknown_template_names_those_there_are(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(home, "--template", "countr") == 2
    err = capsys.readouterr().err
    assert all(name in err for name in TEMPLATES)
    assert err.count("\n") == 1
    assert not home.path.exists()


def test_a_language_that_no_template_has(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(home, "--language", "fi") == 2
    assert (
        capsys.readouterr().err == 'kiosk: No template is in "fi"; choose among en, fr, es, de, it, pt, nl.\n'
    )
    assert not home.path.exists()


@pytest.mark.parametrize(
    ("named", "spoken"), [("de,fr,it", ("de", "fr", "it")), ("es", ("es",)), ("EN", ("en",))]
)
def test_a_survey_speaks_the_languages_that_are_named(
    home: Home, named: str, spoken: tuple[str, ...]
) -> None:
    assert init(home, "--language", named) == 0
    survey = read_survey((home.surveys / "counter.toml").read_text(encoding="utf-8"))
    assert survey.languages == spoken
    assert load_settings(home).language == spoken[0]


def test_the_terminals_locale_is_spoken_where_a_template_can(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    assert init(home) == 0
    assert read_survey((home.surveys / "counter.toml").read_text("utf-8")).languages == ("nl", "en")


def test_templates_are_listed_with_when_to_use_them(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(home, "--list-templates") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(TEMPLATES)
    assert all(when in line for when, line in zip(TEMPLATES.values(), lines, strict=True))
    assert not home.path.exists()


@pytest.mark.parametrize("command", ["check", "init"])
def test_it_needs_no_screen_and_no_store(command: str) -> None:
    probe = f"import sys, kiosk.commands.{command}\nprint(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"textual", "rich", "sqlite3", "pysqlite3", "sqlite_utils", "babel"} & {*loaded}


def test_a_home_that_is_set_up_gets_another_survey_and_keeps_what_it_has(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    init(home)
    before = contents(home.path)
    assert init(home, "--template", "returns") == 0
    assert "kiosk run --survey returns" in capsys.readouterr().out
    added = {"surveys/returns.toml": template("returns").encode()}
    assert contents(home.path) == before | added
    assert init(home, "--template", "returns") == 1
    assert "is there already" in capsys.readouterr().err
    assert contents(home.path) == before | added


def test_a_survey_that_is_not_in_the_home_but_comes_with_the_program_is_offered(home: Home) -> None:
    init(home)
    with pytest.raises(NoSurvey, match="`kiosk init --template returns` adds it"):
        load_survey(home, "returns")
