"""Pictures of the screens on which something is done, compared with those that were found good."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from operator_screen.samples import CSAT, TODAY, ms, rich_day
from operator_screen.shown import Shown

from screens.operator.acts.alerts import AlertsScreen
from screens.operator.acts.audit import AuditScreen
from screens.operator.acts.call_backs import CallBacksScreen
from screens.operator.acts.notes import NotesScreen
from screens.operator.acts.response import ask_erase, ask_void
from screens.operator.acts.target import ask_target
from screens.operator.acts.wishes import Alerts, Audit, CallBacks, Notes
from screens.operator.screen import OperatorScreen
from screens.operator.today import TodayScreen
from store.model.call_back import CallBack
from store.model.change import Change
from store.model.people import Person
from store.model.period import day_number
from store.model.raised import RaisedAlert
from store.model.reader import Note
from store.words import LANGUAGES

DAY = day_number(TODAY)
LONG = "Jean-Baptiste Quatrevingtdouze, 06 12 34 56 78, après 18 heures, s’il vous plaît, jamais le lundi"
REMARK = "The lift was out of order and nobody could tell me where the other one was. 😀 مرحبا [b]x[/b]"
ALERTS = (
    RaisedAlert(3, "low", "1", DAY, ms(14, 20), {"low": 6, "n": 9, "since_ms": ms(13, 41), "usual": 0.062}),
    RaisedAlert(2, "silent", "returns-1", DAY, ms(11, 5), {}, "tell-us ended with 3: no network"),
    RaisedAlert(1, "below", "1", DAY, ms(9, 30), {"value": 61.2, "limit": 75.0}, "ok", "Paul", ms(9, 34)),
)


def calls(today: TodayScreen) -> None:
    people = (
        CallBack("a", "555-0100", ms(14, 10), 60, "Returns", None, 1, 1, 5, REMARK),
        CallBack(
            "b", LONG, ms(9, 2), 60, "Self-service tills by the north entrance", "17", None, None, None, ""
        ),
        CallBack(
            "c", "ann@example.org", ms(8, 9), 60, "Checkout", None, 1, 2, 5, "", "Leo", ms(9, 0), "Refund"
        ),
    )
    show(today, CallBacksScreen(today), CallBacks(people))


def alerts(today: TodayScreen) -> None:
    show(today, AlertsScreen(today), Alerts(ALERTS, (CSAT,)))


def notes(today: TodayScreen) -> None:
    kept = (
        Note(2, DAY, "Second till opened", "Marie", ms(9, 0)),
        Note(1, DAY - 4, "Road closed", "Paul", ms(9, 0)),
    )
    show(today, NotesScreen(today, DAY), Notes(kept))


def no_notes(today: TodayScreen) -> None:
    show(today, NotesScreen(today, DAY), Notes(()))


def audit(today: TodayScreen) -> None:
    lines = [
        ("Marie", "erase", "0190-7f3e", "The customer asked for it"),
        ("Leo", "void", "0190-7e11", "A child at the kiosk"),
        ("Marie", "target", "1", "85"),
        ("Paul", "acknowledge", "3", "low 1"),
        ("Marie", "note", str(DAY), "Second till opened"),
        ("Marie", "person_added", "Leo", "lead of touchpoint Returns"),
    ]
    changes = tuple(Change(9 - i, ms(14 - i, 3), *line) for i, line in enumerate(lines))
    show(today, AuditScreen(today), Audit(None, changes, True, (CSAT,)))


def show(today: TodayScreen, screen: OperatorScreen, told: Any) -> None:
    today.app.push_screen(screen, None)
    screen.call_after_refresh(screen.tell, told)


def due(today: TodayScreen) -> None:
    assert today.live is not None
    today.show(replace(today.live, alerts=ALERTS[:2], questions=(CSAT,), waiting=2))


def target(today: TodayScreen) -> None:
    assert today.card is not None
    ask_target(today, today.card)


def failed(today: TodayScreen) -> None:
    from screens.operator.acts.deeds import Done, Erase

    files = ("backups/kiosk-2026-11-20-030000.db", "quarantine/2026-11-01T101500Z/kiosk.db")
    today.done(Done(Erase("0190-7f3e", "asked"), kept_in=files))


SHOWN: dict[str, Callable[[TodayScreen], None]] = {
    "due": due,
    "calls": calls,
    "alerts": alerts,
    "notes": notes,
    "no notes": no_notes,
    "log": audit,
    "void": lambda today: ask_void(today, "u"),
    "erase": lambda today: ask_erase(today, "u"),
    "target": target,
    "erased": failed,
}
SIZES = {"en": (80, 24), "fr": (130, 40)}


IN_FRENCH = ("due", "calls", "log", "erase", "erased")
CASES = [(name, "en") for name in SHOWN] + [(name, "fr") for name in IN_FRENCH]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_picture(name: str, language: str, snap_compare: Callable[..., bool]) -> None:
    app = Shown(rich_day(), language=language)
    app.today.person = Person("Marie")

    async def before(pilot: Any) -> None:
        await pilot.pause()
        SHOWN[name](app.today)
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES[language], run_before=before)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["calls", "void", "erase", "target", "erased"])
async def test_at_forty_columns_nothing_is_cut(name: str, language: str) -> None:
    app = Shown(rich_day(), language=language)
    app.today.person = Person("Marie")
    async with app.run_test(size=(40, 15)) as pilot:
        SHOWN[name](app.today)
        await pilot.pause()
        await pilot.pause()
        assert "…" not in app.text("header") + app.text("keys").removesuffix("  …")
        if name in ("void", "erase"):  # every reason can be read and tapped
            sheet = app.screen.query_one("#sheet")
            assert sheet.max_scroll_y == 0
