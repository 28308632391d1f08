"""What commands say to a person is said in the person's language, down to the words of others."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.doctor.examine import examine
from kiosk.home import Home, make_home
from kiosk.reader_language import reader_language
from kiosk.settings.values import READERS, Wrong
from store.model.saying import Saying
from store.words import LANGUAGES, words_for

BROKEN = """\
name = "shop"
languages = ["en", "fr"]
[[question]]
id = "visit"
metric = "csat"
scale = 6
text = { en = "How was it?" }
colour = "red"
"""

SAID = {
    "en": (
        "no scale of 6 points",
        "Did you mean",
        "Missing option '--why'",
        "No such file",
        "1 file checked: 3",
    ),
    "fr": (
        "d’échelle à 6",
        "Vouliez-vous dire",
        "Il manque l’option '--why'",
        "n’existe pas",
        "problèmes.",
    ),
    "es": ("escala de 6 puntos", "¿Quería decir", "Falta la opción '--why'", "no existe", "problemas."),
    "de": (
        "Skala mit 6 Punkten",
        "Meinten Sie",
        "Es fehlt die Option '--why'",
        "nicht gefunden",
        "Probleme.",
    ),
    "it": ("scala di 6 punti", "Intendeva", "Manca l’opzione '--why'", "non esiste", "problemi."),
    "pt": ("escala de 6 pontos", "Queria dizer", "Falta a opção '--why'", "não existe", "problemas."),
    "nl": (
        "schaal van 6 punten",
        "Bedoelde u",
        "ontbreekt een optie: '--why'",
        "niet gevonden",
        "problemen.",
    ),
}
"""Of a survey with slips, a misspelt command, an option left out, a file that is not there, and the end."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(tmp_path / "shop")
    make_home(made)
    monkeypatch.setenv("KIOSK_HOME", str(made.path))
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANGUAGE", "")
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_in_the_language_of_the_terminal(
    home: Home, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", f"{language}_XX.UTF-8" if language != "en" else "C.UTF-8")
    file = home.surveys / "broken.toml"
    file.write_text(BROKEN, encoding="utf-8")
    codes = [main(["check", str(file)]), main(["chek"]), main(["void", "x"]), main(["check", "gone.toml"])]
    assert codes == [1, 2, 2, 2]
    said = " ".join(capsys.readouterr()).replace("\n", " ")
    assert [part for part in SAID[language] if part not in said] == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_the_doctor_says_no_word_of_english(
    home: Home, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    home.database.write_bytes(b"no database at all")
    assert main(["doctor"]) == 1
    shown = capsys.readouterr().out
    words = words_for(language)
    for section in examine(home, {"LANG": "de"}, datetime(2026, 4, 11, tzinfo=UTC)):
        for check in section.checks:
            assert words.say(check.name) in shown
            if not check.sentence.startswith("UTF-8"):
                assert words.say(check.sentence) != str(check.sentence)
    assert "is not a database" not in shown


def test_an_old_terminal_gets_plain_signs_for_those_it_lacks(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(BROKEN, encoding="utf-8")
    environ = {**os.environ, "LANG": "fr_FR", "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "kiosk", "check", str(file)]
    done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert "CSAT n'a pas d'échelle à 6 points. Écrivez 5 ou 10." in done.stdout.decode("latin-1")


def test_a_shop_speaks_its_own_language_where_the_machine_was_never_told_one(home: Home) -> None:
    home.settings_file.write_text('language = "it"\nnonsense = 1\n', encoding="utf-8")

    def spoken(environ: Mapping[str, str]) -> str:
        return reader_language(home=home, environ=environ)

    assert spoken({}) == spoken({"LANG": "C.UTF-8"}) == spoken({"LANG": "en_GB.UTF-8"}) == "it"
    assert spoken({"LANG": "fr_CA.UTF-8"}) == "fr_CA"
    assert spoken({"LC_ALL": "en_GB.UTF-8"}) == "en_GB"
    home.settings_file.write_text('language = "en"\n', encoding="utf-8")
    assert spoken({"LANG": "en_US.UTF-8"}) == "en_US"
    home.settings_file.write_text("language =\n", encoding="utf-8")
    assert spoken({}) == "en"


def test_a_sentence_keeps_what_it_was_made_of_on_its_way() -> None:
    inner = Saying.plural("{n} question", "{n} questions", 3)
    error = ValueError(Saying('Did you mean "{near}"?', near=inner))
    assert str(error) == 'Did you mean "3 questions"?'
    assert isinstance(str(error), Saying)
    assert words_for("de").say(str(error)).startswith("Meinten Sie „")
    assert words_for("de").say("Did you mean {near}") == "Did you mean {near}"


def test_a_wrong_value_of_every_setting_is_said_in_other_words_too() -> None:
    for read in READERS.values():
        for value in (object(), "\a", "", -(10**9), {"\a": object()}, [object()] * 13, "é" * 999):
            try:
                read(value)
            except Wrong as wrong:
                for sentence in (wrong.sentence, wrong.mend):
                    assert words_for("nl").say(sentence) != str(sentence), sentence
