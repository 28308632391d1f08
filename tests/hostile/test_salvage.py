"""What is brought over out of a damaged file: all that does not stand on a destroyed page."""

import itertools
from contextlib import closing
from pathlib import Path

import pytest
from hostile.spoilt import spoil_many

from store.sqlite.database import PAGE_BYTES
from store.sqlite.engine import sqlite3
from store.sqlite.migrations import STEPS, migrate
from store.sqlite.pages import LEAF_TABLE, PageRow, Pages
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


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "kiosk.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute("BEGIN")
        migrate(connection)
        connection.execute("COMMIT")
    return path


def read_all(path: Path) -> list[PageRow]:
    with closing(Pages(path)) as pages:
        for _ in pages.read_log():
            pass
        return [row for number in range(2, pages.count + 1) for row in pages.rows(number)[1]]


@pytest.mark.parametrize("size", [0, 2, 4, 1000])
def test_a_file_that_has_forgotten_how_large_its_pages_are_is_read_all_the_same(
    tmp_path: Path, whole: Path, size: int
) -> None:
    data = bytearray(whole.read_bytes())
    data[16:18] = size.to_bytes(2, "big")
    (tmp_path / "kiosk.db").write_bytes(data)
    assert read_all(tmp_path / "kiosk.db") == read_all(whole) != []


@pytest.mark.parametrize("length", [0, 4, 6, 12, 30, 32, 50])
def test_a_log_that_was_only_begun_holds_nothing(tmp_path: Path, whole: Path, length: int) -> None:
    path = tmp_path / "kiosk.db"
    path.write_bytes(whole.read_bytes())
    (tmp_path / "kiosk.db-wal").write_bytes((bytes.fromhex("377f0683") + bytes(60))[:length])
    assert read_all(path) == read_all(whole)


def test_a_page_that_leads_in_circles_is_soon_left(tmp_path: Path, whole: Path) -> None:
    data = bytearray(whole.read_bytes())
    page = data[PAGE_BYTES : 2 * PAGE_BYTES]
    row = bytes.fromhex("bfff7f01") + bytes(232) + (3).to_bytes(4, "big")  # of nearly a megabyte, on page 3
    page[0], page[3:5] = LEAF_TABLE, (500).to_bytes(2, "big")
    page[8:1008] = (1024).to_bytes(2, "big") * 500
    page[1024 : 1024 + len(row)] = row
    data[PAGE_BYTES : 2 * PAGE_BYTES] = page
    data[2 * PAGE_BYTES : 3 * PAGE_BYTES] = (3).to_bytes(4, "big") + bytes(PAGE_BYTES - 4)
    (tmp_path / "kiosk.db").write_bytes(data)
    with closing(Pages(tmp_path / "kiosk.db")) as pages:
        read = []
        of_page = pages._page
        pages._page = lambda number: read.append(number) or of_page(number)  # type: ignore[method-assign,func-returns-value]
        pages.rows(2)
    assert 1000 < len(read) < 5000


def test_destroyed_pages_take_nothing_with_them_but_what_stands_on_them(tmp_path: Path) -> None:
    spoilt = spoil_many(tmp_path, 6, seed=3, visits=40)
    assert not spoilt.problems, spoilt.examples
    assert spoilt.pages["roots"] + spoilt.pages["inner"] > 3
