"""What leaves the store is read from revision to revision, however much there is."""

from datetime import date
from pathlib import Path

import pytest
from exchange.kept_answers import Typed, keep, opened

from store.exchange.record import Wanted
from store.model.period import day_number
from store.model.reader import Filters
from store.sqlite.walk import walk

DAY = day_number(date(2026, 11, 21))


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(since=1),
        Wanted(first=DAY, last=DAY),
        Wanted(filters=Filters(touchpoint="checkout", question="score"), channel="self"),
    ],
)
def test_each_stretch_is_found_by_the_index_of_the_revisions(tmp_path: Path, wanted: Wanted) -> None:
    keep(tmp_path / "kiosk.db", *[Typed(5)] * 3)
    with opened(tmp_path / "kiosk.db") as database:
        connection = database.connection
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        list(walk(database, wanted))
        connection.set_trace_callback(None)
        read = [statement for statement in statements if "r.revision" in statement]
        assert read
        for statement in read:
            (first, *_) = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            assert "response_revision" in first[3], statement
