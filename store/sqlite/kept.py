"""Responses as they are kept, put together again from their rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store.model.response import Answer, Outcome, Response, Status
from store.sqlite.engine import sqlite3

OUTCOMES: tuple[Outcome, ...] = (Outcome.ANSWERED, Outcome.SKIPPED, Outcome.TIMED_OUT)
"""Each by its code in the tables: its place here."""

DAY_BITS = 24
"""How far the business day is shifted up in a response's key."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A response with what the store knows besides."""

    key: int
    revision: int
    counted: bool
    erased: bool
    """Text, contact and reference were erased, for good."""
    response: Response


def first_key(day: int) -> int:
    """The lowest key that a response of this business day may have."""
    return day << DAY_BITS


RESPONSE = (
    "SELECT r.id, r.revision, r.counted, r.erased, r.uid, s.name, s.version, r.touchpoint, k.label,"
    " r.language, r.channel, r.status, r.started_ms, r.utc_offset_min, r.day, r.hour, r.ended_ms, r.agent,"
    " r.reference, r.clock_suspect, r.reward"
    " FROM response r JOIN survey s ON s.id = r.survey JOIN kiosk k ON k.id = r.kiosk"
)
"""The row that `put_together` begins with; the condition is the caller's."""
ANSWERS = (
    "SELECT a.question, q.name, a.outcome, a.shown_ms, a.ended_ms, a.score, w.text, w.consent"
    " FROM answer a JOIN question q ON q.id = a.question"
    " LEFT JOIN written w ON w.day = ?2 AND w.at_ms = ?3 + a.ended_ms AND w.response = ?1"
    " AND w.question = a.question"
    " WHERE a.response = ?1 ORDER BY a.shown_ms, q.position"
)
"""Its answers, by its key, its day and its start."""
CHOICES = "SELECT question, option FROM answer_choice WHERE response = ? ORDER BY question, place"
"""What was chosen, by its key."""


def by_uid(connection: sqlite3.Connection, uid: str) -> Kept | None:
    """The response called `uid`."""
    row = connection.execute(f"{RESPONSE} WHERE r.uid = ?", (uid,)).fetchone()
    return None if row is None else _kept(connection, row)


def by_key(connection: sqlite3.Connection, key: int) -> Kept | None:
    """The response at `key`."""
    row = connection.execute(f"{RESPONSE} WHERE r.id = ?", (key,)).fetchone()
    return None if row is None else _kept(connection, row)


def _kept(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Kept:
    key, day, started = row[0], row[14], row[12]
    answers = connection.execute(ANSWERS, (key, day, started))
    return put_together(row, answers, connection.execute(CHOICES, (key,)))


def put_together(
    row: tuple[Any, ...], answer_rows: Iterable[tuple[Any, ...]], choices: Iterable[tuple[Any, ...]]
) -> Kept:
    """A response from what RESPONSE, ANSWERS and CHOICES found of it."""
    key, revision, counted, erased, uid, survey, version, touchpoint, kiosk, language = row[:10]
    channel, status, started, offset, day, hour, ended, agent, reference, suspect, reward = row[10:]
    chosen: dict[int, list[str]] = {}
    for question, option in choices:
        chosen.setdefault(question, []).append(option)
    answers = {}
    for question, name, outcome, shown_ms, ended_ms, score, text, consent in answer_rows:
        answers[name] = Answer(
            question=name,
            outcome=OUTCOMES[outcome],
            shown_ms=shown_ms,
            ended_ms=ended_ms,
            score=score,
            choices=tuple(chosen.get(question, ())),
            text=text,
            consent=None if consent is None else bool(consent),
        )
    response = Response(
        uid=uid,
        survey=survey,
        version=version,
        touchpoint=touchpoint,
        kiosk=kiosk,
        language=language,
        channel=channel,
        status=Status(status),
        started_ms=started,
        utc_offset_min=offset,
        day=day,
        hour=hour,
        ended_ms=ended,
        agent=agent,
        reference=reference,
        clock_suspect=bool(suspect),
        reward=reward,
        answers=answers,
    )
    return Kept(key, revision, bool(counted), bool(erased), response)
