"""Pictures of the pages that look closer and of what is asked by touch: many in one run, at four sizes.

`--snapshot-update` keeps them anew, as with the other pictures.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from operator_screen.samples import CSAT, NPS, REMARK, WHY, empty_day, huge_day, ms, rich_day, week
from operator_screen.shown import Shown
from operator_screen.test_acts_pictures import ALERTS, DAY, audit, calls, notes

from screens.operator.acts.alerts import AlertsScreen
from screens.operator.acts.call_backs import CallBacksScreen
from screens.operator.acts.response import ask_erase, ask_void
from screens.operator.acts.target import ask_target
from screens.operator.acts.wishes import Alerts, CallBacks
from screens.operator.closer.answers import AnswersScreen
from screens.operator.closer.people import PeopleScreen
from screens.operator.closer.rescoring import RescoringScreen
from screens.operator.closer.response import ResponseScreen
from screens.operator.closer.table import TableScreen
from screens.operator.closer.week import WeekScreen
from screens.operator.closer.wishes import (
    Answers,
    AnswersWanted,
    Comments,
    CommentsWanted,
    Heat,
    Named,
    Names,
    Rescoring,
    Segments,
    Table,
    Whole,
)
from screens.operator.remarks import RemarksScreen
from screens.operator.screen import OperatorScreen
from screens.operator.today import TodayScreen
from screens.operator.view import Reply
from store.model.comment_words import Word
from store.model.cut import Cut
from store.model.facts import Summary
from store.model.given import Against, Given
from store.model.people import Person
from store.model.reader import AskedQuestion, Dimension, Filters, Segment
from store.model.rescore import Rescored, Scoring
from store.model.response import Answer, Outcome, Response, Status
from store.model.score import Verdict, score
from store.model.survey import Kind

KEPT = Path(__file__).parent / "pages"
"""Beside the folder of the other pictures, which are deleted there where no test of theirs knows them."""
WHERE = {"where": [["Returns", None, 5], ["Checkout", "17", 1]]}
FIRST = AskedQuestion(
    7,
    "counter",
    "first",
    Kind.CHOICE,
    None,
    {"en": "Is this your first visit?", "fr": "Est-ce votre première visite ?"},
    options=(("yes", {"en": "Yes", "fr": "Oui"}), ("no", {"en": "No", "fr": "Non"})),
)
Step = Callable[[TodayScreen, Summary], None]


def opened(today: TodayScreen, screen: OperatorScreen, *told: Reply) -> None:
    """Opens a page with what the app would tell it."""
    assert today.live is not None
    screen.show(today.live)
    today.app.push_screen(screen)
    for each in told:
        screen.call_after_refresh(screen.tell, each)


def comments(today: TodayScreen, summary: Summary) -> None:
    words = tuple(Word(text, n) for text, n in (("waiting", 9), ("staff", 5), ("not kind", 3)))
    opened(today, RemarksScreen(today), Comments(CommentsWanted(), summary.comments, words, more=True))


def table(today: TodayScreen, summary: Summary) -> None:
    screen = TableScreen(today, Dimension.TOUCHPOINT)
    made = Cut("touchpoint", "self", tuple(card.question for card in summary.cards), summary.touchpoints)
    opened(today, screen, Table("touchpoint", made))


def answers(today: TodayScreen, summary: Summary) -> None:
    wanted = AnswersWanted(CSAT.number)
    places = [row.name for row in summary.touchpoints] or ["Checkout"]
    rows = tuple(
        Given(90 - i, f"a{i}", 1 + i % 5, ms(14, 50 - i), 60, places[i % len(places)], "counter-1",
              "17" if i % 4 == 0 else None, i % 6 != 2, i % 3 == 0)
        for i in range(45)
    )  # fmt: skip
    opened(today, AnswersScreen(today, CSAT, "Satisfaction", wanted), Answers(wanted, rows, more=True))


def response(today: TodayScreen, summary: Summary) -> None:
    given = {
        "satisfaction": Answer("satisfaction", Outcome.ANSWERED, 0, 4000, score=2),
        "recommend": Answer("recommend", Outcome.SKIPPED, 4100, 6000),
        "why": Answer("why", Outcome.ANSWERED, 6100, 9000, choices=("wait",)),
        "remark": Answer("remark", Outcome.ANSWERED, 9100, 40_000, text="W" * 200 + " 😀 مرحبا [b]x[/b]"),
    }
    place = summary.touchpoints[0].name if summary.touchpoints else "Checkout"
    whole = Response(
        "0190-7f3e", "counter", "v1", place, "counter-1", "fr", "assisted", Status.COMPLETE, ms(13, 40), 60,
        DAY, 13, ms(13, 41), "17", "8123", answers=given,
    )  # fmt: skip
    against = (
        Against("repeat", "", "", ms(13, 41), "Marie", "Two people, one after the other"),
        Against("void", "Marie", "A child at the kiosk", ms(13, 50), None),
    )
    opened(
        today,
        ResponseScreen(today, "0190-7f3e"),
        Whole("0190-7f3e", whole, against, (CSAT, NPS, WHY, REMARK)),
    )


def rescoring(today: TodayScreen, summary: Summary) -> None:
    new = score(CSAT.scale, (8, 6, 9, 41, 66))
    rows = tuple(
        Rescored(
            card.question, card.score, new if i == 0 else card.score, Verdict.NO_CLEAR_CHANGE, 7 * (i == 0)
        )
        for i, card in enumerate(summary.cards)
    )
    opened(today, RescoringScreen(today), Rescoring(Scoring(), rows))


def filters(today: TodayScreen, summary: Summary) -> None:
    today.action_choose("touchpoint")
    names = tuple(Named(row.name, row.scores[CSAT.number].n) for row in summary.touchpoints)
    chooser = today.app.screen_stack[-1]
    assert isinstance(chooser, OperatorScreen)
    chooser.call_after_refresh(chooser.tell, Names(Dimension.TOUCHPOINT, names))


def chips(today: TodayScreen, summary: Summary) -> None:
    assert today.live is not None
    place = summary.touchpoints[-1].name if summary.touchpoints else "Checkout"
    held = Filters(
        touchpoint=place,
        agent="17",
        language="fr",
        question="satisfaction",
        segments=(Segment("first", "yes"),),
    )
    today.show(replace(today.live, view=replace(today.live.view, filters=held), questions=(CSAT, NPS, FIRST)))


def people(today: TodayScreen, _summary: Summary) -> None:
    opened(today, PeopleScreen(today, ()), Segments((FIRST,)))


def alerts_where(today: TodayScreen, _summary: Summary) -> None:
    low = replace(ALERTS[0], facts={**ALERTS[0].facts, **WHERE})
    opened(today, AlertsScreen(today), Alerts((low, *ALERTS[1:]), (CSAT,)))


def target(today: TodayScreen, _summary: Summary) -> None:
    today.by_touch = True
    assert today.card is not None
    ask_target(today, today.card)


def void(today: TodayScreen, _summary: Summary) -> None:
    today.by_touch = True
    ask_void(today, "u")


def erase(today: TodayScreen, _summary: Summary) -> None:
    today.by_touch = True
    ask_erase(today, "u")


def search(today: TodayScreen, summary: Summary) -> None:
    today.by_touch = True
    comments(today, summary)
    remarks = today.app.screen_stack[-1]
    assert isinstance(remarks, RemarksScreen)
    remarks.call_after_refresh(remarks.action_search)


def the_week(today: TodayScreen, _summary: Summary) -> None:
    opened(today, WeekScreen(today, CSAT), Heat(CSAT.number, week()))


def plain(step: Callable[[TodayScreen], None]) -> Step:
    return lambda today, _summary: step(today)


CLOSER: dict[str, Step] = {
    "comments": comments,
    "search": search,
    "table": table,
    "answers": answers,
    "response": response,
    "rescoring": rescoring,
    "filters": filters,
    "people": people,
    "left out": lambda today, _summary: today.action_excluded(),
    "why": lambda today, _summary: today.action_why(),
    "keys": lambda today, _summary: today.action_keys(),
    "dates": lambda today, _summary: today.action_dates(),
    "week": the_week,
    "target": target,
    "void": void,
    "erase": erase,
    "alerts": alerts_where,
    "calls": plain(calls),
    "notes": plain(notes),
    "log": plain(audit),
    "chips": chips,
}
NOTHING: dict[str, Step] = {
    "comments": lambda today, _summary: opened(today, RemarksScreen(today), Comments(CommentsWanted(), ())),
    "table": table,
    "alerts": lambda today, _summary: opened(today, AlertsScreen(today), Alerts((), ())),
    "calls": lambda today, _summary: opened(today, CallBacksScreen(today), CallBacks(())),
}
WALKS: dict[str, tuple[Summary, tuple[int, int], str, dict[str, Step]]] = {
    "normal": (rich_day(), (80, 24), "en", CLOSER),
    "huge in French": (huge_day(), (130, 40), "fr", CLOSER),
    "huge and large": (
        huge_day(),
        (200, 60),
        "en",
        {name: CLOSER[name] for name in CLOSER if name != "keys"},
    ),
    "narrow in French": (rich_day(), (40, 15), "fr", CLOSER),
    "empty": (empty_day(), (80, 24), "en", NOTHING),
}


@pytest.mark.parametrize("walk", WALKS)
async def test_pictures(walk: str, request: pytest.FixtureRequest) -> None:
    summary, size, language, steps = WALKS[walk]
    app = Shown(summary, language=language)
    app.today.person, app.week = Person("Marie"), week()
    differ, anew = [], request.config.option.update_snapshots
    async with app.run_test(size=size) as pilot:
        for name, step in steps.items():
            app.today.by_touch = False
            step(app.today, summary)
            await pilot.pause()
            await pilot.pause()
            found = app.export_screenshot(title=f"{walk}, {name}")
            kept = KEPT / f"{walk}-{name}.svg"
            if anew:
                KEPT.mkdir(parents=True, exist_ok=True)
                kept.write_text(found, encoding="utf-8")
            elif not kept.exists() or kept.read_text(encoding="utf-8") != found:
                differ.append(name)
            while app.screen is not app.today:
                await app.pop_screen()
    assert differ == [], "look at them with --snapshot-update and git diff"


def test_there_is_a_picture_for_each_page_and_no_other() -> None:
    wanted = {f"{walk}-{name}" for walk, (*_, steps) in WALKS.items() for name in steps}
    assert {path.stem for path in KEPT.glob("*.svg")} == wanted
