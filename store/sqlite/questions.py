"""The questions that were ever asked: written when a survey is put to use, looked up for every response.

A score belongs to (survey, question, kind, metric, scale, direction), across versions and wordings; the
store gives each a number.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from store.model.reader import AskedQuestion
from store.model.scale import Metric, Scale
from store.model.survey import Kind, Question, Survey, Text
from store.sqlite.engine import sqlite3
from store.sqlite.tallies import Numbers, ones


class Asked(NamedTuple):
    """What the tallies need to know of one question of one version."""

    number: int
    scale: Scale | None
    chosen: bool
    """It has options to choose from."""
    parent: str | None
    """A follow-up's: the id of the question it follows."""
    answered: Mapping[int | None, Numbers]
    """What one answer adds to `tally`, by its score; no other score is valid."""


class Version(NamedTuple):
    """One version of a survey, as the store knows it."""

    number: int
    asked: Mapping[str, Asked]
    """By question id, in the order of the survey."""


def register(connection: sqlite3.Connection, survey: Survey, now_ms: int, *, newest: bool = True) -> None:
    """Writes `survey` down, inside the open transaction; its wordings become those that are shown, unless
    it is not the `newest`."""
    connection.execute(
        "INSERT INTO survey (name, version, source, first_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (survey.name, survey.version, survey.source, now_ms),
    )
    (number,) = connection.execute(
        "SELECT id FROM survey WHERE name = ? AND version = ?", (survey.name, survey.version)
    ).fetchone()
    numbers: dict[str, int] = {}
    for position, question in enumerate(survey.every_question()):
        (asked,) = connection.execute(
            "INSERT INTO question"
            " (survey, name, kind, metric, points, low_is_good, position, parent, wording)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (survey, name, kind, metric, points, low_is_good) DO UPDATE SET"
            + (
                " position = excluded.position, parent = excluded.parent, wording = excluded.wording"
                if newest
                else " survey = survey"  # nothing: only a row that is written is returned
            )
            + " RETURNING id",
            (
                survey.name,
                question.id,
                question.kind.value,
                *_scale_columns(question.scale),
                position,
                question.parent,
                _wording(question),
            ),
        ).fetchone()
        numbers[question.id] = asked
        parent = None if question.parent is None else numbers[question.parent]
        connection.execute(
            "INSERT INTO survey_question (survey, question, parent) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (number, asked, parent),
        )


def is_registered(connection: sqlite3.Connection, survey: Survey) -> bool:
    """Whether `survey` stands in the store, with its own wordings as the newest."""
    row = connection.execute(
        "SELECT id FROM survey WHERE name = ? AND version = ?", (survey.name, survey.version)
    ).fetchone()
    if row is None:
        return False
    stands = connection.execute(
        "SELECT q.name, q.position, q.wording FROM survey_question s JOIN question q ON q.id = s.question"
        " WHERE s.survey = ?",
        row,
    )
    wanted = {(q.id, i, _wording(q)) for i, q in enumerate(survey.every_question())}
    return set(stands) == wanted


def version(connection: sqlite3.Connection, survey: str, version: str) -> Version | None:
    """The version called `version` of `survey`; None if it was never registered here."""
    row = connection.execute(
        "SELECT id FROM survey WHERE name = ? AND version = ?", (survey, version)
    ).fetchone()
    if row is None:
        return None
    (number,) = row
    rows = connection.execute(
        "SELECT q.id, q.name, q.kind, q.metric, q.points, q.low_is_good, p.name"
        " FROM survey_question s JOIN question q ON q.id = s.question LEFT JOIN question p ON p.id = s.parent"
        " WHERE s.survey = ? ORDER BY q.position",
        (number,),
    )
    asked = {}
    for id, name, kind, metric, points, low, parent in rows:
        scale = _scale(metric, points, low)
        answered: dict[int | None, Numbers] = {None: ones("tally", "shown")}
        for point in scale.values if scale else ():
            answered[point] = ones("tally", "shown", f"c{point}")
        asked[name] = Asked(id, scale, kind in (Kind.REASONS, Kind.CHOICE), parent, answered)
    return Version(number, asked)


def scales(connection: sqlite3.Connection) -> dict[int, Scale]:
    """The scale of every scored question, by its number."""
    rows = connection.execute(
        "SELECT id, metric, points, low_is_good FROM question WHERE points > 0"
    ).fetchall()
    return {id: Scale(Metric(metric), points, bool(low)) for id, metric, points, low in rows}


Row = tuple[int, str, str, str, str, int, int, str | None, str]


def asked_questions(connection: sqlite3.Connection) -> tuple[AskedQuestion, ...]:
    """Every question ever asked, in the order of its survey."""
    return of_rows(rows(connection))


def rows(connection: sqlite3.Connection) -> list[Row]:
    """What `of_rows` makes questions of; the same rows are the same questions."""
    return connection.execute(
        "SELECT id, survey, name, kind, metric, points, low_is_good, parent, wording FROM question"
        " ORDER BY survey, position, id"
    ).fetchall()


def of_rows(rows: Sequence[Row]) -> tuple[AskedQuestion, ...]:
    """The questions, in the order of the rows."""
    found = []
    for id, survey, name, kind, metric, points, low, parent, wording in rows:
        text, options = _worded(wording)
        scale = _scale(metric, points, low)
        found.append(AskedQuestion(id, survey, name, Kind(kind), scale, text, options, parent))
    return tuple(found)


@lru_cache(maxsize=512)
def _worded(wording: str) -> tuple[Text, tuple[tuple[str, Text], ...]]:
    words = json.loads(wording)
    return words["text"], tuple((option, text) for option, text in words["options"])


def _wording(question: Question) -> str:
    options = [[option.id, dict(option.text)] for option in question.options]
    return json.dumps({"text": dict(question.text), "options": options}, ensure_ascii=False, sort_keys=True)


def _scale_columns(scale: Scale | None) -> tuple[str, int, int]:
    return ("", 0, 0) if scale is None else (scale.metric.value, scale.points, int(scale.low_is_good))


def _scale(metric: str, points: int, low_is_good: int) -> Scale | None:
    return Scale(Metric(metric), points, bool(low_is_good)) if points else None
