"""Whatever becomes of the store's file, the kiosk goes on asking, and what it thanked for is in it once."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hostile.spoilt import walked
from sqlite.acknowledged import Counter
from sqlite.counter import FIXED, UNFIXED

from store.sqlite.backup import back_up
from store.sqlite.database import PAGE_BYTES, open_database
from store.sqlite.engine import VERSION, Version, sqlite3, wal_is_safe
from store.sqlite.error import StoreError
from store.sqlite.merging import Merging
from store.sqlite.quarantine import cases
from store.sqlite.rewards import Offer
from store.sqlite.spill import spill_path

ENGINES = [FIXED, UNFIXED] if wal_is_safe(VERSION) else [UNFIXED]


@pytest.fixture(params=ENGINES, ids=lambda engine: "wal" if wal_is_safe(engine) else "truncate")
def engine(request: pytest.FixtureRequest) -> Version:
    version: Version = request.param
    return version


@pytest.fixture
def kiosk(tmp_path: Path, engine: Version) -> Iterator[Counter]:
    """A kiosk that has been asking for a while, with all that can wait done."""
    counter = Counter(tmp_path / "kiosk.db", engine=engine)
    counter.settle()
    counter.ask(12)
    yield counter
    counter.stop()


def folded(path: Path) -> None:
    """Brings what stands in the log into the file, as SQLite does now and then."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


def spoil(path: Path, *pages: int) -> None:
    """Destroys pages (1 is the first) behind SQLite's back."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE_BYTES)
            file.write(b"\xde\xad" * (PAGE_BYTES // 2))


def pages_of(path: Path, table: str) -> list[int]:
    """The leaves of a table, in order."""
    return [number for number, page in walked(path) if page.tree == table and not page.is_inner]


def root_of(path: Path, table: str) -> int:
    """Where all ways to the rows of a table begin."""
    return next(number for number, page in walked(path) if page.tree == table and page.is_root)


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Every write behind so many bytes fails, in every file, as on a disk that gives up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_another_program_has_the_file_for_long(kiosk: Counter) -> None:
    other = sqlite3.connect(kiosk.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    kiosk.ask(5)
    assert kiosk.safe.tend() == 2.0
    assert "in use by another program" in kiosk.safe.problem
    assert len(kiosk.log) == 1
    other.execute("ROLLBACK")
    other.close()
    kiosk.settle()
    assert kiosk.safe.problem == ""
    assert spill_path(kiosk.path, "kiosk-1").read_bytes().strip(b"\0") == b""
    kiosk.check()


def test_a_visit_that_was_spilled_goes_on_in_the_store(kiosk: Counter) -> None:
    other = sqlite3.connect(kiosk.path, isolation_level=None)

    def free() -> None:
        other.execute("ROLLBACK")
        kiosk.settle()

    other.execute("BEGIN IMMEDIATE")
    kiosk.ask(1, during=free)
    other.close()
    kiosk.check()


def test_what_waits_in_the_spill_does_not_take_a_correction_back(kiosk: Counter) -> None:
    other = sqlite3.connect(kiosk.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    kiosk.ask(20)
    other.execute("ROLLBACK")
    other.close()
    kiosk.safe.tend()
    assert kiosk.safe.problem == ""  # the store writes again, and the last visits still wait
    last = [*kiosk.thanked.values()][-1]
    fewer = {name: answer for name, answer in last.answers.items() if name != "remark"}
    corrected = replace(last, answers=fewer)
    kiosk.safe.correct(corrected, "17", "the remark was another caller's")
    kiosk.thanked[last.uid] = corrected
    kiosk.settle()
    kiosk.check()


def test_the_file_is_deleted(kiosk: Counter) -> None:
    kiosk.path.unlink()
    kiosk.ask(3)
    assert "was deleted or replaced" in kiosk.safe.problem
    kiosk.settle()
    assert "12 responses were brought over" in kiosk.safe.problem
    kiosk.check()


def test_a_kiosk_that_ends_right_after_its_file_was_deleted_loses_nothing(kiosk: Counter) -> None:
    kiosk.path.unlink()
    kiosk.ask(1)
    kiosk.stop()
    kiosk.start()
    kiosk.settle()
    kiosk.check()


def test_the_file_and_its_log_are_deleted_in_the_middle_of_a_visit(kiosk: Counter) -> None:
    def delete() -> None:
        for path in kiosk.path.parent.glob("kiosk.db*"):
            if "spill" not in path.name:
                path.unlink()

    kiosk.ask(1, during=delete)
    kiosk.ask(3)
    kiosk.settle()
    kiosk.check()


def test_the_file_is_replaced_by_an_older_copy_of_it(kiosk: Counter, tmp_path: Path) -> None:
    copy = sqlite3.connect(kiosk.path)
    copy.execute("VACUUM INTO ?", (str(tmp_path / "copy"),))
    copy.close()
    kiosk.ask(10)
    os.replace(tmp_path / "copy", kiosk.path)
    kiosk.ask(10)
    kiosk.settle()
    kiosk.check()


@pytest.mark.parametrize("other", [b"", b"some text", b"\0" * 20_000], ids=["empty", "text", "zeros"])
def test_the_file_is_replaced_by_something_else(kiosk: Counter, tmp_path: Path, other: bytes) -> None:
    (tmp_path / "other").write_bytes(other)
    os.replace(tmp_path / "other", kiosk.path)
    kiosk.ask(3)
    kiosk.settle()
    kiosk.check()


def test_a_folder_stands_where_the_file_was(kiosk: Counter) -> None:
    kiosk.path.unlink()
    kiosk.path.mkdir()
    kiosk.ask(3)
    assert kiosk.safe.tend() == 2.0
    kiosk.path.rmdir()
    kiosk.ask(3)
    kiosk.settle()
    kiosk.check()


def test_the_beginning_of_the_file_is_overwritten(kiosk: Counter) -> None:
    kiosk.fill(50)
    folded(kiosk.path)
    spoil(kiosk.path, 1)
    kiosk.stop()
    kiosk.start()
    kiosk.ask(5)
    assert "was damaged and lies in" in kiosk.safe.problem
    kiosk.settle()
    (case,) = cases(kiosk.path)
    assert case.progress.done
    assert case.progress.lost == 0
    kiosk.check()


def test_an_index_that_leads_to_a_row_that_is_gone_stops_no_start(kiosk: Counter) -> None:
    """SQLite looks into the index alone, and does not notice."""
    left, _ = kiosk._visit()
    kiosk.thank(left)
    kiosk.stop()
    with closing(sqlite3.connect(kiosk.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        where = "sqlite_schema WHERE name = 'response_open'"
        (entry,) = connection.execute(f"SELECT * FROM {where}").fetchall()
        connection.execute(f"DELETE FROM {where}")
    with closing(sqlite3.connect(kiosk.path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM response WHERE uid = ?", (left.uid,))
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", entry)
    kiosk.start()
    kiosk.ask(5)
    kiosk.settle()
    assert "1 could not be read" in kiosk.safe.problem
    kiosk.check(but=1)


def test_a_store_without_its_beginning_is_mended_while_the_kiosk_runs(kiosk: Counter) -> None:
    folded(kiosk.path)
    spoil(kiosk.path, *range(1, kiosk.path.stat().st_size // PAGE_BYTES + 1))
    kiosk.ask(5)
    kiosk.settle()
    assert len(cases(kiosk.path)) <= 1
    if cases(kiosk.path):  # else all of it still stood in memory
        assert "Nothing in" in kiosk.safe.problem
    kiosk.check(but=12)


@pytest.mark.parametrize(
    "table",
    ["tally", "choice_tally", "kiosk_state", "survey_question", "question", "survey"],
)
def test_no_answer_is_lost_with_a_table_that_holds_none(kiosk: Counter, table: str) -> None:
    kiosk.fill(100)
    folded(kiosk.path)
    spoil(kiosk.path, *pages_of(kiosk.path, table))
    kiosk.stop()
    kiosk.start()
    kiosk.ask(6)
    kiosk.safe.beat("asking", None)
    kiosk.settle()
    kiosk.check()


def test_five_destroyed_pages_take_nothing_with_them_but_what_is_on_them(kiosk: Counter) -> None:
    kiosk.fill(500)
    folded(kiosk.path)
    responses, answers = pages_of(kiosk.path, "response"), pages_of(kiosk.path, "answer")
    assert len(responses) > 12
    assert len(answers) > 6
    # The root, above all others; the first leaf; the last, which the next visit needs; two with answers.
    spoil(kiosk.path, root_of(kiosk.path, "response"), responses[0], responses[-1], answers[3], answers[4])
    kiosk.stop()
    kiosk.start()
    kiosk.ask(6)
    kiosk.settle()
    on_a_page = 2 * 512 // len(responses)
    assert 0 < cases(kiosk.path)[0].progress.lost <= 2 * on_a_page
    kiosk.check(but=2 * on_a_page + 2 * (2 * 512 // len(answers)))


def test_what_stood_on_a_destroyed_page_comes_back_with_the_newest_backup(kiosk: Counter) -> None:
    kiosk.fill(60)
    copy = kiosk.path.parent / "last night.db"
    back_up(kiosk.safe.database, copy)
    *_, voided = kiosk.thanked
    kiosk.ask(20)
    responses = kiosk.safe._steady.responses
    assert responses is not None
    responses.void(voided, "Ann", "a child")
    folded(kiosk.path)
    spoil(kiosk.path, *pages_of(kiosk.path, "response")[:2])
    kiosk.stop()
    kiosk.start()
    kiosk.ask(1)
    kiosk.settle()
    assert cases(kiosk.path)[0].progress.lost > 20
    with open_database(copy, writing=False, now_ms=kiosk.clock) as backup:
        Merging(kiosk.safe.database).merge(backup, "Ann", lambda count: None)
    left_out = kiosk.safe.database.connection.execute("SELECT uid FROM response WHERE NOT counted")
    assert left_out.fetchall() == [(voided,)]
    kiosk.check()


def test_a_code_that_was_given_with_a_lost_response_is_not_given_again(kiosk: Counter) -> None:
    *_, last = kiosk.thanked.values()
    assert kiosk.safe.finish(replace(last, uid="with a code"), Offer(lambda taken: "LEFORT-0001")) is not None
    folded(kiosk.path)
    spoil(kiosk.path, *pages_of(kiosk.path, "response"))
    kiosk.stop()
    kiosk.start()
    kiosk.ask(1)
    kiosk.settle()
    assert kiosk.safe.is_given("LEFORT-0001")


def test_a_salvage_that_is_killed_is_gone_on_with_at_the_next_start(kiosk: Counter) -> None:
    kiosk.fill(200)
    folded(kiosk.path)
    spoil(kiosk.path, 1)
    kiosk.stop()
    kiosk.start()
    for _ in range(6):
        kiosk.safe.tend()
        kiosk.ask(1)
    kiosk.stop()
    kiosk.start()
    kiosk.settle()
    kiosk.check()
    assert len(cases(kiosk.path)) == 1


def test_what_was_voided_and_erased_stays_so_when_it_is_brought_over(kiosk: Counter) -> None:
    kiosk.ask(3)
    *_, erased, voided, _ = kiosk.thanked
    responses = kiosk.safe._steady.responses
    assert responses is not None
    responses.void(voided, "Ann", "a child")
    responses.erase(erased, "Ann", "asked for it")
    del kiosk.thanked[erased]
    kiosk.path.unlink()
    kiosk.ask(1)
    kiosk.settle()
    rows = kiosk.safe.database.connection.execute
    assert rows(
        "SELECT uid, counted, erased FROM response WHERE NOT counted OR erased ORDER BY uid"
    ).fetchall() == [
        (erased, 1, 1),
        (voided, 0, 0),
    ]
    assert rows("SELECT by, why FROM exclusion").fetchall() == [("Ann", "a child")]
    assert rows("SELECT by, what FROM change ORDER BY id").fetchall() == [("Ann", "void"), ("Ann", "erase")]
    kiosk.check()


def test_two_kiosks_of_a_damaged_store_end_up_in_one_new_one(tmp_path: Path, engine: Version) -> None:
    path = tmp_path / "kiosk.db"
    one, two = Counter(path, engine=engine), Counter(path, label="kiosk-2", engine=engine)
    one.fill(40)
    two.fill(40)
    if wal_is_safe(engine):
        one.safe.database.connection.execute("PRAGMA wal_checkpoint").fetchall()
    else:
        folded(path)
    path.unlink()
    one.ask(2)
    two.ask(2)
    one.ask(2)
    for kiosk in (one, two):
        kiosk.settle()
    one.thanked |= two.thanked
    two.stop()
    one.check()


def test_a_spill_of_a_kiosk_that_never_runs_again_is_brought_in_by_another(kiosk: Counter) -> None:
    second = Counter(kiosk.path, label="kiosk-2", engine=kiosk.engine)
    other = sqlite3.connect(kiosk.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    second.ask(4)
    second.stop()
    other.execute("ROLLBACK")
    other.close()
    kiosk.stop()
    kiosk.start()
    kiosk.settle()
    kiosk.thanked |= second.thanked
    kiosk.check()


def test_the_file_cannot_grow(kiosk: Counter) -> None:
    kiosk.fill(60)
    with files_up_to((1 << 16) + 1000):
        kiosk.ask(30)
        assert "reported an error" in kiosk.safe.problem
    kiosk.settle()
    kiosk.check()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    point = tmp_path / "disk"
    point.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(point)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield point
    subprocess.run(["umount", "-l", str(point)], check=False)


def _fill(disk: Path) -> Path:
    """Leaves no byte of room."""
    heap = disk / "heap"
    with heap.open("ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return heap


def test_a_full_disk_takes_the_ballast_then_the_spill_then_no_more_thanks(
    small_disk: Path, engine: Version
) -> None:
    kiosk = Counter(small_disk / "kiosk.db", engine=engine, ballast_size=1 << 18)
    kiosk.settle()
    kiosk.ask(20)
    ballast = small_disk / "kiosk.db-ballast"
    assert ballast.stat().st_size == 1 << 18
    heap = _fill(small_disk)
    while ballast.exists():
        kiosk.ask()
    assert "full but for a small reserve" in kiosk.safe.problem
    while "spill" not in kiosk.safe.problem:
        kiosk.ask()
    asked = len(kiosk.thanked)
    for _ in range(1000):
        if kiosk.is_refused():
            break
    assert len(kiosk.thanked) > asked + 20, "the spill took nothing"
    assert kiosk.is_refused()
    assert kiosk.safe.tend() == 2.0
    heap.unlink()
    kiosk.settle()
    kiosk.safe.beat("asking", None)
    kiosk.settle()
    assert ballast.exists()
    assert kiosk.safe.problem == ""
    kiosk.check()


def test_a_spill_that_cannot_be_made_holds_nobody_up(tmp_path: Path, engine: Version) -> None:
    path = tmp_path / "kiosk.db"
    spill_path(path, "kiosk-1").mkdir()
    began = time.monotonic()
    kiosk = Counter(path, engine=engine)
    while kiosk.safe.tend() == 0:
        kiosk.ask()
    assert time.monotonic() - began < 3
    assert "spill-kiosk-1" in kiosk.safe.problem
    spill_path(path, "kiosk-1").rmdir()
    kiosk.safe.beat("asking", None)
    kiosk.settle()
    assert kiosk.safe.problem == ""
    kiosk.check()
    kiosk.stop()


def test_nobody_is_thanked_while_nothing_can_be_written(kiosk: Counter) -> None:
    with files_up_to(0):
        assert kiosk.is_refused()
        assert kiosk.is_refused()
        assert kiosk.safe.tend() == 2.0
    kiosk.settle()
    kiosk.ask(5)
    kiosk.check()


def test_what_was_thanked_for_before_a_kill_is_kept(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from sqlite.acknowledged import Counter\n"
        "kiosk = Counter(Path(sys.argv[1]))\n"
        "import os, signal\n"
        "from store.sqlite.engine import sqlite3\n"
        "other = sqlite3.connect(kiosk.path, isolation_level=None); other.execute('BEGIN IMMEDIATE')\n"
        "kiosk.ask(7)\n"
        "print(*kiosk.thanked, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    tests = Path(__file__).parent.parent
    killed = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "kiosk.db")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tests)},
        capture_output=True,
        text=True,
        check=False,
    )
    thanked = killed.stdout.split()
    assert len(thanked) == 7, killed.stderr
    kiosk = Counter(tmp_path / "kiosk.db")
    found = kiosk.safe.database.connection.execute("SELECT uid, status FROM response ORDER BY uid").fetchall()
    assert found == [(uid, "complete") for uid in thanked]
    kiosk.check()


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: _recipes(path)])
def test_what_only_a_person_can_mend_is_said_at_the_start(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "kiosk.db")
    with pytest.raises(StoreError):
        Counter(tmp_path / "kiosk.db")
    assert [path.name for path in tmp_path.iterdir()] == ["kiosk.db"]


def _recipes(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
