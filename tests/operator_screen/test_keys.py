"""The page for the store manager names every key, with what it does, and no other."""

import re
from pathlib import Path

import pytest

from screens.operator.acts.alerts import AlertsScreen
from screens.operator.acts.ask import AskScreen
from screens.operator.acts.audit import AuditScreen
from screens.operator.acts.call_backs import CallBacksScreen
from screens.operator.acts.notes import NotesScreen
from screens.operator.closer.answers import AnswersScreen
from screens.operator.closer.dates import DatesScreen
from screens.operator.closer.people import PeopleScreen
from screens.operator.closer.rescoring import RescoringScreen
from screens.operator.closer.response import ResponseScreen
from screens.operator.closer.table import TableScreen
from screens.operator.closer.week import WeekScreen
from screens.operator.cursor import CURSOR
from screens.operator.keys import BACK, LOCK, MOVING, SCROLL
from screens.operator.remarks import RemarksScreen
from screens.operator.today import TodayScreen

PAGE = Path(__file__).parents[2] / "docs" / "operator.md"
EVERYWHERE = (BACK, LOCK, *SCROLL, *CURSOR, *MOVING)
"""Told once, above all tables."""

SCREENS = {
    "The first screen": TodayScreen,
    "A table": TableScreen,
    "The week": WeekScreen,
    "The answers behind a score": AnswersScreen,
    "One response": ResponseScreen,
    "Comments": RemarksScreen,
    "Other rules": RescoringScreen,
    "Any dates": DatesScreen,
    "Some people only": PeopleScreen,
    "The list of alerts": AlertsScreen,
    "People to call back": CallBacksScreen,
    "Notes about days": NotesScreen,
    "The log": AuditScreen,
    "Before something is done": AskScreen,
}
"""By the heading of its table."""


def keys_under(heading: str) -> set[tuple[str, str]]:
    """The keys of the table under a heading, each with what it does."""
    page = PAGE.read_text(encoding="utf-8")
    part = re.split(r"^#+ ", page[page.index(f"## {heading}\n") :], flags=re.MULTILINE)[1]
    found = set()
    for line in part.splitlines():
        if match := re.match(r"\| (`.*`) \| (.*) \|$", line):
            found |= {(key, match[2]) for key in re.findall(r"`([^`]+)`", match[1])}
    return found


@pytest.mark.parametrize("heading", SCREENS)
def test_the_table_holds_every_key_of_its_screen_and_no_other(heading: str) -> None:
    own = {(key.shown, key.meaning) for key in SCREENS[heading].KEYS if key not in EVERYWHERE}
    assert keys_under(heading) == own


def test_what_works_everywhere_is_told_once() -> None:
    assert {key for key, _ in keys_under("On every screen")} == {key.shown for key in EVERYWHERE}
