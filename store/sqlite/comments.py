"""What people wrote, newest first."""

from collections.abc import Iterator, Sequence
from itertools import islice

from store.model.folding import folded
from store.model.reader import Comment, Filters
from store.model.scale import Standing
from store.sqlite.crossed import of_question, period_of
from store.sqlite.engine import sqlite3
from store.sqlite.questions import scales

_SCORE = (
    # The parent's score, else the first of the visit.
    "SELECT a.question, a.score FROM answer a JOIN question q ON q.id = a.question"
    " WHERE a.response = ?1 AND a.outcome = 0 AND a.score IS NOT NULL"
    " ORDER BY a.question IS ?2 DESC, a.shown_ms, q.position LIMIT 1"
)


def comments(
    connection: sqlite3.Connection,
    first: int,
    last: int,
    filters: Filters,
    *,
    limit: int,
    low: bool,
    holding: str,
    channel: str | None,
    published: bool,
) -> Sequence[Comment]:
    """As `Reader.comments`. Reads from the newest backwards, and stops when it has enough."""
    return list(
        islice(_newest_first(connection, first, last, filters, low, holding, channel, published), limit)
    )


def _newest_first(
    connection: sqlite3.Connection,
    first: int,
    last: int,
    filters: Filters,
    low: bool,
    holding: str,
    channel: str | None,
    published: bool,
) -> Iterator[Comment]:
    where, values = period_of(first, last, filters)
    if channel is not None:
        where, values = f"{where} AND r.channel = ?", (*values, channel)
    if published:
        where = f"{where} AND w.consent = 1"
    asked, more = of_question(filters, "w.question")
    where, values = where + asked, (*values, *more)
    rows = connection.execute(
        "SELECT r.uid, w.question, w.text, w.at_ms, r.utc_offset_min, r.touchpoint, r.agent, w.consent,"
        " r.language, r.id, s.parent"
        " FROM written w CROSS JOIN response r ON r.id = w.response"
        " JOIN question q ON q.id = w.question AND q.kind = 'comment'"
        " JOIN survey_question s ON s.survey = r.survey AND s.question = w.question"
        f" WHERE w.day BETWEEN ? AND ? AND w.text IS NOT NULL AND r.counted = 1 AND {where}"
        " ORDER BY w.day DESC, w.at_ms DESC, w.response DESC, w.question DESC",
        (first, last, *values),
    )
    known = scales(connection) if low else {}
    wanted = folded(holding)
    for uid, question, text, at_ms, offset, touchpoint, agent, consent, language, key, parent in rows:
        if wanted and wanted not in folded(text):
            continue
        scored = connection.execute(_SCORE, (key, parent)).fetchone()
        if low and (scored is None or known[scored[0]].standing(scored[1]) is not Standing.LOW):
            continue
        yield Comment(
            uid=uid,
            question=question,
            text=text,
            at_ms=at_ms,
            utc_offset_min=offset,
            touchpoint=touchpoint,
            agent=agent,
            score_question=scored[0] if scored else None,
            score=scored[1] if scored else None,
            consent=None if consent is None else bool(consent),
            language=language,
        )
