"""The report as one HTML file: nothing in it comes from elsewhere, and nothing in it can run."""

from pathlib import Path

from kiosk.report import sections, told
from kiosk.report.cards import score_card
from kiosk.report.markup import Markup, join, name, tag
from kiosk.report.report import Report
from store.words import LANGUAGES, Words, phrases

_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Even a tag that had slipped in could load nothing and run nothing."""


def report_page(report: Report, words: Words) -> str:
    """The whole page."""
    summary = report.summary
    titles = phrases.titles(summary, words)
    heading = told.heading(report, words)
    lined = next((card for card in summary.cards if card.line.is_drawn), None)
    cards = [
        score_card(card, title, summary, words, legend=card is lined)
        for title, card in zip(titles, summary.cards, strict=True)
    ]
    answered = any(card.score.n for card in summary.cards)
    body = [
        _head(report, heading, words),
        tag("section", *cards, class_="cards", aria_label=words("Scores")) if cards else "",
        tag(
            "div",
            sections.hours(summary, titles[0], words),
            sections.heat(report.heat, summary.period, titles[0], words),
            *(sections.mattered(each, summary, words) for each in summary.reasons),
            *(sections.companions(each, words) for each in summary.goes_with),
            sections.happened(summary, words),
            class_="halves",
        )
        if answered
        else "",
        sections.touchpoints(summary, titles, words) if answered else "",
        sections.comments(report, words),
        tag("div", sections.visits(summary, words), sections.left_out(summary, words), class_="halves"),
        sections.made(words),
        tag("footer", _footer(report, words)),
    ]
    page = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="robots", content="noindex"),
            tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            tag("title", f"{report.shop}: {heading}" if report.shop else heading),
            tag("style", Markup(_STYLE.read_text(encoding="utf-8"))),
        ),
        tag("body", tag("main", *body)),
        lang=words.language if words.language in LANGUAGES else "en",
    )
    return f"<!doctype html>\n{page}\n"


def _head(report: Report, heading: str, words: Words) -> Markup:
    summary = report.summary
    whose = told.scope(report, words)
    line = join(whose[0], *(join(" · ", name(each)) for each in whose[1:]))
    if as_of := told.as_of(report, words):
        line = join(line, " · ", as_of)
    return tag(
        "header",
        tag("p", report.shop, class_="shop", dir="auto") if report.shop else "",
        tag("h1", heading),
        tag("p", line, class_="quiet"),
        tag("p", phrases.sentence(summary, words), class_="sentence"),
        *(tag("p", note) for note in told.notes(summary, words)),
    )


def _footer(report: Report, words: Words) -> str:
    made = words.date(report.at.date(), year=True)
    return words("Made on {date}, {time}.", date=made, time=words.time(report.at))
