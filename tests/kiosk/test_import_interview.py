"""`kiosk import` without a mapping: each column is asked, and what was answered is a mapping."""

import os
import sys
from pathlib import Path

import pexpect
import pytest
from exchange.old_cards import written

from kiosk.home import Home, make_home
from kiosk.importing.columns import slug
from kiosk.importing.interview import interview
from store.exchange.imports.mapping import FileMapping, read_mapping
from store.exchange.imports.sheet import open_sheet
from store.model.scale import Metric, Scale
from store.model.survey import Kind
from store.words import words_for

LINES = (
    "No;Date;Magasin;Satisfaction;Recommend us?;Why;Remark",
    "1;21/05/2018;north;Very satisfied;9;wait;A long queue, and nobody",
    "2;21/05/2018;north;Neutral;7;staff;Friendly",
    "3;22/05/2018;south;N/A;10;wait;",
    "4;22/05/2018;south;Rather satisfied;11;price;",
    *(f"{n};23/05/2018;south;Very satisfied;{n % 11};price;remark {n}" for n in range(5, 60)),
)


def asked(path: Path, answers: dict[str, list[str]]) -> tuple[FileMapping, list[str]]:
    """Answers prompts by a part of them, each in turn; Enter where nothing is said."""
    said: list[str] = []
    left = {part: list(given) for part, given in answers.items()}

    def ask(prompt: str) -> str:
        column = next((line for line in reversed(said) if line.startswith("Column")), "")
        for part, given in left.items():
            if part in column + prompt and given:
                return given.pop(0)
        return ""

    text = interview(ask, said.append, open_sheet(path), survey="Old cards 2018", words=words_for("en"))
    return read_mapping(text), said


def test_enter_alone_takes_what_is_proposed(tmp_path: Path) -> None:
    mapping, _ = asked(written(tmp_path, *LINES), {})
    assert mapping.columns == {"id": "No", "date": "Date", "touchpoint": "Magasin"}
    assert (mapping.survey.name, mapping.channel, mapping.separator) == ("old-cards-2018", "import", ";")
    satisfaction, recommend, why, remark = mapping.asked
    assert satisfaction.question.scale == Scale(Metric.CSAT, 5)
    assert satisfaction.codes == {"very satisfied": 5, "neutral": 3, "rather satisfied": 4}
    assert satisfaction.not_applicable == {"n/a"}
    assert recommend.question.scale == Scale(Metric.NPS, 10)
    assert recommend.codes == {}
    assert why.options == {"wait": "wait", "staff": "staff", "price": "price"}
    assert remark.question.kind is Kind.COMMENT


def test_a_recommendation_asked_from_one_is_kept_without_a_score(tmp_path: Path) -> None:
    mapping, said = asked(written(tmp_path, *LINES), {"Was it asked from 0": ["no"]})
    assert mapping.asked[1].question.scale == Scale(Metric.NONE, 10)
    assert any("it is no NPS" in line for line in said)


def test_what_cannot_be_is_said_and_asked_again(tmp_path: Path) -> None:
    mapping, said = asked(
        written(tmp_path, *LINES),
        {
            "Column 3": ["date", "shop", "-"],
            "channel": ["self", "Our Web", "web"],
            '"11" (': ["12", "n"],
            "Column 7": ["-"],
        },
    )
    assert "touchpoint" not in mapping.columns
    assert mapping.channel == "web"
    assert mapping.asked[1].not_applicable == {"11"}
    assert len(mapping.asked) == 3
    assert '"Date" is that already.' in said
    assert '"shop" is none of them.' in said
    assert "That is the kiosk's own: choose another." in said
    assert "Small letters, digits, - and _ only, such as our-web." in said


def test_a_slip_is_mended_by_going_back_a_column(tmp_path: Path) -> None:
    mapping, _ = asked(
        written(tmp_path, *LINES),
        {
            "Column 1": ["<", "id"],
            "Column 2": ["time", "date"],
            "Column 3": ["<"],
            "Column 5": ["-", "<", "nps"],
            "Column 6": ["<"],
        },
    )
    assert mapping.columns == {"id": "No", "date": "Date", "touchpoint": "Magasin"}
    assert [one.column for one in mapping.asked] == ["Satisfaction", "Recommend us?", "Why", "Remark"]


@pytest.mark.parametrize(
    "headings",
    [
        "Date Time Place Satisfaction Recommend Ease E-mail Comment Count",
        "Date Heure Magasin Satisfaction Recommandation Facilité Courriel Commentaire Nombre",
        "Datum Uhrzeit Filiale Zufriedenheit Weiterempfehlung Aufwand E-Mail Bemerkung Anzahl",
        "Fecha Hora Tienda Satisfacción Recomendación Facilidad Correo Observaciones Cantidad",
        "Data Ora Negozio Soddisfazione Consiglierebbe? Sforzo Contatto Osservazioni Quantità",
        "Data Hora Loja Satisfação Recomendaria? Esforço Telefone Comentário Contagem",
        "Datum Tijd Winkel Tevredenheid Aanbeveling Gemak Telefoon Opmerking Aantal",
    ],
    ids=["en", "fr", "de", "es", "it", "pt", "nl"],
)
def test_headings_of_seven_languages_are_known(tmp_path: Path, headings: str) -> None:
    rows = (f"{1 + n % 28}/05/2018;14:{n:02};north;4;9;3;0{n};words of {n};{1 + n % 3}" for n in range(60))
    mapping, _ = asked(written(tmp_path, headings.replace(" ", ";"), *rows), {})
    date, time, place, *scored, contact, comment, count = headings.split()
    assert mapping.columns == {"date": date, "time": time, "touchpoint": place, "count": count}
    assert [one.column for one in mapping.asked] == [*scored, contact, comment]
    kinds = [one.question.scale.metric if one.question.scale else one.question.kind for one in mapping.asked]
    assert kinds == [Metric.CSAT, Metric.NPS, Metric.CES, Kind.CONTACT, Kind.COMMENT]


@pytest.mark.parametrize(
    ("text", "id"), [("Où ça ?", "ou-ca"), ("", "column"), ("…", "column"), ("A" * 60, "a" * 40)]
)
def test_a_heading_becomes_an_id(text: str, id: str) -> None:
    assert slug(text) == id


def test_on_a_terminal_it_asks_shows_and_takes_in_the_language_of_the_reader(tmp_path: Path) -> None:
    home = Home(tmp_path / "shop")
    make_home(home)
    path = written(tmp_path, "Datum;Zufriedenheit", "03/04/2018;4", "04/04/2018;5")
    screen = pexpect.spawn(
        f"{sys.executable} -m kiosk --home {home.path} import {path}",
        env={**os.environ, "LC_ALL": "de_DE.UTF-8"},
        encoding="utf-8",
        dimensions=(40, 100),
        timeout=20,
    )
    try:
        for question, answer in {
            'Spalte 1 von 2: "Datum": ': None,
            "Was ist das? [date]": "",
            "Was ist das? [csat]": "",
            "gespeichert werden [zufriedenheit]": "score",
            "Wie viele Punkte (5, 10)? [5]": "",
            "Name der Umfrage [cards]": "",
            "Kanal der Antworten: web, email, sms, paper… [import]": "paper",
            "Wo wurde gefragt? [import]": "till",
            "Die Sprache der Fragen [de]": "",
            "speichern, - für nein": "",
            "(Tag, Monat):": "Tag",
            "2018-04-03 bis 2018-04-04": None,
            "Diese 2 Rückmeldungen übernehmen? [ja/nein]": "j",
            "2 hinzugefügt; 0 von 2 Zeilen nicht übernommen.": None,
        }.items():
            screen.expect_exact(question)
            if answer is not None:
                screen.sendline(answer)
        screen.expect(pexpect.EOF)
    finally:
        screen.close(force=True)
    mapping = read_mapping((tmp_path / "cards.toml").read_text(encoding="utf-8"))
    assert (mapping.channel, mapping.touchpoint, mapping.language) == ("paper", "till", "de")
