"""A store with one of everything that an export has to carry, in a real file."""

from dataclasses import dataclass, replace
from pathlib import Path

from store.model.response import Answer, Outcome, Response, Status
from store.model.survey import Survey
from store.model.survey_file import read_survey
from store.sqlite.database import Database, open_database
from store.sqlite.engine import VERSION
from store.sqlite.responses import Responses

NOW_MS = 1_772_550_000_000
DAY = 20_515
TEXT = """
name = "counter"
touchpoint = "checkout"
languages = ["en"]

[[question]]
id = "satisfaction"
metric = "csat"
scale = 5
text = { en = "How satisfied are you?" }

[[question.follow_up]]
id = "mattered"
when = "any"
kind = "reasons"
text = { en = "What mattered most?" }
options = [ { id = "wait", en = "Waiting" }, { id = "staff", en = "Staff" } ]

[[question.follow_up]]
id = "comment"
when = "any"
kind = "comment"
text = { en = "Anything else?" }
consent = { en = "You may publish this." }

[[question]]
id = "recommend"
metric = "nps"
text = { en = "How likely are you to recommend us?" }
"""


def counter(text: str = TEXT) -> Survey:
    return read_survey(text)


@dataclass(frozen=True)
class Typed:
    """What one person left; each is a minute after the one before."""

    score: int | None = 4
    choices: tuple[str, ...] = ()
    comment: str | None = None
    consent: bool | None = None
    recommend: int | None = None
    agent: str | None = None
    reference: str | None = None


def response(survey: Survey, number: int, typed: Typed) -> Response:
    answers = {}
    at = 0

    def put(question: str, given: bool, **values: object) -> None:
        nonlocal at
        outcome = Outcome.ANSWERED if given else Outcome.SKIPPED
        answers[question] = Answer(question, outcome, at, at + 3_000, **(values if given else {}))  # type: ignore[arg-type]  # by name
        at += 3_200

    put("satisfaction", typed.score is not None, score=typed.score)
    if typed.score is not None:
        put("mattered", bool(typed.choices), choices=typed.choices)
        put("comment", typed.comment is not None, text=typed.comment, consent=typed.consent)
    if typed.recommend is not None:
        put("recommend", True, score=typed.recommend)
    started = NOW_MS + number * 60_000
    return Response(
        uid=f"019c0000-0000-7000-8000-{number:012d}",
        survey=survey.name,
        version=survey.version,
        touchpoint="checkout",
        kiosk="till-1",
        language="en",
        channel="self",
        status=Status.COMPLETE,
        started_ms=started,
        utc_offset_min=60,
        day=DAY + number // 100,
        hour=16,
        ended_ms=started + at,
        agent=typed.agent,
        reference=typed.reference,
        answers=answers,
    )


UNFIXED = (3, 40, 1)
"""An engine that must not use WAL."""


def opened(path: Path, engine: tuple[int, int, int] = VERSION) -> Database:
    return open_database(path, writing=True, now_ms=lambda: NOW_MS + 10**10, engine=engine)


def keep(path: Path, *people: Typed, engine: tuple[int, int, int] = VERSION) -> list[Response]:
    """Writes them into the store at `path`, and returns what was written."""
    survey = counter()
    written = [response(survey, number, typed) for number, typed in enumerate(people)]
    with opened(path, engine) as database:
        responses = Responses(database)
        responses.register(survey)
        responses.save_many(written)
    return written


def many(survey: Survey, count: int) -> "list[Response]":
    """A crowd of plain answers, quickly."""
    first = response(survey, 0, Typed(score=5, choices=("wait",), comment="Fine, thanks.", recommend=9))
    return [
        replace(
            first,
            uid=f"019c0000-0000-7000-8000-{number:012d}",
            started_ms=first.started_ms + number * 60_000,
            ended_ms=None,
            kiosk=f"till-{number % 7}",
            day=DAY + number // 1000,
        )
        for number in range(count)
    ]
