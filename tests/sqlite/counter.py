"""A counter's survey, a clock and visits made by hand, for the tests of the store."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from store.model.period import business_day, day_number
from store.model.response import Answer, Outcome, Response, Status
from store.model.rules import Rules
from store.model.scale import Metric, Scale
from store.model.survey import Kind, Option, Question, Survey
from store.sqlite.database import Database, open_database
from store.sqlite.engine import Version
from store.sqlite.reader import SqliteReader
from store.sqlite.responses import Responses

FIXED: Version = (3, 53, 4)
UNFIXED: Version = (3, 40, 1)

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
            Scale(Metric.CSAT, 5),
            follow_ups=(
                Question(
                    "mattered",
                    Kind.REASONS,
                    {"en": "What mattered most?"},
                    options=(Option("wait", {"en": "Waiting"}), Option("staff", {"en": "Staff"})),
                    parent="satisfaction",
                ),
                Question("remark", Kind.COMMENT, {"en": "Anything else?"}, parent="satisfaction"),
                Question("call", Kind.CONTACT, {"en": "May we call?"}, parent="satisfaction"),
            ),
        ),
        Question("recommend", Kind.SCALE, {"en": "Recommend us?"}, Scale(Metric.NPS, 10)),
        Question("ease", Kind.SCALE, {"en": "How easy?"}, Scale(Metric.CES, 7)),
    ),
    source="# the file",
)

NOON = int(datetime(2026, 11, 21, 12, tzinfo=UTC).timestamp() * 1000)
"""Saturday, 21 November 2026."""
TODAY = day_number(datetime(2026, 11, 21).date())
DAY_STARTS = 4


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    ms: int = NOON

    def __call__(self) -> int:
        return self.ms


def answered(
    question: str, score: int | None = None, *, after: int = 0, took: int = 3000, **more: object
) -> Answer:
    return Answer(question, Outcome.ANSWERED, after, after + took, score, **more)  # type: ignore[arg-type]  # shorthand


def visit(uid: str, *answers: Answer, at: int = NOON, offset: int = 0, **more: object) -> Response:
    """One visit that begins at `at`; a score of 4 unless `answers` say otherwise."""
    wall = datetime.fromtimestamp(at / 1000, UTC) + timedelta(minutes=offset)
    given = answers or (answered("satisfaction", 4),)
    plain = Response(
        uid=uid,
        survey=SURVEY.name,
        version=SURVEY.version,
        touchpoint="checkout",
        kiosk="kiosk-1",
        language="en",
        channel="self",
        status=Status.COMPLETE,
        started_ms=at,
        utc_offset_min=offset,
        day=day_number(business_day(wall, DAY_STARTS)),
        hour=wall.hour,
        answers={answer.question: answer for answer in given},
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # shorthand


class Store:
    """One file, as a kiosk has it open."""

    def __init__(
        self, path: Path, clock: Callable[[], int], engine: Version, *, rules: Rules, demo: bool = False
    ) -> None:
        self.path, self.clock, self.engine, self.rules = path, clock, engine, rules
        self.open(demo=demo)

    def open(self, *, demo: bool = False) -> None:
        self.database: Database = open_database(
            self.path, writing=True, now_ms=self.clock, demo=demo, engine=self.engine
        )
        self.responses = Responses(self.database, self.rules)
        self.responses.register(SURVEY)
        self.reader = SqliteReader(self.database)

    def close(self) -> None:
        self.database.close()

    def save(self, *responses: Response) -> None:
        for response in responses:
            self.responses.save(response)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple]:
        with closing(self.database.connection.execute(sql, values)) as rows:
            return rows.fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> object:
        ((value,),) = self.rows(sql, values)
        return value

    def whole(self) -> bool:
        return self.one("PRAGMA integrity_check") == "ok" and not self.rows("PRAGMA foreign_key_check")
