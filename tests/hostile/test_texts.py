"""Text of every kind goes in through the real screen, and comes out of every way out harmless."""

import csv
import json
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from customer.at_work import at_work
from customer.surveys import QUICK
from operator_screen.shown import areas
from textual import events

from kiosk.__main__ import main
from kiosk.apps.operator import OperatorApp
from kiosk.home import Home, make_home
from kiosk.settings import Settings
from store.exchange.cells import harmless
from store.model.survey_file import read_survey

TEXTS = [
    "[@click=app.quit()]x[/b] [red]y[/] \\[z]",
    "\x1b[31mred\x1b]52;c;QUFBQQ==\x07 \x9b2J \x00 \x07\x7f",
    "=HYPERLINK(1) +1 -1 @x",
    "</style><script>alert('x')</script>&amp;\"'",
    "\u202egnp.exe\u2066 مرحبا שלום",
    "a\u200bb\u200ec\ufeffd\u2028e\u00ade",
    "W" * 280,
    "👩\u200d👩\u200d👧\u200d👦 🏴\U000e0067\U000e0062\U000e007f ☺️ 👍🏽",
    "z" + "\u0336\u0489" * 100,
    "half \ud83d and \udcff",
    "line\r\nline\ttab\nline",
    "{0} %s $HOME `id` '; DROP TABLE response; --",
    "中文字符測試",
]
SURVEY = f"""{QUICK}
[[question.follow_up]]
id = "words"
kind = "comment"
text = {{ en = "Anything else?" }}
consent = {{ en = "You may publish this." }}
"""
_INVISIBLE = "\u200b\u200c\u200e\u200f\ufeff\u2028\u2066\u202e"


def _typed(text: str) -> str:
    """What is to be kept of it: everything but what controls a terminal, turns directions or is no letter."""
    spaced = re.sub(r"\r\n|\n|\t", " ", text)
    kept = (c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs") and c not in _INVISIBLE)
    return "".join(kept)[:280].strip()


def _is_harmless(shown: str) -> bool:
    return not any(c in _INVISIBLE or (c != "\n" and unicodedata.category(c) in ("Cc", "Cs")) for c in shown)


class _Page(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attributes)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.long
async def test_it_is_kept_as_typed_and_shown_exported_and_reported_harmlessly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    make_home(home)
    (home.surveys / "counter.toml").write_text(SURVEY)
    async with at_work(home.path, read_survey(SURVEY), language="en", repeat_seconds=0) as work:
        for text in TEXTS:
            await work.asked("satisfaction")
            await work.press("2")
            await work.asked("words")
            work.app.post_message(events.Paste(text))
            await work.pilot.pause()
            assert _is_harmless(work.words())
            await work.touch("agree", "#consent")
            work.clock.move(1)
            await work.press("enter")
            await work.shown("ThanksScreen")
            work.clock.move(1)
            await work.press("enter")
            work.clock.move(300)
        now = work.clock.wall
        kept = [response.answers["words"].text for response in work.kept()]
    expected = [_typed(text) for text in TEXTS]
    assert kept == expected

    command = ["--home", str(home.path)]
    dates = ["--from", "2026-11-20", "--to", "2026-11-22"]
    assert main([*command, "export", str(tmp_path / "all.jsonl")]) == 0
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [text for line in lines for text in _strings(line) if text in expected] == expected
    assert main([*command, "export", str(tmp_path / "all.csv")]) == 0
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = {cell for row in csv.reader(file) for cell in row}
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t")) or not _is_harmless(cell)]
    assert {harmless(text) for text in expected} <= cells

    capsys.readouterr()
    assert main([*command, "report", "--text", *dates]) == 0
    report = capsys.readouterr().out
    assert _is_harmless(report)
    assert "DROP TABLE" in report
    assert main([*command, "report", "--html", str(tmp_path / "page.html"), *dates]) == 0
    page = _Page((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert "<script>alert('x')</script>" in page.words
    assert "W" * 280 in page.words
    assert _is_harmless(page.words)

    app = OperatorApp(
        Settings(operator_pin=False), home=home, language="en", clock=lambda: now, theme="kiosk-normal"
    )
    async with app.run_test(size=(130, 60)) as pilot:
        for key in ("d", "c", "end", "pagedown", "pagedown", "home"):
            await pilot.press(key)
            for _ in range(20):
                await pilot.pause(0.02)
            shown = "\n".join(area.plain_text for area in areas(app.screen).values())
            strips = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
            assert _is_harmless(shown)
            assert _is_harmless(strips)
        assert app.is_running


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for each in value for text in _strings(each)] if isinstance(value, list) else []
