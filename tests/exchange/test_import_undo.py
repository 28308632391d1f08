"""An import is taken back whole: scores, texts and names are as if it had never been; all else stays."""

import sys
from pathlib import Path

import pexpect
import pytest
from exchange.kept_answers import TEXT, Typed, counter, keep, opened, response
from exchange.old_cards import COLUMNS, CSAT, HEAD, NPS, Take, mapping, reader, written
from exchange.test_import_taking import Counted, uids, whole

from kiosk.__main__ import main
from kiosk.home import Home, make_home
from kiosk.importing.undo import would_go
from store.model.reader import Dimension, Filters
from store.sqlite import audit, call_backs
from store.sqlite.database import Database
from store.sqlite.error import StoreError
from store.sqlite.imported import Done, ImportedFile
from store.sqlite.merging import Merging
from store.sqlite.responses import Responses
from store.sqlite.taking_back import Import, Standing, TakingBack, imports
from store.words import words_for

SAID = f"""{CSAT}
[[question]]
id = "say"
column = "say"
kind = "comment"

[[question]]
id = "call"
column = "tel"
kind = "contact"
"""
MINE = mapping(SAID, columns='touchpoint = "where"\nkiosk = "till"\n')
HEADING = "when;score;say;tel;where;till"
LINES = (
    "2026-03-02;4;Ann was here;555-0100;north;t1",
    "2026-03-03;2;;;south;t2",
    "2026-03-03;5;Bob too;;south;t3",
)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    keep(tmp_path / "kiosk.db", Typed(5, recommend=9, comment="kept"), Typed(1))
    with opened(tmp_path / "kiosk.db") as database:
        yield database


def take_back(database: Database, number: int = 1) -> tuple[str, ...]:
    return TakingBack(database).take_back(number, "Marie")


def all_kept(database: Database) -> dict[str, list[tuple]]:
    """Everything that is kept, but who did what."""
    store = Counted(database)
    tables = [name for (name,) in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        table: sorted(store.rows(f"SELECT * FROM {table}"), key=repr)
        for table in tables
        if table not in ("change", "sqlite_sequence")
    }


def test_all_is_as_it_was_before(tmp_path: Path, database: Database) -> None:
    before = all_kept(database)
    path = written(tmp_path, HEADING, *LINES)
    assert Take(path, MINE).into(database) == Done(3, 3, 0, 0, 0)
    first, second, _ = imported(database)
    call_backs.mark_called(database, first, "Marie", "gave a refund")
    Responses(database).void(second, "Marie", "a test")
    assert TakingBack(database).standing(1) == Standing(3, 1, 0, 1)
    assert take_back(database) == ()
    after = all_kept(database)
    # The newest that is left takes the newest revision: none is given a second time.
    revision = 2
    assert max(row[revision] for row in after["response"]) > max(row[revision] for row in before["response"])
    for rows in (before["response"], after["response"]):
        rows[:] = sorted((*row[:revision], *row[revision + 1 :]) for row in rows)
    assert after == before
    assert whole(database) == 2
    log = audit.changes(database.connection, before=None, limit=1)
    assert [(each.by, each.what, each.subject, each.why) for each in log] == [
        ("Marie", "import_undone", "cards.csv", "cards, paper: 3 taken back")
    ]
    for words in (b"Ann was here", b"555-0100", b"Bob too"):
        assert words not in b"".join(file.read_bytes() for file in tmp_path.glob("kiosk.db*"))
    assert Take(path, MINE).into(database) == Done(3, 3, 0, 0, 0)
    assert {first, second} <= {*imported(database)}
    assert [one.number for one in imports(database)] == [2], "who noted the 1 would take back another"


def imported(database: Database) -> list[str]:
    return [uid for uid in uids(database) if reader(database).response(uid).channel == "paper"]  # type: ignore[union-attr]  # it is there


class Stopped(Exception):
    """As by Ctrl-C."""


def test_stopped_it_goes_on_and_meanwhile_nothing_more_comes_in(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.sqlite.taking_back._AT_ONCE", 2)
    path = written(tmp_path, HEADING, *LINES)
    take = Take(path, MINE)
    take.into(database)

    def stop(count: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        TakingBack(database).take_back(1, "Marie", stop)
    assert whole(database) == 3
    assert [one.leaving for one in imports(database)] == [True]
    with pytest.raises(StoreError, match="kiosk import --undo 1"):
        Take(path, MINE).into(database)
    take_back(database)
    assert whole(database) == 2
    assert imports(database) == []
    log = audit.changes(database.connection, before=None, limit=9)
    assert [each.why for each in log if each.what == "import_undone"] == ["cards, paper: 3 taken back"]
    assert Take(path, MINE).into(database).added == 3


def test_an_import_that_runs_meanwhile_ends(tmp_path: Path, database: Database) -> None:
    take = Take(written(tmp_path, HEADING, *LINES), MINE)
    place = ImportedFile(database, "x", "x", MINE.survey, MINE.channel, "")
    place.begin()
    responses = take.read()
    place.take(responses[:1], rows=1, rejected=0)
    take_back(database, place.number)
    with pytest.raises(StoreError, match="was taken back meanwhile"):
        place.take(responses[1:], rows=2, rejected=0)
    assert whole(database) == 2


def test_answers_that_came_while_it_was_looked_for_them_keep_their_questions(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = Take(written(tmp_path, HEADING, *LINES), MINE)
    take.into(database)
    one, looked = take.read()[0], TakingBack._unused_version

    def saved_meanwhile(self: TakingBack, *about: Import) -> int | None:
        found = looked(self, *about)
        Responses(database).save_many([one])
        return found

    monkeypatch.setattr(TakingBack, "_unused_version", saved_meanwhile)
    take_back(database)
    assert whole(database) == 3
    assert reader(database).response(one.uid) == one


def test_who_was_erased_is_erased_again_when_the_rows_come_back(tmp_path: Path, database: Database) -> None:
    path = written(tmp_path, HEADING, *LINES)
    Take(path, MINE).into(database)
    first, second, _ = imported(database)
    Responses(database).erase(first, "Marie", "asked")
    Responses(database).void(second, "Marie", "a test")
    assert TakingBack(database).standing(1) == Standing(3, 1, 1, 0)
    take_back(database)
    Take(path, MINE).into(database)
    assert whole(database) == 5
    assert reader(database).response(first).answers["say"].text is None  # type: ignore[union-attr]  # it is there
    assert Counted(database).rows("SELECT uid FROM response WHERE erased") == [(first,)]
    assert Counted(database).one("SELECT count(*) FROM response WHERE NOT counted") == 0
    assert b"Ann was here" not in b"".join(file.read_bytes() for file in tmp_path.glob("kiosk.db*"))


def test_rows_that_a_later_file_has_too_come_back_with_it(tmp_path: Path, database: Database) -> None:
    Take(written(tmp_path, HEADING, *LINES[:2]), MINE).into(database)
    longer = written(tmp_path, HEADING, *LINES, name="longer.csv")
    assert Take(longer, MINE).into(database) == Done(3, 1, 0, 2, 0)
    assert take_back(database) == ("longer.csv",)
    assert whole(database) == 3
    assert Take(longer, MINE).into(database) == Done(3, 2, 0, 1, 0)
    assert [one.file for one in imports(database)] == ["longer.csv"]
    take_back(database, 2)
    assert whole(database) == 2


def test_of_two_files_with_the_same_rows_the_earlier_is_named_too(tmp_path: Path, database: Database) -> None:
    short = written(tmp_path, HEADING, *LINES[:2])
    longer = written(tmp_path, HEADING, *LINES, name="longer.csv")
    for path in (short, longer):
        Take(path, MINE).into(database)
    take_back(database, 1)
    for path in (short, longer):  # now the later one, by its number, is the short one
        Take(path, MINE).into(database)
    assert take_back(database, 3) == ("longer.csv",)
    Take(longer, MINE).into(database)
    assert whole(database) == 5


def test_what_was_erased_here_and_taken_back_is_erased_where_a_merge_has_brought_it(
    tmp_path: Path, database: Database
) -> None:
    (tmp_path / "other").mkdir()
    keep(tmp_path / "other" / "kiosk.db", Typed(3))
    Take(written(tmp_path, HEADING, *LINES), MINE).into(database)
    first = imported(database)[0]
    with opened(tmp_path / "other" / "kiosk.db") as other:
        Merging(other).merge(database, "Bob")
        Merging(database).merge(other, "Marie")
        Responses(database).erase(first, "Marie", "asked")
        take_back(database)
        call_backs.mark_called(other, first, "Bob", "Ann was pleased")
        Merging(database).merge(other, "Marie")
        assert Counted(database).rows("SELECT response, remark FROM call_back") == [(first, "")]
        assert Merging(other).merge(database, "Bob").changed == 1
        assert Counted(other).rows("SELECT uid FROM response WHERE erased") == [(first,)]
        assert Counted(other).rows("SELECT response, remark FROM call_back") == [(first, "")]
        assert whole(other) == 5
    for words in (b"Ann was here", b"555-0100", b"Ann was pleased"):
        assert words not in b"".join(file.read_bytes() for file in tmp_path.rglob("kiosk.db*"))


def test_what_was_done_to_a_question_that_has_gone_is_told_of_no_other(
    tmp_path: Path, database: Database
) -> None:
    (tmp_path / "other").mkdir()
    keep(tmp_path / "other" / "kiosk.db", Typed(3))
    Take(written(tmp_path, HEADING, *LINES), MINE).into(database)
    number = Counted(database).one("SELECT id FROM question WHERE name = 'score'")
    Responses(database).set_target(number, 85.0, "Marie")  # type: ignore[arg-type]  # a number
    take_back(database)
    with opened(tmp_path / "other" / "kiosk.db") as other:
        for name in ("more", "still-more"):
            Responses(other).register(counter(TEXT.replace('"counter"', f'"{name}"')))
        assert Counted(other).rows("SELECT 1 FROM question WHERE id = ?", (number,)) == [(1,)]  # type: ignore[arg-type]  # a number
        Merging(other).merge(database, "Bob")
        assert Counted(other).rows("SELECT subject FROM change WHERE what = 'target'") == []


def test_a_screen_that_looks_on_all_the_while_sees_the_scale_as_it_is_now(
    tmp_path: Path, database: Database
) -> None:
    looking = reader(database)
    path = written(tmp_path, "when;score", "2026-03-02;4")

    def seen() -> list[tuple[int, ...]]:
        found = looking.tallies(0, 99_999, Dimension.TOTAL, Filters())
        return [tally.counts for tally in found if tally.channel == "paper"]

    Take(path, mapping(CSAT)).into(database)
    assert seen() == [(0, 0, 0, 1, 0)]
    take_back(database)
    Take(path, mapping(NPS)).into(database)
    assert seen() == [(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)]


def test_rows_that_came_by_a_merge_are_of_the_import_that_meets_them(
    tmp_path: Path, database: Database
) -> None:
    path = written(tmp_path, HEADING, *LINES)
    Responses(database).register(MINE.survey)
    Responses(database).save_many(Take(path, MINE).read())  # as a merge leaves them
    assert Take(path, MINE).into(database) == Done(3, 0, 0, 3, 0)
    take_back(database)
    assert whole(database) == 2


def test_rows_that_another_store_has_imported_under_the_same_number_stay(
    tmp_path: Path, database: Database
) -> None:
    keep(tmp_path / "other.db", Typed(3))
    with opened(tmp_path / "other.db") as other:
        Take(written(tmp_path, HEADING, *LINES[1:]), MINE).into(other)
        Merging(database).merge(other, "Marie")
    Take(written(tmp_path, HEADING, LINES[0], name="mine.csv"), MINE).into(database)
    assert TakingBack(database).standing(1) == Standing(1)
    take_back(database)
    assert len(imported(database)) == 2
    whole(database)
    longer = written(tmp_path, HEADING, *LINES, name="longer.csv")
    assert Take(longer, MINE).into(database) == Done(3, 1, 0, 2, 0)
    (found,) = imports(database)
    told = [*would_go(found, TakingBack(database).standing(found.number), words_for("en"))]
    assert told == [
        "3 responses would go, for good.",
        "2 of them were here before the import, by a merge; they go too.",
    ]


def test_only_one_of_the_kiosks_own_devices_is_kept(tmp_path: Path, database: Database) -> None:
    Take(written(tmp_path, HEADING, *LINES), MINE).into(database)
    assert {kiosk.label for kiosk in reader(database).kiosks()} > {"t1", "t2", "t3"}
    take_back(database)
    assert not {kiosk.label for kiosk in reader(database).kiosks()} & {"t1", "t2", "t3"}
    named = reader(database).tallies(0, 99_999, Dimension.TOUCHPOINT, Filters())
    assert not {tally.key for tally in named} & {"north", "south"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "shop")
    make_home(made)
    return made


def run(home: Home, *arguments: object) -> int:
    return main(["--home", str(home.path), "import", *map(str, arguments)])


def test_the_command_lists_asks_and_takes_back(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "--list") == 0
    assert capsys.readouterr().out == "Nothing was imported, or all of it was taken back.\n"
    path = written(tmp_path, "when;score", "2018-05-21;4", "2018-05-22;5")
    (tmp_path / "m.toml").write_text(f"{HEAD}{COLUMNS}{CSAT}", encoding="utf-8")
    assert run(home, path, "--mapping", tmp_path / "m.toml", "--yes") == 0
    assert "kiosk import --undo 1" in capsys.readouterr().out
    assert run(home, "--list") == 0
    assert "survey cards, channel paper · 2 added\n" in capsys.readouterr().out
    assert run(home, "--undo", "1") == 1
    assert capsys.readouterr().err.endswith("kiosk: Nothing was taken back; add --yes to take it back.\n")
    assert run(home, "--undo", "cards2.csv", "--yes") == 1
    assert run(home, path, "--undo", "1") == 2
    assert run(home) == 2
    screen = pexpect.spawn(
        f"{sys.executable} -m kiosk --home {home.path} import --undo {path}",
        encoding="utf-8",
        timeout=20,
        cwd=str(tmp_path),
    )
    try:
        screen.expect("2 responses would go, for good")
        screen.expect(r"Take it back\? \[yes/no\] $")
        screen.sendline("y")
        screen.expect("cards.csv: 2 responses were taken back")
        screen.expect(pexpect.EOF)
    finally:
        screen.close(force=True)
    with opened(home.database) as database:
        assert whole(database) == 0


def test_an_export_or_a_merge_misses_nothing_after_the_newest_has_gone(
    tmp_path: Path, database: Database
) -> None:
    Take(written(tmp_path, HEADING, *LINES), MINE).into(database)
    store = Counted(database)
    newest = store.one("SELECT max(revision) FROM response")
    take_back(database)
    Responses(database).save(response(counter(), 9, Typed(3)))
    assert store.rows("SELECT count(*) FROM response WHERE revision > ?", (newest,)) == [(1,)]  # type: ignore[arg-type]  # a number
