"""A good survey, and how a slip in it must be named."""

from store.model.survey_file import SurveyError, check_survey, read_survey

GOOD = """\
name = "shop"
touchpoint = "checkout"
languages = ["en", "fr"]

[[question]]
id = "satisfaction"
metric = "csat"
scale = 5
text = { en = "How satisfied are you?", fr = "Êtes-vous satisfait(e) ?" }

[[question.follow_up]]
id = "mattered"
when = "low"
kind = "reasons"
text = { en = "What mattered most?", fr = "Qu’est-ce qui a compté ?" }
options = [
    { id = "wait", en = "Waiting", fr = "L’attente" },
    { id = "staff", en = "Staff", fr = "Le personnel" },
]

[[question]]
id = "ease"
metric = "ces"
scale = 7
text = { en = "How easy was it?", fr = "Était-ce facile ?" }

[[question]]
id = "age"
metric = "none"
text = { en = "How old are you?", fr = "Quel âge avez-vous ?" }
options = [
    { id = "young", en = "Under 40", fr = "Moins de 40 ans" },
    { id = "older", en = "40 or over", fr = "40 ans ou plus" },
]
"""

CSAT = 'metric = "csat"\nscale = 5'
TEXT = 'text = { en = "How easy was it?", fr = "Était-ce facile ?" }'
LOW = 'when = "low"'
KIND = 'kind = "reasons"'
STAFF = '{ id = "staff", en = "Staff", fr = "Le personnel" }'
COMMENT = """\
[[question.follow_up]]
kind = "comment"
text = { en = "Why?", fr = "Pourquoi ?" }
"""
NPS = """\
[[question]]
id = "recommend"
metric = "nps"
text = { en = "How likely are you to recommend us?", fr = "Quelle est la probabilité ?" }
"""
AFTER_AGE = '40 ans ou plus" },\n]\n'
AGE = GOOD[GOOD.index('[[question]]\nid = "age"') :]

Edits = list[tuple[str, str]]

Slip = tuple[Edits, str, str, str]
"""What is replaced by what; the key it is reported under; a part of what is said; the beginning of the place
whose line is named."""


def broken(edits: Edits) -> str:
    """The good survey, with each edit made at the first place it fits."""
    text = GOOD
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def check_that_it_is_named(slip: Slip) -> None:
    """The slip is the one problem that is found, with its line, key, sentence and mend."""
    edits, key, said, where = slip
    text = broken(edits)
    try:
        read_survey(text, file="shop.toml")
    except SurveyError as error:
        problems = error.problems
    else:
        raise AssertionError("nothing was found")
    assert [problem for problem in check_survey(text, file="shop.toml").problems if not problem.warning] == [
        *problems
    ]
    assert len(problems) == 1, [str(problem) for problem in problems]
    problem = problems[0]
    assert problem.key == key, str(problem)
    assert said in f"{problem.sentence} {problem.mend}", str(problem)
    assert problem.line == text.count("\n", 0, text.index(where)) + 1, str(problem)
    assert problem.sentence.endswith(".")
    assert problem.mend.endswith((".", "?"))
    assert str(problem).startswith(f"shop.toml:{problem.line}: {key}")
