"""Pictures of the operator's screens, compared with those that were looked at and found good."""

from pathlib import Path

import pytest
from operator_screen.samples import a_quarter, ailing_day, empty_day, huge_day, rich_day, small_day, week
from operator_screen.shown import Shown

from store.model.period import Span
from store.model.summary import Summary

PICTURES: dict[str, tuple[Summary, tuple[int, int], str, str, tuple[str, ...]]] = {
    "empty": (empty_day(), (80, 24), "en", "kiosk-normal", ()),
    "three answers": (small_day(), (80, 24), "en", "kiosk-normal", ()),
    "a usual day": (rich_day(), (80, 24), "en", "kiosk-normal", ()),
    "a usual day, narrow": (rich_day(), (40, 15), "en", "kiosk-normal", ()),
    "a usual day in French": (rich_day(), (130, 40), "fr", "kiosk-normal", ()),
    "a usual day, large": (rich_day(), (200, 60), "en", "kiosk-normal", ()),
    "a usual day on a plain console": (rich_day(), (80, 24), "en", "kiosk-plain", ()),
    "a huge day": (huge_day(), (80, 24), "en", "kiosk-normal", ("pagedown",)),
    "a huge day in French": (huge_day(), (130, 40), "fr", "kiosk-normal", ()),
    "a huge day, large": (huge_day(), (200, 60), "en", "kiosk-normal", ()),
    "three answers, large": (small_day(), (200, 60), "en", "kiosk-normal", ()),
    "three answers in French": (small_day(), (130, 40), "fr", "kiosk-normal", ()),
    "a week": (a_quarter(Span.WEEK), (80, 24), "en", "kiosk-normal", ()),
    "a year, large": (a_quarter(Span.YEAR), (200, 60), "en", "kiosk-normal", ()),
    "a broken kiosk": (ailing_day(), (80, 24), "en", "kiosk-normal", ()),
    "a quarter in French": (a_quarter(), (130, 40), "fr", "kiosk-normal", ()),
    "the week": (rich_day(), (80, 24), "en", "kiosk-normal", ("H", "right")),
    "the week in French, narrow": (rich_day(), (40, 15), "fr", "kiosk-normal", ("H",)),
    "any dates": (rich_day(), (80, 24), "en", "kiosk-normal", ("g",)),
    "why": (rich_day(), (80, 24), "en", "kiosk-normal", ("question_mark",)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, snap_compare) -> None:
    summary, size, language, theme, keys = PICTURES[name]
    app = Shown(summary, language=language, theme=theme)
    app.TITLE = name
    app.week = week()
    assert snap_compare(app, terminal_size=size, press=keys)


def test_there_is_a_picture_for_each_test_and_no_other() -> None:
    kept = {path.stem for path in (Path(__file__).parent / "__snapshots__" / "test_pictures").glob("*.*")}
    assert len(kept) == len(PICTURES)
