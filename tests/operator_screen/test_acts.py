"""What an operator does: each act asks once, is kept with a name, and is only for those who may."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from operator_screen.shop import Shop, fill, until, wall
from sqlite.counter import FIXED, NOON, TODAY, Clock, Store
from textual import events
from textual.pilot import Pilot

from kiosk.apps import paper
from kiosk.apps.aside import GivenUp
from kiosk.apps.hand import Hand, Shown
from kiosk.apps.upkeep import Upkeep
from kiosk.home import Home
from kiosk.pins.file import add_person, remove_person, write_pin
from screens.operator.acts.alerts import AlertsScreen
from screens.operator.acts.ask import AskScreen
from screens.operator.acts.audit import AuditScreen
from screens.operator.acts.call_backs import CallBacksScreen
from screens.operator.acts.deeds import (
    Acknowledge,
    Called,
    Deed,
    Erase,
    Export,
    Lift,
    NotCalled,
    Print,
    RemoveNote,
    SetTarget,
    Void,
    WriteNote,
)
from screens.operator.acts.notes import NotesScreen
from screens.operator.acts.response import ask_erase, ask_lift, ask_void
from screens.operator.acts.wishes import Alerts, AlertsWanted
from screens.operator.board import Board
from screens.operator.menu import Entry, MenuScreen
from screens.widgets.painted import Touchable
from store.model.alert import Alert, AlertRule
from store.model.people import Person, Role
from store.model.period import Span, day_date, period_of
from store.model.reader import Filters
from store.model.rules import Rules
from store.sqlite import alerts, audit, notes
from store.words import phrases, words_for

VIEWER = Person("Vera", Role.VIEWER)
LEAD = Person("Leo", Role.LEAD, touchpoints=("returns",))
BOSS = Person("Marie", Role.MANAGER)
PEOPLE = (VIEWER, LEAD, BOSS)
LOW = Alert(
    AlertRule.LOW, "1", TODAY, NOON + 900_000, "self", NOON + 600_000, 4, 5, 0.1,
    where=(("returns", None, 4),),
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    store = Store(home.database, Clock(NOON + 3_600_000), FIXED, rules=Rules(repeat_seconds=0))
    fill(store)
    yield store
    store.close()


def log(store: Store) -> list[tuple[str, str, str, str]]:
    found = audit.changes(store.database.connection, before=None, limit=20)
    return [(each.by, each.what, each.subject, each.why) for each in reversed(found)]


def hand_of(home: Home, person: Person, *, asks_pin: bool = False) -> Hand:
    return Hand(home, person, words_for("en"), lambda: NOON + 3_600_000, asks_pin=asks_pin)


def shown(person: Person, channel: str = "self") -> Shown:
    period = period_of(Span.DAY, day_date(TODAY))
    return Shown(period, Filters(allowed=person.allowed), channel, wall(), 4, "Corner Shop", 0)


DEEDS: dict[type[Deed], tuple[Deed, set[str]]] = {
    Void: (Void("sad", "a child"), {"Leo", "Marie"}),
    Lift: (Lift("sad", "known"), {"Leo", "Marie"}),
    Erase: (Erase("sad", "asked"), {"Marie"}),
    SetTarget: (SetTarget(1, 85.0), {"Marie"}),
    WriteNote: (WriteNote(TODAY, "second till"), {"Marie"}),
    RemoveNote: (RemoveNote(1), {"Marie"}),
    Acknowledge: (Acknowledge(1), {"Leo", "Marie"}),
    Called: (Called("sad", "refund"), {"Leo", "Marie"}),
    NotCalled: (NotCalled("sad"), {"Leo", "Marie"}),
    Export: (Export(), {"Marie"}),
    Print: (Print(), {"Vera", "Leo", "Marie"}),
}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.role)
async def test_each_role_does_what_it_may_with_its_name_and_nothing_else(
    home: Home, store: Store, person: Person
) -> None:
    notes.write_note(store.database, TODAY, "rain", "Paul")
    alerts.raise_alert(store.database, LOW)
    store.rows("INSERT INTO call_back VALUES ('sad', 'Paul', 1, '', 1)")
    hand = hand_of(home, person)
    for deed, who in DEEDS.values():
        before = log(store)
        done = await hand.do(deed, shown(person))
        new = log(store)[len(before) :]
        if person.name in who:
            assert not done.trouble, deed
            assert [by for by, *_ in new] == [person.name], deed
        else:
            assert (done.trouble, new) == ("That is for somebody else to do.", []), deed
    hand.close()


KEYS = {
    "b": (CallBacksScreen, {"Leo", "Marie"}),
    "n": (NotesScreen, {"Marie"}),
    "s": (AskScreen, {"Marie"}),
    "u": (AuditScreen, {"Marie"}),
    "exclamation_mark": (AlertsScreen, {"Vera", "Leo", "Marie"}),
}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.role)
async def test_what_a_person_may_not_is_not_offered_and_its_key_does_nothing(
    home: Home, store: Store, person: Person
) -> None:
    alerts.raise_alert(store.database, LOW)
    app = Shop(home, person)
    async with app.run_test(size=(200, 60)) as pilot:
        await until(pilot, lambda: app.scores.card is not None)
        for key, (screen, who) in KEYS.items():
            offered = any(each.key == key for each in app.scores.working_keys)
            assert offered == (person.name in who), key
            await pilot.press(key)
            assert isinstance(app.screen, screen if person.name in who else type(app.scores)), key
            if person.name in who:
                await pilot.press("escape")
        assert person.name != "Vera" or "to call back" not in app.text("due")


def test_the_menu_of_a_kiosk_offers_each_role_what_it_may() -> None:
    entries = [MenuScreen(words_for("en"), paused=False, person=person).entries for person in PEOPLE]
    always = {Entry.SCORES, Entry.DESK, Entry.ASK}
    assert [{*each} - always for each in entries] == [set(), {Entry.PAUSE}, {Entry.PAUSE, Entry.CLOSE}]


async def test_a_target_is_set_and_taken_away_by_keys(home: Home, store: Store) -> None:
    app = Shop(home, BOSS)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.scores.card is not None)
        await pilot.press("s", *"85,5", "enter")
        await until(pilot, lambda: log(store) == [("Marie", "target", "1", "85.5")])
        assert app.text("keys") == "The target is set."
        await until(pilot, lambda: bool(app.scores.card and app.scores.card.target))
        assert app.scores.card is not None
        assert phrases.target(app.scores.card, words_for("en")).startswith("target 85.5")
        await pilot.press("s", "enter")
        assert len(log(store)) == 1, "what stood there was the target itself"
        await pilot.press("s", *"90", "enter")
        await until(pilot, lambda: log(store)[1:] == [("Marie", "target", "1", "90")])
        await until(pilot, lambda: phrases.target(app.scores.card, words_for("en")).startswith("target 90"))
        board = app.screen.query_one(Board)
        await until(pilot, lambda: "target 90" in app.text("card-0"))
        line = next(y for y, row in enumerate(app.text("card-0").splitlines()) if "target 90" in row)
        await pilot.click(board, offset=(board.areas["card-0"].x + 4, board.areas["card-0"].y + 1 + line))
        await pilot.press(*["backspace"] * 2, "enter")
        await until(pilot, lambda: log(store)[2:] == [("Marie", "target", "1", "")])
    assert len(log(store)) == 3


@pytest.mark.parametrize("typed", ["400", "-1", "85..5", "eighty", "nan", "9" * 200])
async def test_what_is_no_target_is_said_and_can_be_mended(home: Home, store: Store, typed: str) -> None:
    app = Shop(home, BOSS)
    async with app.run_test(size=(40, 15)) as pilot:
        await until(pilot, lambda: app.scores.card is not None)
        await pilot.press("s")
        app.screen.post_message(events.Paste(typed))
        await pilot.pause()
        await pilot.press("enter")
        said = " ".join(app.text("sheet").split())
        assert said.endswith(f"That is no score of this scale: {typed[:8]}")
        await pilot.press(*["backspace"] * 8, *"85")
        assert "no score" not in app.text("sheet")
        await pilot.press("enter")
        await until(pilot, lambda: log(store) == [("Marie", "target", "1", "85")])


async def test_whoever_came_by_touch_writes_on_the_screen_and_whoever_types_does_not(
    home: Home, store: Store
) -> None:
    app = Shop(home, BOSS)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.scores.card is not None)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen) and app.screen.built)
        await pilot.click("#keys", offset=(2, 0))
        assert isinstance(app.screen, AskScreen)
        await touch(app, pilot, "#buttons", "confirm")
        assert app.text("sheet").endswith("Nothing is typed yet.")
        app.screen.say("Locks in 3 seconds.")
        await touch(app, pilot, "#keyboard", "erase")
        assert "Locks" not in app.text("keys")  # somebody is there
        for key in ("t", "i", "l", "erase", "l", "space", "signs", "2", "space", "o", "k"):
            await touch(app, pilot, "#keyboard", key)
        await touch(app, pilot, "#buttons", "confirm")
        await until(pilot, lambda: [n.text for n in store.reader.notes(TODAY, TODAY)] == ["Til 2 ok"])
        await until(pilot, lambda: isinstance(app.screen, NotesScreen))
        await pilot.press("n", "A")
        assert not app.screen.query_one("#keyboard").display
        assert not app.screen.query_one("#buttons").display
        await pilot.press("escape", "escape")
        ask_void(app.scores, "sad")
        await pilot.pause()
        assert not app.screen.query_one("#keyboard").display
        await pilot.press("enter")
        assert app.text("sheet").endswith("Choose a reason, or type one.")
        await pilot.click("#why", offset=(4, 1))
        await touch(app, pilot, "#keyboard", "signs")
        await pilot.press("y", "backspace")  # on keys for once
        await pilot.click("#why", offset=(4, 1))
        await touch(app, pilot, "#keyboard", "x")
        await touch(app, pilot, "#buttons", "confirm")
        await until(pilot, lambda: log(store)[1:] == [("Marie", "void", "sad", "X")])


async def touch(app: Shop, pilot: Pilot[int], within: str, spot: str) -> None:
    """Touches a key or a button of the dialog."""
    await pilot.pause()  # it may just have come
    widget = app.screen.query_one(within, Touchable)
    widget.ready()
    box = next(each.box for each in widget.spots if each.id == spot)
    await pilot.click(widget, offset=(box.x + box.width // 2, box.y))


async def test_a_note_is_written_about_the_day_and_taken_back(home: Home, store: Store) -> None:
    app = Shop(home, BOSS)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.scores.card is not None)
        await pilot.press("n", "n", "enter")
        assert isinstance(app.screen, AskScreen)  # an empty note is none
        await pilot.press(*"Till 2", "enter")
        await until(pilot, lambda: [n.text for n in store.reader.notes(TODAY, TODAY)] == ["Till 2"])
        await until(pilot, lambda: app.screen.chosen == "1")  # type: ignore[attr-defined]
        await pilot.press("delete", "enter")
        await until(pilot, lambda: not store.reader.notes(TODAY, TODAY))
    assert [what for _, what, *_ in log(store)] == ["note", "note_removed"]


async def test_past_midnight_a_note_is_still_about_the_day_that_has_not_ended(
    home: Home, store: Store
) -> None:
    app = Shop(home, BOSS, clock=lambda: wall() + timedelta(hours=13))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.scores.card is not None)
        await pilot.press("w")
        await until(pilot, lambda: app.scores.live is not None and app.scores.live.view.span is Span.WEEK)
        await pilot.press("n", "n", *"Late", "enter")
        await until(pilot, lambda: [n.text for n in store.reader.notes(TODAY, TODAY)] == ["Late"])


async def test_an_alert_stands_in_red_until_somebody_has_seen_it(home: Home, store: Store) -> None:
    app = Shop(home, LEAD)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.scores.live is not None)
        alerts.raise_alert(store.database, LOW)
        await until(pilot, lambda: "4 of 5 answers unhappy, 12:10" in app.text("due"))
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: app.screen.chosen == "1")  # type: ignore[attr-defined]
        await pilot.press("enter", "escape")
        assert log(store) == []
        await pilot.press("enter", "enter")
        await until(pilot, lambda: log(store) == [("Leo", "acknowledge", "1", "low 1")])
        await pilot.press("escape")
        await until(pilot, lambda: "unhappy" not in app.text("due"))


async def test_an_alert_from_elsewhere_is_not_a_leads_to_see_or_to_acknowledge(
    home: Home, store: Store
) -> None:
    number = alerts.raise_alert(
        store.database, replace(LOW, where=(("checkout", None, 3), ("returns", None, 1)))
    )
    assert number is not None
    hand = hand_of(home, LEAD)
    assert (await hand.do(Acknowledge(number), shown(LEAD))).trouble == "That is for somebody else to do."
    hand.close()
    reader = Upkeep(store.database, store.reader, LEAD, 4)
    told = reader.answer(AlertsWanted(), wall())
    assert isinstance(told, Alerts)
    assert (reader.standing(), told.alerts) == ((), ())
    assert len(Upkeep(store.database, store.reader, BOSS, 4).standing()) == 1


async def test_who_asked_is_called_once_and_the_mark_can_be_taken_back(home: Home, store: Store) -> None:
    app = Shop(home, LEAD)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1 person to call back" in app.text("due"))
        await pilot.press("b")
        await until(pilot, lambda: app.screen.chosen == "sad")  # type: ignore[attr-defined]
        await pilot.press("u")
        assert isinstance(app.screen, CallBacksScreen)
        await pilot.press("enter", *"refund", "enter")
        await until(pilot, lambda: app.text("header") == "0 people to call back")
        assert log(store) == [("Leo", "call_back", "sad", "")]
        await pilot.press("u", "enter")
        await until(pilot, lambda: app.text("header") == "1 person to call back")
        await pilot.press("escape")
        await until(pilot, lambda: "1 person to call back" in app.text("due"))


async def test_a_response_is_left_out_for_a_reason_and_let_count_again(home: Home, store: Store) -> None:
    app = Shop(home, BOSS)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "3 of 4" in app.text("card-0") + app.text("sentence"))
        ask_void(app.scores, "sad")
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(app.screen, AskScreen)  # a reason is needed
        await pilot.press("1")
        await until(pilot, lambda: "3 of 3" in app.text("card-0") + app.text("sentence"))
        ask_lift(app.scores, "sad")
        await pilot.pause()
        await pilot.press(*"He came back, 12", "enter")
        await until(pilot, lambda: "3 of 4" in app.text("card-0") + app.text("sentence"))
    assert log(store) == [
        ("Marie", "void", "sad", "A child at the kiosk"),
        ("Marie", "lift", "sad", "He came back, 12"),
    ]


async def test_erasing_overwrites_what_was_written_and_names_the_copies_that_still_hold_it(
    home: Home, store: Store
) -> None:
    from datetime import datetime

    from store.sqlite.backup import back_up, dated

    home.backups.mkdir()
    copy = back_up(store.database, dated(home.backups, datetime(2026, 11, 21, 3))).path
    hand = hand_of(home, BOSS)
    await hand.do(Export(), shown(BOSS))
    (exported,) = home.exports.glob("*.csv")
    app = Shop(home, BOSS)
    async with app.run_test(size=(200, 60)) as pilot:
        await until(pilot, lambda: app.scores.live is not None)
        ask_erase(app.scores, "sad")
        await pilot.pause()
        await pilot.press("1")
        await until(pilot, lambda: app.text("sheet").startswith("Erased. These files"))
        assert str(copy.relative_to(home.path)) in app.text("sheet")
        assert str(exported.relative_to(home.path)) in app.text("sheet")
    assert store.reader.response("sad").answers["remark"].text is None  # type: ignore[union-attr]
    assert store.reader.response("sad").answers["satisfaction"].score == 1  # type: ignore[union-attr]
    done = await hand.do(Erase("u0", "asked"), None)
    assert done.kept_in == (str(exported.relative_to(home.path)),)  # the backup holds nothing of theirs
    hand.close()


async def test_a_lead_acts_on_their_own_part_only(home: Home, store: Store) -> None:
    hand = hand_of(home, LEAD)
    for deed in (Void("u0", "no"), Lift("u0", "no"), Called("helped", "")):
        assert (await hand.do(deed, None)).trouble == "That is for somebody else to do."
    assert log(store) == []
    hand.close()
    app = Shop(home, LEAD)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "0 of 1 satisfied" in app.text("card-0") + app.text("sentence"))
        assert "returns" in app.text("header")


async def test_who_was_removed_does_nothing_more_on_a_screen_that_is_still_open(
    home: Home, store: Store
) -> None:
    write_pin(home.pin_file, "748291")
    add_person(home.pin_file, LEAD, "550184")
    hand = hand_of(home, LEAD, asks_pin=True)
    assert not (await hand.do(Void("sad", "a child"), None)).trouble
    remove_person(home.pin_file, "Leo")
    assert "no longer known" in (await hand.do(Lift("sad", "no"), None)).trouble
    hand.close()


async def test_what_is_shown_is_exported_and_printed_into_the_home(home: Home, store: Store) -> None:
    app = Shop(home, BOSS)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.scores.live is not None and app.scores.live.summary is not None)
        await pilot.press("e")
        await until(pilot, lambda: "responses are in exports" in app.text("keys"))
        await pilot.press("p")
        await until(pilot, lambda: "The report is in exports" in app.text("keys"))
    (table,) = home.exports.glob("answers-2026-11-21-made-2026-11-21-130000.csv")
    (page,) = home.exports.glob("report-2026-11-21-made-2026-11-21-130000.html")
    assert (table.stat().st_mode & 0o777, home.exports.stat().st_mode & 0o777) == (0o600, 0o700)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["uid"] for row in rows] == ["u0", "u1", "u2", "sad"]
    assert "<html" in page.read_text(encoding="utf-8")
    assert [what for _, what, *_ in log(store)] == ["export", "report"]


def test_what_is_printed_after_midnight_tells_both_the_business_day_and_the_moment(
    home: Home, store: Store
) -> None:
    late = replace(shown(BOSS), now=datetime(2026, 11, 22, 0, 30, tzinfo=UTC))
    home.exports.mkdir()
    left, new = home.exports / ".answers-x.part", home.exports / ".answers-y.part"
    left.touch()
    new.touch()
    os.utime(left, (0, 0))
    page = paper.report(home, late, BOSS, words_for("en"), lambda: NOON, lambda: False)
    assert page.name == "report-2026-11-21-made-2026-11-22-003000.html"
    assert {*home.exports.iterdir()} == {page, new}, "what a power cut left of another is cleared away"


async def test_what_was_said_to_an_agent_is_kept_back_for_a_while(home: Home, store: Store) -> None:
    def newest(person: Person, minutes: int, channel: str) -> list[str]:
        from store.sqlite.discreet import DiscreetReader

        reader = DiscreetReader(
            store.database, delay_minutes=minutes, always=person.allowed != Filters().allowed
        )
        filters = Filters(allowed=person.allowed)
        found = reader.comments(TODAY, TODAY, filters, limit=9, channel=channel)
        helped, sad = reader.response("helped"), reader.response("sad")
        assert helped is not None
        assert sad is not None
        assert sad.answers["remark"].text  # who asked to be called is known in any case
        if channel == "assisted":
            assert (helped.answers["remark"].text is not None) == (len(found) == 1)
        return [each.text for each in found]

    # The clock stands ten minutes after the call, and fifty after the visit to the returns.
    assert newest(BOSS, 15, "assisted") == []
    assert newest(BOSS, 9, "assisted") == ["He hung up"]
    assert newest(BOSS, 60, "self") == ["Waited for ever"]
    assert newest(LEAD, 60, "self") == []
    assert newest(LEAD, 30, "self") == ["Waited for ever"]


async def test_the_log_says_in_words_who_did_what_a_page_at_a_time(home: Home, store: Store) -> None:
    for i in range(60):
        store.responses.void("sad", "Leo", f"reason {i}")
    with store.database.transaction():
        audit.write(store.database.connection, NOON + 3_600_000, "till", "clock", "1 responses", "")
    store.responses.set_target(1, 85, "Marie")
    app = Shop(home, BOSS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("u")
        assert isinstance(app.screen, AuditScreen)
        screen = app.screen
        await until(pilot, lambda: len(screen.entries) == 50)
        assert (screen.entries[0].head, screen.entries[0].detail) == (
            "Marie: set a target",
            ("Satisfaction", "85"),
        )
        assert screen.entries[1].detail == ("1 response",)
        assert screen.entries[2].detail == ("response sad", "reason 59")
        await pilot.press("right")
        await until(pilot, lambda: len(screen.entries) == 12)
        assert screen.entries[-1].detail[1] == "reason 0"
        await pilot.press("left")
        await until(pilot, lambda: len(screen.entries) == 50)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: "Waited for ever" in app.text("sheet"))


async def test_acts_can_be_done_with_the_mouse(home: Home, store: Store) -> None:
    app = Shop(home, BOSS)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1 person to call back" in app.text("due"))
        await _click_due(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, CallBacksScreen) and bool(app.screen.chosen))
        await pilot.click("#keys", offset=(2, 0))
        assert isinstance(app.screen, AskScreen)
        await pilot.click("#keys", offset=(2, 0))
        await until(pilot, lambda: [what for _, what, *_ in log(store)] == ["call_back"])
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.scores)
        ask_void(app.scores, "u1")
        await until(pilot, lambda: isinstance(app.screen, AskScreen) and app.screen.is_mounted)
        await pilot.pause()
        await pilot.click("#sheet", offset=(6, 5))
        await until(pilot, lambda: log(store)[-1][1:3] == ("void", "u1"))


async def _click_due(app: Shop, pilot: Pilot[int]) -> None:
    await pilot.pause()  # what came at last is laid out
    board = app.screen.query_one(Board)
    area = board.areas["due"]
    await pilot.click(board, offset=(area.x + 4, area.y))


async def test_an_export_that_finds_no_store_leaves_the_acts_their_own(home: Home, store: Store) -> None:
    hand = hand_of(home, BOSS)
    assert not (await hand.do(WriteNote(TODAY, "rain"), None)).trouble
    home.database.rename(home.path / "away.db")
    assert "There is no store" in (await hand.do(Export(), shown(BOSS))).trouble
    (home.path / "away.db").rename(home.database)
    assert not (await hand.do(WriteNote(TODAY, "sun"), None)).trouble
    hand.close()


def test_what_is_written_is_given_up_when_the_program_ends_and_leaves_nothing(
    home: Home, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = log(store)
    with pytest.raises(GivenUp):
        paper.export(home, shown(BOSS), BOSS, lambda: NOON, lambda: True)
    with pytest.raises(GivenUp):
        paper.report(home, shown(BOSS), BOSS, words_for("en"), lambda: NOON, lambda: True)
    monkeypatch.setattr(paper, "_STEPS", 1)  # as long reading is stopped in the middle
    with pytest.raises(GivenUp):
        paper.report(home, shown(BOSS), BOSS, words_for("en"), lambda: NOON, lambda: True)
    assert [*home.exports.iterdir()] == []
    assert log(store) == before


def test_the_end_of_the_program_is_told_to_what_goes_on_beside_it() -> None:
    beside = (
        "import time\n"
        "from kiosk.apps.aside import aside\n"
        "def work(ended):\n"
        "    while not ended():\n"
        "        time.sleep(0.001)\n"
        "    print('given up', flush=True)\n"
        "assert aside(lambda ended: 1).result() == 1\n"
        "aside(work)\n"
    )
    done = subprocess.run([sys.executable, "-c", beside], capture_output=True, text=True, timeout=30)
    assert (done.stdout, done.stderr) == ("given up\n", "")
