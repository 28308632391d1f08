"""The tallies: what each response adds to the counts, kept in step by *new less old*.

A tap, a retry, a second answer, a correction, a void and an erasure are one mechanism: what the response
added before is taken away, what it adds now is put in, in the transaction that writes the response.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from store.model.reader import Dimension
from store.model.response import Outcome, Response, Status
from store.model.scale import Standing
from store.sqlite.engine import sqlite3
from store.sqlite.questions import Asked

DIMENSIONS: tuple[Dimension, ...] = (
    Dimension.TOTAL,
    Dimension.HOUR,
    Dimension.TOUCHPOINT,
    Dimension.AGENT,
    Dimension.KIOSK,
    Dimension.LANGUAGE,
)
"""Each by its code in the tables: its place here."""


class Place(NamedTuple):
    """Which rows of the tallies a response counts in."""

    day: int
    channel: str
    counted: bool
    keys: tuple[str | None, ...]
    """Its key in each of DIMENSIONS; None where it has none (no agent)."""


Row = tuple[str, *tuple[int | str, ...]]
"""A table and the rest of the key in it: ('tally', question), ('choice_tally', question, option),
('funnel_tally',)."""

Counts = dict[Row, Mapping[str, int]]
"""By row: how much to add to which columns, at every key of a place."""


def place(response: Response, counted: bool) -> Place:
    """Where `response` counts."""
    keys = ("", str(response.hour), response.touchpoint, response.agent, response.kiosk, response.language)
    return Place(response.day, response.channel, counted, keys)


def contributions(response: Response, asked: Mapping[str, Asked]) -> Counts:
    """What `response` adds to the tallies."""
    counts: Counts = {("funnel_tally",): {"started": 1, response.status.value: 1}}
    for name, answer in response.answers.items():
        question = asked[name]
        if answer.outcome is Outcome.ANSWERED:
            counts["tally", question.number] = question.answered[answer.score]
        else:
            counts["tally", question.number] = {"shown": 1, answer.outcome.value: 1}
        if question.chosen:
            column = _standing(response, asked, question.parent)
            counts["choice_tally", question.number, ""] = {column: 1}
            if answer.outcome is Outcome.ANSWERED:
                for option in answer.choices:
                    counts["choice_tally", question.number, option] = {column: 1}
    return counts


def difference(new: Counts, old: Counts) -> Counts:
    """What has to be added to `old` to make it `new`."""
    found: Counts = {}
    for row in new.keys() | old.keys():
        one, other = new.get(row, {}), old.get(row, {})
        columns = {c: d for c in sorted(one.keys() | other.keys()) if (d := one.get(c, 0) - other.get(c, 0))}
        if columns:
            found[row] = columns
    return found


def write(connection: sqlite3.Connection, at: Place, counts: Counts) -> None:
    """Adds `counts` to the tables at every key of `at`, inside the open transaction."""
    keys = _keys(at)
    for (table, *fixed), columns in counts.items():
        # An update takes half the time of an upsert, and only the first answer of a day, an hour, a name...
        # finds a row missing.
        update, insert = _statements(table, tuple(columns))
        rows = [(*columns.values(), *key, *fixed) for key in keys]
        if connection.executemany(update, rows).rowcount < len(rows):
            connection.executemany(insert, rows)


Sums = dict[tuple[str, tuple[int | str, ...]], dict[str, int]]
"""What many responses add together: by table and whole key, how much to which columns."""


def gather(sums: Sums, at: Place, counts: Counts) -> None:
    """Adds `counts` at every key of `at` to `sums`, for `write_sums` to write at once."""
    for key in _keys(at):
        for (table, *fixed), columns in counts.items():
            row = sums.setdefault((table, (*key, *fixed)), {})
            for column, count in columns.items():
                row[column] = row.get(column, 0) + count


def write_sums(connection: sqlite3.Connection, sums: Sums) -> None:
    """Adds what was gathered to the tables, inside the open transaction; many responses share a row."""
    for (table, key), columns in sums.items():
        update, insert = _statements(table, _COLUMNS[table])
        values = (*(columns.get(column, 0) for column in _COLUMNS[table]), *key)
        if connection.execute(update, values).rowcount == 0:
            connection.execute(insert, values)


def _keys(at: Place) -> list[tuple[int | str, ...]]:
    return [
        (at.day, code, name, at.channel, int(at.counted))
        for code, name in enumerate(at.keys)
        if name is not None
    ]


def _standing(response: Response, asked: Mapping[str, Asked], parent: str | None) -> str:
    answer = response.answers.get(parent) if parent is not None else None
    if parent is None or answer is None or answer.score is None or (scale := asked[parent].scale) is None:
        return "none"
    return scale.standing(answer.score).value


STANDINGS: tuple[Standing | None, ...] = (Standing.LOW, Standing.MIDDLE, Standing.HIGH, None)
"""The columns of `choice_tally`, in order."""

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "tally": (*(f"c{point}" for point in range(11)), "shown", "skipped", "timed_out"),
    "choice_tally": tuple("none" if standing is None else standing.value for standing in STANDINGS),
    "funnel_tally": ("started", *(status.value for status in Status)),
}
"""Every column that adds up."""

_FIXED = {"tally": ("question",), "choice_tally": ("question", "option"), "funnel_tally": ()}


@cache
def _statements(table: str, columns: tuple[str, ...]) -> tuple[str, str]:
    """One that adds to a row that is there, one that makes a row; both take the same values."""
    key = ("day", "dimension", "key", "channel", "counted", *_FIXED[table])
    update = (
        f"UPDATE {table} SET {', '.join(f'{name} = {name} + ?' for name in columns)}"
        f" WHERE {' AND '.join(f'{name} = ?' for name in key)}"
    )
    insert = (
        f"INSERT INTO {table} ({', '.join((*columns, *key))})"
        f" VALUES ({', '.join('?' * (len(columns) + len(key)))}) ON CONFLICT DO NOTHING"
    )
    return update, insert
