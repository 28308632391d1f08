"""What people wrote, newest first."""

from collections.abc import Iterator, Sequence
from itertools import islice

from store.model.folding import folded
from store.model.reader import Comment, Filters
from store.model.scale import Standing
from store.sqlite.crossed import of_question, period_of
from store.sqlite.engine import sqlite3
from store.sqlite.questions import scales

_AT_ONCE = 50
"""So many texts at most are looked at together."""


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
    at_once = _AT_ONCE if low or holding else min(limit, _AT_ONCE)
    found = _newest_first(connection, first, last, filters, low, holding, channel, published, at_once)
    return list(islice(found, limit))


def _newest_first(
    connection: sqlite3.Connection,
    first: int,
    last: int,
    filters: Filters,
    low: bool,
    holding: str,
    channel: str | None,
    published: bool,
    at_once: int,
) -> Iterator[Comment]:
    where, values = period_of(first, last, filters)
    if channel is not None:
        where, values = f"{where} AND r.channel = ?", (*values, channel)
    if published:
        where = f"{where} AND w.consent = 1"
    asked, more = of_question(filters, "w.question")
    where, values = where + asked, (*values, *more)
    cursor = connection.execute(
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
    while rows := cursor.fetchmany(at_once):
        if wanted:
            rows = [row for row in rows if wanted in folded(row[2])]
        scores = _scores(connection, [row[9] for row in rows])
        for uid, question, text, at_ms, offset, touchpoint, agent, consent, language, key, parent in rows:
            given = scores.get(key, {})
            explained = parent if parent in given else next(iter(given), None)
            score = None if explained is None else given[explained]
            if low and (
                explained is None or score is None or known[explained].standing(score) is not Standing.LOW
            ):
                continue
            yield Comment(
                uid=uid,
                question=question,
                text=text,
                at_ms=at_ms,
                utc_offset_min=offset,
                touchpoint=touchpoint,
                agent=agent,
                score_question=explained,
                score=score,
                consent=None if consent is None else bool(consent),
                language=language,
            )


def _scores(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, dict[int, int]]:
    """By response and question, in the order in which they were asked."""
    found: dict[int, dict[int, int]] = {}
    for key, question, score in connection.execute(
        "SELECT a.response, a.question, a.score FROM answer a JOIN question q ON q.id = a.question"
        f" WHERE a.response IN ({', '.join('?' * len(keys))}) AND a.outcome = 0 AND a.score IS NOT NULL"
        " ORDER BY a.response, a.shown_ms, q.position",
        keys,
    ).fetchall():
        found.setdefault(key, {})[question] = score
    return found
