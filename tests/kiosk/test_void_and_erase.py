"""`kiosk void` and `kiosk erase`: by uid or reference, with a name and a reason, and no word left behind."""

import getpass
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlite.counter import FIXED, NOON, SURVEY, Clock, Store, answered, visit

from kiosk.commands import cli
from kiosk.home import Home
from kiosk.report.page import report_page
from kiosk.report.report import gather
from store.model.period import Span, period_of
from store.model.reader import Filters
from store.model.rules import Rules
from store.sqlite import audit
from store.sqlite.backup import back_up, dated
from store.sqlite.draining import Draining
from store.sqlite.quarantine import put_away
from store.sqlite.receiving import Receiving
from store.sqlite.spill import Spill, spill_path
from store.words import words_for

SECRET = "Nobody but Ada Lovelace wrote this"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    store = Store(home.database, Clock(NOON), FIXED, rules=Rules(repeat_seconds=0))
    remark = answered("remark", text=SECRET, after=4000)
    store.save(
        visit("uid-a", answered("satisfaction", 1), remark, reference="8123"),
        visit("uid-b", answered("satisfaction", 5), reference="8123", at=NOON + 60_000),
        visit("uid-c", answered("satisfaction", 5), at=NOON + 120_000),
    )
    yield store
    store.close()


def kiosk(home: Home, *words: str, yes: bool = True) -> Result:
    return CliRunner().invoke(cli, ["--home", str(home.path), *words, *["--yes"] * yes])


def log(store: Store) -> list[tuple[str, str, str, str]]:
    found = audit.changes(store.database.connection, before=None, limit=20)
    return [(each.by, each.what, each.subject, each.why) for each in reversed(found)]


def counted(store: Store) -> set[str]:
    return {uid for (uid,) in store.rows("SELECT uid FROM response WHERE counted")}


def test_a_response_is_left_out_in_ones_own_name_and_counts_again(home: Home, store: Store) -> None:
    done = kiosk(home, "void", "uid-c", "--why", "a  child")
    assert (done.exit_code, done.output) == (0, "1 response is left out.\n")
    assert counted(store) == {"uid-a", "uid-b"}
    done = kiosk(home, "void", "uid-c", "--lift", "--why", "no child", "--by", "Marie")
    assert (done.exit_code, done.output) == (0, "1 response counts again.\n")
    assert counted(store) == {"uid-a", "uid-b", "uid-c"}
    assert log(store) == [
        (getpass.getuser(), "void", "uid-c", "a child"),
        ("Marie", "lift", "uid-c", "no child"),
    ]


def test_every_response_of_a_reference_is_meant(home: Home, store: Store) -> None:
    assert kiosk(home, "void", "--reference", "8123", "--why", "test").output == "2 responses are left out.\n"
    assert counted(store) == {"uid-c"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("void", "--why", "x"), 2, "Say which response"),
        (("void", "uid-c", "--reference", "8123", "--why", "x"), 2, "Say which response"),
        (("void", "nobody", "--why", "x"), 1, "There is no response nobody."),
        (("void", "--reference", "9", "--why", "x"), 1, "No response has the reference 9."),
        (("void", "uid-c"), 2, "--why"),
        (("void", "uid-c", "--why", "  "), 2, "Say why"),
        (("void", "uid-c", "--why", "x", "--by", "\x1b"), 2, "A name"),
        (("erase", "--why", "x"), 2, "Say which response"),
        (("erase", "--response", "nobody", "--why", "x"), 1, "There is no response nobody."),
    ],
)
def test_what_will_not_do_is_one_sentence_and_changes_nothing(
    home: Home, store: Store, words: tuple[str, ...], code: int, said: str
) -> None:
    done = kiosk(home, *words)
    assert (done.exit_code, said in done.output) == (code, True), done.output
    assert log(store) == []


@pytest.mark.parametrize("words", [("erase", "--response", "uid-a"), ("void", "uid-a")])
def test_where_nobody_is_there_to_be_asked_nothing_is_done(
    home: Home, store: Store, words: tuple[str, ...]
) -> None:
    done = kiosk(home, *words, "--why", "x", yes=False)
    assert (done.exit_code, done.output) == (1, "Error: Nothing is changed; add --yes to change it.\n")
    assert log(store) == []


def test_a_person_is_erased_by_reference_and_the_copies_that_hold_them_are_named(
    home: Home, store: Store
) -> None:
    home.backups.mkdir()
    old = back_up(store.database, dated(home.backups, datetime(2026, 11, 20, 3))).path
    store.close()
    aside = put_away(home.database, NOON).database
    (home.path / "kiosk.db").write_bytes(aside.read_bytes())
    (home.exports).mkdir()
    (home.exports / "answers.csv").write_text("uid,remark\nuid-a,…\n")
    (home.exports / "others.csv").write_text("uid,remark\nz,…\n")
    done = kiosk(home, "erase", "--reference", "8123", "--why", "she asked", "--by", "Marie")
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "Erased: 2 responses.",
        f"Still in these files of {home.path}:",
        f"  {old.relative_to(home.path)}",
        f"  {aside.relative_to(home.path)}",
        "  exports/answers.csv",
    ]
    store.open()
    for file in home.path.glob("kiosk.db*"):
        assert SECRET.encode() not in file.read_bytes()
    assert log(store) == [("Marie", "erase", "uid-a", "she asked"), ("Marie", "erase", "uid-b", "she asked")]
    assert counted(store) == {"uid-a", "uid-b", "uid-c"}
    again = kiosk(home, "erase", "--reference", "8123", "--why", "again")
    assert (again.exit_code, again.output) == (1, "Error: No response has the reference 8123.\n")


def test_a_printed_page_and_an_answer_that_no_store_could_keep_are_named_too(
    home: Home, store: Store
) -> None:
    remark = answered("remark", text=SECRET, after=4000, consent=True)
    agreed = visit("uid-d", answered("satisfaction", 1), remark)
    store.save(agreed)
    home.exports.mkdir()
    now = datetime.fromtimestamp(NOON / 1000, UTC)
    made = gather(store.reader, period_of(Span.DAY, now.date()), Filters(), now, day_starts=4)
    page = report_page(made, words_for("en"))
    assert SECRET in page
    assert "uid-d" not in page
    (home.exports / "report.html").write_text(page)
    spill = Spill(spill_path(home.database, "till"))
    spill.open()
    spill.keep(replace(agreed, survey="unknown"), replace(SURVEY, source=""))
    draining = Draining(home.database, SURVEY, lambda: NOON)
    draining.keep(draining.next(spill) or (), Receiving(store.database))
    draining.finish(spill)
    spill.close()
    said = kiosk(home, "erase", "--response", "uid-d", "--why", "she asked").output.splitlines()
    assert said[2:] == [f"  quarantine/spilled-{NOON}.jsonl", "  exports/report.html"]
    said = kiosk(home, "erase", "--response", "uid-a", "--why", "she asked").output.splitlines()
    assert said == ["Erased: 1 response."]


def test_what_no_copy_holds_is_gone(home: Home, store: Store) -> None:
    done = kiosk(home, "erase", "--response", "uid-a", "--why", "asked")
    assert done.output == "Erased: 1 response.\n"
