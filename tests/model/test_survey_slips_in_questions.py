"""Slips in a question."""

import pytest
from model.survey_slips import AGE, COMMENT, CSAT, KIND, TEXT, Slip, check_that_it_is_named

SLIPS: dict[str, Slip] = {
    "no id": (
        [('id = "ease"\n', "")],
        "question.id",
        "The question has no id.",
        '[[question]]\nmetric = "ces',
    ),
    "an id with capitals": (
        [('id = "ease"', 'id = "Ease"')],
        "question.id",
        "This is not a good id.",
        '"Ease"',
    ),
    "an id with a space": ([('id = "ease"', 'id = "my ease"')], "question.id", "good id", "my ease"),
    "an id that begins with a dash": ([('id = "ease"', 'id = "-ease"')], "question.id", "good id", "-ease"),
    "an id with an accent": ([('id = "ease"', 'id = "facilité"')], "question.id", "good id", "facilit"),
    "an empty id": ([('id = "ease"', 'id = ""')], "question.id", "good id", 'id = ""'),
    "an id without an end": ([('id = "ease"', f'id = "{"e" * 41}"')], "question.id", "at most 40", "eeee"),
    "an id that is a number": ([('id = "ease"', "id = 3")], "question.id", "This is not text", "id = 3"),
    "two questions of one id": (
        [('id = "ease"', 'id = "satisfaction" # 2')],
        "question.id",
        "Another question has this id.",
        "# 2",
    ),
    "a follow-up with the id of a question": (
        [('id = "mattered"', 'id = "satisfaction" # 2')],
        "question.follow_up.id",
        "Another question has this id.",
        "# 2",
    ),
    "two follow-ups that get the same id": (
        [
            (
                '[[question]]\nid = "ease"',
                f'{COMMENT}{COMMENT.replace("up]]", "up]] # 2")}[[question]]\nid = "ease"',
            ),
            (AGE, ""),
        ],
        "question.follow_up",
        'it is called "satisfaction-comment", as another question is. Add id',
        "# 2",
    ),
    "no metric": (
        [('metric = "ces"\n', "")],
        "question.metric",
        "What it measures is missing.",
        '[[question]]\nid = "ease',
    ),
    "no metric and no scale": (
        [('metric = "ces"\nscale = 7\n', "")],
        "question.metric",
        "What it measures is missing.",
        '[[question]]\nid = "ease',
    ),
    "an unknown metric": (
        [('"ces"', '"cse"')],
        "question.metric",
        "This is not one of csat, nps, ces or none. Did you mean",
        '"cse"',
    ),
    "a scale that CSAT does not have": (
        [("scale = 5", "scale = 7 #")],
        "question.scale",
        "CSAT has no scale of 7 points. Write 5 or 10.",
        "scale = 7 #",
    ),
    "a scale that CES does not have": (
        [("scale = 7", "scale = 6")],
        "question.scale",
        "CES has no scale of 6 points. Write 5, 7 or 10.",
        "scale = 6",
    ),
    "a scale for NPS": (
        [(CSAT, 'metric = "nps"\nscale = 11')],
        "question.scale",
        "NPS has one scale, 0 to 10.",
        "scale = 11",
    ),
    "no scale": (
        [("scale = 7\n", "")],
        "question.scale",
        "The number of points is missing.",
        '[[question]]\nid = "ease',
    ),
    "a scale in quotes": ([("scale = 7", 'scale = "7"')], "question.scale", "a whole number", '"7"'),
    "a scale that is true": ([("scale = 7", "scale = true")], "question.scale", "a whole number", "true"),
    "a scale without a metric, of one point": (
        [('metric = "ces"\nscale = 7', 'metric = "none"\nscale = 1\nlabels = 3')],
        "question.scale",
        "A question without a metric has no scale of 1 points.",
        "scale = 1",
    ),
    "a scale without a metric and without words": (
        [('metric = "ces"\nscale = 7', 'metric = "none"\nscale = 7')],
        "question.labels",
        "A scale without a metric has no words of its own.",
        '[[question]]\nid = "ease',
    ),
    "five faces on seven points": (
        [("scale = 7", 'scale = 7\nstyle = "faces"')],
        "question.style",
        "There are five faces, and this scale has 7 points.",
        "faces",
    ),
    "words on eleven points": (
        [(CSAT, 'metric = "nps"\nstyle = "words"')],
        "question.style",
        "Not every point has a word.",
        "words",
    ),
    "an unknown style": (
        [("scale = 7", 'scale = 7\nstyle = "face"')],
        "question.style",
        'mean "faces"?',
        "face",
    ),
    "a kind for a score": (
        [("scale = 7", 'scale = 7\nkind = "choice"')],
        "question.kind",
        'Metric "ces" is always a scale.',
        "choice",
    ),
    "an unknown kind": (
        [(KIND, 'kind = "reason"')],
        "question.follow_up.kind",
        'mean "reasons"?',
        '"reason"',
    ),
    "required that is a word": (
        [("scale = 7", 'scale = 7\nrequired = "no"')],
        "question.required",
        "This is neither true nor false.",
        "required",
    ),
    "no text": (
        [(TEXT, "")],
        "question.text",
        "There are no words to ask it with.",
        '[[question]]\nid = "ease',
    ),
    "a missing language": (
        [(', fr = "Était-ce facile ?"', "")],
        "question.text.fr",
        'The words in "fr" are missing.',
        "How easy",
    ),
    "a language too many": (
        [('"Était-ce facile ?"', '"Était-ce facile ?", de = "Leicht?"')],
        "question.text.de",
        'The survey is not in "de".',
        "Leicht",
    ),
    "one text for two languages": (
        [(TEXT, 'text = "Easy?"')],
        "question.text",
        "This is not a table.",
        "Easy?",
    ),
    "an empty text": (
        [('"How easy was it?"', '""')],
        "question.text.en",
        "There are no words in it.",
        'en = ""',
    ),
    "a blank text": ([('"How easy was it?"', '" \u00a0"')], "question.text.en", "no words", 'en = " '),
    "a text that is a number": (
        [('"How easy was it?"', "7")],
        "question.text.en",
        "not text in quotes",
        "en = 7",
    ),
    "a terminal escape": (
        [('"How easy was it?"', r'"How \u001b[31measy?"')],
        "question.text.en",
        "It holds the character U+001B",
        "31m",
    ),
    "a line break": (
        [('"How easy was it?"', r'"How easy\nwas it?"')],
        "question.text.en",
        "U+000A",
        "was it",
    ),
    "letters turned around": (
        [('"How easy was it?"', r'"How \u202Eeasy?"')],
        "question.text.en",
        "U+202E",
        "202E",
    ),
    "a text too long": (
        [('"How easy was it?"', f'"{"easier " * 40}"')],
        "question.text.en",
        "It takes 8 lines of 40 columns; 6 fit on the smallest screen.",
        "easier",
    ),
    "a text too long in wide letters": (
        [('"How easy was it?"', f'"{"簡" * 121}"')],
        "question.text.en",
        "It takes 7 lines of 40 columns",
        "簡",
    ),
    "a script too long": (
        [("scale = 7", f'scale = 7\nscript = {{ en = "{"word " * 120}", fr = "mot" }}')],
        "question.script.en",
        "lines of 80 columns; 6 fit on an agent's desk.",
        "word",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_it_is_named(slip: str) -> None:
    check_that_it_is_named(SLIPS[slip])
