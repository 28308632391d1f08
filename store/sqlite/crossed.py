"""Two filters at once, a segment, a breakdown under a filter: counted from the period's responses themselves.

A tally for every pair of dimensions would be larger than the answers; the responses of a period are one
range of keys, and cost what they are.
"""

from collections.abc import Sequence

from store.model.reader import ChoiceTally, Dimension, Filters, Funnel, Only, Tally
from store.model.scale import Standing
from store.sqlite.engine import sqlite3
from store.sqlite.kept import OUTCOMES, first_key
from store.sqlite.questions import scales

_KEYS = {
    Dimension.TOTAL: "''",
    Dimension.HOUR: "CAST(r.hour AS TEXT)",
    Dimension.TOUCHPOINT: "r.touchpoint",
    Dimension.AGENT: "r.agent",
    Dimension.KIOSK: "(SELECT label FROM kiosk WHERE id = r.kiosk)",
    Dimension.LANGUAGE: "r.language",
}
_NAMED = {
    Dimension.TOUCHPOINT: "r.touchpoint IN ({})",
    Dimension.AGENT: "r.agent IN ({})",
    Dimension.KIOSK: "r.kiosk IN (SELECT id FROM kiosk WHERE label IN ({}))",
    Dimension.LANGUAGE: "r.language IN ({})",
}
_SEGMENT = (
    "EXISTS (SELECT 1 FROM answer_choice g WHERE g.response = r.id AND g.option = ?"
    " AND g.question IN (SELECT id FROM question WHERE name = ?))"
)

Values = tuple[int | str, ...]


def period_of(first: int, last: int, filters: Filters, key: str = "r.id") -> tuple[str, Values]:
    """The condition on `response r` for these days and filters, and its values.

    `key` is '+r.id' where it is not to be looked up by: SQLite then takes the index that the rest asks for.
    """
    parts = [f"{key} BETWEEN ? AND ?"]
    values: list[int | str] = [first_key(first), first_key(last + 1) - 1]
    for dimension, names in filters.names().items():
        parts.append(_NAMED[dimension].format(", ".join("?" * len(names))))
        values += names
    for segment in filters.segments:
        parts.append(_SEGMENT)
        values += [segment.option, segment.question]
    return " AND ".join(parts), tuple(values)


def of_question(filters: Filters, column: str) -> tuple[str, Values]:
    """The condition that `column`, a question's number, is the one filtered by or follows it; or ''."""
    if filters.question is None:
        return "", ()
    condition = f" AND {column} IN (SELECT id FROM question WHERE name = ? OR parent = ?)"
    return condition, (filters.question, filters.question)


def tallies(
    connection: sqlite3.Connection,
    first: int,
    last: int,
    by: Dimension,
    filters: Filters,
    *,
    daily: bool,
    only: Only | None,
) -> Sequence[Tally]:
    """As `Reader.tallies`."""
    where, values = _where(first, last, by, filters, "a.question")
    if only is not None:
        where += (
            f" AND r.counted = 1 AND r.channel = ? AND a.question IN ({', '.join('?' * len(only.questions))})"
        )
        values = (*values, only.channel, *only.questions)
    rows = connection.execute(
        f"SELECT {'r.day' if daily else 'NULL'}, {_KEYS[by]}, a.question, r.channel, r.counted,"
        " a.outcome, a.score, count(*) FROM response r CROSS JOIN answer a ON a.response = r.id"
        f" WHERE {where} GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5",
        values,
    ).fetchall()
    known = scales(connection)
    sums: dict[tuple[int | None, str, int, str, int], tuple[dict[int, int], list[int]]] = {}
    for day, key, question, channel, counted, outcome, score, n in rows:
        scores, outcomes = sums.setdefault((day, key, question, channel, counted), ({}, [0] * len(OUTCOMES)))
        outcomes[outcome] += n
        if outcome == 0 and score is not None:
            scores[score] = n
    found = []
    for (day, key, question, channel, counted), (scores, outcomes) in sums.items():
        points = known[question].values if question in known else ()
        counts = tuple(scores.get(point, 0) for point in points)
        found.append(
            Tally(day, key, question, channel, bool(counted), counts, sum(outcomes), outcomes[1], outcomes[2])
        )
    return found


def choices(
    connection: sqlite3.Connection, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool
) -> Sequence[ChoiceTally]:
    """As `Reader.choices`."""
    where, values = _where(first, last, by, filters, "a.question")
    day = "r.day" if daily else "NULL"
    shared = (
        " FROM response r CROSS JOIN answer a ON a.response = r.id"
        " JOIN question q ON q.id = a.question AND q.kind IN ('reasons', 'choice')"
        " JOIN survey_question s ON s.survey = r.survey AND s.question = a.question"
        " LEFT JOIN answer p ON p.response = r.id AND p.question = s.parent"
    )
    rows = connection.execute(
        f"SELECT {day}, {_KEYS[by]}, a.question, '', r.channel, r.counted, p.question, p.score, count(*)"
        f"{shared} WHERE {where} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
        f" UNION ALL SELECT {day}, {_KEYS[by]}, a.question, c.option, r.channel, r.counted,"
        f" p.question, p.score, count(DISTINCT r.id){shared}"
        " JOIN answer_choice c ON c.response = a.response AND c.question = a.question"
        f" WHERE {where} AND a.outcome = 0 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6",
        (*values, *values),
    ).fetchall()
    known = scales(connection)
    sums: dict[tuple[int | None, str, int, str, str, int], dict[Standing | None, int]] = {}
    for on, key, question, option, channel, counted, parent, score, n in rows:
        standing = known[parent].standing(score) if score is not None and parent in known else None
        by_standing = sums.setdefault((on, key, question, option, channel, counted), {})
        by_standing[standing] = by_standing.get(standing, 0) + n
    return [
        ChoiceTally(on, key, question, option, channel, bool(counted), by_standing)
        for (on, key, question, option, channel, counted), by_standing in sums.items()
    ]


def funnel(
    connection: sqlite3.Connection, first: int, last: int, by: Dimension, filters: Filters
) -> Sequence[Funnel]:
    """As `Reader.funnel`."""
    where, values = _where(first, last, by, filters)
    rows = connection.execute(
        f"SELECT {_KEYS[by]}, r.channel, r.counted, r.status, count(*) FROM response r WHERE {where}"
        " GROUP BY 1, 2, 3, 4",
        values,
    ).fetchall()
    sums: dict[tuple[str, str, int], dict[str, int]] = {}
    for key, channel, counted, status, n in rows:
        sums.setdefault((key, channel, counted), {})[status] = n
    return [
        Funnel(channel, bool(counted), started=sum(statuses.values()), **statuses, key=key)
        for (key, channel, counted), statuses in sums.items()
    ]


def _where(first: int, last: int, by: Dimension, filters: Filters, question: str = "") -> tuple[str, Values]:
    where, values = period_of(first, last, filters)
    if by is Dimension.AGENT:  # as in the tallies, what has no agent has no row by agent
        where += " AND r.agent IS NOT NULL"
    asked, more = of_question(filters, question) if question else ("", ())
    return where + asked, (*values, *more)
