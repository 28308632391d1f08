"""`kiosk export`: files that are whole or not there, and one sentence for every mistake."""

import csv
import io
import json
import os
import signal
import stat
from pathlib import Path

import pytest
from exchange.kept_answers import Typed, keep, opened

from kiosk.__main__ import main
from kiosk.home import Home, make_home
from store.sqlite.responses import Responses


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "shop")
    make_home(made)
    keep(made.database, Typed(5, ("wait",), "Lovely.", True, 9), Typed(2), Typed(None))
    return made


def export(home: Home, *arguments: str) -> int:
    return main(["--home", str(home.path), "export", *arguments])


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_file_is_written_whole_for_its_owner_only(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "answers.csv"
    assert export(home, str(target)) == 0
    assert [row["counter.satisfaction"] for row in read(target)] == ["5", "2", ""]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "3 responses; the next export may go on with --since 3.\n"


def test_the_ending_chooses_the_format_and_an_option_goes_before_it(home: Home, tmp_path: Path) -> None:
    assert export(home, str(tmp_path / "a.JSONL")) == 0
    assert export(home, str(tmp_path / "b.csv"), "--format", "jsonl", "--long") == 0
    first = json.loads((tmp_path / "a.JSONL").read_text().splitlines()[0])
    answers = [json.loads(line) for line in (tmp_path / "b.csv").read_text().splitlines()]
    assert first["counter.satisfaction"] == 5
    assert [(a["question"], a["score"]) for a in answers if a["score"]] == [
        ("satisfaction", 5),
        ("recommend", 9),
        ("satisfaction", 2),
    ]


def test_a_dash_is_standard_output_and_is_csv(home: Home, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert export(home, "-") == 0
    out, _ = capfdbinary.readouterr()
    assert out.startswith(b"\xef\xbb\xbfrevision,uid,")
    assert out.count(b"\r\n") == 4


def test_an_export_goes_on_where_the_last_one_ended(home: Home, tmp_path: Path) -> None:
    with opened(home.database) as database:
        (uid,) = database.connection.execute("SELECT uid FROM response WHERE revision = 1").fetchone()
        Responses(database).void(uid, "manager", "a child")
    assert export(home, str(tmp_path / "new.csv"), "--since", "3") == 0
    assert [(row["revision"], row["excluded"]) for row in read(tmp_path / "new.csv")] == [("4", "void")]


def test_dates_bound_it(home: Home, tmp_path: Path) -> None:
    assert export(home, str(tmp_path / "a.csv"), "--from", "2026-03-03", "--to", "2026-03-03") == 0
    assert export(home, str(tmp_path / "b.csv"), "--to", "2026-03-02") == 0
    assert (len(read(tmp_path / "a.csv")), len(read(tmp_path / "b.csv"))) == (3, 0)
    assert (tmp_path / "b.csv").read_text(encoding="utf-8-sig").startswith("revision,")


def test_no_answers_yet_is_a_header_and_no_mistake(tmp_path: Path) -> None:
    new = Home(tmp_path / "new")
    make_home(new)
    assert export(new, str(tmp_path / "none.csv")) == 0
    assert (tmp_path / "none.csv").read_text(encoding="utf-8-sig").count("\n") == 1
    assert not new.database.exists(), "looking must not make a store"


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("kiosk: ")
    assert err.count("\n") == 1, "one sentence"
    return err


def test_nothing_is_overwritten_without_force(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "answers.csv"
    target.write_text("mine")
    assert export(home, str(target)) == 2
    assert "--force" in refused(capsys)
    assert target.read_text() == "mine"
    assert export(home, str(target), "--force") == 0
    assert len(read(target)) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["answers.xlsx"], "--format csv"),
        (["."], "is a folder"),
        (["nowhere/answers.csv"], "No such file"),
        (["a.csv", "--from", "2026-03-03", "--to", "2026-03-02"], "is before"),
        (["a.csv", "--from", "3 March"], "3 March"),
        (["a.csv", "--since", "-1"], "--since"),
    ],
)
def test_a_mistake_is_one_sentence_and_leaves_nothing(
    home: Home,
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(home.path.parent)
    assert export(home, *arguments) == 2
    assert said in refused(capsys)
    assert os.listdir(".") == ["shop"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    assert export(home, str(tmp_path / "locked" / "a.csv")) == 2
    assert "Permission denied" in refused(capsys)


def test_a_store_that_is_none_is_one_sentence_and_no_file(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.database.write_bytes(b"not a database at all" * 500)
    assert export(home, str(tmp_path / "a.csv")) == 3
    assert "is not a database" in refused(capsys)
    assert os.listdir(tmp_path) == ["shop"]


def test_a_store_that_is_damaged_in_the_middle_is_one_sentence_and_no_half_file(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(home.database) as database:
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        (page,) = database.connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'answer'"
        ).fetchone()
        (size,) = database.connection.execute("PRAGMA page_size").fetchone()
    with home.database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert export(home, str(tmp_path / "a.csv")) == 3
    assert "is damaged" in refused(capsys)
    assert os.listdir(tmp_path) == ["shop"]


def test_a_formula_that_a_customer_typed_arrives_as_text(
    home: Home, capfd: pytest.CaptureFixture[str]
) -> None:
    with opened(home.database) as database:
        database.connection.execute("UPDATE written SET text = '=1+1'")
    assert export(home, "-") == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out.removeprefix("\ufeff"))))
    assert rows[0]["counter.comment"] == "'=1+1"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_who_is_told_to_end_leaves_no_half_file(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def stopped(*_: object) -> None:
        os.kill(os.getpid(), number)

    monkeypatch.setattr("kiosk.commands.export._Seen.passing", stopped)
    before = signal.getsignal(number)
    assert export(home, str(tmp_path / "answers.csv")) == 128 + number
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]
    assert signal.getsignal(number) == before
