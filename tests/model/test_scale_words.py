"""Every scale has words, the survey's own or the program's, in every language of the interface."""

import pytest

from store.model.scale import SCALES, Metric, Scale
from store.model.survey_file import read_survey
from store.model.survey_file.direction import high_to_low
from store.templates import template
from store.words import LANGUAGES, words_for
from store.words.scales import default_labels, labels

ALL = [Scale(metric, points) for metric, scales in SCALES.items() for points in scales]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", ALL, ids=lambda scale: f"{scale.metric}-{scale.points}")
def test_every_scale_has_words_for_its_ends_or_for_each_point(scale: Scale, language: str) -> None:
    default = default_labels(scale, words_for(language))
    assert len(default) in (2, len(scale.values))
    assert len(set(default)) == len(default)
    assert all(label[0].isupper() for label in default)
    assert not high_to_low(default)
    assert high_to_low(default[::-1])


def test_five_and_seven_points_have_a_word_each() -> None:
    for scale in (Scale(Metric.CSAT, 5), Scale(Metric.CES, 5), Scale(Metric.CES, 7)):
        assert len(default_labels(scale, words_for("en"))) == scale.points


def test_french_words() -> None:
    assert default_labels(Scale(Metric.NPS, 10), words_for("fr")) == (
        "Pas du tout probable",
        "Extrêmement probable",
    )
    assert default_labels(Scale(Metric.CES, 7), words_for("fr"))[2] == "Plutôt difficile"


def test_an_imported_effort_scale_and_one_without_a_metric_have_none() -> None:
    assert default_labels(Scale(Metric.CES, 5, low_is_good=True), words_for("en")) == ()
    assert default_labels(Scale(Metric.NONE, 4), words_for("en")) == ()


def test_a_survey_may_have_its_own() -> None:
    own = 'labels = { en = ["Awful", "Great"], fr = ["Nul", "Super"] }\n'
    survey = read_survey(template("counter").replace('style = "faces"\n', own))
    question = survey.questions[0]
    assert labels(question, words_for("en")) == ("Awful", "Great")
    assert labels(question, words_for("fr")) == ("Nul", "Super")
    assert labels(survey.questions[1], words_for("en")) == ("Not at all likely", "Extremely likely")
    assert labels(question.follow_ups[0], words_for("en")) == ()
