"""Parquet holds what the other exports hold, with types; without its package, a sentence says so."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from exchange.kept_answers import DAY, Typed, keep

from kiosk.__main__ import main
from kiosk.home import Home, make_home
from store.model.period import day_date

PEOPLE = (
    Typed(5, choices=("wait", "staff"), comment="Très bien", consent=True, recommend=9, agent="17"),
    Typed(None),
    Typed(1, reference="8123"),
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "shop")
    make_home(made)
    keep(made.database, *PEOPLE)
    return made


def export(home: Home, *arguments: object) -> int:
    return main(["--home", str(home.path), "export", *map(str, arguments)])


@pytest.mark.parametrize("form", [(), ("--long",)])
def test_it_holds_the_same_with_types(
    home: Home, tmp_path: Path, form: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("store.exchange.parquet._AT_ONCE", 2)
    assert export(home, tmp_path / "a.parquet", *form) == 0
    assert export(home, tmp_path / "a.jsonl", *form) == 0
    table = pq.read_table(tmp_path / "a.parquet")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [*table.column_names] == [*lines[0]]
    for row, line in zip(table.to_pylist(), lines, strict=True):
        assert row.pop("day") == date.fromisoformat(line.pop("day")) == day_date(DAY)
        for column in ("started", "ended"):
            written = line.pop(column)
            assert row.pop(column) == (written and datetime.fromisoformat(written).astimezone(UTC))
        assert row == line
    scored = "score" if form else "counter.satisfaction"
    assert str(table.schema.field(scored).type) == "int64"
    assert str(table.schema.field("started").type) == "timestamp[ms, tz=UTC]"


def test_nothing_to_export_is_a_file_without_rows(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    home = Home(tmp_path / "shop")
    make_home(home)
    assert export(home, tmp_path / "a.parquet") == 0
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 0


def test_without_the_package_a_sentence_says_which(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "store.exchange.parquet", raising=False)
    assert export(home, tmp_path / "a.parquet") == 2
    assert "pip install 'survey-kiosk[parquet]'" in capsys.readouterr().err
    assert not (tmp_path / "a.parquet").exists()
