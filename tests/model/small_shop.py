"""A small shop for the tests: its survey, and visits made by hand."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from itertools import count

from store.model.period import business_day, day_number
from store.model.response import Answer, Channel, Outcome, Response, Status
from store.model.scale import Metric, Scale
from store.model.survey import Kind, Option, Question, Survey

CSAT = Scale(Metric.CSAT, 5)
NPS = Scale(Metric.NPS, 10)
CES = Scale(Metric.CES, 7)

WAIT, STOCK, STAFF = (
    Option("wait", {"en": "Waiting time", "fr": "Temps d’attente"}),
    Option("stock", {"en": "Out of stock", "fr": "Rupture de stock"}),
    Option("staff", {"en": "Staff", "fr": "Personnel"}),
)

SURVEY = Survey(
    name="counter",
    version="v1",
    touchpoint="checkout",
    languages=("en", "fr"),
    questions=(
        Question(
            "satisfaction",
            Kind.SCALE,
            {"en": "How satisfied are you?"},
            CSAT,
            follow_ups=(
                Question("mattered", Kind.REASONS, {"en": "What mattered most?"}, parent="satisfaction",
                         options=(WAIT, STOCK, STAFF)),
                Question("remark", Kind.COMMENT, {"en": "Anything else?"}, parent="satisfaction"),
            ),
        ),
        Question("recommend", Kind.SCALE, {"en": "Would you recommend us?"}, NPS),
        Question("ease", Kind.SCALE, {"en": "How easy was it?"}, CES),
        Question("first_time", Kind.CHOICE, {"en": "First visit?"},
                 options=(Option("yes", {"en": "Yes"}), Option("no", {"en": "No"}))),
    ),
)  # fmt: skip

SATURDAY = date(2026, 11, 21)
DAY_STARTS = 4
ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 21, 14, 32, tzinfo=ZONE)
"""In the shop, on a Saturday afternoon."""

_number = count(1)


def visit(
    *,
    day: date = SATURDAY,
    hour: int = 12,
    score: int | None = None,
    recommend: int | None = None,
    ease: int | None = None,
    reasons: Iterable[str] | None = None,
    remark: str | None = None,
    skipped: Iterable[str] = (),
    touchpoint: str = "checkout",
    agent: str | None = None,
    channel: str = Channel.SELF,
    kiosk: str = "kiosk-1",
    language: str = "en",
    first_time: str | None = None,
    status: Status | None = None,
) -> Response:
    """One visit on a business day, at an hour of the wall clock; `reasons` of None was not asked."""
    number = next(_number)
    at = datetime(day.year, day.month, day.day, hour, number // 60 % 60, number % 60, tzinfo=ZONE)
    at += timedelta(days=hour < DAY_STARTS)  # after midnight is still that business day
    assert business_day(at, DAY_STARTS) == day
    answers: dict[str, Answer] = {}

    def put(question: str, **what: object) -> None:
        begun = 4000 * len(answers)
        answers[question] = Answer(question, Outcome.ANSWERED, begun, begun + 3000, **what)  # type: ignore[arg-type]  # a test's shorthand

    if score is not None:
        put("satisfaction", score=score)
    if reasons is not None:
        put("mattered", choices=tuple(reasons))
    if remark is not None:
        put("remark", text=remark)
    if recommend is not None:
        put("recommend", score=recommend)
    if ease is not None:
        put("ease", score=ease)
    if first_time is not None:
        put("first_time", choices=(first_time,))
    for question in skipped:
        answers[question] = Answer(question, Outcome.SKIPPED, 0, 1000)
    return Response(
        uid=f"uid-{number}",
        survey=SURVEY.name,
        version=SURVEY.version,
        touchpoint=touchpoint,
        kiosk=kiosk,
        language=language,
        channel=channel,
        status=status or (Status.COMPLETE if answers else Status.TIMED_OUT),
        started_ms=int(at.timestamp() * 1000),
        utc_offset_min=60,
        day=day_number(day),
        hour=hour,
        ended_ms=int(at.timestamp() * 1000) + 4000 * len(answers),
        agent=agent,
        answers=answers,
    )


def visits(scores: Iterable[int], **where: object) -> list[Response]:
    """A visit a score."""
    return [visit(score=score, **where) for score in scores]  # type: ignore[arg-type]  # a test's shorthand


def days_before(count: int, day: date = SATURDAY) -> list[date]:
    """The `count` days before `day`, oldest first."""
    return [day - timedelta(days=back) for back in range(count, 0, -1)]
