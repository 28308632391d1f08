"""`kiosk pin`: people come and go, each with a PIN of their own, and the audit log says so."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.commands import cli
from kiosk.home import Home, make_home
from kiosk.pins.file import people, whose, write_pin
from store.model.people import Act, Person, Role
from store.sqlite.audit import changes
from store.sqlite.database import open_database

BOSS, NEW = "748291", "550184"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    make_home(home)
    write_pin(home.pin_file, BOSS)
    return home


def pin(home: Home, *words: str, typed: tuple[str, ...] = ()) -> Result:
    arguments = ["--home", str(home.path), "pin", *words]
    return CliRunner().invoke(cli, arguments, input="".join(f"{line}\n" for line in typed))


def log(home: Home) -> list[tuple[str, str, str, str]]:
    with open_database(home.database, writing=False, now_ms=lambda: 0) as database:
        found = changes(database.connection, before=None, limit=9)
    return [(each.by, each.what, each.subject, each.why) for each in found]


def test_a_lead_is_added_by_the_manager_and_known_by_the_pin(home: Home) -> None:
    done = pin(home, "--add", "Marie", "--role", "lead", "--touchpoint", "returns", typed=(BOSS, NEW, NEW))
    assert done.exit_code == 0
    assert done.output.endswith("Added: Marie: lead (touchpoints: returns)\n")
    marie = whose(home.pin_file, NEW)
    assert marie == Person("Marie", Role.LEAD, touchpoints=("returns",))
    assert whose(home.pin_file, BOSS) == Person("manager")
    assert log(home) == [("manager", "person_added", "Marie", "lead (touchpoints: returns)")]
    assert (NEW in home.pin_file.read_text(), home.pin_file.stat().st_mode & 0o777) == (False, 0o600)


def test_people_are_listed_without_anything_secret(home: Home) -> None:
    pin(home, "--add", "Ann", "--role", "viewer", "--agent", "17", "--agent", "18", typed=(BOSS, NEW, NEW))
    assert pin(home, "--list").output == "manager: manager\nAnn: viewer (agents: 17, 18)\n"


def test_ones_own_pin_is_changed_by_whoever_knows_the_old_one(home: Home) -> None:
    pin(home, "--add", "Ann", "--role", "viewer", typed=(BOSS, NEW, NEW))
    assert pin(home, typed=(NEW, "918273", "918273")).exit_code == 0
    assert whose(home.pin_file, "918273") == Person("Ann", Role.VIEWER)
    assert (whose(home.pin_file, NEW), whose(home.pin_file, BOSS)) == (None, Person("manager"))
    assert log(home)[0] == ("Ann", "pin_changed", "Ann", "")


def test_a_pin_that_somebody_has_is_refused_like_one_that_is_guessed(home: Home) -> None:
    taken = pin(home, "--add", "Ann", "--role", "viewer", typed=(BOSS, BOSS, BOSS))
    guessed = pin(home, "--add", "Ann", "--role", "viewer", typed=(BOSS, "123456", "123456"))
    assert (taken.exit_code, taken.output) == (guessed.exit_code, guessed.output)
    assert taken.exit_code == 2
    assert [person.name for person in people(home.pin_file)] == ["manager"]


@pytest.mark.parametrize(
    ("words", "typed", "code", "said"),
    [
        (("--add", "Ann"), (), 2, "--role"),
        (("--add", "Ann", "--role", "lead"), (), 2, "what Ann leads"),
        (("--add", "Ann", "--role", "manager", "--agent", "1"), (), 2, "sees everything"),
        (("--add", "MANAGER", "--role", "viewer"), (BOSS, NEW, NEW), 2, "already"),
        (("--add", "Ann", "--role", "viewer"), ("111222",), 1, "not the PIN"),
        (("--add", "A\x1bnn", "--role", "viewer"), (), 2, "A name is"),
        (("--remove", "manager"), (BOSS,), 2, "only manager"),
        (("--remove", "Nobody"), (BOSS,), 2, "nobody called Nobody"),
        (("--list", "--reset"), (), 2, "Say one of"),
        (("--role", "viewer"), (), 2, "go with --add"),
    ],
)
def test_what_will_not_do_is_one_sentence_and_changes_nothing(
    home: Home, words: tuple[str, ...], typed: tuple[str, ...], code: int, said: str
) -> None:
    before = home.pin_file.read_bytes()
    done = pin(home, *words, typed=typed)
    assert (done.exit_code, said in done.output) == (code, True), done.output
    assert home.pin_file.read_bytes() == before


def test_a_viewer_adds_and_removes_nobody(home: Home) -> None:
    pin(home, "--add", "Ann", "--role", "viewer", typed=(BOSS, NEW, NEW))
    for words in (("--add", "Eve", "--role", "manager"), ("--remove", "manager")):
        done = pin(home, *words, typed=(NEW, "918273", "918273"))
        assert (done.exit_code, "Ann is no manager" in done.output) == (1, True)


def test_who_is_removed_gets_in_no_more(home: Home) -> None:
    pin(home, "--add", "Ann", "--role", "viewer", typed=(BOSS, NEW, NEW))
    assert pin(home, "--remove", "ann", typed=(BOSS,)).output.endswith("Ann is removed.\n")
    assert whose(home.pin_file, NEW) is None
    assert log(home)[0] == ("manager", "person_removed", "Ann", "viewer")


def test_the_owner_resets_the_managers_pin_and_the_others_stay(home: Home) -> None:
    pin(home, "--add", "Ann", "--role", "viewer", typed=(BOSS, NEW, NEW))
    assert pin(home, "--reset", typed=("918273", "918273")).exit_code == 0
    assert whose(home.pin_file, "918273") == Person("manager")
    assert whose(home.pin_file, NEW) == Person("Ann", Role.VIEWER)
    assert log(home)[0][1:3] == ("pin_reset", "manager")


def test_before_a_first_run_it_sets_the_managers_pin(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_home(home)
    assert pin(home, typed=(BOSS, BOSS)).exit_code == 0
    assert whose(home.pin_file, BOSS) == Person("manager")


def test_a_file_of_the_single_pin_is_the_managers(tmp_path: Path) -> None:
    file = tmp_path / "pin"
    write_pin(file, BOSS)
    import json

    table = json.loads(file.read_text())
    (one,) = table.pop("people")
    file.write_text(json.dumps({**table, "hash": one["hash"]}))
    assert whose(file, BOSS) == Person("manager")


def test_what_each_role_may_do() -> None:
    viewer, lead, boss = (Person("", role) for role in Role)
    assert [act for act in Act if viewer.may(act)] == [Act.REPORT]
    assert {act for act in Act if lead.may(act)} == {
        Act.VOID, Act.LIFT, Act.ACKNOWLEDGE, Act.CALL_BACK, Act.REPORT, Act.PAUSE
    }  # fmt: skip
    assert all(boss.may(act) for act in Act)


def test_a_part_of_the_shop_is_these_agents_at_these_touchpoints() -> None:
    person = Person("", Role.LEAD, touchpoints=("returns",), agents=("17", "18"))
    assert person.sees("17", "returns")
    assert not person.sees(None, "returns")
    assert not person.sees("17", "checkout")
    assert Person("").sees(None, "anywhere")


def test_without_any_pin_nobody_is_listed_and_no_manager_is_asked_for(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_home(home)
    for words, code in ((["--list"], 1), (["--add", "Ann", "--role", "viewer"], 2), (["--remove", "Ann"], 2)):
        done = pin(home, *words, typed=(BOSS, NEW, NEW))
        assert (done.exit_code, "manager's PIN" in done.output) == (code, False)
        assert "No PIN is set; `kiosk pin --reset` sets one." in done.output
