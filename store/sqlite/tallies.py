"""The tallies: what each response adds to the counts, kept in step by *new less old*.

A tap, a retry, a second answer, a correction, a void and an erasure are one mechanism: what the response
added before is taken away, what it adds now is put in, in the transaction that writes the response.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from operator import add, sub
from typing import TYPE_CHECKING, NamedTuple

from store.model.reader import Dimension
from store.model.response import Answer, Outcome, Response, Status
from store.model.scale import Standing
from store.sqlite.engine import sqlite3

if TYPE_CHECKING:
    from store.sqlite.questions import Asked

DIMENSIONS: tuple[Dimension, ...] = (
    Dimension.HOUR,
    Dimension.TOUCHPOINT,
    Dimension.AGENT,
    Dimension.KIOSK,
    Dimension.LANGUAGE,
)
"""Each by its code in the tables: its place here. The total is the sum of the languages, which are few: every
response has one."""

STANDINGS: tuple[Standing | None, ...] = (Standing.LOW, Standing.MIDDLE, Standing.HIGH, None)
"""The columns of `choice_tally`, in order."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "tally": (*(f"c{point}" for point in range(11)), "shown", "skipped", "timed_out"),
    "choice_tally": tuple("none" if standing is None else standing.value for standing in STANDINGS),
}
"""Every column that adds up, by table, in the order of the reader's types."""

_FIXED = {"tally": ("question",), "choice_tally": ("question", "option")}


def code(dimension: Dimension) -> int:
    """Of a dimension in the tables; for the total, that of the languages, which are to be added up."""
    return DIMENSIONS.index(Dimension.LANGUAGE if dimension is Dimension.TOTAL else dimension)


VISIT = 0
"""In `tally`, in place of a question's number: the visit itself. `shown` is how many started, c0 and on are
how many of these came to each status, in the order of `Status`."""

Numbers = Sequence[int]
"""What to add to a row of a table, in the order of its COLUMNS."""


def ones(table: str, *columns: str) -> Numbers:
    """One for each of `columns` of the table, and nothing for the others."""
    return tuple(int(column in columns) for column in COLUMNS[table])


_VISITED = {status: ones("tally", "shown", f"c{code}") for code, status in enumerate(Status)}
_UNANSWERED = {
    outcome: ones("tally", "shown", outcome.value) for outcome in (Outcome.SKIPPED, Outcome.TIMED_OUT)
}
_STOOD = {column: ones("choice_tally", column) for column in COLUMNS["choice_tally"]}

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
"""A table and the rest of the key in it: ('tally', question), ('choice_tally', question, option)."""

Counts = dict[Row, Numbers]
"""By row: what to add to it, at every key of a place."""


def place(response: Response, counted: bool) -> Place:
    """Where `response` counts."""
    hour, agent = str(response.hour), response.agent
    if agent is None:
        dimensions = _NO_AGENT
        keys: tuple[str, ...] = (hour, response.touchpoint, response.kiosk, response.language)
    else:
        dimensions = _ALL
        keys = (hour, response.touchpoint, agent, response.kiosk, response.language)
    return Place(response.day, response.channel, counted, dimensions, keys)


def contributions(response: Response, asked: Mapping[str, "Asked"]) -> Counts:
    """What `response` adds to the tallies."""
    counts: Counts = {("tally", VISIT): visited(response)}
    for name, answer in response.answers.items():
        question = asked[name]
        counts["tally", question.number] = added(answer, question)
        if question.chosen:
            one = _STOOD[_standing(response, asked, question.parent)]
            counts["choice_tally", question.number, ""] = one
            if answer.outcome is Outcome.ANSWERED:
                for option in answer.choices:
                    counts["choice_tally", question.number, option] = one
    return counts


def visited(response: Response) -> Numbers:
    """What one visit adds to its row of `tally`."""
    return _VISITED[response.status]


def added(answer: Answer, question: "Asked") -> Numbers:
    """What one answer adds to the row of its question in `tally`."""
    if answer.outcome is Outcome.ANSWERED:
        return question.answered[answer.score]
    return _UNANSWERED[answer.outcome]


def difference(new: Counts, old: Counts) -> Counts:
    """What has to be added to `old` to make it `new`."""
    found: Counts = {}
    for row in new.keys() | old.keys():
        none = (0,) * len(COLUMNS[row[0]])
        numbers = tuple(map(sub, new.get(row, none), old.get(row, none)))
        if any(numbers):
            found[row] = numbers
    return found


def write(connection: sqlite3.Connection, at: Place, counts: Counts) -> None:
    """Adds `counts` to the tables at every key of `at`, inside the open transaction."""
    day, channel, counted, dimensions, keys = at
    tables: dict[str, list[tuple[int | str, ...]]] = {}
    for row, numbers in counts.items():
        tables.setdefault(row[0], []).append((*row[1:], *numbers))
    for table, rows in tables.items():
        connection.execute(
            _upsert(table, len(rows), dimensions),
            (day, channel, int(counted), *keys, *chain.from_iterable(rows)),
        )


Sums = dict[tuple[str, int], dict[tuple[int | str, ...], Numbers]]
"""What many responses add together: by table and dimension, then by the rest of the key."""


def gather(sums: Sums, at: Place, counts: Mapping[Row, Numbers], times: int = 1) -> None:
    """Adds `counts`, so many `times`, at every key of `at` to `sums`, for `write_sums` to write at once."""
    day, channel, counted, dimensions, keys = at
    for row, numbers in counts.items():
        if times != 1:
            numbers = tuple(n * times for n in numbers)
        for dimension, key in zip(dimensions, keys, strict=True):
            rows = sums.setdefault((row[0], dimension), {})
            where = (day, channel, int(counted), key, *row[1:])
            known = rows.get(where)
            rows[where] = numbers if known is None else tuple(map(add, known, numbers))


def write_sums(connection: sqlite3.Connection, sums: Sums) -> None:
    """Adds what was gathered to the tables, inside the open transaction; many responses share a row."""
    for (table, dimension), rows in sums.items():
        connection.executemany(
            _upsert(table, 1, (dimension,)), [(*where, *numbers) for where, numbers in rows.items()]
        )


def _standing(response: Response, asked: Mapping[str, "Asked"], parent: str | None) -> str:
    answer = response.answers.get(parent) if parent is not None else None
    if parent is None or answer is None or answer.score is None or (scale := asked[parent].scale) is None:
        return "none"
    return scale.standing(answer.score).value


@cache
def _upsert(table: str, count: int, dimensions: tuple[int, ...]) -> str:
    """One statement for so many rows, at every one of the dimensions.

    Most of a statement's cost is that it is one: this takes less time than one a row, or one a question that
    names only the columns that change.
    """
    keys = range(4, 4 + len(dimensions))
    own = (*_FIXED[table], *COLUMNS[table])
    rows = []
    for first in range(keys.stop, keys.stop + count * len(own), len(own)):
        values = ", ".join(f"?{i}" for i in range(first, first + len(own)))
        rows += [f"(?1, ?2, ?3, {d}, ?{key}, {values})" for d, key in zip(dimensions, keys, strict=True)]
    sums = ", ".join(f"{column} = {column} + excluded.{column}" for column in COLUMNS[table])
    return (
        f"INSERT INTO {table} (day, channel, counted, dimension, key, {', '.join(own)})"
        f" VALUES {', '.join(rows)} ON CONFLICT DO UPDATE SET {sums}"
    )
