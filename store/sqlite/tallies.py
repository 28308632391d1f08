"""The tallies: what each response adds to the counts, kept in step by *new less old*.

A tap, a retry, a second answer, a correction, a void and an erasure are one mechanism: what the response
added before is taken away, what it adds now is put in, in the transaction that writes the response.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from store.model.reader import Dimension
from store.model.response import Answer, Outcome, Response, Status
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


_ALL = tuple(range(len(DIMENSIONS)))
_NO_AGENT = tuple(code for code in _ALL if DIMENSIONS[code] is not Dimension.AGENT)


class Place(NamedTuple):
    """Which rows of the tallies a response counts in."""

    day: int
    channel: str
    counted: bool
    dimensions: tuple[int, ...]
    """The codes of the dimensions in which it has a key: all of DIMENSIONS, or all but that of the agent."""
    keys: tuple[str, ...]
    """Its key in each of them."""


Row = tuple[str, *tuple[int | str, ...]]
"""A table and the rest of the key in it: ('tally', question), ('choice_tally', question, option),
('funnel_tally',)."""

Counts = dict[Row, Mapping[str, int]]
"""By row: how much to add to which columns, at every key of a place."""


def place(response: Response, counted: bool) -> Place:
    """Where `response` counts."""
    hour, agent = str(response.hour), response.agent
    if agent is None:
        dimensions = _NO_AGENT
        keys: tuple[str, ...] = ("", hour, response.touchpoint, response.kiosk, response.language)
    else:
        dimensions = _ALL
        keys = ("", hour, response.touchpoint, agent, response.kiosk, response.language)
    return Place(response.day, response.channel, counted, dimensions, keys)


def contributions(response: Response, asked: Mapping[str, Asked]) -> Counts:
    """What `response` adds to the tallies."""
    counts: Counts = {("funnel_tally",): {"started": 1, response.status.value: 1}}
    for name, answer in response.answers.items():
        question = asked[name]
        counts["tally", question.number] = added(answer, question)
        if question.chosen:
            column = _standing(response, asked, question.parent)
            counts["choice_tally", question.number, ""] = {column: 1}
            if answer.outcome is Outcome.ANSWERED:
                for option in answer.choices:
                    counts["choice_tally", question.number, option] = {column: 1}
    return counts


def added(answer: Answer, question: Asked) -> Mapping[str, int]:
    """What one answer adds to the columns of `tally`."""
    if answer.outcome is Outcome.ANSWERED:
        return question.answered[answer.score]
    return {"shown": 1, answer.outcome.value: 1}


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
    day, channel, counted, dimensions, keys = at
    for row, columns in counts.items():
        connection.execute(
            _upsert(row[0], tuple(columns), dimensions),
            (day, channel, int(counted), *row[1:], *columns.values(), *keys),
        )


Sums = dict[tuple[str, int, tuple[int | str, ...], str], dict[str, int]]
"""What many responses add together: by table, dimension, the rest of the key, and the dimension's key."""


def gather(sums: Sums, at: Place, counts: Mapping[Row, Mapping[str, int]], times: int = 1) -> None:
    """Adds `counts`, so many `times`, at every key of `at` to `sums`, for `write_sums` to write at once."""
    day, channel, counted, dimensions, keys = at
    for row, columns in counts.items():
        shared = (day, channel, int(counted), *row[1:])
        for dimension, key in zip(dimensions, keys, strict=True):
            sum_ = sums.setdefault((row[0], dimension, shared, key), {})
            for column, n in columns.items():
                sum_[column] = sum_.get(column, 0) + n * times


def write_sums(connection: sqlite3.Connection, sums: Sums) -> None:
    """Adds what was gathered to the tables, inside the open transaction; many responses share a row."""
    for (table, dimension, shared, key), columns in sums.items():
        names = COLUMNS[table]
        connection.execute(
            _upsert(table, names, (dimension,)), (*shared, *(columns.get(name, 0) for name in names), key)
        )


def _standing(response: Response, asked: Mapping[str, Asked], parent: str | None) -> str:
    answer = response.answers.get(parent) if parent is not None else None
    if parent is None or answer is None or answer.score is None or (scale := asked[parent].scale) is None:
        return "none"
    return scale.standing(answer.score).value


STANDINGS: tuple[Standing | None, ...] = (Standing.LOW, Standing.MIDDLE, Standing.HIGH, None)
"""The columns of `choice_tally`, in order."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "tally": (*(f"c{point}" for point in range(11)), "shown", "skipped", "timed_out"),
    "choice_tally": tuple("none" if standing is None else standing.value for standing in STANDINGS),
    "funnel_tally": ("started", *(status.value for status in Status)),
}
"""Every column that adds up, by table, in the order of the reader's types."""

_FIXED = {"tally": ("question",), "choice_tally": ("question", "option"), "funnel_tally": ()}


@cache
def _upsert(table: str, columns: tuple[str, ...], dimensions: tuple[int, ...]) -> str:
    """One statement for all dimensions, a row each, which names only the columns that change.

    Most of a statement's cost is that it is one: this takes less time than a cheaper one a row.
    """
    shared = ("day", "channel", "counted", *_FIXED[table], *columns)
    values = ", ".join(f"?{i}" for i in range(1, len(shared) + 1))
    rows = ", ".join(f"({values}, {d}, ?{i})" for i, d in enumerate(dimensions, start=len(shared) + 1))
    sums = ", ".join(f"{column} = {column} + excluded.{column}" for column in columns)
    return (
        f"INSERT INTO {table} ({', '.join(shared)}, dimension, key) VALUES {rows}"
        f" ON CONFLICT DO UPDATE SET {sums}"
    )
