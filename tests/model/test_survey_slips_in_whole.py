"""Slips in the heading of a survey, and in its questions taken together."""

import pytest
from model.survey_slips import AFTER_AGE, COMMENT, GOOD, LOW, NPS, Slip, check_that_it_is_named

SLIPS: dict[str, Slip] = {
    "an unknown key, nearly right": (
        [("touchpoint", "touchpiont")],
        "touchpiont",
        'There is no key "touchpiont" here. Did you mean "touchpoint"?',
        "touchpiont",
    ),
    "an unknown key in a question": (
        [("scale = 7", "scale = 7\nstlye = 1")],
        "question.stlye",
        'Did you mean "style"?',
        "stlye",
    ),
    "an unknown key that is like none": (
        [("scale = 7", "scale = 7\nzzz = 1")],
        "question.zzz",
        "Write id, metric, scale,",
        "zzz",
    ),
    "an unknown key in ask": (
        [("scale = 7", "scale = 7\nask = { evrey = 4 }")],
        "question.ask.evrey",
        'Did you mean "every"?',
        "evrey",
    ),
    "no name": ([('name = "shop"\n', "")], "name", "The survey has no name.", "touchpoint"),
    "a name that is no id": ([('"shop"', '"My Shop"')], "name", "This is not a good id.", "My Shop"),
    "no languages": ([('languages = ["en", "fr"]', "")], "languages", "The survey has no language.", "name"),
    "an empty list of languages": ([('["en", "fr"]', "[]")], "languages", "no language.", "languages"),
    "a language twice": ([('["en", "fr"]', '["en", "fr", "en"]')], "languages", "twice", "languages"),
    "a language that is none": ([('["en", "fr"]', '["en", "french"]')], "languages", "code.", "languages"),
    "a language with an underscore": (
        [('["en", "fr"]', '["en", "fr_CA"]')],
        "languages",
        'Write "fr-CA".',
        "languages",
    ),
    "a language that is a number": ([('["en", "fr"]', '["en", 3]')], "languages", "code.", "languages"),
    "languages that are no list": ([('["en", "fr"]', '"en"')], "languages", "not a list", "languages"),
    "an empty touchpoint": ([('"checkout"', '" "')], "touchpoint", "There are no words in it.", "touchpoint"),
    "a touchpoint too long for a table": (
        [('"checkout"', f'"{"x" * 61}"')],
        "touchpoint",
        "It is 61 columns wide; 60 fit on the scores' screen.",
        "touchpoint",
    ),
    "back that is no yes or no": (
        [('name = "shop"', 'name = "shop"\nback = "yes"')],
        "back",
        "This is neither true nor false.",
        "back",
    ),
    "one question in single brackets": (
        [(GOOD[GOOD.index("[[question]]") :], '[question]\nid = "a"\n')],
        "question",
        "Begin each with a line [[question]]",
        "[question]",
    ),
    "no question at all": (
        [(GOOD[GOOD.index("[[question]]") :], "")],
        "question",
        "Nothing is asked.",
        "name",
    ),
    "a question that is a number": (
        [(GOOD[GOOD.index("[[question]]") :], "question = [3]\n")],
        "question",
        "This is not a table.",
        "question",
    ),
    "no visit at all": (
        [("scale = 7", "scale = 7\nask = { every = 0 }")],
        "question.ask.every",
        "This is not a number of visits. Write 2 or more",
        "every = 0",
    ),
    "every half visit": (
        [("scale = 7", "scale = 7\nask = { every = 2.5 }")],
        "question.ask.every",
        "This is not a whole number.",
        "every",
    ),
    "ask that is a word": (
        [("scale = 7", 'scale = 7\nask = "often"')],
        "question.ask",
        "not a table",
        "often",
    ),
    "one time of day": (
        [("scale = 7", 'scale = 7\nask = { between = ["12:00"] }')],
        "question.ask.between",
        'These are not two times of day. Write them like ["12:00", "14:00"].',
        "between",
    ),
    "a time that is none": (
        [("scale = 7", 'scale = 7\nask = { between = ["12:00", "25:00"] }')],
        "question.ask.between",
        "These are not two times of day.",
        "between",
    ),
    "a time in the clock's own way": (
        [("scale = 7", 'scale = 7\nask = { between = ["12:00", "2 pm"] }')],
        "question.ask.between",
        "These are not two times of day.",
        "between",
    ),
    "a day that begins at its end": (
        [("scale = 7", 'scale = 7\nask = { between = ["24:00", "02:00"] }')],
        "question.ask.between",
        "These are not two times of day.",
        "between",
    ),
    "no time between": (
        [("scale = 7", 'scale = 7\nask = { between = ["12:00", "12:00"] }')],
        "question.ask.between",
        "There is no time between the two.",
        "between",
    ),
    "a turn with nobody": (
        [("scale = 7", 'scale = 7\nask = { turn = "a" }')],
        "question.ask.turn",
        "No other question takes turns with this one.",
        "turn",
    ),
    "turns of unequal visits": (
        [
            ("scale = 5", 'scale = 5\nask = { turn = "a", every = 2 }'),
            ("scale = 7", 'scale = 7\nask = { turn = "a", every = 3 }'),
        ],
        "question.ask.every",
        "Questions that take turns are asked of equally many visits.",
        "every = 3",
    ),
    "visits that are asked nothing": (
        [
            ("scale = 5", "scale = 5\nask = { every = 2 }"),
            ("scale = 7", "scale = 7\nask = { every = 3 }"),
            ('id = "age"', 'id = "age"\nask = { every = 4 }'),
        ],
        "question.ask",
        "From 00:00 on some visits are asked nothing at all.",
        "every = 2",
    ),
    "hours that are asked nothing": (
        [
            ("scale = 5", 'scale = 5\nask = { between = ["08:00", "20:00"] }'),
            ("scale = 7", 'scale = 7\nask = { between = ["20:00", "07:30"] }'),
            ('id = "age"', 'id = "age"\nask = { between = ["12:00", "14:00"] }'),
        ],
        "question.ask",
        "From 07:30 on a visit is asked nothing at all.",
        "08:00",
    ),
    "four scored questions": (
        [
            (GOOD[GOOD.index("[[question.follow_up]]") : GOOD.index('[[question]]\nid = "ease"')], ""),
            (AFTER_AGE, AFTER_AGE + NPS + NPS.replace('recommend"', 'again"').replace("nps", "ces")),
            ('metric = "ces"\ntext', 'metric = "ces" # 4\nscale = 5\ntext'),
        ],
        "question.metric",
        "This is scored question 4; a survey has at most 3.",
        "# 4",
    ),
    "six screens": (
        [
            (LOW, 'when = "any"'),
            ('[[question]]\nid = "ease"', f'{COMMENT}[[question]]\nid = "ease"'),
            (AFTER_AGE, AFTER_AGE + NPS.replace('recommend"', 'recommend" # 6')),
        ],
        "question.id",
        "Up to here a visit may take 6 screens; at most 5 are answered well.",
        "# 6",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_it_is_named(slip: str) -> None:
    check_that_it_is_named(SLIPS[slip])
