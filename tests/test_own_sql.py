"""People's own SQL, as the page on data shows it, on a copy and with the SQLite that Python comes with."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from model.small_shop import DAY_STARTS, NOW, SURVEY
from report.reports import busy_weeks

from store.model.period import Period, Span
from store.model.reader import Filters
from store.model.rules import Rules
from store.model.score import MIN_N
from store.model.summary import Summary, summarise
from store.sqlite.backup import back_up
from store.sqlite.database import open_database
from store.sqlite.reader import SqliteReader
from store.sqlite.responses import Responses

PAGE = (Path(__file__).parents[1] / "docs" / "data.md").read_text(encoding="utf-8")
QUERIES = [
    query.strip()
    for block in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    for query in block.split(";")
    if query.strip()
]
NOVEMBER = Period(Span.MONTH, date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sqlite3.Connection, Summary]]:
    """A copy of a busy shop's store, and what its manager sees of November."""
    folder = tmp_path_factory.mktemp("shop")
    at = int(NOW.timestamp() * 1000)
    with open_database(folder / "kiosk.db", writing=True, now_ms=lambda: at) as database:
        responses = Responses(database, Rules())
        responses.register(SURVEY)
        responses.save_many(iter(sorted(busy_weeks(count=900), key=lambda each: each.started_ms)))
        seen = summarise(SqliteReader(database), NOVEMBER, Filters(), NOW, day_starts=DAY_STARTS)
        copy = back_up(database, folder / "copy.db")
    with closing(sqlite3.connect(f"{copy.path.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection, seen


def ask(connection: sqlite3.Connection, query: str) -> list[tuple]:
    return connection.execute(query).fetchall()


def test_every_query_that_is_shown_has_an_answer(shop: tuple[sqlite3.Connection, Summary]) -> None:
    assert len(QUERIES) == 5
    assert all(ask(shop[0], query) for query in QUERIES)


def test_they_give_the_screens_own_numbers(shop: tuple[sqlite3.Connection, Summary]) -> None:
    connection, seen = shop
    satisfaction, recommend = seen.cards[:2]
    assert satisfaction.score.n > MIN_N
    _, csat, nps, places, unhappy = QUERIES
    for query, card in ((csat, satisfaction), (nps, recommend)):
        assert card.score.value is not None
        assert ask(connection, query) == [(float(card.score.value), card.score.n)]
    rows = [(row.name, row.scores[satisfaction.question.number]) for row in seen.touchpoints]
    assert ask(connection, places) == [(name, float(s.value or 0), s.n) for name, s in rows]
    low = [c for c in seen.comments if c.score is not None and c.score <= 2]
    found = ask(connection, unhappy)
    assert [text for *_, text in found][: len(low)] == [comment.text for comment in low]


def test_every_view_is_told_of(shop: tuple[sqlite3.Connection, Summary]) -> None:
    there = {name for (name,) in ask(shop[0], "SELECT name FROM sqlite_master WHERE type = 'view'")}
    told = set(re.findall(r"^\| `(\w+)` \| ", PAGE[PAGE.index("| view |") :], re.MULTILINE))
    assert told <= there
    assert there - told <= {"scored"}, "a view that nobody is told of"
