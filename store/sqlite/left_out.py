"""What is left out of the scores: by which rules, and what it would have added."""

from collections.abc import Sequence

from store.model.reader import Excluded, Filters, LeftOut
from store.sqlite.crossed import of_question, period_of
from store.sqlite.engine import sqlite3
from store.sqlite.kept import first_key
from store.sqlite.questions import scales


def excluded(
    connection: sqlite3.Connection, first: int, last: int, filters: Filters, channel: str | None
) -> Sequence[Excluded]:
    """As `Reader.excluded`; the most frequent first."""
    where, values = period_of(first, last, filters)
    if channel is not None:
        where, values = f"{where} AND r.channel = ?", (*values, channel)
    every = channel is None and not filters.names() and not filters.segments
    join = "" if every else f" CROSS JOIN response r ON r.id = e.response AND {where}"
    rows = connection.execute(
        f"SELECT e.rule, e.by, e.why, count(*) FROM exclusion e{join}"
        " WHERE e.response BETWEEN ? AND ? AND e.lifted_ms IS NULL"
        " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3",
        (*(values if join else ()), first_key(first), first_key(last + 1) - 1),
    ).fetchall()
    return [Excluded(*row) for row in rows]


def left_out(connection: sqlite3.Connection, first: int, last: int, filters: Filters) -> Sequence[LeftOut]:
    """As `Reader.left_out_answers`."""
    where, values = period_of(first, last, filters)
    asked, more = of_question(filters, "a.question")
    rows = connection.execute(
        "SELECT e.rules, a.question, r.channel, a.score, count(*) FROM"
        " (SELECT response, group_concat(rule, ' ') AS rules FROM exclusion"
        "  WHERE response BETWEEN ? AND ? AND lifted_ms IS NULL GROUP BY response) e"
        f" CROSS JOIN response r ON r.id = e.response AND r.counted = 0 AND {where}"
        f" CROSS JOIN answer a ON a.response = r.id AND a.outcome = 0 AND a.score IS NOT NULL{asked}"
        " GROUP BY 1, 2, 3, 4",
        (first_key(first), first_key(last + 1) - 1, *values, *more),
    ).fetchall()
    known = scales(connection)
    sums: dict[tuple[frozenset[str], int, str], dict[int, int]] = {}
    for rules, question, channel, score, n in rows:
        points = sums.setdefault((frozenset(rules.split()), question, channel), {})
        points[score] = points.get(score, 0) + n
    return [
        LeftOut(rules, question, channel, tuple(points.get(value, 0) for value in known[question].values))
        for (rules, question, channel), points in sums.items()
        if question in known
    ]
