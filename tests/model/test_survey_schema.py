"""The JSON Schema says what the reader says, as far as a schema can, and refuses nothing that it accepts."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from model import (
    test_survey_slips_in_follow_ups,
    test_survey_slips_in_labels,
    test_survey_slips_in_questions,
    test_survey_slips_in_whole,
)
from model.survey_slips import GOOD, Slip, broken
from model.test_survey_fuzz import FULL, JUNK, places, replaced
from model.test_survey_lines import written

from kiosk.commands.check import SCHEMA
from store.model.scale import Metric, Standing
from store.model.survey import Kind, Style
from store.model.survey_file import check_survey, keys
from store.model.survey_file.heading import is_language
from store.model.survey_file.part import Part
from store.model.survey_file.schema import schema, schema_text
from store.templates import TEMPLATES, template

VALIDATOR = Draft7Validator(schema())

SLIPS: dict[str, Slip] = {
    **test_survey_slips_in_follow_ups.SLIPS,
    **test_survey_slips_in_labels.SLIPS,
    **test_survey_slips_in_questions.SLIPS,
    **test_survey_slips_in_whole.SLIPS,
}

ONLY_THE_READER_KNOWS = {
    "the languages of the survey": (
        "an option in one language",
        "an option in a foreign language",
        "labels in one language of two",
        "a missing language",
        "a language too many",
    ),
    "what stands elsewhere": (
        "two options of one id",
        "two options that read the same",
        "two questions of one id",
        "a follow-up with the id of a question",
        "two follow-ups that get the same id",
        "a follow-up after a choice that is none",
        "a turn with nobody",
        "turns of unequal visits",
    ),
    "a whole visit": (
        "visits that are asked nothing",
        "hours that are asked nothing",
        "four scored questions",
        "six screens",
    ),
    "words, and their width": (
        "a scale turned high to low",
        "a scale turned high to low in French",
        "numbers that count downwards",
        "effort instead of ease",
        "a text too long in wide letters",
    ),
}
UNKNOWN = {slip for slips in ONLY_THE_READER_KNOWS.values() for slip in slips}

EVERY_KEY = """
[[question]]
id = "all"
metric = "none"
kind = "scale"
scale = 4
style = "numbers"
required = true
text = { en = "Say", fr = "Dites" }
script = { en = "Say", fr = "Dites" }
labels = { en = ["Low", "High"], fr = ["Bas", "Haut"] }
ask = { every = 2, between = ["10:00", "24:00"], turn = "t" }

[[question.follow_up]]
id = "why"
scores = [1, 2]
kind = "contact"
required = false
text = { en = "Your number?", fr = "Votre numéro ?" }
script = { en = "Say", fr = "Dites" }
consent = { en = "Call me.", fr = "Appelez-moi." }

[[question]]
id = "other"
metric = "none"
kind = "choice"
text = { en = "Where?", fr = "Où ?" }
ask = { every = 2, turn = "t" }
options = [ { id = "a", en = "Here", fr = "Ici" }, { id = "b", en = "There", fr = "Là" } ]

[[question.follow_up]]
choices = ["a"]
kind = "reasons"
text = { en = "Why?", fr = "Pourquoi ?" }
options = [ { id = "a", en = "Here", fr = "Ici" }, { id = "b", en = "There", fr = "Là" } ]

[reward]
codes = "codes.txt"
hourly = 4
"""
WHOLE = GOOD[: GOOD.index('[[question]]\nid = "ease"')].replace("name", "back = false\nname", 1) + EVERY_KEY


def read(data: object) -> bool:
    """Whether the reader takes it."""
    assert isinstance(data, dict)
    text = "".join(f"{key} = {written(value, chr(10))}\n" for key, value in data.items())
    return check_survey(text).survey is not None


def test_it_is_a_schema_that_editors_know() -> None:
    Draft7Validator.check_schema(json.loads(schema_text()))
    assert json.loads(schema_text()) == schema()
    assert len(schema_text()) < 100_000


def test_the_one_that_is_shipped_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), (
        "python -m store.model.survey_file.schema > store/model/survey_file/survey.schema.json"
    )


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_passes(name: str) -> None:
    VALIDATOR.validate(tomllib.loads(template(name)))
    VALIDATOR.validate(tomllib.loads(re.sub(r"(?m)^#(?! |$)", "", template(name))))


def test_good_surveys_pass() -> None:
    for text in (GOOD, WHOLE):
        assert check_survey(text).survey is not None, [*map(str, check_survey(text).problems)]
        VALIDATOR.validate(tomllib.loads(text))


@pytest.mark.parametrize("slip", sorted(SLIPS.keys() - UNKNOWN))
def test_a_slip_is_refused(slip: str) -> None:
    assert not VALIDATOR.is_valid(tomllib.loads(broken(SLIPS[slip][0])))


@pytest.mark.parametrize("slip", sorted(UNKNOWN))
def test_what_no_schema_can_say_is_left_to_the_reader(slip: str) -> None:
    VALIDATOR.validate(tomllib.loads(broken(SLIPS[slip][0])))


KINDS_OF_VALUE = {str: "text", int: 3, bool: True, list: ["text"], dict: {"en": "text"}, float: 2.5}


@pytest.mark.parametrize("path", places(tomllib.loads(WHOLE))[1:], ids=lambda path: ".".join(map(str, path)))
def test_a_value_of_another_type_is_refused_by_both(path: tuple[str | int, ...]) -> None:
    """In every place of a survey in which every key stands. What it holds before is of the right type."""
    survey: Any = tomllib.loads(WHOLE)
    before = survey
    for step in path:
        before = before[step]
    for kind, value in KINDS_OF_VALUE.items():
        if type(before) is not kind:
            other = replaced(survey, path, value)
            assert not read(other), (path, value)
            assert not VALIDATOR.is_valid(other), (path, value)


def paths_of_tables(survey: Any) -> Iterator[tuple[Any, ...]]:
    for path in places(survey):
        value = survey
        for step in path:
            value = value[step]
        if isinstance(value, dict):
            yield path


@pytest.mark.parametrize(
    "path", paths_of_tables(tomllib.loads(WHOLE)), ids=lambda path: ".".join(map(str, path))
)
def test_a_key_that_is_needed_is_needed_by_both(path: tuple[str | int, ...]) -> None:
    """But the languages of a text, which only the reader compares with those of the survey; and when a
    question is asked, where nothing is needed."""
    if path[-1:] == ("ask",):
        return
    survey: Any = tomllib.loads(WHOLE)
    table = survey
    for step in path:
        table = table[step]
    for key in table:
        if key not in ("en", "fr"):
            other = replaced(survey, path, {name: value for name, value in table.items() if name != key})
            refused = [error for error in VALIDATOR.iter_errors(other) if error.validator == "required"]
            missing = [
                problem
                for problem in check_survey(
                    "".join(f"{name} = {written(value, chr(10))}\n" for name, value in other.items())
                ).problems
                if problem.value is None and problem.key.endswith(key)
            ]
            assert bool(refused) == bool(missing), (path, key, refused, missing)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_it_refuses_nothing_that_the_reader_accepts(data: st.DataObject) -> None:
    survey: Any = data.draw(st.sampled_from([FULL, tomllib.loads(WHOLE), tomllib.loads(GOOD)]))
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(places(survey)[1:]))
        survey = replaced(survey, path, data.draw(JUNK | TELLING))
    if read(survey):
        VALIDATOR.validate(survey)


TELLING = st.sampled_from(
    ["scale", "choice", "reasons", "comment", "ces", "words", "faces", "numbers", "any", "high", "x" * 30]
) | st.sampled_from(
    [1, 2, 3, 4, 5, 7, 10, [1], [1, 5], ["wait"], ["a", "b"], ["1", "2", "3", "4", "5"], ["en"], {"every": 3}]
)


LETTERS = st.text("abz09-_AZ ./\\é\u0301:2134\u200b", max_size=45)


@settings(max_examples=50, deadline=None)
@given(LETTERS | st.from_regex(keys.ID, fullmatch=True) | st.from_regex(keys.LANGUAGE, fullmatch=True))
def test_ids_and_languages_are_written_as_their_expressions_say(text: str) -> None:
    part = Part({"id": text}, (), [])
    assert (part.id("id") is not None) == bool(re.fullmatch(keys.ID, text))
    assert is_language(text) == bool(re.fullmatch(keys.LANGUAGE, text))


@settings(max_examples=50, deadline=None)
@given(LETTERS | st.from_regex(keys.UNTIL, fullmatch=True))
def test_times_and_files_are_written_as_their_expressions_say(text: str) -> None:
    for times, form in (([text, "00:01"], keys.TIME), (["00:01", text], keys.UNTIL)):
        if text != "00:01":
            edit = ("scale = 7", f"scale = 7\nask = {{ between = {json.dumps(times)} }}")
            assert (check_survey(broken([edit])).survey is not None) == bool(re.fullmatch(form, text))
    if text.isprintable():
        reward = f"[reward]\ncodes = {json.dumps(text)}\n"
        assert (check_survey(GOOD + reward).survey is not None) == bool(re.fullmatch(keys.FILE, text))


def test_every_word_is_explained() -> None:
    assert {*keys.METRICS} == {*Metric}
    assert {*keys.STYLES} == {*Style}
    assert {*keys.KINDS} == {*Kind}
    assert {*keys.FOLLOW_UP_KINDS} == {*Kind} - {Kind.SCALE}
    assert {*keys.WHENS} == {"any", *Standing}


def test_every_key_is_explained_in_a_sentence() -> None:
    for table in (keys.SURVEY, keys.QUESTION, keys.FOLLOW_UP, keys.OPTION, keys.ASK, keys.REWARD):
        for name, key in table.items():
            for said in (key.says, *(key.words or {}).values()):
                assert said.endswith("."), name
                assert len(said) <= 130, name


def test_editors_find_the_keys_of_every_table() -> None:
    """Taplo completes none where `allOf`, `anyOf` or `oneOf` stands beside the properties."""
    tables = [schema()]
    for table in tables:
        properties: Any = table["properties"]
        assert not {"allOf", "anyOf", "oneOf", "$ref"} & {*table}
        below = [value.get("items", value) for value in properties.values()]
        tables += [one for one in below if isinstance(one, dict) and "properties" in one]
    assert len(tables) == 7
