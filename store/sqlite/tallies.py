"""The tallies: what each response adds to the counts, kept in step by *new less old*.

A tap, a retry, a second answer, a correction, a void and an erasure are one mechanism: what the response
added before is taken away, what it adds now is put in, in the transaction that writes the response.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from store.model.reader import Dimension
from store.model.response import Outcome, Response
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
"""A table and the rest of the key in it: ('tally', question), ('choice_tally', question, option), ('funnel_tally',)."""

Counts = dict[Row, dict[str, int]]
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
            if answer.score is None:
                columns = {"shown": 1}
            else:
                columns = {f"c{answer.score}": 1, "shown": 1}
        else:
            columns = {"shown": 1, answer.outcome.value: 1}
        counts["tally", question.number] = columns
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
    keys = [key for key in at.keys if key is not None]
    present = tuple(key is not None for key in at.keys)
    for row, columns in counts.items():
        connection.execute(
            _upsert(row[0], tuple(columns), present),
            (at.day, at.channel, int(at.counted), *row[1:], *columns.values(), *keys),
        )


def _standing(response: Response, asked: Mapping[str, Asked], parent: str | None) -> str:
    answer = response.answers.get(parent) if parent is not None else None
    if parent is None or answer is None or answer.score is None or (scale := asked[parent].scale) is None:
        return "none"
    return scale.standing(answer.score).value


STANDINGS: tuple[Standing | None, ...] = (Standing.LOW, Standing.MIDDLE, Standing.HIGH, None)
"""The columns of `choice_tally`, in order."""

_FIXED = {"tally": ("question",), "choice_tally": ("question", "option"), "funnel_tally": ()}


@cache
def _upsert(table: str, columns: tuple[str, ...], present: tuple[bool, ...]) -> str:
    # One statement for all dimensions: a row each, and the columns that change only.
    fixed = ("day", "channel", "counted", *_FIXED[table])
    shared = ", ".join(f"?{i + 1}" for i in range(len(fixed)))
    values = ", ".join(f"?{len(fixed) + i + 1}" for i in range(len(columns)))
    rows, key = [], len(fixed) + len(columns)
    for dimension, there in enumerate(present):
        if there:
            key += 1
            rows.append(f"({shared}, {values}, {dimension}, ?{key})")
    sums = ", ".join(f"{column} = {column} + excluded.{column}" for column in columns)
    return (
        f"INSERT INTO {table} ({', '.join(fixed)}, {', '.join(columns)}, dimension, key) VALUES {', '.join(rows)}"
        f" ON CONFLICT DO UPDATE SET {sums}"
    )
