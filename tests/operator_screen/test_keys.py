"""The page for the store manager names every key, with what it does, and no other."""

import re
from itertools import product
from pathlib import Path

import pytest
from rich.cells import cell_len

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
from screens.operator.key_list import KeyListScreen
from screens.operator.keys import BACK, LOCK, MOVING, SCROLL, bottom_line
from screens.operator.panels.text import Pen
from screens.operator.remarks import RemarksScreen
from screens.operator.today import TodayScreen
from store.words import LANGUAGES, words_for

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


@pytest.mark.parametrize("heading", SCREENS)
def test_every_key_of_a_screen_can_be_clicked_at_every_width_in_every_language(heading: str) -> None:
    keys, screen = SCREENS[heading].KEYS, SCREENS[heading]
    root = TodayScreen(Pen(words_for("en"), plain=False))
    listed = {piece.link[1] for row in KeyListScreen(root, keys).rows(60) for piece in row if piece.link}
    assert listed == {key.action for key in keys}
    for language, width in product(LANGUAGES, (20, 40, 80, 130, 200)):
        (line,) = bottom_line(keys, Pen(words_for(language), plain=False), width)
        clicked = {piece.link[1] for piece in line if piece.link}
        named = {key.action for key in keys if key.label}
        assert clicked >= named or clicked & {"all_keys", "keys"}, (language, width)
        assert sum(cell_len(piece.text) for piece in line) <= max(width, 30)
    assert callable(screen.action_all_keys)


def test_what_works_everywhere_is_told_once() -> None:
    assert {key for key, _ in keys_under("On every screen")} == {key.shown for key in EVERYWHERE}
