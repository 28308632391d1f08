"""Slips in follow-ups, options and the reward."""

import pytest
from model.survey_slips import AFTER_AGE, COMMENT, CSAT, GOOD, KIND, LOW, STAFF, Slip, check_that_it_is_named

SLIPS: dict[str, Slip] = {
    "seven options": (
        [
            (
                STAFF,
                ",\n    ".join(
                    [STAFF] + [f'{{ id = "o{n}", en = "O {n}", fr = "F {n}" }}' for n in range(5)]
                ),
            )
        ],
        "question.follow_up.options",
        "Nobody reads 7 options. Keep the 6 that matter most.",
        "options",
    ),
    "one option": (
        [(f"    {STAFF},\n", "")],
        "question.follow_up.options",
        "One option is no choice.",
        "options",
    ),
    "no options": (
        [(GOOD[GOOD.index("options = [") : GOOD.index('\n\n[[question]]\nid = "ease"')], "")],
        "question.follow_up.options",
        "There is nothing to choose from.",
        "[[question.follow_up]]",
    ),
    "options that are texts": (
        [(STAFF, '"Staff"')],
        "question.follow_up.options",
        'This is not a table. Write { id = "wait"',
        '"Staff"',
    ),
    "two options of one id": (
        [('id = "staff"', 'id = "wait"')],
        "question.follow_up.options.id",
        "Another option has this id.",
        'en = "Staff"',
    ),
    "two options that read the same": (
        [('"Staff"', '"waiting"')],
        "question.follow_up.options.en",
        "Another option reads the same.",
        '"waiting"',
    ),
    "an option without an id": (
        [('id = "staff", ', "")],
        "question.follow_up.options.id",
        "The option has no id.",
        '"Staff"',
    ),
    "an option in one language": (
        [(', fr = "Le personnel"', "")],
        "question.follow_up.options.fr",
        'The words in "fr" are missing.',
        '"Staff"',
    ),
    "an option in a foreign language": (
        [('fr = "Le personnel"', 'fr = "Le personnel", de = "Personal"')],
        "question.follow_up.options.de",
        'There is no key and no language "de" here.',
        '"Staff"',
    ),
    "an option too long for a tile": (
        [('"Staff"', f'"{"x" * 31}"')],
        "question.follow_up.options.en",
        "It is 31 columns wide; 30 fit on a tile.",
        "xxx",
    ),
    "options for a comment": (
        [(KIND, 'kind = "comment"')],
        "question.follow_up.options",
        'Nothing is chosen under kind "comment".',
        "options",
    ),
    "a follow-up after no class": (
        [(LOW, 'when = "bad"')],
        "question.follow_up.when",
        "This is not one of any, low, middle or high.",
        '"bad"',
    ),
    "a follow-up after scores off the scale": (
        [(LOW, "scores = [6, 7]")],
        "question.follow_up.scores",
        "This can never show: none of these is on the scale. Write some of 1 to 5.",
        "scores",
    ),
    "a follow-up after some scores off the scale": (
        [(LOW, "scores = [0, 1]")],
        "question.follow_up.scores",
        "Not all of these are on the scale.",
        "scores",
    ),
    "a follow-up after no score": (
        [(LOW, "scores = []")],
        "question.follow_up.scores",
        "This can never show: there is no score in it.",
        "scores",
    ),
    "a follow-up after scores that are words": (
        [(LOW, 'scores = ["1"]')],
        "question.follow_up.scores",
        "This can never show",
        "scores",
    ),
    "a follow-up by score where there is none": (
        [(AFTER_AGE, AFTER_AGE + COMMENT.replace("kind", 'when = "low" # 2\nkind'))],
        "question.follow_up.when",
        "This can never show: the question above has no score.",
        "# 2",
    ),
    "a follow-up after the middle of two points": (
        [
            (CSAT, 'metric = "none"\nscale = 2\nlabels = { en = ["1", "2"], fr = ["1", "2"] }'),
            (LOW, 'when = "low" # 2'),
        ],
        "question.follow_up.when",
        'This can never show: no point of the scale is "low".',
        "# 2",
    ),
    "a follow-up after choices of a score": (
        [(LOW, 'choices = ["a"]')],
        "question.follow_up.choices",
        "This can never show: the question above has no options.",
        "choices",
    ),
    "a follow-up after a choice that is none": (
        [(AFTER_AGE, AFTER_AGE + COMMENT.replace("kind", 'choices = ["old"]\nkind'))],
        "question.follow_up.choices",
        "none of these is an option of the question above. Write some of young or older.",
        "choices",
    ),
    "a follow-up after two things at once": (
        [(LOW, 'when = "low"\nscores = [1]')],
        "question.follow_up.scores",
        'There is "when" too. Keep one of the two.',
        "scores",
    ),
    "a follow-up without a kind": (
        [(f"{KIND}\n", "")],
        "question.follow_up.kind",
        "What it asks for is missing.",
        "[[question.follow_up]]",
    ),
    "a follow-up with a score": (
        [(KIND, 'kind = "reasons"\nmetric = "ces" # 2')],
        "question.follow_up.metric",
        "A follow-up has no score. Make it a [[question]] of its own.",
        "# 2",
    ),
    "a follow-up of a follow-up": (
        [(KIND, 'kind = "reasons"\nfollow_up = []')],
        "question.follow_up.follow_up",
        "A follow-up has no follow-ups.",
        "follow_up = []",
    ),
    "a contact without consent": (
        [(AFTER_AGE, AFTER_AGE + COMMENT.replace("comment", "contact").replace("up]]", "up]] # 2"))],
        "question.follow_up.consent",
        "A contact is asked for without a line to agree to.",
        "# 2",
    ),
    "consent to reasons": (
        [(KIND, 'kind = "reasons"\nconsent = { en = "Yes", fr = "Oui" }')],
        "question.follow_up.consent",
        "Only a comment or a contact is agreed to.",
        "consent",
    ),
    "a reward from another folder": (
        [(AFTER_AGE, AFTER_AGE + '[reward]\ncodes = "../../etc/passwd"\n')],
        "reward.codes",
        "This is not a file beside the survey.",
        "passwd",
    ),
    "a reward of none an hour": (
        [(AFTER_AGE, AFTER_AGE + "[reward]\nhourly = 0\n")],
        "reward.hourly",
        "So few codes an hour are none.",
        "hourly",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_it_is_named(slip: str) -> None:
    check_that_it_is_named(SLIPS[slip])
