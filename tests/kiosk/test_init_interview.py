"""`kiosk init` on a terminal asks what a shop is like, and makes nothing before the last answer."""

import subprocess
import sys
from datetime import time
from pathlib import Path

import pexpect
import pytest

from kiosk.home import Home
from kiosk.interview import Shop, interview
from kiosk.settings import load_settings
from store.model.survey_file import read_survey
from store.templates import LANGUAGES, TEMPLATES, template

QUESTIONS = ("Language [", "Number or name [", "The shop's name", "Where the customer stands [", "Open from")


def answered(*typed: str, language: str = "en") -> tuple[Shop, str]:
    """What comes of these answers, Enter for the rest; and all that was shown."""
    answers = iter(typed)
    shown: list[str] = []

    def ask(prompt: str) -> str:
        shown.append(prompt)
        return next(answers, "")

    shop = interview(ask, shown.append, language=language)
    assert next(answers, None) is None, "more was typed than was asked"
    return shop, "\n".join(shown)


def test_enter_takes_what_stands_ready() -> None:
    shop, shown = answered()
    assert shop == Shop(("en",), "counter", {})
    assert [question in shown for question in QUESTIONS] == [True] * 5
    assert "On Saturday" not in shown, "it is open always"


def test_every_template_is_offered_with_its_when() -> None:
    _, shown = answered()
    for number, (name, when) in enumerate(TEMPLATES.items(), 1):
        (line,) = [line for line in shown.splitlines() if line.split()[:2] == [str(number), name]]
        assert line.endswith(when)
        assert len(line) <= 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_broken_within_a_word(language: str) -> None:
    _, shown = answered(language=language)
    said = [line for line in shown.splitlines() if not line.rstrip().endswith(":")]  # but for the prompts
    assert max(map(len, said)) <= 80


@pytest.mark.parametrize(
    ("reader", "language"), [("fr_CA", "fr"), ("en", "en"), ("de_DE", "de"), ("fi_FI", "en")]
)
def test_the_language_of_the_terminal_stands_ready(reader: str, language: str) -> None:
    shop, shown = answered(language=reader)
    assert shop.languages == (language,)
    assert f"[{language}]" in shown


@pytest.mark.parametrize("typed", ["fr", "FR", " Français "])
def test_a_language_may_be_named_by_its_code_or_its_name(typed: str) -> None:
    assert answered(typed)[0].languages == ("fr",)


@pytest.mark.parametrize("typed", ["3", "exit", "Exit "])
def test_a_template_may_be_named_by_its_number_or_its_name(typed: str) -> None:
    shop, shown = answered("", typed)
    assert shop.template == "exit"
    assert "[exit]" in shown, "its touchpoint stands ready"


@pytest.mark.parametrize("typed", ["0", "15", "exti", "-1", "3.0"])
def test_a_template_that_there_is_not_is_asked_for_again(typed: str) -> None:
    shop, shown = answered("", typed, "2")
    assert shop.template == "checkout-ease"
    assert f'"{typed}" is none of them.' in shown


def test_what_is_typed_is_shown_harmlessly() -> None:
    _, shown = answered("\x1b]0;x\x07", "")
    assert shown.replace("\n", "").isprintable()


def test_the_names_are_written_as_they_were_typed() -> None:
    shop, _ = answered("", "", "  L’Épicerie “Du Coin”  ", "caisse 2")
    assert shop.settings == {"shop": "L’Épicerie “Du Coin”", "touchpoint": "caisse 2"}


def test_a_name_too_long_for_the_settings_is_asked_for_again() -> None:
    shop, shown = answered("", "", "x" * 61, "Corner Shop")
    assert shop.settings == {"shop": "Corner Shop"}
    assert "It is 61 characters long. Shorten it to 60." in shown


@pytest.mark.parametrize(
    ("typed", "saturday", "sunday"),
    [
        (("09:00-19:00",), "09:00-19:00", None),
        (("09:00-19:00", "10:00-17:00"), "10:00-17:00", None),
        (("09:00-19:00", "-"), None, None),
        (("9:00 – 19:00", "-", "-"), None, None),
        (("18:00-02:00", "", "20:00-24:00"), "18:00-02:00", "20:00-24:00"),
    ],
)
def test_opening_hours(typed: tuple[str, ...], saturday: str | None, sunday: str | None) -> None:
    hours = answered("", "", "", "", *typed)[0].settings["opening_hours"]
    weekdays = "09:00-19:00" if typed[0].startswith("9") else typed[0]
    expected = {
        **dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), weekdays),
        "sat": saturday,
        "sun": sunday,
    }
    assert hours == {day: span for day, span in expected.items() if span}


@pytest.mark.parametrize("typed", ["9 to 7", "09:00", "25:00-26:00", "nine to five", "-", "10:00-10:00"])
def test_hours_that_are_none_are_asked_for_again(typed: str) -> None:
    shop, shown = answered("", "", "", "", typed, "")
    assert shop.settings == {}
    assert shown.count("Open from Monday to Friday") == 2


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        (("9-18", "closed"), "en"),
        (('"09:00-18:00"', "Closed", "closed"), "en"),
        (("9h – 18h00", "fermé"), "fr"),
        (("9.00-18.00", "geschlossen"), "de"),
    ],
)
def test_hours_may_be_written_as_people_do(typed: tuple[str, ...], language: str) -> None:
    hours = answered("", "", "", "", *typed, language=language)[0].settings["opening_hours"]
    assert hours == dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-18:00")


class Terminal:
    """`kiosk init` in a terminal of its own."""

    def __init__(self, home: Home, *arguments: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "kiosk", "--home", str(home.path), "init", *arguments],
            cwd=str(home.path.parent),
            env={"LANG": "fr_FR.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm"},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=30,
        )

    def type(self, *lines: str) -> None:
        for line in lines:
            self.child.expect(r"\]\s?: ")
            self.child.sendline(line)

    def interrupt(self) -> None:
        """Presses Ctrl-C as a person does: again where Python, about to read a line, did not notice."""
        self.child.sendintr()
        while self.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=2) == 1:
            self.child.sendintr()

    def ended(self) -> int | None:
        """The exit code, once it has ended; what was shown at last is in `child.before`."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        code: int | None = self.child.exitstatus
        return code


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "shop")


def test_a_home_is_made_as_it_was_answered(home: Home) -> None:
    terminal = Terminal(home)
    terminal.type("", "exit", "Épicerie", "porte", "09:00-19:00", "", "10:00-13:00")
    assert terminal.ended() == 0
    assert "commence à interroger" in terminal.child.before, "it ends in the language that it began in"
    settings = load_settings(home)
    assert (settings.language, settings.survey, settings.shop, settings.touchpoint) == (
        "fr",
        "exit",
        "Épicerie",
        "porte",
    )
    assert settings.opening_hours["sat"] == (time(9), time(19))
    assert settings.opening_hours["sun"] == (time(10), time(13))
    assert read_survey((home.surveys / "exit.toml").read_text(encoding="utf-8")).name == "exit"
    written = home.settings_file.read_text(encoding="utf-8")
    assert written.count("\n# ") > 20, "every setting is explained"


@pytest.mark.parametrize("after", range(6))
def test_ctrl_c_leaves_nothing_half_made(home: Home, after: int) -> None:
    terminal = Terminal(home)
    terminal.type(*["", "", "", "", "09:00-19:00"][:after])
    terminal.child.expect(r"\]\s?: ")
    terminal.interrupt()
    assert "Traceback" not in terminal.child.before
    assert terminal.ended() == 130
    assert not home.path.exists()


def test_the_end_of_the_input_leaves_nothing_half_made(home: Home) -> None:
    terminal = Terminal(home)
    terminal.type("", "")
    terminal.child.expect(r"\]\s?: ")
    terminal.child.sendeof()
    assert terminal.ended() == 2
    assert "La saisie s’est arrêtée avant la réponse." in terminal.child.before
    assert not home.path.exists()


def test_a_home_that_is_set_up_is_refused_before_anything_is_asked(home: Home) -> None:
    assert Terminal(home, "--template", "counter").ended() == 0
    terminal = Terminal(home)
    assert terminal.ended() == 1
    assert "]: " not in terminal.child.before
    assert "est déjà préparé" in terminal.child.before


@pytest.mark.parametrize("arguments", [("--template", "exit"), ("--language", "fr")])
def test_with_an_option_nothing_is_asked(home: Home, arguments: tuple[str, str]) -> None:
    terminal = Terminal(home, *arguments)
    assert terminal.ended() == 0
    assert "]: " not in terminal.child.before
    assert home.is_set_up


def test_in_a_pipe_nothing_is_asked(home: Home) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "--home", str(home.path), "init"],
        cwd=home.path.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("\n") == 2
    assert done.stderr == ""
    written = (home.surveys / "counter.toml").read_text(encoding="utf-8")
    assert written == template("counter")
    assert load_settings(home).language is None
