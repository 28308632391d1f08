"""`kiosk import` speaks to whoever reads it, and takes the same whoever that is."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from exchange.old_cards import COLUMNS, CSAT, HEAD, written

from kiosk.__main__ import main
from kiosk.home import Home, make_home
from kiosk.importing.interview import interview
from store.exchange.imports.sheet import open_sheet
from store.sqlite.engine import sqlite3
from store.words import LANGUAGES, words_for

LINES = ("when;score", "21/05/2018;4", "21/05/2018;11", "22.5.2018;ja", "31/02/2018;5", ";3", "24/05/2018;")

NO = {"en": "n", "fr": "Non", "es": "no", "de": "nein", "it": "n", "pt": "nao", "nl": "nee"}
YES = {"en": "y", "fr": "o", "es": "si", "de": "j", "it": "sì", "pt": "Sim", "nl": "yes"}

Import = Callable[..., list[str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANGUAGE", "")
    made = Home(tmp_path / "shop")
    make_home(made)
    return made


@pytest.fixture
def take(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Import:
    """Imports a file under a locale, and gives what was said."""
    mapping = tmp_path / "cards.toml"
    mapping.write_text(f'{HEAD}dates = "day-first"\n{COLUMNS}{CSAT}', encoding="utf-8")

    def run(locale: str, file: Path, *options: str) -> list[str]:
        monkeypatch.setenv("LANG", f"{locale}.UTF-8")
        main(["--home", str(home.path), "import", str(file), "--mapping", str(mapping), *options])
        out, err = capsys.readouterr()
        return [*out.splitlines(), *err.splitlines()]

    return run


def reasons(folder: Path) -> list[tuple[str, str]]:
    """The line and the reason of each row that was not taken."""
    with (folder / "cards-rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["line"], row["reason"]) for row in csv.DictReader(file)]


def test_a_german_reads_in_german_what_was_not_taken_and_why(tmp_path: Path, take: Import) -> None:
    said = take("de_DE", written(tmp_path, *LINES), "--yes")
    assert said[0] == "1 hinzugefügt; 5 von 6 Zeilen nicht übernommen."
    assert said[-1] == "Stimmt etwas nicht, nehmen Sie den Import zurück: kiosk import --undo 1"
    assert reasons(tmp_path) == [
        ("3", "11 liegt nicht auf der Skala 1 bis 5 (score)."),
        ("4", '"ja" ist kein Punkt der Skala (score).'),
        ("5", '"31/02/2018" ist kein Datum bei dates = day-first.'),
        ("6", "Das Datum fehlt."),
        ("7", "Die Zeile enthält keine Antwort."),
    ]


def test_a_french_reader_sees_in_french_what_would_be_taken(tmp_path: Path, take: Import) -> None:
    said = [line.strip() for line in take("fr_FR", written(tmp_path, *LINES))]
    assert said[0] == 'cards.csv\u00a0: UTF-8, séparé par ";", 6 lignes, dates day-first.'
    assert "Journée du 2018-05-21." in said
    assert "score  CSAT, 1 à 5\u00a0: 1 réponse (4: 1)" in said
    assert "5 lignes ne sont pas importées\u00a0:" in said
    assert "1×  11 n’est pas sur l’échelle de 1 à 5 (score). La première à la ligne 3." in said
    assert said[-1] == "kiosk: Rien n’a été importé\u202f; ajoutez --yes pour importer."


def test_another_reader_goes_on_with_what_was_imported_and_nothing_comes_twice(
    tmp_path: Path, take: Import
) -> None:
    take("de_DE", written(tmp_path, *LINES), "--yes")
    assert take("fr_FR", tmp_path / "cards.csv", "--yes") == [
        "cards.csv a déjà été importé en entier\u00a0: il n’y a rien à ajouter."
    ]
    said = take("nl_NL", written(tmp_path, *LINES, "25/05/2018;1"), "--yes")
    assert said[0] == "1 toegevoegd, 1 al aanwezig; 5 van 7 rijen niet overgenomen."
    assert reasons(tmp_path)[3:] == [("6", "De datum ontbreekt."), ("7", "De rij bevat geen antwoord.")]


def test_what_is_kept_is_the_same_whoever_reads(tmp_path: Path, take: Import, home: Home) -> None:
    kept = set()
    for locale in ("en_GB", "de_DE", "pt_PT"):
        home.database.unlink(missing_ok=True)
        take(locale, written(tmp_path, *LINES), "--yes")
        store = sqlite3.connect(home.database)
        for sql in ("SELECT digest, columns, rows, rejected FROM imported", "SELECT hex(uid) FROM response"):
            kept.add((sql, *store.execute(sql).fetchall()))
        store.close()
    assert len(kept) == 2


def answered(path: Path, language: str) -> tuple[str, set[str]]:
    """The mapping that comes of the same answers in a language, and the prompts that asked for them."""
    words, prompts = words_for(language), set[str]()
    typed = {
        words("Was it asked from 0 to 10? [{yes}] ", yes=words("yes")): NO[language],
        words("Is 1 very difficult, and 5 very easy? [{yes}] ", yes=words("yes")): YES[language],
        words("What is it? [{guess}] ", guess="csat"): "ces",
        words("The language it was asked in [{language}] ", language=language): "it",
    }

    def ask(prompt: str) -> str:
        prompts.add(prompt)
        return typed.get(prompt, "")

    return interview(ask, lambda line: None, open_sheet(path), survey="cards", words=words), prompts


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_the_same_answers_make_the_same_mapping_in_every_language(tmp_path: Path, language: str) -> None:
    path = written(tmp_path, "when;nps;q", "21/05/2018;11;1", "22/05/2018;8;3")
    english, in_english = answered(path, "en")
    text, prompts = answered(path, language)
    assert 'metric = "none"\nscale = 10' in english
    assert "low_is_good" not in english
    assert text == english
    assert len(prompts) == len(in_english)
    assert not prompts & in_english
