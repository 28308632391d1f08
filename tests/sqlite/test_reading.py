"""What is asked of the store is answered from the least that holds it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC

import pytest
from sqlite.counter import NOON, SURVEY, TODAY, Store, answered, visit

from store.model.marks import MarkKind, marks
from store.model.reader import Allowed, Dimension, Filters
from store.model.response import Answer, Outcome, Status
from store.model.survey_file import read_survey
from store.sqlite.database import open_database
from store.sqlite.engine import sqlite3
from store.sqlite.notes import write_note
from store.sqlite.reader import SqliteReader

MINUTE = 60_000
ONE = [
    Filters(),
    Filters(touchpoint="checkout"),
    Filters(agent="17"),
    Filters(kiosk="kiosk-1"),
    Filters(language="en"),
    Filters(question="satisfaction"),
    Filters(allowed=Allowed(touchpoints=("checkout", "returns"))),
]


@pytest.fixture
def busy(store: Store) -> Store:
    """A store with sixty visits on three days."""
    store.responses.save_many(
        [
            visit(
                f"u{i:02}",
                answered("satisfaction", 1 + i % 5),
                answered("mattered", after=4000, choices=("wait",) if i % 2 else ("wait", "staff")),
                answered("remark", after=8000, text=f"Remark {i}")
                if i % 3 == 0
                else answered("ease", 1 + i % 7),
                at=NOON + (i % 3 - 2) * 86_400_000 + i * MINUTE,
                touchpoint=("checkout", "returns")[i % 2],
                agent=(None, "17", "18")[i % 3],
                kiosk=("kiosk-1", "kiosk-2")[i // 30],
                language=("en", "fr")[i % 4 == 3],
            )
            for i in range(60)
        ]
    )
    store.responses.void("u07", "Ann", "test")
    return store


@contextmanager
def tables_read(store: Store) -> Iterator[set[str]]:
    found: set[str] = set()

    def note(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            found.add(table)
        return 0

    store.database.connection.set_authorizer(note)
    try:
        yield found
    finally:
        store.database.connection.set_authorizer(lambda *_: 0)


@pytest.mark.parametrize("filters", ONE, ids=str)
def test_no_score_with_one_filter_or_none_reads_an_answer(busy: Store, filters: Filters) -> None:
    with tables_read(busy) as found:
        assert busy.reader.tallies(TODAY - 9, TODAY, Dimension.TOTAL, filters, daily=True)
        assert busy.reader.choices(TODAY - 9, TODAY, Dimension.TOTAL, filters)
        assert busy.reader.funnel(TODAY - 9, TODAY, filters)
        if filters == Filters():
            for by in Dimension:
                assert busy.reader.tallies(TODAY - 9, TODAY, by, filters)
            assert busy.reader.excluded(TODAY - 9, TODAY, filters)
    assert {"tally", "choice_tally"} <= found
    assert not found & {"answer", "answer_choice", "response", "written"}


def test_two_filters_agree_with_one_where_the_second_holds_for_all(busy: Store) -> None:
    one = Filters(kiosk="kiosk-1")
    for by in Dimension:
        for first, last in ((TODAY - 9, TODAY), (TODAY - 1, TODAY - 1), (TODAY + 5, TODAY + 9)):
            for daily in (False, True):
                whole = [t for lang in ("en", "fr") for t in busy.reader.tallies(
                    first, last, by, Filters(kiosk="kiosk-1", language=lang), daily=daily)]  # fmt: skip
                summed: dict[tuple, int] = {}
                for t in whole:
                    at = (t.day, t.key, t.question, t.channel, t.counted)
                    summed[at] = summed.get(at, 0) + t.shown
                if by is not Dimension.TOTAL:
                    continue
                assert summed == {
                    (t.day, t.key, t.question, t.channel, t.counted): t.shown
                    for t in busy.reader.tallies(first, last, by, one, daily=daily)
                }


def test_what_was_taken_away_again_is_not_listed(store: Store) -> None:
    store.save(visit("u1"))
    store.responses.void("u1", "Ann", "test")
    (tally,) = store.reader.tallies(TODAY, TODAY, Dimension.TOTAL, Filters())
    assert not tally.counted
    (funnel,) = store.reader.funnel(TODAY, TODAY, Filters())
    assert not funnel.counted


def test_days_without_a_store_are_empty(store: Store) -> None:
    assert store.reader.tallies(-(10**9), 10**9, Dimension.TOTAL, Filters()) == []
    store.save(visit("u1"))
    assert len(store.reader.tallies(-(10**9), 10**9, Dimension.TOTAL, Filters(), daily=True)) == 1
    assert store.reader.tallies(TODAY + 1, TODAY, Dimension.TOTAL, Filters()) == []


def test_comments_come_newest_first_and_are_not_sorted_for_it(busy: Store) -> None:
    found = busy.reader.comments(TODAY - 9, TODAY, Filters(), limit=5)
    assert [c.at_ms for c in found] == sorted((c.at_ms for c in found), reverse=True)
    assert found[0].text == "Remark 57"
    assert (found[0].score_question, found[0].score) == (1, 3)
    plan = busy.rows(
        "EXPLAIN QUERY PLAN SELECT w.text FROM written w CROSS JOIN response r ON r.id = w.response"
        " WHERE w.day BETWEEN 1 AND 2 ORDER BY w.day DESC, w.at_ms DESC, w.response DESC, w.question DESC"
    )
    assert not [row for row in plan if "TEMP B-TREE" in row[3]]


def test_comments_are_found_by_words_scores_channel_and_filters(busy: Store) -> None:
    everything = busy.reader.comments(0, TODAY, Filters(), limit=99)
    assert len(everything) == 20
    low = busy.reader.comments(0, TODAY, Filters(), limit=99, low=True)
    assert {c.uid for c in low} == {c.uid for c in everything if c.score <= 2}
    assert [c.text for c in busy.reader.comments(0, TODAY, Filters(), limit=9, holding="remark 57")] == [
        "Remark 57"
    ]
    returns = busy.reader.comments(0, TODAY, Filters(touchpoint="returns"), limit=99)
    assert {c.uid for c in returns} == {c.uid for c in everything if c.touchpoint == "returns"}
    assert busy.reader.comments(0, TODAY, Filters(), limit=9, channel="assisted") == []


def test_comments_are_found_without_regard_to_case_and_accents(store: Store) -> None:
    store.save(
        visit(
            "u1",
            answered("satisfaction", 4),
            answered("remark", after=4000, text="Très LONGUE attente à Noël"),
        )
    )
    for words in ("tres longue", "NOEL", "noël", "ATTENTE À"):
        assert len(store.reader.comments(TODAY, TODAY, Filters(), limit=9, holding=words)) == 1, words
    assert store.reader.comments(TODAY, TODAY, Filters(), limit=9, holding="court") == []


def test_a_contact_is_no_comment_and_an_excluded_comment_is_not_shown(store: Store) -> None:
    store.save(
        visit(
            "u1",
            answered("satisfaction", 4),
            answered("call", after=4000, text="044 555 01 02", consent=True),
        )
    )
    store.save(
        visit("u2", answered("satisfaction", 4), answered("remark", after=4000, text="Hm"), at=NOON + MINUTE)
    )
    store.responses.void("u2", "Ann", "test")
    assert store.reader.comments(TODAY, TODAY, Filters(), limit=9) == []
    assert store.rows("SELECT * FROM comments") == []


def test_a_comment_without_a_score_before_it_has_none(store: Store) -> None:
    store.save(
        visit(
            "u1", Answer("satisfaction", Outcome.SKIPPED, 0, 900), answered("remark", after=1000, text="Hm")
        )
    )
    (comment,) = store.reader.comments(TODAY, TODAY, Filters(), limit=9)
    assert (comment.score_question, comment.score) == (None, None)
    assert store.reader.comments(TODAY, TODAY, Filters(), limit=9, low=True) == []


def test_a_survey_that_is_edited_keeps_its_scores_and_shows_its_newest_words(store: Store) -> None:
    store.save(visit("u1"))
    first = SURVEY.questions[0]
    reworded = replace(first, text={"en": "Were you happy?"}, follow_ups=first.follow_ups[:1])
    store.responses.register(replace(SURVEY, version="v2", questions=(reworded, *SURVEY.questions[1:])))
    store.save(visit("u2", at=NOON + MINUTE, version="v2"))
    (tally,) = store.reader.tallies(TODAY, TODAY, Dimension.TOTAL, Filters())
    assert tally.shown == 2
    questions = {q.id: q for q in store.reader.questions()}
    assert questions["satisfaction"].text == {"en": "Were you happy?"}
    assert [option for option, _ in questions["mattered"].options] == ["wait", "staff"]
    assert questions["mattered"].parent == "satisfaction"
    assert store.rows("SELECT version, source FROM survey ORDER BY id") == [
        ("v1", "# the file"),
        ("v2", "# the file"),
    ]


def test_another_scale_is_another_score(store: Store) -> None:
    from store.model.scale import Metric, Scale

    store.save(visit("u1"))
    first = replace(SURVEY.questions[0], scale=Scale(Metric.CSAT, 10))
    store.responses.register(replace(SURVEY, version="v2", questions=(first, *SURVEY.questions[1:])))
    store.save(visit("u2", answered("satisfaction", 10), at=NOON + MINUTE, version="v2"))
    found = store.reader.tallies(TODAY, TODAY, Dimension.TOTAL, Filters())
    assert sorted(len(t.counts) for t in found) == [5, 10]
    scales = [q.scale.points for q in store.reader.questions() if q.id == "satisfaction"]
    assert sorted(scales) == [5, 10]


def test_registering_the_same_survey_again_writes_nothing(store: Store) -> None:
    before = store.database.connection.total_changes
    store.responses.register(SURVEY)
    assert store.database.connection.total_changes == before


def test_changed_tells_own_writes_once(store: Store) -> None:
    assert not store.reader.changed()
    store.save(visit("u1", status=Status.OPEN))
    assert store.reader.changed()
    assert not store.reader.changed()


def test_the_views_may_be_read_by_anyone_with_sql(opened: Callable[..., Store]) -> None:
    store = opened()
    store.save(
        visit(
            "u1",
            answered("satisfaction", 2),
            answered("mattered", after=4000, choices=("wait", "staff")),
            answered("remark", after=8000, text="Hm"),
            answered("recommend", 3, after=12_000),
            offset=60,
        )
    )
    assert store.rows("SELECT day, hour, survey, question, metric, scale, score, n FROM hourly_scores") == [
        ("2026-11-21", 13, "counter", "satisfaction", "csat", 5, 0.0, 1),
        ("2026-11-21", 13, "counter", "recommend", "nps", 10, -100.0, 1),
    ]
    assert store.rows("SELECT question, answered_at, outcome, score, choices, text FROM answers") == [
        ("satisfaction", "2026-11-21 13:00:03", "answered", 2, None, None),
        ("mattered", "2026-11-21 13:00:07", "answered", None, "wait, staff", None),
        ("remark", "2026-11-21 13:00:11", "answered", None, None, "Hm"),
        ("recommend", "2026-11-21 13:00:15", "answered", 3, None, None),
    ]


def test_other_words_and_notes_are_marked_on_their_days(store: Store) -> None:
    asked = (
        'name = "desk"\nlanguages = ["en"]\n[[question]]\nid = "help"\n'
        'metric = "csat"\nscale = 5\ntext = "{}"\n'
    )
    store.responses.register(read_survey(asked.format("How satisfied are you?")))
    store.clock.ms += 86_400_000  # type: ignore[attr-defined]  # a clock that can be moved
    store.responses.register(read_survey(asked.format("Were we of help?")))
    write_note(store.database, TODAY, "road closed", "Ann")
    found = marks(store.reader, TODAY, TODAY + 1, zone=UTC, day_starts=4)
    assert [(mark.day, mark.kind) for mark in found] == [
        (TODAY, MarkKind.NOTE),
        (TODAY + 1, MarkKind.WORDING),
    ]
    assert marks(store.reader, TODAY + 2, TODAY + 9, zone=UTC, day_starts=4) == ()


def test_what_is_read_together_is_of_one_moment_and_keeps_no_tap_waiting(store: Store) -> None:
    store.save(visit("u1"))
    with open_database(store.path, writing=False, now_ms=store.clock, engine=store.engine) as other:
        reader = SqliteReader(other)

        def shown() -> int:
            return sum(t.shown for t in reader.tallies(TODAY, TODAY, Dimension.TOTAL, Filters()))

        with reader.together():
            assert shown() == 1
            store.save(visit("u2"))
            assert shown() == (1 if other.journal == "wal" else 2)
        assert reader.changed()
        assert shown() == 2


def test_a_survey_that_cannot_be_read_any_more_has_no_marks(store: Store) -> None:
    store.responses.register(replace(SURVEY, version="v2", source="written by a newer program"))
    assert store.reader.versions() == []
