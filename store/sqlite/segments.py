"""Scores cut by what people chose: a segment such as "first visit?" as one more dimension."""

from collections.abc import Sequence

from store.model.reader import Filters, Tally
from store.sqlite.crossed import of_question, period_of
from store.sqlite.engine import sqlite3
from store.sqlite.questions import scales


def by_choice(
    connection: sqlite3.Connection, first: int, last: int, question: str, filters: Filters
) -> Sequence[Tally]:
    """As `Reader.tallies_by_choice`. There is no tally of every pair of questions."""
    where, values = period_of(first, last, filters)
    asked, more = of_question(filters, "a.question")
    rows = connection.execute(
        "SELECT c.option, a.question, r.channel, r.counted, a.outcome, a.score, count(*)"
        " FROM response r CROSS JOIN answer_choice c ON c.response = r.id"
        " AND c.question IN (SELECT id FROM question WHERE name = ? AND kind IN ('choice', 'reasons'))"
        f" CROSS JOIN answer a ON a.response = r.id{asked}"
        f" WHERE {where} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6",
        (question, *more, *values),
    ).fetchall()
    known = scales(connection)
    found = []
    for option, number, channel, counted, outcome, score, n in rows:
        points = known[number].values if number in known else ()
        counts = tuple(n if point == score else 0 for point in points)
        skipped, timed_out = (n if outcome == code else 0 for code in (1, 2))
        found.append(Tally(None, option, number, channel, bool(counted), counts, n, skipped, timed_out))
    return found
