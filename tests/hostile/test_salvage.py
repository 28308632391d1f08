"""What is brought over out of a damaged file: all that does not stand on a destroyed page."""

import itertools
from contextlib import closing
from pathlib import Path

import pytest
from hostile.spoilt import spoil_many

from store.sqlite.engine import sqlite3
from store.sqlite.migrations import STEPS, migrate
from store.sqlite.rebuilt import Shape, shapes


@pytest.fixture(scope="module")
def stored() -> dict[str, Shape]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        return shapes(connection)


def are_alike(one: Shape, other: Shape) -> bool:
    """Whether a row of one may be taken for one of the other."""
    return (one.in_index, len(one.kinds)) == (other.in_index, len(other.kinds)) and all(
        set(mine) & set(theirs) for mine, theirs in zip(one.kinds, other.kinds, strict=True)
    )


def test_the_rows_of_no_two_tables_are_stored_alike(stored: dict[str, Shape]) -> None:
    pairs = itertools.combinations(stored.values(), 2)
    alike = {(a.name, b.name) for a, b in pairs if (a.is_table or b.is_table) and are_alike(a, b)}
    assert not alike, "give one of them another order of columns, or tell them apart in rebuilt.py"


@pytest.mark.parametrize("table", ["survey", "question"])
def test_nor_is_another_index_like_those_that_stand_in_for_a_table(
    stored: dict[str, Shape], table: str
) -> None:
    index = stored[f"sqlite_autoindex_{table}_1"]
    assert [other.name for other in stored.values() if other is not index and are_alike(index, other)] == []
    assert all(step[0].isdigit() for step in STEPS), "how the list of steps is told from surveys"


def test_destroyed_pages_take_nothing_with_them_but_what_stands_on_them(tmp_path: Path) -> None:
    spoilt = spoil_many(tmp_path, 6, seed=3, visits=40)
    assert not spoilt.problems, spoilt.examples
    assert spoilt.pages["roots"] + spoilt.pages["inner"] > 3
