"""An import adds every row once: however often it is done, however it ends, whatever is added to the file."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
from exchange.kept_answers import NOW_MS, Typed, keep, opened
from exchange.old_cards import COLUMNS, CSAT, HEAD, NPS, Take, mapping, reader, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite.recount import kept, recounted

from kiosk.__main__ import main
from kiosk.commands import Refusal
from kiosk.home import Home, make_home
from kiosk.importing.rejects import rejects_file
from store.exchange.imports.sheet import Row
from store.model.reader import Dimension, Filters
from store.sqlite.database import PAGE_BYTES, Database, open_database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError
from store.sqlite.imported import Done, ImportedFile
from store.sqlite.quarantine import Case
from store.sqlite.rebuilt import Rebuilt
from store.sqlite.receiving import Receiving
from store.sqlite.responses import Responses
from store.sqlite.salvage import Salvage
from store.sqlite.taking_back import TakingBack, imports
from store.words import words_for


class Counted:
    """A store as the recount wants it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple]:
        return self.database.connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: tuple[object, ...] = ()) -> object:
        ((value,),) = self.rows(sql, values)
        return value


def whole(database: Database) -> int:
    """How many responses a store holds that is right in itself."""
    store = Counted(database)
    assert kept(store) == recounted(store)  # type: ignore[arg-type]  # all that it asks for
    assert store.rows("PRAGMA integrity_check") == [("ok",)]
    assert store.rows("PRAGMA foreign_key_check") == []
    revisions = [revision for (revision,) in store.rows("SELECT revision FROM response ORDER BY 1")]
    assert len(set(revisions)) == len(revisions)
    return len(revisions)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    with opened(tmp_path / "kiosk.db") as database:
        yield database


LINES = ("2018-05-21;4;north", "2018-05-21;4;north", "2018-05-22;9;north", "2018-05-22 14:00;5;south")


def test_a_second_import_adds_nothing(tmp_path: Path, database: Database) -> None:
    path = written(tmp_path, "when;score;where", *LINES)
    assert Take(path, mapping()).into(database) == Done(4, 3, 0, 0, 1)
    # The same bytes under what would be another import to the store.
    assert Take(path, mapping()).into(database, "again") == Done(4, 0, 0, 3, 1)
    assert whole(database) == 3


def test_more_rows_another_order_and_another_encoding_add_only_what_is_new(
    tmp_path: Path, database: Database
) -> None:
    Take(written(tmp_path, "when;score;where", *LINES), mapping()).into(database)
    more = [",".join(line.split(";")[::-1]) for line in (*LINES[::-1], LINES[0], "2018-05-23;1;é")]
    longer = written(tmp_path, "where,score,when", *more, name="b.csv", encoding="utf-16")
    assert Take(longer, mapping()).into(database) == Done(6, 2, 0, 3, 1)
    assert whole(database) == 5


def test_the_time_zone_of_the_shop_does_not_make_rows_new(tmp_path: Path, database: Database) -> None:
    path = written(tmp_path, "when;score;where", *LINES)
    Take(path, mapping()).into(database)
    assert Take(path, mapping(), offset=120).into(database, "moved") == Done(4, 0, 3, 0, 1)
    assert whole(database) == 3


def test_a_mended_mapping_brings_up_what_is_known(tmp_path: Path, database: Database) -> None:
    path = written(tmp_path, "when;score;where", *LINES)
    Take(path, mapping()).into(database)
    better = mapping(f"{CSAT}not_applicable = [9]\n", columns='touchpoint = "where"\n')
    assert Take(path, better).into(database, "better") == Done(4, 1, 3, 0, 0)
    assert whole(database) == 4
    assert {r.touchpoint for r in map(reader(database).response, uids(database)) if r} == {"north", "south"}


def uids(database: Database) -> list[str]:
    return [uid for (uid,) in database.connection.execute("SELECT uid FROM response")]


def test_a_count_that_has_grown_adds_the_difference(tmp_path: Path, database: Database) -> None:
    counted = mapping(columns='count = "n"\n')
    Take(written(tmp_path, "when;score;n", "2018-05-21;4;300"), counted).into(database)
    grown = written(tmp_path, "when;score;n", "2018-05-21;4;305", "2018-05-21;4;2", name="b.csv")
    assert Take(grown, counted).into(database) == Done(2, 7, 0, 300, 0)
    assert whole(database) == 307


def test_what_was_voided_or_erased_stays_so(tmp_path: Path, database: Database) -> None:
    text = f'{CSAT}[[question]]\nid = "say"\ncolumn = "say"\nkind = "comment"\n'
    path = written(tmp_path, "when;score;say", "2018-05-21;4;Ann was here", "2018-05-22;2;no")
    Take(path, mapping(text)).into(database)
    first, second = uids(database)
    responses = Responses(database)
    responses.erase(first, "me", "asked")
    responses.void(second, "me", "a test")
    assert Take(path, mapping(text)).into(database, "again") == Done(2, 0, 0, 2, 0)
    assert reader(database).response(first).answers["say"].text is None  # type: ignore[union-attr]  # it is there
    assert database.connection.execute("SELECT counted FROM response ORDER BY id").fetchall() == [(1,), (0,)]
    assert b"Ann was here" not in (tmp_path / "kiosk.db").read_bytes()
    whole(database)


def test_imported_answers_are_never_added_to_the_kiosks_own(tmp_path: Path) -> None:
    keep(tmp_path / "kiosk.db", Typed(5, recommend=9), Typed(1))
    text = CSAT.replace('id = "score"', 'id = "satisfaction"')
    path = written(tmp_path, "when;score", "2026-03-03;3", "2026-03-03;3")
    with opened(tmp_path / "kiosk.db") as database:
        before = reader(database).questions()
        Take(path, replace_survey(text)).into(database)
        found = reader(database).tallies(20_000, 30_000, Dimension.TOTAL, Filters())
        same = {t.channel: t.counts for t in found if t.question == 1}
        assert same == {"self": (1, 0, 0, 0, 1), "paper": (0, 0, 2, 0, 0)}
        assert reader(database).questions() == before  # one question, in the kiosk's own words
        assert whole(database) == 4


def replace_survey(question: str) -> object:
    from store.exchange.imports.mapping import read_mapping

    return read_mapping(f'survey = "counter"\nchannel = "paper"\n{COLUMNS}{question}')


def test_a_kiosks_own_channel_is_refused(tmp_path: Path, database: Database) -> None:
    take = Take(written(tmp_path, "when;score", "2018-05-21;4"), mapping())
    (response,) = take.read()
    place = ImportedFile(database, "x", "x", take.importer.mapping.survey, "paper", "")
    place.begin()
    with pytest.raises(ValueError, match="own channel"):
        place.take([replace(response, channel="self")], rows=1, rejected=0)


def test_a_batch_that_fails_is_not_there_at_all(tmp_path: Path, database: Database) -> None:
    take = Take(written(tmp_path, "when;score", "2018-05-21;4"), mapping())
    (response,) = take.read()
    place = ImportedFile(database, "x", "x", take.importer.mapping.survey, "paper", "")
    place.begin()
    database.connection.execute(
        "CREATE TEMP TRIGGER full BEFORE UPDATE ON main.imported BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    with pytest.raises(StoreError):
        place.take([response], rows=1, rejected=0)
    assert whole(database) == 0


def test_of_two_programs_that_import_one_file_only_one_goes_on(tmp_path: Path, database: Database) -> None:
    take = Take(written(tmp_path, "when;score", "2018-05-21;4", "2018-05-22;5"), mapping())
    first, second = take.read()
    about = (database, "x", "x", take.importer.mapping.survey, "paper", "")
    one, other = ImportedFile(*about), ImportedFile(*about)
    for place in (one, other):
        place.begin()
    one.take([first], rows=1, rejected=0)
    with pytest.raises(StoreError, match="by another program too"):
        other.take([first], rows=1, rejected=0)
    assert one.done().rows == 1  # so that a later run leaves none out
    one.take([second], rows=1, rejected=0)
    assert whole(database) == 2


row = st.tuples(
    st.sampled_from(["2018-05-21", "2018-05-22", "2018-05-22 02:00", "2018-05-22 13:30", "never"]),
    st.sampled_from(["0", "4", "9", "10", "11", "x", ""]),
    st.sampled_from(["a", "b"]),
)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "kiosk.db"
    opened(path).close()
    return path


@settings(max_examples=14, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.lists(row, max_size=12), min_size=1, max_size=4), data=st.data())
def test_any_files_leave_the_most_that_one_of_them_holds(
    tmp_path: Path, blank: Path, files: list[list[tuple[str, str, str]]], data: st.DataObject
) -> None:
    """Each different row stands in the store as often as in the file that has it most often, whatever was
    imported when, and wherever an import was stopped."""
    path = tmp_path / "kiosk.db"
    copy(blank, path)
    taken = mapping(f'{NPS}not_applicable = ["x"]\n', head='dates = "day-first"\n')
    most: Counter[tuple[str, str, str]] = Counter()
    with opened(path) as database:
        database.connection.execute("PRAGMA synchronous = OFF")  # power is not what is tried here
        for number, rows in enumerate(files):
            lines = [";".join(each) for each in rows]
            file = written(tmp_path, "when;score;where", *lines, name="rows.csv")
            stop = data.draw(st.integers(0, len(rows)))
            first = Take(file, taken)
            place = ImportedFile(database, str(number), "rows", taken.survey, taken.channel, "")
            place.begin()
            for batch, responses in enumerate(each_row(first)):
                if batch == stop:
                    break
                place.take(responses, rows=1, rejected=not responses)
            done = place.done()
            Take(file, taken).into(database, str(number))
            assert place.done().rows == len(rows)
            assert place.done().added >= done.added
            most |= Counter(each for each in rows if each[0] != "never" and each[1] not in ("11", ""))
        assert whole(database) == most.total()
        for number in data.draw(st.permutations([one.number for one in imports(database)])):
            TakingBack(database).take_back(number, "me")
            whole(database)
        assert kept(Counted(database)) == {}  # type: ignore[arg-type]  # all that it asks for
        assert uids(database) == []
    path.unlink()


def each_row(take: Take) -> list[list]:
    """What each row of a file makes."""
    from store.exchange.imports import taking

    found: list[list] = []

    class Place:
        def rows_done(self) -> int:
            return 0

        def take(self, batch: list, *, rows: int, rejected: int) -> None:
            if rows:
                found.append(list(batch))

    at_once, taking.AT_ONCE = taking.AT_ONCE, 1
    try:
        take.importer.take(Place())
    finally:
        taking.AT_ONCE = at_once
    return found


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "shop")
    make_home(made)
    return made


MAPPING = f"{HEAD}{COLUMNS}{CSAT}"


@pytest.mark.long
def test_an_import_that_is_killed_goes_on_where_it_was(home: Home, tmp_path: Path) -> None:
    lines = [f"2018-05-{1 + n % 28:02} {n % 24:02}:{n % 60:02};{n % 7}" for n in range(30_000)]
    path = written(tmp_path, "when;score", *lines)
    (tmp_path / "cards.toml").write_text(MAPPING, encoding="utf-8")
    expected = sum(1 <= n % 7 <= 5 for n in range(30_000))
    command = [sys.executable, "-m", "kiosk", "--home", str(home.path), "import", str(path)]
    command += ["--mapping", str(tmp_path / "cards.toml"), "--yes"]
    quiet = subprocess.DEVNULL
    for before in (0, 2_000):
        process = subprocess.Popen(command, cwd=tmp_path, stdout=quiet, stderr=quiet)
        wait_for(lambda before=before: rows_done(home) > before, process)
        process.kill()
        assert process.wait() == -signal.SIGKILL
    finished = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "Going on after row" in finished.stderr
    with open_database(home.database, writing=False, now_ms=lambda: NOW_MS) as database:
        assert database.connection.execute("SELECT count(*) FROM response").fetchone() == (expected,)
        (counts,) = database.connection.execute("SELECT rows, added, rejected FROM imported")
        assert counts == (30_000, expected, 30_000 - expected)
        points = "SELECT sum(c1), sum(c2), sum(c3), sum(c4), sum(c5) FROM daily_scores"
        tallied = database.connection.execute(points).fetchone()
        counted = Counter(n % 7 for n in range(30_000))
        assert tallied == tuple(counted[point] for point in range(1, 6))


def wait_for(happens: Callable[[], bool], process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while not happens():
        assert process.poll() is None, "it was over before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)


def rows_done(home: Home) -> int:
    try:
        with closing(sqlite3.connect(f"file:{home.database}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT coalesce(max(rows), 0) FROM imported").fetchone()[0]
    except sqlite3.Error:
        return 0


def run(home: Home, *arguments: object) -> int:
    return main(["--home", str(home.path), "import", *map(str, arguments)])


def test_the_command_shows_first_and_takes_only_when_told_to(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(
        tmp_path, "when;score", "2018-05-21;4", "2018-05-21;9", "2018-05-22;=1+1", "2018-05-23;-3.5"
    )
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    assert run(home, path, "--mapping", tmp_path / "m.toml") == 1
    out, err = capsys.readouterr()
    assert "score  CSAT, 1 to 5: 1 answer (4: 1)" in out
    assert "1×  9 is not on the scale 1 to 5 (score). First on line 3." in out
    assert err == "kiosk: Nothing was taken; add --yes to take it.\n"
    assert not home.database.exists()
    assert run(home, path, "--mapping", tmp_path / "m.toml", "--yes") == 0
    assert capsys.readouterr().out.startswith("1 added; 3 of 4 rows not taken.\n")
    rejects = (tmp_path / "cards-rejects.csv").read_text(encoding="utf-8-sig")
    assert rejects.splitlines()[1:] == [
        "3,9 is not on the scale 1 to 5 (score).,2018-05-21,9",
        '4,"""=1+1"" is no point of the scale (score).",2018-05-22,\'=1+1',
        "5,'-3.5 is no whole number (score).,2018-05-23,-3.5",
    ]
    assert (tmp_path / "cards-rejects.csv").stat().st_mode & 0o077 == 0
    assert run(home, path, "--mapping", tmp_path / "m.toml", "--yes") == 0
    assert "there is nothing to add" in capsys.readouterr().out


def test_stopped_by_ctrl_c_it_says_where_and_goes_on_there(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "when;score", "2018-05-21;4", "2018-05-21;9", "2018-05-22;5")
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    monkeypatch.setattr("store.exchange.imports.taking.AT_ONCE", 1)
    with monkeypatch.context() as pressed:
        pressed.setattr("kiosk.importing.taking.over_lines", lambda *_: nullcontext(ctrl_c))
        assert run(home, path, "--mapping", tmp_path / "m.toml", "--yes") == 130
    stopped = "Stopped after row 1: import it once more, and it goes on there.\n"
    assert capsys.readouterr() == ("", stopped)
    assert run(home, path, "--mapping", tmp_path / "m.toml", "--yes") == 0
    out, err = capsys.readouterr()
    assert err == "Going on after row 1, where it was stopped.\n"
    assert out.startswith("2 added; 1 of 3 rows not taken.\n")


def ctrl_c(rows: int) -> None:
    raise KeyboardInterrupt


def take_one_that_is_rejected(target: Path) -> None:
    with rejects_file(target, ("when",), words_for("en")) as reject:
        reject(Row(2, ["never"]), "It has no date.")


def test_rejects_that_cannot_be_written_are_one_sentence(tmp_path: Path) -> None:
    target = tmp_path / "none" / "rejects.csv"
    with pytest.raises(Refusal, match=r"rejects\.csv cannot be written .*; see --rejects"):
        take_one_that_is_rejected(target)
    assert [*tmp_path.iterdir()] == []


def test_the_command_refuses_in_a_sentence(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "when;score", "03/04/2018;4")
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    assert run(home, path) == 2
    assert run(home, path, "--mapping", tmp_path / "m.toml") == 2
    assert run(home, path, "--mapping", tmp_path / "none.toml") == 2
    assert run(home, tmp_path / "none.csv", "--mapping", tmp_path / "m.toml") == 2
    assert run(home, path, "--mapping", path) == 2
    (tmp_path / "cards-rejects.csv").write_text("my own", encoding="utf-8")
    assert run(home, path, "--mapping", tmp_path / "m.toml", "--dates", "day-first", "--yes") == 2
    parts = ("--mapping", "--dates day-first", "none.toml is missing", "none.csv is missing", "cards.csv:1")
    said = capsys.readouterr().err.splitlines()
    assert all(part in line for part, line in zip((*parts, "(--rejects)"), said, strict=True))


def test_an_imported_survey_comes_back_out_of_a_damaged_store(tmp_path: Path, database: Database) -> None:
    path = written(tmp_path, "when;score;where", *LINES)
    Take(path, mapping()).into(database)
    with database.transaction():
        database.connection.execute("INSERT INTO merged VALUES ('another', 'epoch', 'a uid', 4711, 0)")
    database.truncate_log()
    damaged = bytearray((tmp_path / "kiosk.db").read_bytes())
    (page,) = database.connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'question'"
    ).fetchone()
    damaged[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = b"\xff" * PAGE_BYTES
    (tmp_path / "damaged.db").write_bytes(damaged)
    with (
        closing(Rebuilt(Case(tmp_path, "damaged.db"), NOW_MS)) as rebuilt,
        opened(tmp_path / "new.db") as new,
    ):
        salvage = Salvage(rebuilt.connection, now_ms=NOW_MS, prepared=rebuilt.work())
        receiving = Receiving(new)
        while (found := salvage.read()) is not None:
            salvage.keep(found, receiving)
        # Of the tallies only what is lost is told by them.
        assert rebuilt.connection.execute("SELECT DISTINCT question FROM tally").fetchall() == [(0,)]
        assert salvage.lost == 0
        assert whole(new) == 3
        assert sorted(map(repr, map(reader(new).response, uids(new)))) == sorted(
            map(repr, map(reader(database).response, uids(database)))
        )
        # Some of it may be lost: nothing here says that the file, or another store, was taken whole.
        assert imports(new) == []
        assert Take(path, mapping()).into(new) == Done(4, 0, 0, 3, 1)
        TakingBack(new).take_back(1, "me")
        assert whole(new) == 0
        assert Counted(new).one("SELECT count(*) FROM merged") == 0
