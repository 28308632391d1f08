"""Every key of a survey file: what it holds, within which limits, and what it says.

This is the one definition of the format. The reader refuses what does not stand here, and the JSON
Schema by which editors complete a survey is made of it (`schema.py`). Rules between keys, such as the
scales that a metric has, are the readers' own.
"""

from collections.abc import Mapping
from typing import NamedTuple

from store.model.reward import LONGEST
from store.model.scale import Metric, Standing
from store.model.survey import Kind, Style
from store.model.survey_file import room
from store.model.survey_file.room import Room


class Key(NamedTuple):
    """One key of a table."""

    type: type | None
    """What must stand there: str, int, bool, list or dict. None where only its reader can tell, because
    that depends on how many languages the survey has."""
    says: str
    """What it is for, to a person at an editor."""
    needed: bool = False
    words: Mapping[str, str] | None = None
    """The only words that may stand there, and what each means."""
    form: str | tuple[str, ...] | None = None
    """The regular expression that the text fits, or each text of the list; several are one for each of
    them. A list without one, and without tables, is of whole numbers."""
    room: Room | None = None
    """Where people see the text, or each text of the list or table."""
    least: int | None = None
    """The smallest number; or how many things stand at least in the list."""
    most: int | None = None
    """The largest number; or how many things stand at most in the list."""
    unlike: bool = False
    """Whether nothing stands twice in the list."""
    keys: "Keys | None" = None
    """What stands in the table, or in each table of the list."""


Keys = Mapping[str, Key]
"""A table: its keys by name."""

ID_LENGTH = 40
ID = rf"^[a-z0-9][a-z0-9_-]{{0,{ID_LENGTH - 1}}}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
UNTIL = rf"{TIME}|^24:00$"
FILE = r"^[^/\\]*[^/\\. ][^/\\]*$"
CODE = rf"^\S(.{{0,{LONGEST - 2}}}\S)?$"
MOST_OPTIONS = 6
UNSCORED = range(2, 11)
"""How many points a scale without a metric may have."""
LEAST_EVERY = 1

METRICS: dict[str, str] = {
    Metric.CSAT: "Satisfaction: the share of satisfied answers.",
    Metric.NPS: "Recommendation, 0 to 10: promoters less detractors.",
    Metric.CES: "Ease, from very difficult to very easy: the mean.",
    Metric.NONE: "No score: how often each answer was given.",
}
STYLES: dict[str, str] = {
    Style.FACES: "Five faces; for a scale of 5 only.",
    Style.NUMBERS: "A number on each tile.",
    Style.WORDS: "A word on each tile; every point must have one.",
}
FOLLOW_UP_KINDS: dict[str, str] = {
    Kind.REASONS: "Choose several options.",
    Kind.CHOICE: "Choose one option.",
    Kind.COMMENT: "A few words of the customer's own, at most 280 characters.",
    Kind.CONTACT: "A name, a number or an address, with a line to agree to.",
}
KINDS: dict[str, str] = {Kind.SCALE: "A score, or a scale without one."} | FOLLOW_UP_KINDS
WHENS: dict[str, str] = {
    "any": "After every answer: nobody behind the counter can read the score from the screen.",
    Standing.LOW: "After a low one: 1-2 of 5, 1-3 of 7, 1-6 of 10, 0-6 for nps.",
    Standing.MIDDLE: "After a middling one: 3 of 5, 4 of 7, 7-8 of 10 and for nps.",
    Standing.HIGH: "After a high one: 4-5 of 5, 5-7 of 7, 9-10 of 10 and for nps.",
}

ASK: Keys = {
    "every": Key(int, "Of every so many visits one is asked: 4 asks every 4th.", least=LEAST_EVERY),
    "between": Key(
        list,
        'Only between two times of day, such as ["12:00", "14:00"]. The second may be the next day\'s.',
        form=(TIME, UNTIL),
        least=2,
        most=2,
        unlike=True,
    ),
    "turn": Key(str, "A word: of the questions that share it, each visit is asked one, in turn.", form=ID),
}

OPTION: Keys = {
    "id": Key(
        str, "What its answers are kept under: keep it when you change the words.", needed=True, form=ID
    ),
}
"""Beside these, a text in each language, on a tile."""

_REQUIRED = Key(bool, "true: it cannot be skipped. Left out: false.")
_TEXT = Key(
    None,
    "The question, in each language: at most six lines of 40 columns.",
    needed=True,
    room=room.QUESTION,
)
_SCRIPT = Key(None, "What an agent reads aloud, in each language, where that differs.", room=room.SCRIPT)
_OPTIONS = Key(
    list,
    f"What to choose from: 2 to {MOST_OPTIONS} options, each with an id and its words in each language.",
    least=2,
    most=MOST_OPTIONS,
    keys=OPTION,
)
_CONSENT = Key(
    None,
    "The line to agree to, in each language: to be called back (a contact needs one), or to have the "
    "comment published.",
    room=room.CONSENT,
)

FOLLOW_UP: Keys = {
    "id": Key(
        str,
        "What its answers are kept under. Left out: the question's id and the kind, as in ease-comment.",
        form=ID,
    ),
    "when": Key(str, "After which answers it is asked. Left out: after any.", words=WHENS),
    "scores": Key(list, "After which scores it is asked, such as [1, 2]; instead of when.", least=1),
    "choices": Key(
        list,
        "After which options of the question above it is asked, by their ids; instead of when.",
        form=ID,
        least=1,
    ),
    "kind": Key(str, "What a person does to answer.", needed=True, words=FOLLOW_UP_KINDS),
    "required": _REQUIRED,
    "text": _TEXT,
    "script": _SCRIPT,
    "options": _OPTIONS,
    "consent": _CONSENT,
}

QUESTION: Keys = {
    "id": Key(
        str, "What its scores are kept under: keep it when you change the words.", needed=True, form=ID
    ),
    "metric": Key(str, "What it measures.", needed=True, words=METRICS),
    "scale": Key(
        int,
        "How many points: 5 or 10 for csat; 5, 7 or 10 for ces; 2 to 10 for none. nps is always 0 to 10.",
        least=UNSCORED[0],
        most=UNSCORED[-1],
    ),
    "style": Key(
        str,
        "How the scale is drawn. Left out: faces for csat on 5, words for ces on 5 and 7, else numbers.",
        words=STYLES,
    ),
    "kind": Key(
        str,
        'What a person does to answer, for metric = "none". Left out: choice where there are options.',
        words=KINDS,
    ),
    "required": _REQUIRED,
    "text": _TEXT,
    "labels": Key(
        None,
        "Words for both ends of the scale, or for every point, in each language, the lowest first. "
        "Left out: the program's own.",
        room=room.TILE,
    ),
    "script": _SCRIPT,
    "ask": Key(dict, "When it is asked. Left out: in every visit.", keys=ASK),
    "options": _OPTIONS,
    "consent": _CONSENT,
    "follow_up": Key(list, "What is asked after it, each on a screen of its own.", keys=FOLLOW_UP),
}

REWARD: Keys = {
    "codes": Key(
        str,
        "The file of codes beside the survey, one a line. Left out: codes are made up.",
        form=FILE,
    ),
    "generate": Key(
        str,
        'How codes are made up: # is a digit, ? a capital, as in "SHOP-####". Left out: "######".',
        form=CODE,
    ),
    "hourly": Key(int, "At most so many codes an hour.", least=1),
}

SURVEY: Keys = {
    "name": Key(
        str,
        "What the answers are kept under: small letters, digits, - and _. Another name begins new scores.",
        needed=True,
        form=ID,
    ),
    "touchpoint": Key(
        str,
        "Where the customer stands, such as checkout. A kiosk's own settings go before it.",
        room=room.NAME,
    ),
    "languages": Key(
        list,
        'The languages, such as ["en", "fr"]. The first is the one it starts in; every text stands in each.',
        needed=True,
        form=LANGUAGE,
        least=1,
        unlike=True,
    ),
    "back": Key(bool, "false: a person cannot go back to correct an answer. Left out: true."),
    "question": Key(
        list,
        "What is asked, in this order: at most three questions with a score, and five screens in a visit.",
        needed=True,
        least=1,
        keys=QUESTION,
    ),
    "reward": Key(dict, "A code for finishing, whatever the score.", keys=REWARD),
}
