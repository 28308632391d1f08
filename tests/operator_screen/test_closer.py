"""Looking closer, on a real store: dates, filters, tables, the week, answers, responses, other rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from operator_screen.shown import areas
from operator_screen.test_live import app_of, until
from sqlite.counter import FIXED, NOON, SURVEY, Clock, Store, answered, visit
from textual import events
from textual.pilot import Pilot
from textual.widgets import OptionList

from kiosk.apps.operator import OperatorApp
from kiosk.home import Home
from screens.operator.acts.ask import AskScreen
from screens.operator.board import Board
from screens.operator.closer.answers import AnswersScreen
from screens.operator.closer.dates import DatesScreen
from screens.operator.closer.rescoring import RescoringScreen
from screens.operator.closer.response import ResponseScreen
from screens.operator.closer.table import TableScreen
from screens.operator.closer.week import WeekScreen
from screens.operator.closer.wishes import Answers, AnswersWanted
from screens.operator.keys import bindings
from screens.operator.panels.text import Pen
from screens.operator.remarks import RemarksScreen
from screens.operator.screen import OperatorScreen
from screens.operator.view import Wish
from store.model.given import Given
from store.model.reader import AskedQuestion
from store.model.response import Answer, Outcome, Status
from store.model.rules import Rules
from store.model.survey import Kind, Option, Question
from store.words import words_for

DAY = 86_400_000
HOUR = 3_600_000


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """Happy at the checkout, 12 and 35 of them; unhappy at the returns; one comment; one visit voided."""
    made = Store(home.database, Clock(), FIXED, rules=Rules())
    responses = []
    for i in range(35):
        responses.append(visit(f"c{i}", answered("satisfaction", 5), at=NOON + i * 60_000))
    for i in range(31):
        at = NOON + i * 60_000 + 20_000
        low = answered("satisfaction", 1 + i % 3)
        responses.append(visit(f"r{i}", low, at=at, touchpoint="returns", kiosk="kiosk-2", agent="17"))
    remark = answered("remark", text="Waited at the Café till", after=4000)
    said = visit("said", answered("satisfaction", 2), remark, at=NOON + 40 * 60_000, touchpoint="returns")
    responses.append(said)
    made.responses.save_many(responses)
    made.responses.void("c0", "Marie", "a child")
    made.save(visit("before", answered("satisfaction", 3), at=NOON - 3 * DAY))
    made.save(visit("old", answered("remark", text="Closed last year"), at=NOON - 400 * DAY))
    made.save(visit("cafe", answered("remark", text="A cafe, please"), at=NOON - 9 * DAY))
    yield made
    made.close()


def text(app: OperatorApp, name: str) -> str:
    found = areas(app.screen).get(name)
    return found.plain_text if found else ""


def lines(app: OperatorApp) -> list[str]:
    return text(app, "sheet").splitlines()


async def ready(pilot: Pilot[int], app: OperatorApp) -> None:
    await until(pilot, lambda: "of 66 satisfied" in text(app, "card-0"))


async def click(pilot: Pilot[int], app: OperatorApp, words: str) -> None:
    """Clicks on those words of a page."""
    y, line = next((y, line) for y, line in enumerate(lines(app)) if words in line)
    board = app.screen.query_one(Board)
    await pilot.click(board, offset=(2 + line.index(words) + 1, y + 1))


def wall() -> datetime:
    return datetime.fromtimestamp((NOON + 2 * HOUR) / 1000, UTC)


SCREENS = [
    AnswersScreen,
    DatesScreen,
    RescoringScreen,
    ResponseScreen,
    TableScreen,
    WeekScreen,
    RemarksScreen,
]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_that_is_listed_is_bound_and_does_something(screen: type) -> None:
    assert bindings(screen.KEYS) == screen.BINDINGS
    for key in screen.KEYS:
        assert hasattr(screen, f"action_{key.action.partition('(')[0]}"), key


async def test_filters_hold_together_and_each_is_clicked_away(home: Home, store: Store) -> None:
    app = app_of(home, wall)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("t")
        await until(pilot, lambda: app.screen.query_one("#names").option_count == 3)  # type: ignore[attr-defined]
        await pilot.press("down", "down", "enter", "k")
        # The kiosk with the most answers at the returns first.
        await until(pilot, lambda: app.screen.query_one("#names").option_count == 3)  # type: ignore[attr-defined]
        await pilot.press("down", "enter")
        await until(pilot, lambda: "touchpoint returns ×" in text(app, "sentence"))
        await until(pilot, lambda: "kiosk kiosk-2 ×" in text(app, "sentence"))
        await until(pilot, lambda: "31 satisfied" in text(app, "card-0"))
        await pilot.press("backspace")
        await until(pilot, lambda: "kiosk-2" not in text(app, "sentence"))
        at = text(app, "sentence").index("returns")
        await pilot.click(Board, offset=(at, 0))
        await until(pilot, lambda: "returns ×" not in text(app, "sentence"))


async def test_any_dates_are_typed_loosely_or_clicked(home: Home, store: Store) -> None:
    app = app_of(home, wall)
    async with app.run_test(size=(80, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("g", *"18.11", "tab", *"2026-11-19", "enter")
        await until(pilot, lambda: "18 Nov to 19 Nov 2026" in text(app, "header"))
        await until(pilot, lambda: "0 of 1 satisfied" in text(app, "card-0") + text(app, "sentence"))
        await pilot.press("g")
        await click(pilot, app, "18 19 20")
        await click(pilot, app, "21 22")
        await click(pilot, app, "Show 4 days")
        await until(pilot, lambda: "18 Nov to 21 Nov 2026" in text(app, "header"))
        await pilot.press("left")
        await until(pilot, lambda: "14 Nov to 17 Nov 2026" in text(app, "header"))


async def test_a_date_that_is_none_is_not_shown(home: Home, store: Store) -> None:
    app = app_of(home, wall)
    async with app.run_test(size=(80, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("g", *"30.2.", "enter")
        assert isinstance(app.screen, DatesScreen)
        assert "no date yet" in text(app, "sheet")
        assert "A date is missing." in text(app, "sheet")
        for field in "1.1.1066", "31.12.9999":
            app.screen.post_message(events.Paste("\n" + field + "x" * 200))
            await pilot.press("escape", "g", *field, "pageup", "pagedown", "enter")
            assert "A date is missing." in text(app, "sheet")
        await pilot.press("escape", "g", *"1.12.2026", "tab", *"2.12.2026", "enter")
        assert "These days are still to come." in text(app, "sheet")
        assert isinstance(app.screen, DatesScreen)


async def test_a_table_is_put_in_order_explained_and_leads_to_one_line(home: Home, store: Store) -> None:
    app = app_of(home, wall)
    async with app.run_test(size=(130, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("T")
        await until(pilot, lambda: "returns" in text(app, "sheet"))
        checkout = next(line for line in lines(app) if "checkout" in line)
        assert checkout.split()[:5] == ["▸", "checkout", "34", "100%", "90"]
        assert checkout.endswith("better")
        await click(pilot, app, "score")
        await click(pilot, app, "score")
        assert lines(app)[2].split()[1] == "returns"
        await pilot.press("question_mark")
        assert "0 ÷ 32 = 0%" in text(app, "sheet")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: "touchpoint returns ×" in text(app, "sentence"))


async def test_agents_are_shown_with_what_was_refused(home: Home, store: Store) -> None:
    calls = [visit(f"a{i}", channel="assisted", agent="9", at=NOON + i * HOUR // 10) for i in range(4)]
    refusal = visit("no", at=NOON + 7000, channel="assisted", agent="9", status=Status.REFUSED, answers={})
    store.save(*calls, refusal)
    app = app_of(home, wall)
    async with app.run_test(size=(130, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("v", "down", "down", "enter")
        await until(pilot, lambda: "assisted" in text(app, "header"))
        await pilot.press("A")
        await until(pilot, lambda: "under 10" in text(app, "sheet"))
        line = next(line for line in lines(app) if "under 10" in line)
        assert line.split() == ["▸", "9", "4", "under", "10", "20%"]


async def test_a_score_opens_its_answers_and_each_the_whole_response(home: Home, store: Store) -> None:
    app = app_of(home, wall)
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("enter")
        await until(pilot, lambda: "wrote something" in text(app, "sheet"))
        assert len(lines(app)) == 66
        await pilot.press("o")
        await until(pilot, lambda: 0 < len(lines(app)) < 40)
        await pilot.press("x", "o")
        await until(pilot, lambda: len(lines(app)) == 67)
        await pilot.press("end")
        assert lines(app)[-1].startswith("▸ 12:00   5   checkout")
        assert lines(app)[-1].endswith("not counted")
        await pilot.press("enter")
        await until(pilot, lambda: "voided by Marie: a child" in text(app, "sheet"))
        assert "How satisfied are you?\n   5  of 1 to 5" in text(app, "sheet")
        assert "o count again" in text(app, "keys")
        await pilot.press("o")
        assert isinstance(app.screen, AskScreen)


async def test_the_week_shows_each_field_with_its_own_n(home: Home, store: Store) -> None:
    app = app_of(home, wall)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("H")
        await until(pilot, lambda: "Saturday" in text(app, "sheet"))
        assert next(line for line in lines(app) if line.startswith("Saturday")).split() == ["Saturday", "52"]
        assert "0/1" in next(line for line in lines(app) if line.startswith("Wednesday"))
        await click(pilot, app, "52")
        assert "Saturday, 12 o’clock: 52%" in text(app, "sheet")
        await pilot.press("question_mark")
        assert "÷ 66" in text(app, "sheet")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: len(lines(app)) == 66)
        assert "Answers: Saturday, 12 o’clock" in text(app, "header")
        await pilot.press("escape")
        await click(pilot, app, "0/1")
        await click(pilot, app, "0/1")
        await until(pilot, lambda: "Answers: Wednesday" in text(app, "header"))
        await until(pilot, lambda: len(lines(app)) == 1 and "18 Nov" in lines(app)[0])


async def test_a_line_of_a_table_opens_its_own_answers(home: Home, store: Store) -> None:
    app = app_of(home, wall)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("K")
        await until(pilot, lambda: "kiosk-2" in text(app, "sheet"))
        await click(pilot, app, "kiosk-1")
        assert isinstance(app.screen, TableScreen), "the first click on the first line is no second one"
        await click(pilot, app, "kiosk-2")
        await pilot.press("i")
        await until(pilot, lambda: len(lines(app)) == 31)
        assert all("kiosk-2" in line for line in lines(app))
        await pilot.press("escape")
        await click(pilot, app, "kiosk-2")
        await until(pilot, lambda: "kiosk kiosk-2 ×" in text(app, "sentence"))


def test_older_answers_are_listed_once_however_often_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = OperatorScreen(Pen(words_for("en"), plain=False, zone=UTC))
    asked: list[Wish] = []
    monkeypatch.setattr(root, "post_message", lambda message: asked.append(message.asked))
    question = AskedQuestion(1, "counter", "satisfaction", Kind.SCALE, None, {})
    screen = AnswersScreen(root, question, "", AnswersWanted(1))

    def page(first: int, last: int, *, more: bool) -> Answers:
        places = range(first, last, -1)
        rows = (Given(place, str(place), 5, NOON, 0, "till", "k", None, True, False) for place in places)
        return Answers(asked[-1], tuple(rows), more)

    screen.ask()
    screen.tell(page(6, 4, more=True))
    for last in 2, 0:
        screen.action_older()
        screen.action_older()
        screen.ask()  # a new reading has come before the answer
        for _ in range(3):
            screen.tell(page(last + 2, last, more=last > 0))
    assert screen.lines == 6
    assert [wish.before for wish in asked if isinstance(wish, AnswersWanted)] == [None, 5, 5, 3, 3]


async def test_only_the_people_who_chose_an_option_are_looked_at(home: Home, store: Store) -> None:
    first = Question(
        "first",
        Kind.CHOICE,
        {"en": "First visit?"},
        options=(Option("yes", {"en": "Yes"}), Option("no", {"en": "No"})),
    )
    asks = replace(SURVEY, name="asks", version="a1", questions=(*SURVEY.questions, first))
    store.responses.register(asks)
    for i in range(12):
        chose = Answer("first", Outcome.ANSWERED, 3000, 4000, choices=("yes" if i < 11 else "no",))
        new = visit(f"s{i}", answered("satisfaction", 5), chose, at=NOON + (50 + i) * 60_000)
        store.responses.save(replace(new, survey="asks", version="a1"))
    app = app_of(home, wall)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "satisfied" in text(app, "card-0"))
        await pilot.press("i")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 3)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "First visit? Yes ×" in text(app, "sentence"))
        await until(pilot, lambda: "11 of 11" in "".join(text(app, f"card-{i}") for i in range(4)))


async def test_other_rules_stand_beside_the_usual_ones(home: Home, store: Store) -> None:
    app = app_of(home, wall)
    async with app.run_test(size=(80, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("r")
        await until(pilot, lambda: "66 answers" in text(app, "sheet"))
        await click(pilot, app, "voided")
        await until(pilot, lambda: "67 answers" in text(app, "sheet"))
        await pilot.press("t", "u")
        await until(pilot, lambda: "67 answers" not in text(app, "sheet"))


async def test_comments_are_searched_without_regard_to_accents(home: Home, store: Store) -> None:
    app = app_of(home, wall)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("c")
        await until(pilot, lambda: "Waited at the Café till" in text(app, "sheet"))
        await pilot.press("slash", *"hatstand", "enter")
        await until(pilot, lambda: "No comment holds that." in text(app, "sheet"))
        await pilot.press("slash", *["backspace"] * 8, *"cafe", "enter")
        await until(pilot, lambda: "Waited at" in text(app, "sheet"))
        assert "“cafe” · 1 comment" in text(app, "header")
        await pilot.press("a")
        await until(pilot, lambda: "“cafe” · 2 comments · all days" in text(app, "header"))
        assert "Closed last year" not in text(app, "sheet")
        await pilot.press("escape")
        await until(pilot, lambda: "Closed last year" in text(app, "sheet"))
        await pilot.press("a")
        await until(pilot, lambda: "Closed last year" not in text(app, "sheet"))
        await pilot.press("enter")
        await until(pilot, lambda: "It counts in the scores." in text(app, "sheet"))


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "2026-03-01", date(2026, 3, 1)),
        ("en", "1.3.", date(2026, 3, 1)),
        ("fr", "1/3/26", date(2026, 3, 1)),
        ("en_US", "3/1/26", date(2026, 3, 1)),
        ("en", "1 March", date(2026, 3, 1)),
        ("fr", "1er mars 2026", date(2026, 3, 1)),
        ("en", "31.12.", date(2025, 12, 31)),
        ("en", "30.2.", None),
        ("en", "hello", None),
        ("en", "12", None),
        ("en", "1 2 3 4", None),
        ("en", "99999999-1-1", None),
    ],
)
def test_dates_are_read_as_they_are_written(language: str, typed: str, meant: date | None) -> None:
    assert words_for(language).typed_date(typed, date(2026, 11, 21)) == meant
