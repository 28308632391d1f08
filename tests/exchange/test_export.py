"""What leaves the store is what is in it, in an order in which it can be resumed."""

import csv
import io
import json
import os
import subprocess
import sys
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from exchange.kept_answers import DAY, TEXT, UNFIXED, Typed, counter, keep, many, opened, response

from store.exchange.export import long, moment, wide, write_csv, write_json_lines
from store.exchange.record import Record, Wanted
from store.model.filters import Allowed, Filters, Segment
from store.sqlite.database import Database
from store.sqlite.engine import VERSION
from store.sqlite.reader import SqliteReader
from store.sqlite.responses import Responses
from store.sqlite.walk import _RESPONSES, how_many, leaving, walk

ALL = Wanted()


def records(database: Database, wanted: Wanted = ALL) -> list[Record]:
    with closing(walk(database, wanted)) as walking:
        return list(walking)


def rows(database: Database, wanted: Wanted = ALL, *, by_answer: bool = False) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    questions = SqliteReader(database).questions()
    write_csv((long if by_answer else wide)(questions), records(database, wanted), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))


def test_what_is_read_back_equals_what_was_saved(tmp_path: Path) -> None:
    saved = keep(
        tmp_path / "kiosk.db",
        Typed(5, ("wait", "staff"), "Lovely.\nThank you!", True, 10),
        Typed(None),
        Typed(2, (), None, None, None, "Amina", "C-17"),
    )
    with opened(tmp_path / "kiosk.db") as database:
        assert [record.response for record in records(database)] == saved


def test_every_response_is_a_row_with_a_column_a_question(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", Typed(5, ("wait", "staff"), "Lovely.", True, 10), Typed(None))
    with opened(tmp_path / "kiosk.db") as database:
        first, second = rows(database)
    assert (first["day"], first["hour"], first["started"]) == (
        "2026-03-03",
        "16",
        "2026-03-03T16:00:00.000+01:00",
    )
    assert first["counter.satisfaction"] == "5"
    assert first["counter.mattered"] == "wait|staff"
    assert first["counter.comment"] == "Lovely."
    assert first["counter.comment.consent"] == "yes"
    assert first["counter.recommend"] == "10"
    assert (first["excluded"], first["skipped"]) == ("", "")
    assert (second["counter.satisfaction"], second["skipped"]) == ("", "satisfaction")


def test_every_answer_is_a_row_in_the_long_form(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", Typed(5, ("wait",), None, None, 10))
    with opened(tmp_path / "kiosk.db") as database:
        found = [
            (row["question"], row["metric"], row["points"], row["outcome"], row["score"], row["choices"])
            for row in rows(database, by_answer=True)
        ]
    assert found == [
        ("satisfaction", "csat", "5", "answered", "5", ""),
        ("mattered", "", "", "answered", "", "wait"),
        ("comment", "", "", "skipped", "", ""),
        ("recommend", "nps", "10", "answered", "10", ""),
    ]


def test_a_comment_keeps_its_newlines_quotes_and_signs_within_one_harmless_cell(tmp_path: Path) -> None:
    nasty = '=cmd|"/C calc"!A0;\r\n"two", lines\u2028and é, 👍'
    keep(tmp_path / "kiosk.db", Typed(1, (), nasty))
    with opened(tmp_path / "kiosk.db") as database:
        (row,) = rows(database)
    assert row["counter.comment"] == f"'{nasty}"


def test_csv_says_that_it_is_utf8_and_ends_its_lines_with_crlf(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", Typed(5), Typed(4))
    out = io.StringIO(newline="")
    with opened(tmp_path / "kiosk.db") as database:
        write_csv(wide(SqliteReader(database).questions()), records(database), out)
    text = out.getvalue()
    assert text.startswith("\ufeffrevision,uid,day,")
    assert text.count("\r\n") == text.count("\n") == 3


def test_json_lines_are_one_object_a_line_with_the_same_keys(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", Typed(5, ("wait",), "One\u2028two\u0085three =1", False), Typed(None))
    out = io.StringIO()
    with opened(tmp_path / "kiosk.db") as database:
        write_json_lines(wide(SqliteReader(database).questions()), records(database), out)
    lines = out.getvalue().splitlines()
    first, second = (json.loads(line) for line in lines)
    assert first.keys() == second.keys()
    assert first["counter.satisfaction"] == 5
    assert first["counter.mattered"] == ["wait"]
    assert first["counter.comment"] == "One\u2028two\u0085three =1"
    assert first["counter.comment.consent"] is False
    assert first["excluded"] == []
    assert (second["counter.satisfaction"], second["skipped"]) == (None, ["satisfaction"])


def test_excluded_responses_are_there_with_the_rules_that_still_stand(tmp_path: Path) -> None:
    saved = keep(tmp_path / "kiosk.db", Typed(1), Typed(2), Typed(3))
    with opened(tmp_path / "kiosk.db") as database:
        responses = Responses(database)
        responses.void(saved[0].uid, "manager", "staff tried it")
        responses.void(saved[1].uid, "manager", "by mistake")
        responses.lift(saved[1].uid, "manager", "it was real")
        found = {row["counter.satisfaction"]: row["excluded"] for row in rows(database)}
    assert found == {"1": "void", "2": "", "3": ""}


def test_what_was_erased_stays_erased(tmp_path: Path) -> None:
    (saved,) = keep(tmp_path / "kiosk.db", Typed(1, (), "I am Jo Bloggs, 01 23 45", reference="C-17"))
    with opened(tmp_path / "kiosk.db") as database:
        Responses(database).erase(saved.uid, "manager", "asked to")
        (row,) = rows(database)
        (answer,) = (r for r in rows(database, by_answer=True) if r["question"] == "comment")
    assert (row["erased"], row["counter.comment"], row["reference"]) == ("yes", "", "")
    assert (answer["outcome"], answer["text"]) == ("answered", "")
    assert row["counter.satisfaction"] == "1"


def test_rows_come_by_revision_and_an_export_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    saved = keep(tmp_path / "kiosk.db", Typed(1), Typed(2), Typed(3))
    with opened(tmp_path / "kiosk.db") as database:
        before = rows(database)
        last = int(before[-1]["revision"])
        assert [row["uid"] for row in before] == [r.uid for r in saved]
        assert rows(database, Wanted(since=last)) == []
        Responses(database).void(saved[0].uid, "manager", "a child")
        (changed,) = rows(database, Wanted(since=last))
    assert (changed["uid"], changed["excluded"]) == (saved[0].uid, "void")


def test_business_days_bound_it_on_both_sides(tmp_path: Path) -> None:
    survey = counter()
    with opened(tmp_path / "kiosk.db") as database:
        responses = Responses(database)
        responses.register(survey)
        for number in range(4):
            responses.save(replace(response(survey, number, Typed(5)), day=DAY + number))
        wanted = Wanted(first=DAY + 1, last=DAY + 2)
        assert [record.response.day for record in records(database, wanted)] == [DAY + 1, DAY + 2]
        assert how_many(database, wanted) == 2
        assert [r.response.day for r in records(database, Wanted(first=DAY + 3))] == [DAY + 3]
        assert [r.response.day for r in records(database, Wanted(last=DAY))] == [DAY]


def test_a_question_whose_scale_changed_has_a_column_of_its_own_at_the_end(tmp_path: Path) -> None:
    older = keep(tmp_path / "kiosk.db", Typed(5))
    newer = counter(TEXT.replace("scale = 5", "scale = 10"))
    with opened(tmp_path / "kiosk.db") as database:
        columns = wide(SqliteReader(database).questions()).columns
        responses = Responses(database)
        responses.register(newer)
        responses.save(response(newer, 5, Typed(9)))
        table = wide(SqliteReader(database).questions())
        first, second = rows(database)
    assert table.columns[: len(columns)] == columns
    (added,) = table.columns[len(columns) :]
    assert (first["uid"], first["counter.satisfaction"], first[added]) == (older[0].uid, "5", "")
    assert (second["counter.satisfaction"], second[added]) == ("", "9")


@pytest.mark.parametrize(
    ("ms", "offset", "expected"),
    [
        (0, 0, "1970-01-01T00:00:00.000+00:00"),
        (1_772_550_000_123, 60, "2026-03-03T16:00:00.123+01:00"),
        (1_772_550_000_000, -210, "2026-03-03T11:30:00.000-03:30"),
        (1_772_550_000_000, 345, "2026-03-03T20:45:00.000+05:45"),
    ],
)
def test_moments_are_written_on_the_shops_wall_clock(ms: int, offset: int, expected: str) -> None:
    assert moment(ms, offset) == expected


def test_a_walk_of_one_moment_does_not_see_what_is_written_meanwhile(tmp_path: Path) -> None:
    survey = counter()
    saved = keep(tmp_path / "kiosk.db", *[Typed(5)] * 3)
    with opened(tmp_path / "kiosk.db") as reading, opened(tmp_path / "kiosk.db") as writing:
        walking = walk(reading, ALL)
        first = next(walking)
        responses = Responses(writing)
        responses.void(saved[0].uid, "manager", "a child")
        responses.save(response(survey, 9, Typed(1)))
        rest = list(walking)
    assert [r.response.uid for r in (first, *rest)] == [r.uid for r in saved]


@pytest.mark.parametrize("engine", [VERSION, UNFIXED])
def test_a_survey_that_comes_in_during_an_export_does_not_stop_it(
    tmp_path: Path, engine: tuple[int, int, int]
) -> None:
    keep(tmp_path / "kiosk.db", *[Typed(5)] * 3, engine=engine)
    edited = counter(TEXT.replace('"recommend"', '"would_you"'))
    out = io.StringIO(newline="")
    with opened(tmp_path / "kiosk.db", engine) as reading, opened(tmp_path / "kiosk.db", engine) as writing:
        with leaving(reading, ALL) as (questions, walking):
            responses = Responses(writing)
            responses.register(edited)
            late = response(edited, 9, Typed(1))
            responses.save(replace(late, answers={"would_you": replace(late.answers["satisfaction"])}))
            write_csv(wide(questions), walking, out)
        assert len(records(reading)) == 4
    assert out.getvalue().count("\n") == 4


@pytest.mark.parametrize(
    ("filters", "channel", "those"),
    [
        (Filters(), None, {0, 1, 2, 3}),
        (Filters(), "self", {0, 1, 2}),
        (Filters(agent="Amina"), None, {1, 2}),
        (Filters(agent="Amina", allowed=Allowed(agents=("Tom",))), None, set()),
        (Filters(allowed=Allowed(agents=("Tom",))), None, {3}),
        (Filters(segments=(Segment("mattered", "staff"),)), None, {1, 3}),
        (Filters(agent="Amina", segments=(Segment("mattered", "staff"),)), None, {1}),
        (Filters(question="recommend"), None, {2}),
        (Filters(question="satisfaction"), "assisted", {3}),
    ],
)
def test_filters_and_a_channel_let_through_what_the_scores_are_of(
    tmp_path: Path, filters: Filters, channel: str | None, those: set[int]
) -> None:
    survey = counter()
    people = (
        Typed(5),
        Typed(4, ("wait", "staff"), agent="Amina"),
        Typed(None, recommend=9, agent="Amina"),
        Typed(1, ("staff",), agent="Tom"),
    )
    saved = [response(survey, number, typed) for number, typed in enumerate(people)]
    saved[3] = replace(saved[3], channel="assisted")
    with opened(tmp_path / "kiosk.db") as database:
        responses = Responses(database)
        responses.register(survey)
        responses.save_many(saved)
        wanted = Wanted(DAY, DAY, filters=filters, channel=channel)
        found = records(database, wanted)
        assert how_many(database, wanted) == len(found)
    assert [record.response for record in found] == [saved[n] for n in sorted(those)]


def test_a_snapshot_that_sqlite_has_ended_ends_without_an_error(tmp_path: Path) -> None:
    with opened(tmp_path / "kiosk.db") as database:
        within = ExitStack()
        within.enter_context(database.snapshot())
        database.connection.execute("ROLLBACK")  # as SQLite does when it cannot read
        within.close()
        with database.snapshot(), database.snapshot():
            assert database.connection.in_transaction
        assert not database.connection.in_transaction


def test_without_wal_what_changes_during_the_walk_comes_once_now_or_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.sqlite.walk._RESPONSES", _RESPONSES.replace("LIMIT 500", "LIMIT 2"))
    saved = keep(tmp_path / "kiosk.db", *[Typed(5)] * 6, engine=UNFIXED)
    with opened(tmp_path / "kiosk.db", UNFIXED) as reading, opened(tmp_path / "kiosk.db", UNFIXED) as writing:
        assert reading.journal == "truncate"
        walking = walk(reading, ALL)
        first = next(walking)
        responses = Responses(writing)  # does not wait for the walk
        for changed in (saved[0], saved[4]):
            responses.void(changed.uid, "manager", "a child")
        now = [first, *walking]
        later = records(reading, Wanted(since=now[-1].revision))
    seen = [record.response.uid for record in now]
    assert seen == [response.uid for response in saved if response is not saved[4]]
    assert {record.response.uid for record in later} == {saved[0].uid, saved[4].uid}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with twenty thousand responses."""
    path = tmp_path_factory.mktemp("crowded") / "kiosk.db"
    survey = counter()
    with opened(path) as database:
        responses = Responses(database)
        responses.register(survey)
        responses.save_many(many(survey, 1_000))
        _multiply(database, 20)
    return path


_COPIES = (
    "INSERT INTO response (id, uid, revision, survey, kiosk, touchpoint, language, channel, status,"
    " started_ms, utc_offset_min, hour, clock_suspect, counted)"
    " SELECT id + (:copy * 100 << 24), uid || :copy, revision + :copy * 1000, survey, kiosk, touchpoint,"
    " language, channel, status, started_ms, utc_offset_min, hour, clock_suspect, counted"
    " FROM response WHERE day < :limit",
    "INSERT INTO answer SELECT response + (:copy * 100 << 24), question, outcome, score, shown_ms, ended_ms"
    " FROM answer WHERE response >> 24 < :limit",
    "INSERT INTO answer_choice SELECT response + (:copy * 100 << 24), question, place, option"
    " FROM answer_choice WHERE response >> 24 < :limit",
)


def _multiply(database: Database, times: int) -> None:
    """Copies every response with its rows, to later days, until there are `times` as many: for size only."""
    with database.transaction():
        for copy in range(1, times):
            for statement in _COPIES:
                database.connection.execute(statement, {"copy": copy, "limit": DAY + 100})


def _peak_kilobytes(home: Path, *options: str) -> int:
    """The most memory that a real export took, from the first byte of Python to the last row."""
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", "--home", str(home), "export", "-", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, said
    return usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def test_memory_stays_flat_however_much_is_exported(crowded: Path) -> None:
    with opened(crowded) as database:
        assert how_many(database, ALL) == 20_000
    few, everything = _peak_kilobytes(crowded.parent, "--to", "2026-03-03"), _peak_kilobytes(crowded.parent)
    assert everything < few * 1.1
