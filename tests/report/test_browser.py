"""The page in a real browser: on a phone, on a desk and on paper nothing sticks out and nothing runs."""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from report.pages import Page
from report.reports import hostile, many, rich, week

from kiosk.report.page import report_page
from store.words import words_for

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""A name that is there; on some systems it only says how to install one."""
pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium to open the page in")

PHONE, DESK, PAPER = 390, 1280, 680
"""CSS pixels: a phone, a desk, and A4 between its margins."""

MEASURE = """
onload = () => {
  document.body.textContent = JSON.stringify([...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument, wide = page.documentElement.clientWidth;
    return {
      wide, needed: page.documentElement.scrollWidth,
      out: [...page.querySelectorAll("main *:not(.scroll *)")]
        .filter(each => each.getClientRects().length && each.getBoundingClientRect().right > wide + 1)
        .map(each => each.outerHTML.slice(0, 80)),
      title: page.title, tags: [...page.querySelectorAll("*")].map(each => each.localName),
    };
  }));
}
"""


def browse(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    assert BROWSER is not None
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return subprocess.run(
        [
            BROWSER,
            "--headless=new",
            *root,
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            f"--user-data-dir={tmp_path / 'browser'}",
            *arguments,
        ],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_nothing_sticks_out_on_a_phone_on_a_desk_or_on_paper_and_nothing_runs(tmp_path: Path) -> None:
    french, english = words_for("fr"), words_for("en")
    day, busy = report_page(rich(), french), report_page(week(), french)
    places, evil = report_page(many(), english), report_page(hostile(), english)
    shown = [(page, PHONE) for page in (day, busy, places, evil)] + [(busy, DESK), (evil, DESK)]
    shown += [(page.replace("@media print", "@media all"), PAPER) for page in (busy, evil)]
    frames = "".join(
        f'<iframe srcdoc="{html.escape(page)}" width="{width}" height="800" style="border:0"></iframe>'
        for page, width in shown
    )
    outer = tmp_path / "pages.html"
    outer.write_text(f"<!doctype html><title>all</title><body>{frames}<script>{MEASURE}</script>")
    done = browse(tmp_path, "--dump-dom", outer.as_uri())
    found = re.search(r"<body>(\[.*\])</body>", done.stdout, re.DOTALL)
    assert found, done.stderr
    measured = json.loads(html.unescape(found[1]))
    assert len(measured) == len(shown)
    for each, (page, width) in zip(measured, shown, strict=True):
        assert each["out"] == []
        assert each["needed"] <= each["wide"] <= width
        assert "2026" in each["title"]
        # Had a tag stood where it may not, the browser would have moved it, or made others.
        assert each["tags"] == [name for name, _ in Page(page).tags]


@pytest.mark.long
def test_it_prints(tmp_path: Path) -> None:
    page, paper = tmp_path / "week.html", tmp_path / "week.pdf"
    page.write_text(report_page(week(), words_for("en")), encoding="utf-8")
    done = browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    assert paper.exists(), done.stderr
    pages = re.findall(rb"/Type\s*/Page\b", paper.read_bytes())
    assert 1 <= len(pages) <= 4
