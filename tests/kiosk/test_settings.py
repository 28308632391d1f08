"""The settings: what stands in kiosk.toml, and what is said when it is wrong."""

import re
from dataclasses import fields
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.home import Home
from kiosk.opening_hours import next_opening
from kiosk.settings import Settings, SettingsError, load_settings, read_settings
from kiosk.settings.text import settings_text
from kiosk.settings.values import READERS
from screens.customer.closed import ClosedScreen
from store.model.rules import is_open
from store.words import LANGUAGES, words_for

FILE = Path("kiosk.toml")
NAMES = [field.name for field in fields(Settings)]


def _read(text: str) -> Settings:
    return read_settings(text, file=FILE)


def _problems(text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        _read(text)
    return [str(problem) for problem in caught.value.problems]


def test_the_file_that_init_writes_holds_the_defaults() -> None:
    assert _read(settings_text()) == Settings()


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_stands_in_that_file_with_an_explanation_above_it(name: str) -> None:
    before, found, _ = settings_text().partition(f"{name} = ")
    explanation = before.removesuffix("# ").rstrip("\n").rpartition("\n\n")[2]
    assert found
    assert explanation.startswith("# ")
    assert len(explanation) > 20


def test_every_setting_can_be_read_and_no_other() -> None:
    assert sorted(READERS) == sorted(NAMES)


def test_every_example_in_that_file_is_valid() -> None:
    uncommented = re.sub(r"(?m)^# (\w+ = )", r"\1", settings_text())
    shown = _read(uncommented)
    assert shown.touchpoint == "checkout"
    assert shown.language == "en"
    assert shown.timezone == "Europe/Paris"
    assert shown.opening_hours["sat"] == (time(10), time(17))


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_file_is_explained_in_every_language(language: str) -> None:
    text = settings_text(None, language)
    assert _read(text) == Settings()
    assert max(len(line) for line in text.splitlines() if line.startswith("# ")) <= 100
    uncommented = _read(re.sub(r"(?m)^# (\w+ = )", r"\1", text))
    assert [*uncommented.you_said[0]] == [language]
    assert language == "en" or _explanations(text).isdisjoint(_explanations(settings_text()))


def _explanations(text: str) -> set[str]:
    return {part.rpartition("\n")[0] for part in text.split("\n\n")}


def test_given_values_are_written_so_that_they_come_back() -> None:
    odd = 'Chez "Léa" \\ 東京'
    assert _read(settings_text({"shop": odd, "language": "fr"})) == Settings(shop=odd, language="fr")


def test_writing_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        settings_text({"shpo": "x"})


def test_hours_may_go_past_midnight_and_to_twenty_four() -> None:
    hours = _read('[opening_hours]\nfri = "18:00-02:00"\nsat = "9:30 - 24:00"').opening_hours
    assert hours == {"fri": (time(18), time(2)), "sat": (time(9, 30), time(0))}


def test_a_day_may_have_no_closing() -> None:
    hours = _read('opening_hours = { fri = "09:00-19:00", sat = "00:00-24:00" }').opening_hours
    friday = datetime(2026, 11, 20, tzinfo=UTC)
    found = [is_open(round((friday + timedelta(hours=h)).timestamp() * 1000), 0, hours) for h in range(72)]
    assert found == [False] * 9 + [True] * 10 + [False] * 5 + [True] * 24 + [False] * 24
    opening = next_opening(friday.replace(hour=20), hours)
    assert opening is not None
    told = ClosedScreen(
        words_for("en"), day=opening.day, days_ahead=1, hours=(opening.opens, opening.closes)
    ).lines()
    assert "We are open all day tomorrow." in [line.text for line in told]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("shop = 3", "shop = 3: This is not text in quotes. Write text in quotes."),
        ('shop = "a\\u001b[2J"', 'shop = "a\\u001b[2J": It holds characters that cannot be shown.'),
        ('label = ""', 'label = "": It is empty.'),
        (f'label = "{"x" * 41}"', "It is 41 characters long. Shorten it to 40."),
        ('survey = "surveys/counter.toml"', "Write the name of a file in surveys/, without .toml."),
        ('language = "French"', 'Write one such as "en".'),
        ('timezone = "Paris"', 'Write one such as "Europe/Paris".'),
        ('timezone = "../../etc/passwd"', "This time zone is not known."),
        ("day_starts = 24", "Write a whole number from 0 to 23, without quotes."),
        ("day_starts = true", "Write a whole number from 0 to 23, without quotes."),
        ('idle_seconds = "15"', "Write a whole number from 5 to 300, without quotes."),
        ("idle_seconds = 15.0", "Write a whole number"),
        ("repeat_seconds = 31", "from 0 to 30"),
        ('attract = "video"', 'Write "question" or "screen".'),
        ('theme = "dark"', '"contrast"'),
        ('operator_key = "q"', '"f1" to "f12"'),
        ('operator_key = "ctrl+m"', "Terminals use this key themselves."),
        ('lock = "no"', "Write true or false, without quotes."),
        ("opening_hours = 9", "These are no hours by weekday."),
        ('opening_hours = { monday = "9:00-17:00" }', "opening_hours.monday"),
        ('opening_hours = { mon = "9-17" }', 'opening_hours.mon = "9-17": These are not two times of day.'),
        ('opening_hours = { mon = "09:00-25:00" }', "These are not two times of day."),
        ('opening_hours = { mon = "09:00-09:00" }', 'closing write "00:00-24:00".'),
    ],
)
def test_a_wrong_value_is_named_with_file_line_key_value_and_mend(line: str, said: str) -> None:
    (problem,) = _problems(f"# a comment\n\n{line}\n")
    assert problem.startswith("kiosk.toml:3: ")
    assert said in problem


def test_a_misspelt_key_is_met_with_the_one_that_was_meant() -> None:
    assert _problems('shpo = "x"') == [
        'kiosk.toml:1: shpo = "x": There is no such setting. Did you mean "shop"?'
    ]


def test_a_table_of_hours_is_named_by_the_line_in_it() -> None:
    assert _problems('shop = "x"\n[opening_hours]\nmon = "09:00-17:00"\ntue = "x"')[0].startswith(
        'kiosk.toml:4: opening_hours.tue = "x"'
    )


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert [p.partition(": ")[0] for p in _problems("shop = 1\nlock = 2\nlabel = 3")] == [
        "kiosk.toml:1",
        "kiosk.toml:2",
        "kiosk.toml:3",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('shop = "a"\nlabel = kiosk', 2),
        ("shop = ", 1),
        ("[[", 1),
        ('shop = "a"\nshop = "b"', 2),
        ("{" * 9, 1),
    ],
)
def test_what_is_no_toml_is_named_by_its_line(text: str, line: int) -> None:
    (problem,) = _problems(text)
    assert problem.startswith(f"kiosk.toml:{line}: This is not TOML: ")


def test_brackets_without_end_are_a_sentence_too() -> None:
    assert "nested too deeply" in _problems("shop = " + "[" * 5000)[0]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(NAMES))
def test_whatever_is_written_there_is_a_setting_or_a_sentence(text: str, name: str) -> None:
    for candidate in (text, f"{name} = {text}", f'{name} = "{text}"'):
        try:
            said = repr(_read(candidate))
        except SettingsError as error:
            said = str(error)
        assert said.startswith(("Settings(", "kiosk.toml:"))


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"There is none\. `kiosk init` makes it"):
        load_settings(Home(tmp_path))


def test_a_file_in_another_encoding_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_bytes('label = "a"\nshop = "Léa"\n'.encode("cp1252"))
    with pytest.raises(SettingsError, match=r"kiosk.toml:2: This is not UTF-8. Save"):
        load_settings(Home(tmp_path))


def test_a_folder_in_its_place_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(Home(tmp_path))


def test_a_mark_of_utf8_at_the_beginning_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_bytes(b'\xef\xbb\xbfshop = "a"')
    assert load_settings(Home(tmp_path)).shop == "a"
