"""Scores cut by what people chose: a segment such as "first visit?" as one more dimension."""

from collections.abc import Sequence

from store.model.reader import AskedQuestion, Tally
from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.error import explained
from store.sqlite.kept import first_key
from store.sqlite.questions import scales


def by_choice(database: Database, first: int, last: int, segment: Sequence[AskedQuestion]) -> Sequence[Tally]:
    """Histograms of those days by the option chosen in `segment`, a choice question of one or more surveys.

    Key: the option's id. Reads the answers of the period, as there is no tally of every pair of questions;
    who did not choose is in none. Raises StoreError.
    """
    numbers = [question.number for question in segment]
    try:
        rows = database.connection.execute(
            "SELECT c.option, a.question, r.channel, r.counted, a.score, count(*),"
            " sum(a.outcome = 1), sum(a.outcome = 2)"
            " FROM response r CROSS JOIN answer_choice c ON c.response = r.id"
            f" AND c.question IN ({', '.join('?' * len(numbers))})"
            " CROSS JOIN answer a ON a.response = r.id"
            " WHERE r.id BETWEEN ? AND ? GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
            (*numbers, first_key(first), first_key(last + 1) - 1),
        ).fetchall()
        known = scales(database.connection)
    except sqlite3.Error as error:
        raise explained(error, database.path) from error
    found = []
    for option, question, channel, counted, score, n, skipped, timed_out in rows:
        points = known[question].values if question in known else ()
        counts = tuple(n if point == score else 0 for point in points)
        found.append(Tally(None, option, question, channel, bool(counted), counts, n, skipped, timed_out))
    return found
