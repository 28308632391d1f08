"""No file makes the reader fail: it is a survey, or its problems are named."""

import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from model.survey_slips import GOOD
from model.test_survey_lines import VALUES, written

from store.model.survey_file import check_survey
from store.templates import TEMPLATES, template

PARSED = tomllib.loads(GOOD)
FULL = {
    **PARSED,
    "back": True,
    "reward": {"codes": "codes.txt", "hourly": 4},
    "question": [
        {
            **PARSED["question"][0],
            "style": "words",
            "required": True,
            "labels": {"en": ["Low", "High"], "fr": ["Bas", "Haut"]},
            "ask": {"every": 2, "between": ["10:00", "12:00"], "turn": "t"},
            "script": {"en": "Say", "fr": "Dites"},
        },
        *PARSED["question"][1:],
    ],
}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything in `value`."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in items for place in places(item, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], new: object) -> Any:
    """`value` with what is at `path` replaced."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


def check(text: str) -> None:
    checked = check_survey(text, file="f", interface=("en", "fr"))
    wrong = [problem for problem in checked.problems if not problem.warning]
    assert (checked.survey is None) == bool(wrong)
    for problem in checked.problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.sentence
        assert problem.mend
        assert str(problem).isprintable() or "\u00a0" in str(problem)


JUNK = VALUES | st.sampled_from(["csat", "nps", "none", "low", "contact", "wait", "", 0, -1, 10**30, [], {}])


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_value_of_any_kind_in_any_place(data: st.DataObject) -> None:
    survey: Any = FULL
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places(survey)[1:]))
        survey = replaced(survey, path, data.draw(JUNK))
    check("".join(f"{key} = {written(value, chr(10))}\n" for key, value in survey.items()))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([GOOD, *map(template, TEMPLATES)]),
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 30),
            st.text(st.sampled_from('[]{}=",\n#\\a1. \u0000é'), max_size=4),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_a_text_that_was_mistyped(text: str, edits: list[tuple[float, int, str]]) -> None:
    for where, cut, typed in edits:
        at = int(where * len(text))
        text = text[:at] + typed + text[at + cut :]
    check(text)
