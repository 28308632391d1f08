"""The report as a page: whole, harmless, legible, and in the words of the screen."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from model.memory_reader import MemoryReader
from model.small_shop import DAY_STARTS, NOW, SATURDAY, SURVEY
from operator_screen.samples import empty_day, rich_day, small_day
from report.pages import Page
from report.reports import HOSTILE, LONG_NAME, busy_weeks, hostile, many, report_of, rich, week

import kiosk.report
from kiosk.report.markup import Markup, join, tag
from kiosk.report.page import report_page
from kiosk.report.report import gather
from kiosk.report.text import report_lines
from store.model.period import Period, Span, period_of
from store.model.reader import Filters
from store.model.score import MIN_N, Verdict
from store.words import phrases, words_for

PAGES = {
    "a usual day": rich,
    "three answers": lambda: report_of(small_day()),
    "nobody": lambda: report_of(empty_day(), shop=""),
    "forty touchpoints": many,
    "a week": week,
    "hostile": hostile,
}


@pytest.mark.parametrize("name", PAGES)
def test_every_tag_is_closed_in_its_turn_and_nothing_is_loaded_or_run(name: str) -> None:
    page = Page(report_page(PAGES[name](), words_for("en")))
    assert page.wrong == []
    tags = {name for name, _ in page.tags}
    assert not tags & {"script", "link", "img", "iframe", "a", "form", "object", "base"}
    assert not any({"src", "href", "style"} & attributes.keys() for _, attributes in page.tags)
    assert page.count("h1") == page.count("main") == page.count("title") - page.count("svg") + _hidden(page)


def _hidden(page: Page) -> int:
    """Charts beside words that say the same."""
    return sum(name == "svg" and attributes.get("aria-hidden") == "true" for name, attributes in page.tags)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_says_what_the_screen_says(language: str) -> None:
    words, summary = words_for(language), rich_day()
    text = " ".join(Page(report_page(report_of(summary), words)).text).replace("\u00a0", " ")
    assert phrases.sentence(summary, words).replace("\u00a0", " ") in text
    for card in summary.cards:
        for said in (
            phrases.headline(card.score, words),
            phrases.counted(card.score, words),
            phrases.probably(card.score, words),
            phrases.usual(card, words),
            phrases.recent(card, words),
        ):
            assert said.replace("\u00a0", " ") in text


def test_it_names_its_language_and_the_direction_of_what_others_wrote() -> None:
    page = Page(report_page(hostile(), words_for("fr")))
    assert ("html", {"lang": "fr"}) in page.tags
    quotes = [i for i, (name, _) in enumerate(page.tags) if name == "blockquote"]
    assert [page.tags[i + 1] for i in quotes] == [("p", {"dir": "auto"})] * len(HOSTILE)
    assert Page(report_page(rich(), words_for("ar"))).tags[0] == ("html", {"lang": "en"})


def test_what_people_wrote_is_there_as_they_wrote_it_less_what_steers_a_terminal() -> None:
    text = Page(report_page(hostile(), words_for("en"))).text
    assert HOSTILE[0] in text
    assert LONG_NAME in text
    assert "W" * 280 in text
    assert not any("\x1b" in each or "\u202e" in each for each in text)


def test_a_comment_without_consent_is_never_in_it() -> None:
    report = report_of(rich_day())
    assert report.summary.comments[3].text not in report_page(report, words_for("en"))
    assert report.summary.comments[0].text in report_page(report, words_for("en"))


def test_every_chart_has_its_words() -> None:
    page = Page(report_page(week(), words_for("en")))
    charts = [attributes for name, attributes in page.tags if name == "svg"]
    assert all(chart.get("role") == "img" or chart.get("aria-hidden") == "true" for chart in charts)
    following = [page.tags[i + 1][0] for i, (_, a) in enumerate(page.tags) if a.get("role") == "img"]
    assert set(following) == {"title"}


def test_a_week_has_its_hours_by_weekday_and_a_day_its_hours() -> None:
    heat = week().heat
    assert heat is not None
    assert heat.weekdays == (0, 1, 2, 3, 4, 5, 6)
    cell = next(cell for cell in heat.cells.values() if cell.n >= MIN_N)
    page = report_page(week(), words_for("en"))
    assert "By hour and weekday: Satisfaction" in page
    assert f"<td>{phrases.figure(cell, words_for('en'))}</td>" in page
    assert "By hour: Satisfaction" in report_page(rich(), words_for("en"))


def test_a_field_of_the_week_stands_out_only_where_the_model_says_so() -> None:
    heat = week().heat
    assert heat is not None
    clear = {place: each for place, each in heat.verdicts.items() if each in (Verdict.BETTER, Verdict.WORSE)}
    assert set(clear.values()) == {Verdict.WORSE}, "the Saturday afternoons"
    page = report_page(week(), words_for("en"))
    assert page.count('class="corner"') == len(clear)
    lines = report_lines(week(), words_for("en"))
    assert sum(line.count("▼") for line in lines) == len(clear) + 1  # and what it means
    for number, hour in clear:
        day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[number]
        (line,) = (line for line in lines if line.startswith(f"{day} "))
        assert line[4 + 3 * heat.hours.index(hour)] == "▼"


def test_a_line_of_weeks_shows_what_came_before_the_quarter_paler() -> None:
    reader = MemoryReader([SURVEY], busy_weeks())
    quarter = period_of(Span.QUARTER, SATURDAY)
    report = gather(reader, quarter, Filters(), NOW, day_starts=DAY_STARTS)
    page = report_page(report, words_for("en"))
    assert "Satisfaction by week, 12 Oct to 21 Nov 2026" in page
    assert "The last week goes up to Saturday, 21 November." in page
    assert "days before" not in page, "the shop is younger than the quarter"
    november = Period(Span.DATES, SATURDAY.replace(day=1), SATURDAY.replace(day=1) + timedelta(days=70))
    page = report_page(gather(reader, november, Filters(), NOW, day_starts=DAY_STARTS), words_for("en"))
    assert 'class="days before"' in page
    assert "Grey is what came before." in page


def test_nobody_is_no_reason_for_an_empty_page() -> None:
    text = " ".join(Page(report_page(report_of(empty_day()), words_for("en"))).text)
    assert "No answers yet." in text
    assert "Nobody has started yet." in text


def test_text_becomes_markup_only_where_it_is_markup() -> None:
    made = tag("p", "<b>", Markup("<i>"), class_="a", data_x=1.5)
    assert made == '<p class="a" data-x="1.5">&lt;b&gt;<i></p>'
    assert join("a & b", tag("br")) == "a &amp; b<br>"
    assert tag("p", title='"><script>', hidden=None) == '<p title="&quot;&gt;&lt;script&gt;"></p>'


def _channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = (_channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """As WCAG 2.2 counts it, 1 to 21."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_its_colours_can_be_told_apart_on_light_dark_and_paper() -> None:
    """Text 4.5 to 1, lines and bars 3 to 1."""
    style = (Path(kiosk.report.__file__).parent / "page.css").read_text(encoding="utf-8")
    looks = [
        dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{([^}]*)\}", style)
    ]
    assert len(looks) == 3
    for look in looks:
        for ground in (look["paper"], look["panel"]):
            assert min(contrast(look[name], ground) for name in ("ink", "quiet", "good", "bad")) >= 4.5
            assert contrast(look["rest"], ground) >= 2.2
        assert contrast(look["good"], look["band"]) >= 3
        assert contrast(look["ink"], look["rule"]) >= 4.5
    fills = dict(re.findall(r"svg \.(point-\d) \{ fill: (#\w{6})", style))
    inks = dict(re.findall(r"svg \.on-(point-\d) \{ fill: (#\w{6})", style))
    assert len(fills) == 7
    assert all(contrast(fills[name], inks[name]) >= 4.5 for name in fills)
