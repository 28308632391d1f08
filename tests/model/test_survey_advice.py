"""Wording that bends the answers is warned of, in English and French, and plain wording is not."""

import pytest
from model.survey_slips import GOOD, broken

from store.model.survey_file import check_survey

CSAT_EN, CSAT_FR = "How satisfied are you?", "Êtes-vous satisfait(e) ?"
CES_EN, CES_FR = "How easy was it?", "Était-ce facile ?"
NPS = ('metric = "ces"\nscale = 7', 'metric = "nps"')


def warnings(*edits: tuple[str, str]) -> list[str]:
    checked = check_survey(broken(list(edits)))
    assert checked.survey is not None
    assert all(problem.warning for problem in checked.problems)
    return [f"{problem.key}: {problem.sentence} {problem.mend}" for problem in checked.problems]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ((CES_EN, "How easy was finding and paying?"), 'two things at once ("finding and paying").'),
        ((CES_EN, "How easy was the search as well as paying?"), '("search as well as paying")'),
        ((CES_EN, "How easy was the ordering/paying?"), '("ordering/paying")'),
        ((CES_FR, "Était-ce facile de trouver et payer ?"), 'text.fr: It asks for two things at once'),
        ((CES_FR, "Facile de trouver ainsi que payer ?"), '("trouver ainsi que payer")'),
        ((CES_EN, "How satisfied are you?"), '"satisfied" asks for satisfaction; ces measures ease.'),
        ((CES_EN, "Are you happy?"), '"happy" asks for satisfaction'),
        ((CES_FR, "Êtes-vous satisfaite ?"), 'text.fr: "satisfaite" asks for satisfaction'),
        ((CSAT_EN, "How easy was it?"), '"easy" asks for ease; csat measures satisfaction.'),
        ((CSAT_EN, "How much effort was it?"), '"effort" asks for ease'),
        ((CSAT_FR, "Était-ce difficile ?"), 'text.fr: "difficile" asks for ease'),
        ((CSAT_EN, "Satisfied with our excellent staff?"), '"our excellent" answers before'),
        ((CSAT_EN, "As a promoter, how satisfied are you?"), '"promoter" tells customers how'),
    ],
)  # fmt: skip
def test_it_is_warned_of(edit: tuple[str, str], said: str) -> None:
    (warning,) = warnings(edit)
    assert said in warning
    assert warning.endswith((".", "?", '"csat".', '"ces".'))


def test_nps_asks_for_a_likelihood() -> None:
    said = warnings(NPS, (CES_EN, "Would you recommend us?"), (CES_FR, "Nous recommanderiez-vous ?"))
    assert [line.partition(":")[0] for line in said] == ["question.text.en", "question.text.fr"]
    assert "NPS asks how likely a recommendation is. Ask for the likelihood, never yes or no." in said[0]


@pytest.mark.parametrize(
    "edit",
    [
        (CSAT_EN, "How satisfied are you with Marks & Spencer?"),
        (CSAT_EN, "How satisfied or dissatisfied are you?"),
        (CSAT_EN, "How satisfied are you with our 24/7 service?"),
        (CES_EN, "How easy was it to understand the brand?"),
        (CES_FR, "Était-ce facile d’être aidé ?"),
    ],
)
def test_plain_wording_passes(edit: tuple[str, str]) -> None:
    assert warnings(edit) == []


def test_a_choice_may_name_two_things() -> None:
    assert warnings(("How old are you?", "Are you here for food and drink?")) == []


def test_what_the_agent_reads_aloud_is_read_too() -> None:
    (warning,) = warnings(("scale = 7", 'scale = 7\nscript = { en = "How satisfied?", fr = "Facile ?" }'))
    assert warning.startswith("question.script.en: ")


def test_a_language_that_nobody_taught_it_passes() -> None:
    german = GOOD.replace('"fr"', '"de"').replace("fr = ", "de = ").replace(CES_FR, "Wie zufrieden und froh?")
    assert check_survey(german).problems == ()


def test_a_scale_without_words_in_a_language_of_the_survey_is_warned_of() -> None:
    german = GOOD.replace('"fr"', '"de"').replace("fr = ", "de = ")
    problems = check_survey(german, interface=("en", "fr")).problems
    assert [problem.line for problem in problems] == [5, 21]
    assert all(problem.warning for problem in problems)
    assert 'no words for this scale in "de"' in problems[0].sentence
    assert check_survey(GOOD, interface=("en", "fr")).problems == ()
    assert (
        check_survey(
            GOOD.replace('"fr"', '"fr-CA"').replace("fr =", "fr-CA ="), interface=("en", "fr")
        ).problems
        == ()
    )
