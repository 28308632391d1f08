"""The sections of the page below its cards."""

from collections.abc import Sequence

from kiosk.report import told
from kiosk.report.bars import hour_bars, part_bar, reach
from kiosk.report.heat import heat_days, heat_map, heat_table
from kiosk.report.markup import Markup, join, name, tag
from kiosk.report.report import Report
from store.model.goes_with import Companions
from store.model.heat import HeatMap
from store.model.period import Period, Span, day_date
from store.model.response import Status
from store.model.score import MIN_N, Score
from store.model.score import Status as Sureness
from store.model.summary import Card, Reasons, Row, Summary
from store.model.trace import trace
from store.words import Words, phrases
from store.words.companions import companions_lines, companions_title
from store.words.lines import mark_date
from store.words.marks import marked
from store.words.visits import steps

_LOOKS = {None: "good", Status.COMPLETE: "good"}
_UNSURE = "*"
_UNSURE_ONES = (Sureness.TOO_FEW, Sureness.FRAGILE)


def hours(summary: Summary, title: str, words: Words) -> Markup:
    """A day by the hour; '' for longer periods."""
    card = summary.cards[0]
    if summary.period.span is not Span.DAY or not card.hours:
        return Markup("")
    heading = words("By hour: {title}", title=title)
    legend = words("As long as there were answers; dark is how many of them were good.")
    return _section(heading, hour_bars(card.hours, heading, words), tag("small", legend))


def heat(found: HeatMap | None, shown: Period, title: str, words: Words) -> Markup:
    """The hours of the week; '' where there is no answer."""
    if found is None or not found.hours:
        return Markup("")
    heading = words("By hour and weekday: {title}", title=title)
    legend = words(
        "Blue is clearly better than the rest, red clearly worse; a dot is under {n} answers.", n=MIN_N
    )
    if days := heat_days(found, shown, words):
        legend = f"{days}. {legend}"
    head, *rows = heat_table(found, words)
    table = tag(
        "table",
        tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in head))),
        tag(
            "tbody",
            *(
                tag("tr", tag("th", day, scope="row"), *(tag("td", cell) for cell in cells))
                for day, *cells in rows
            ),
        ),
    )
    return _section(
        heading,
        heat_map(found, heading, words),
        tag("small", legend),
        tag("details", tag("summary", words("The same as a table")), tag("div", table, class_="scroll")),
    )


def touchpoints(summary: Summary, titles: Sequence[str], words: Words) -> Markup:
    """Side by side, a column a score; '' with fewer than two."""
    rows, cards = summary.touchpoints, summary.cards
    if len(rows) < 2:
        return Markup("")
    head = tag(
        "tr",
        tag("th", words("Touchpoint"), scope="col"),
        tag("th", words("answers"), scope="col", class_="number"),
        *(tag("th", title, scope="col") for title in titles),
    )
    low, high = _span([row.scores[cards[0].question.number] for row in rows])
    body = []
    for row in rows:
        most = words.count(max(score.n for score in row.scores.values()))
        cells = [
            _cell(row, card, title, (low, high) if card is cards[0] else None, words)
            for card, title in zip(cards, titles, strict=True)
        ]
        label = words("answers")
        count = tag("td", most, class_="number", data_label=label)
        body.append(tag("tr", tag("th", name(row.name), scope="row"), count, *cells))
    table = tag("table", tag("thead", head), tag("tbody", *body), class_="places")
    scores = [row.scores[card.question.number] for row in rows for card in cards]
    unsure = any(score.status in _UNSURE_ONES for score in scores)
    note = tag("small", f"{_UNSURE} " + words("too few to be sure")) if unsure else Markup("")
    return _section(words("Touchpoints"), table, note)


def _span(scores: Sequence[Score]) -> tuple[float, float]:
    """From the lowest low end to the highest high one, of those that have a score."""
    ends = [score.interval for score in scores if score.n >= MIN_N and score.interval]
    return min((each.low for each in ends), default=0.0), max((each.high for each in ends), default=0.0)


def _cell(row: Row, card: Card, title: str, span: tuple[float, float] | None, words: Words) -> Markup:
    score: Score = row.scores[card.question.number]
    said = told.standing(row, card.question.number, words, ranked=span is not None)
    verdict = row.verdicts.get(card.question.number)
    look = verdict.value if verdict is not None and verdict.value in ("better", "worse") else None
    sure = score.status not in _UNSURE_ONES
    drawn = Markup("")
    if span and score.n >= MIN_N and score.interval and score.value is not None:
        drawn = reach(score.interval, float(score.value), *span)
    figure = phrases.figure(score, words)
    probably = phrases.probably(score, words)
    return tag(
        "td",
        tag("span", figure if sure else figure + _UNSURE, class_=None if sure else "quiet"),
        join(" ", tag("span", said, class_=look)) if said else "",
        drawn or " ",
        tag("small", told.held(probably)) if probably else "",
        data_label=title,
    )


def mattered(reasons: Reasons, summary: Summary, words: Words) -> Markup:
    """A bar a reason among the unhappy, with its base; among everyone while these are too few."""
    rows, base, said = reasons.rows, reasons.base, Markup("")
    if not rows:
        rows, base = reasons.all_rows, reasons.everyone
        of_all = words.plural("Of {n} answer of any kind:", "Of {n} answers of any kind:", base)
        said = tag("p", phrases.reasons_empty(reasons, words), "; " if rows else "", of_all if rows else "")
    body = []
    for row in rows:
        text = phrases.text(row.text, words) or row.option
        probably = ""
        if row.share is not None:
            low, high = told.percents(row.share, words)
            probably = words("probably {low} to {high}", low=low, high=high)
        body.append(
            tag(
                "tr",
                tag("th", name(text), scope="row"),
                tag("td", part_bar(row.count, base, "bad" if reasons.rows else "rest"), class_="bar"),
                tag(
                    "td",
                    words("{k} of {n}", k=words.count(row.count), n=words.count(base)),
                    " ",
                    tag("small", probably) if probably else "",
                ),
            )
        )
    table = tag("table", tag("tbody", *body), class_="list") if body else Markup("")
    question = tag("p", told.asked_after(reasons, summary, words), class_="quiet", dir="auto")
    return _section(phrases.reasons_title(reasons, words), question, said, table)


def companions(found: Companions, words: Words) -> Markup:
    """What goes with a better or a worse score."""
    return _section(companions_title(found, words), _lines(companions_lines(found, words)))


def happened(summary: Summary, words: Words) -> Markup:
    """What is marked on the lines; '' where nothing is."""
    if not summary.marks:
        return Markup("")
    rows = (
        tag(
            "tr",
            tag("th", mark_date(day_date(mark.day), summary.period.last, words), scope="row"),
            tag("td", marked(mark, words), dir="auto"),
        )
        for mark in summary.marks
    )
    return _section(words("What happened"), tag("table", tag("tbody", *rows), class_="dated"))


def comments(report: Report, words: Words) -> Markup:
    """What people wrote and agreed that others may read."""
    summary, said = report.summary, []
    if summary.commented:
        said.append(phrases.commented(summary, words))
    common = told.common_words(report, words)
    if common:
        said.append(" · ".join(common))
    said.append(told.published_note(report, words))
    quotes = []
    for comment in report.published:
        parts = [
            told.when(comment, summary, words),
            name(comment.touchpoint),
            told.rated(comment, summary, words),
        ]
        about = [part for part in parts if part]
        line = join(about[0], *(join(" · ", part) for part in about[1:]))
        quote = tag("p", comment.text, dir="auto"), tag("small", line)
        quotes.append(tag("blockquote", *quote, data_of=trace(comment.uid)))
    notes = tag("div", *(tag("p", each, class_="quiet") for each in said), class_="lines")
    return _section(words("Comments"), notes, tag("div", *quotes, class_="quotes") if quotes else Markup(""))


def visits(summary: Summary, words: Words) -> Markup:
    """What became of the visits that started, each as a part of those."""
    found = steps(summary.funnel, words)
    if not found:
        nobody = words("Nobody has started yet.") if summary.open else words("Nobody started.")
        return _section(words("Visits"), tag("p", nobody))
    body = (
        tag(
            "tr",
            tag("th", step.name, scope="row"),
            tag(
                "td", part_bar(step.n, summary.funnel.started, _LOOKS.get(step.status, "rest")), class_="bar"
            ),
            tag("td", words.count(step.n), class_="number"),
            tag("td", step.share if step.status else "", class_="number"),
        )
        for step in found
    )
    return _section(words("Visits"), tag("table", tag("tbody", *body), class_="list"))


def left_out(summary: Summary, words: Words) -> Markup:
    """Which answers are not in the scores, and why."""
    lines = [*told.excluded(summary, words), *filter(None, [told.kept_apart(summary, words)])]
    return _section(phrases.left_out_title(summary, words), _lines(lines))


def made(words: Words) -> Markup:
    """How the numbers are made, short."""
    return _section(words("How the numbers are made"), _lines(told.made(words)))


def _lines(lines: Sequence[str]) -> Markup:
    return tag("div", *(tag("p", line) for line in lines), class_="lines")


def _section(heading: str, *content: Markup) -> Markup:
    return tag("section", tag("h2", heading), *content)
