"""The store that the benchmarks fill by plain SQL is one that the program could have made."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite.counter import FIXED, UNFIXED, Clock, Store
from sqlite.recount import kept, recounted

from store.model.reader import Dimension, Filters
from store.model.rules import Rules
from store.sqlite.engine import VERSION, wal_is_safe

filling = pytest.importorskip("benchmarks.filled", reason="the benchmarks are not installed")
plain = pytest.importorskip("benchmarks.plain")


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    path = filling.filled(tmp_path, 1500)
    store = Store(path, Clock(), FIXED if wal_is_safe(VERSION) else UNFIXED, rules=Rules())
    yield store
    store.close()


def test_its_tallies_equal_a_recount(filled: Store) -> None:
    assert filled.one("SELECT count(*) FROM response") == 500
    assert kept(filled) == recounted(filled)
    assert filled.whole()


def test_plain_sql_reads_the_same_from_it(filled: Store) -> None:
    everything = (0, 99_999)
    other = plain.PlainReader(filled.database)
    for by in (Dimension.TOTAL, Dimension.HOUR, Dimension.TOUCHPOINT):
        for daily in (False, True):
            for what in ("tallies", "choices"):
                one, two = (
                    getattr(reader, what)(*everything, by, Filters(), daily=daily)
                    for reader in (filled.reader, other)
                )
                assert one
                assert sorted(map(repr, one)) == sorted(map(repr, two))
    assert sorted(map(repr, filled.reader.funnel(*everything, Filters()))) == sorted(
        map(repr, other.funnel(*everything, Filters()))
    )
