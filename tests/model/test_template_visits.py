"""Each survey that comes with the program is gone through, whatever people answer, and each screen fits."""

import re
from collections.abc import Iterator

import pytest

from store.model.response import Answer, Outcome, Status
from store.model.scale import Metric
from store.model.survey import Kind, Question, Survey
from store.model.survey_file import read_survey
from store.model.survey_file.cells import cell_width, lines_taken
from store.model.survey_file.rules import MOST_SCREENS
from store.model.visit import Visit
from store.templates import TEMPLATES, template
from store.words import words_for
from store.words.scales import labels

Way = tuple[Answer, ...]

WITH_EVERYTHING_OFFERED = {
    f"{name}{extra}": re.sub(pattern, "", template(name))
    for name in TEMPLATES
    for extra, pattern in (("", r"(?!)"), (" with what it offers", r"(?m)^#(?! |$)"))
}
each = pytest.mark.parametrize("text", WITH_EVERYTHING_OFFERED.values(), ids=WITH_EVERYTHING_OFFERED.keys())


def possible(question: Question) -> Iterator[Answer]:
    """Ways to end `question` that may lead elsewhere: each score, each choice, some reasons, skipping."""

    def answered(**given: object) -> Answer:
        return Answer(question.id, Outcome.ANSWERED, 0, 1, **given)  # type: ignore[arg-type]

    if question.scale is not None:
        yield from (answered(score=score) for score in question.scale.values)
    elif question.kind is Kind.CHOICE:
        yield from (answered(choices=(option.id,)) for option in question.options)
    elif question.kind is Kind.REASONS:
        yield answered(choices=(question.options[0].id,))
        yield answered(choices=tuple(option.id for option in question.options))
    else:
        yield answered(text="…", consent=None if question.consent is None else True)
    if not question.required:
        yield Answer(question.id, Outcome.SKIPPED, 0, 1)


def paths(survey: Survey, number: int, before: Way = ()) -> Iterator[Way]:
    """Every way through the `number`-th visit, from the first screen to the last."""
    visit = gone(survey, number, before)
    if visit.current is None:
        yield before
        return
    for answer in possible(visit.current):
        yield from paths(survey, number, (*before, answer))


def gone(survey: Survey, number: int, path: Way) -> Visit:
    visit = Visit(survey, language="fr", number=number, minute_of_day=600)
    for answer in path:
        visit.answer(answer)
    return visit


@each
def test_every_way_leads_to_the_end_over_few_screens(text: str) -> None:
    survey = read_survey(text)
    seen: set[str] = set()
    for number in range(1, max(question.ask.every or 1 for question in survey.questions) + 1):
        for path in paths(survey, number):
            visit = gone(survey, number, path)
            answered = any(answer.outcome is Outcome.ANSWERED for answer in path)
            assert visit.status(left=False) is (Status.COMPLETE if answered else Status.SKIPPED)
            assert [*visit.answers.values()] == [*path]
            assert len(path) <= MOST_SCREENS
            seen.update(answer.question for answer in path)
    assert seen == {question.id for question in survey.every_question()}


@each
def test_the_first_tap_is_kept_when_the_person_walks_away(text: str) -> None:
    survey = read_survey(text)
    first = survey.questions[0]
    assert first.scale is not None
    assert first.ask.every is None
    for answer in possible(first):
        visit = gone(survey, 1, (answer,))
        if visit.current is not None:
            visit.time_out(shown_ms=2, ended_ms=3)
        assert visit.answers[first.id] == answer


@each
def test_every_screen_fits_forty_columns_in_both_languages(text: str) -> None:
    for question in read_survey(text).every_question():
        for language in ("en", "fr"):
            assert lines_taken(question.text[language], 40) <= 3
            if question.consent is not None:
                assert lines_taken(question.consent[language], 40) <= 2
            for option in question.options:
                assert cell_width(option.text[language]) <= 24
            for label in labels(question, words_for(language)):
                assert cell_width(label) <= 26


def asked_first(name: str) -> tuple[Metric, int]:
    scale = read_survey(template(name)).questions[0].scale
    assert scale is not None
    return scale.metric, scale.points


def test_each_asks_first_what_its_moment_calls_for() -> None:
    assert {name: asked_first(name) for name in TEMPLATES} == {
        "counter": (Metric.CSAT, 5),
        "checkout-ease": (Metric.CES, 5),
        "exit": (Metric.CES, 5),
        "support-call": (Metric.CES, 7),
        "complaint": (Metric.CSAT, 5),
        "warranty": (Metric.CES, 5),
        "returns": (Metric.CES, 5),
        "onboarding": (Metric.CES, 7),
        "new-feature": (Metric.CES, 5),
        "delivery": (Metric.CSAT, 5),
        "renewal": (Metric.NPS, 10),
        "cancellation": (Metric.CES, 5),
        "relationship": (Metric.NPS, 10),
        "website-help-desk": (Metric.CES, 7),
    }


def test_exit_asks_what_was_missing_only_where_something_was() -> None:
    survey = read_survey(template("exit"))
    found, missing = survey.every_question()[1:]
    assert (found.kind, missing.when_choices) == (Kind.CHOICE, frozenset({"partly", "no"}))


def test_complaint_asks_for_the_solution_and_then_for_the_way_to_it() -> None:
    solution, ease = read_survey(template("complaint")).questions
    assert ease.scale is not None
    assert (solution.id, ease.scale.metric) == ("solution", Metric.CES)


def test_relationship_ends_with_two_segments() -> None:
    recommend, why, age, frequency = read_survey(template("relationship")).every_question()
    assert (why.parent, why.kind, why.when) == (recommend.id, Kind.COMMENT, None)
    assert [(segment.id, segment.kind, segment.scale) for segment in (age, frequency)] == [
        ("age", Kind.CHOICE, None),
        ("frequency", Kind.CHOICE, None),
    ]


def test_a_low_return_or_delivery_is_asked_for_the_usual_reasons() -> None:
    reasons = {name: read_survey(template(name)).every_question()[1] for name in ("returns", "delivery")}
    assert {"questions", "distrust", "refund", "queue"} <= {o.id for o in reasons["returns"].options}
    assert {"late", "damaged", "wrong", "contact"} <= {o.id for o in reasons["delivery"].options}
    assert all(question.when is not None for question in reasons.values())
