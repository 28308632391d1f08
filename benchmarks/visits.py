"""A survey and plausible visits, for the benchmarks of the store."""

import random
from datetime import UTC, datetime
from uuid import UUID

from store.model.period import day_number
from store.model.response import Answer, Outcome, Response, Status
from store.model.scale import Metric, Scale
from store.model.survey import Kind, Option, Question, Survey

SURVEY = Survey(
    name="benchmark",
    version="1",
    touchpoint="checkout",
    languages=("en", "fr"),
    questions=(
        Question(
            id="satisfaction",
            kind=Kind.SCALE,
            text={"en": "How satisfied are you?"},
            scale=Scale(Metric.CSAT, 5),
            follow_ups=(
                Question(
                    id="mattered",
                    kind=Kind.REASONS,
                    text={"en": "What mattered most?"},
                    options=tuple(
                        Option(id, {"en": id}) for id in ("wait", "staff", "price", "stock", "place")
                    ),
                    parent="satisfaction",
                ),
                Question(
                    id="remark", kind=Kind.COMMENT, text={"en": "Anything else?"}, parent="satisfaction"
                ),
            ),
        ),
        Question(id="recommend", kind=Kind.SCALE, text={"en": "Recommend us?"}, scale=Scale(Metric.NPS, 10)),
        Question(id="ease", kind=Kind.SCALE, text={"en": "How easy?"}, scale=Scale(Metric.CES, 5)),
    ),
)
"""Three scored questions, one with the reasons and a remark."""

TOUCHPOINTS = ("checkout", "returns", "help desk", "fitting rooms")
KIOSKS = ("kiosk-1", "kiosk-2", "kiosk-3", "kiosk-4")
LANGUAGES = ("en", "fr")
FIRST_MS = int(datetime(2026, 1, 5, 9, tzinfo=UTC).timestamp() * 1000)
"""When the first visit begins: a Monday at nine."""


def visit(number: int, dice: random.Random, *, every_seconds: int = 40, reasons: bool = False) -> Response:
    """The `number`-th visit (from 0) of one kiosk that is open from nine to seven; three scores."""
    a_day = 36_000 // every_seconds
    started = FIRST_MS + (number // a_day) * 86_400_000 + (number % a_day) * every_seconds * 1000
    wall = datetime.fromtimestamp(started / 1000, UTC)
    scores = {
        "satisfaction": dice.choice((1, 2, 3, 4, 4, 5, 5)),
        "recommend": dice.choice((0, 3, 6, 7, 8, 9, 10)),
        "ease": dice.choice((1, 2, 3, 4, 4, 5, 5)),
    }
    answers = {
        question: Answer(question, Outcome.ANSWERED, i * 5000, i * 5000 + 3000, score)
        for i, (question, score) in enumerate(scores.items())
    }
    if reasons:
        chosen = (dice.choice(("wait", "staff", "price")),)
        answers["mattered"] = Answer("mattered", Outcome.ANSWERED, 15_000, 18_000, choices=chosen)
    return Response(
        uid=_uid(started, dice),
        survey=SURVEY.name,
        version=SURVEY.version,
        touchpoint=dice.choice(TOUCHPOINTS),
        kiosk=KIOSKS[0],
        language=dice.choice(LANGUAGES),
        channel="self",
        status=Status.COMPLETE,
        started_ms=started,
        utc_offset_min=0,
        day=day_number(wall.date()),
        hour=wall.hour,
        ended_ms=started + 20_000,
        answers=answers,
    )


def _uid(at_ms: int, dice: random.Random) -> str:
    """A UUIDv7."""
    return str(UUID(int=at_ms << 80 | 7 << 76 | dice.getrandbits(12) << 64 | 2 << 62 | dice.getrandbits(62)))
