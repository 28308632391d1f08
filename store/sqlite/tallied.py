"""Rows of the tallies: one dimension of a range of days, without reading a single answer."""

from functools import cache
from typing import Any, NamedTuple

from store.model.reader import Dimension, Filters, Only
from store.model.response import Status
from store.sqlite.engine import sqlite3
from store.sqlite.tallies import COLUMNS, VISIT, code


class Tallied(NamedTuple):
    """One kind of tallies."""

    table: str
    fixed: tuple[str, ...]
    """What its key has besides day, dimension, key, channel and counted."""
    columns: tuple[str, ...]
    some: str
    """Not zero where the row still counts anything: what was taken away again leaves rows of zeroes."""
    these: str
    """Which rows of the table are of this kind."""


SCORES = Tallied("tally", ("question",), COLUMNS["tally"], "t.shown", f"t.question <> {VISIT}")
CHOICES = Tallied(
    "choice_tally",
    ("question", "option"),
    COLUMNS["choice_tally"],
    "t.low + t.middle + t.high + t.none",
    "TRUE",
)
FUNNEL = Tallied(
    "tally",
    (),
    ("shown", *(f"c{code}" for code in range(len(Status)))),
    "t.shown",
    f"t.question = {VISIT}",
)
"""Started, and then each status."""


class Part(NamedTuple):
    """The rows of the tallies that answer a question."""

    dimension: int
    """Its code."""
    names: tuple[str, ...] | None
    """The keys that pass; None for all."""
    keyed: bool
    """Whether each row is to keep its key; else those of one day are added up under ''."""


def part(by: Dimension, filters: Filters) -> Part | None:
    """The part of the tallies that holds the answer; None where two dimensions cross, or a segment is cut."""
    if filters.segments:
        return None
    names = filters.names()
    if not names:
        return Part(code(by), None, by is not Dimension.TOTAL)
    if len(names) > 1:
        return None
    ((dimension, wanted),) = names.items()
    if by not in (Dimension.TOTAL, dimension):
        return None
    return Part(code(dimension), wanted, by is dimension)


def rows(
    connection: sqlite3.Connection,
    of: Tallied,
    first: int,
    last: int,
    part: Part,
    *,
    daily: bool,
    only: Only | None = None,
) -> list[tuple[Any, ...]]:
    """Each: the day or None, the key, what is fixed, channel, counted, and the columns."""
    names = part.names
    if names == ():
        return []
    oldest, newest = connection.execute(
        f"SELECT (SELECT min(day) FROM {of.table}), (SELECT max(day) FROM {of.table})"
    ).fetchone()
    if oldest is None or (first := max(first, oldest)) > (last := min(last, newest)):
        return []
    several_days = first != last and not daily
    statement = _statement(
        of,
        part.keyed,
        None if names is None else len(names),
        None if only is None else len(only.questions),
        daily=daily,
        several_days=several_days,
    )
    these = () if only is None else (only.channel, *only.questions)
    return connection.execute(statement, (first, last, part.dimension, *(names or ()), *these)).fetchall()


@cache
def _statement(
    of: Tallied, keyed: bool, names: int | None, questions: int | None, *, daily: bool, several_days: bool
) -> str:
    shared = ", ".join(
        [*(["t.key"] if keyed else []), *(f"t.{name}" for name in of.fixed), "t.channel", "t.counted"]
    )
    if several_days or not (keyed or names == 1):
        columns = ", ".join(f"sum(t.{column})" for column in of.columns)
        end = f"GROUP BY {'' if several_days else 't.day, '}{shared} HAVING sum({of.some}) > 0"
    else:  # no two rows to add
        columns = ", ".join(f"t.{column}" for column in of.columns)
        end = f"WHERE {of.some} > 0"
    wanted = "" if names is None else f" AND t.key IN ({', '.join('?' * names)})"
    if questions is not None:
        wanted += f" AND t.counted = 1 AND t.channel = ? AND t.question IN ({', '.join('?' * questions)})"
    day, key = ("t.day" if daily else "NULL"), ("" if keyed else "'', ")
    return (
        # The keys begin with the day, so one dimension of many days is one look-up a day.
        "WITH RECURSIVE days (day) AS (VALUES (?) UNION ALL SELECT day + 1 FROM days WHERE day < ?)"
        f" SELECT {day}, {key}{shared}, {columns}"
        f" FROM days CROSS JOIN {of.table} t ON t.day = days.day AND t.dimension = ?"
        f" AND {of.these}{wanted} {end}"
    )
