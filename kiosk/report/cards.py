"""A card of the page: one score at a glance, and how it came about."""

from kiosk.report import told
from kiosk.report.bars import distribution
from kiosk.report.line import line_chart
from kiosk.report.markup import Markup, join, tag
from store.model.score import MIN_N, Status, Verdict
from store.model.summary import Card, Summary, TargetState
from store.words import Words, lines, phrases
from store.words.why import why

_CHANGES = {Verdict.BETTER: "better", Verdict.WORSE: "worse"}
_TARGETS = {TargetState.MET: "better", TargetState.BELOW: "worse"}


def score_card(card: Card, title: str, summary: Summary, words: Words, *, legend: bool) -> Markup:
    """The figure, its counts and how far chance reaches; what it is measured by; its line over time.

    `legend`: says what the line's band and marks are.
    """
    score = card.score
    counted = join(phrases.counted(score, words)) if score.n >= MIN_N or not score.n else Markup("")
    probably = phrases.probably(score, words)
    unsure = phrases.unsure(score, words)
    return tag(
        "article",
        tag("h3", title),
        tag("p", phrases.text(card.question.text, words), class_="question", dir="auto"),
        _figure(card, words),
        *(tag("p", each) for each in (counted, probably) if each),
        tag("p", unsure, class_="quiet") if unsure else "",
        distribution(score, title, words),
        tag("ul", *(tag("li", each) for each in _measured(card, summary, words))),
        _line(card, title, summary, words, legend=legend),
        tag(
            "details",
            tag("summary", words("Why this number")),
            *(tag("p", line, dir="auto") for line in why(card, summary, words)),
        ),
        class_="card",
    )


def _figure(card: Card, words: Words) -> Markup:
    score = card.score
    unit = phrases.unit(score, words)
    looks = ["figure"]
    if score.status is Status.TOO_FEW:
        looks.append("counts")
    elif score.status is not Status.OK:
        looks.append("unsure")
    shown = tag("span", unit, class_="unit") if unit else Markup("")
    return tag("p", phrases.headline(score, words), shown, class_=" ".join(looks))


def _measured(card: Card, summary: Summary, words: Words) -> list[Markup]:
    """As `told.measured`, with what has become better or worse in colour besides its word."""
    found = []
    if outside := told.out_of_usual(card, words):
        found.append(tag("strong", outside))
    endings = {}
    if card.change is not None:
        endings[phrases.verdict(card.change, words)] = _CHANGES.get(card.change.verdict)
    if card.target is not None and card.target.state is not None:
        endings[phrases.target_state(card.target, words)] = _TARGETS.get(card.target.state)
    for text in told.measured(card, summary, words):
        end = next((each for each, look in endings.items() if look and text.endswith(each)), None)
        if end is None:
            found.append(join(told.held(text)))
        else:
            found.append(join(told.held(text.removesuffix(end)), tag("span", end, class_=endings[end])))
    return found


def _line(card: Card, title: str, summary: Summary, words: Words, *, legend: bool) -> Markup:
    line = card.line
    if not line.is_drawn:
        return Markup("")
    happened = told.happened(card, summary)
    described = [
        lines.signal_told(line, words),
        lines.before_told(line, words),
        lines.end_told(line, words),
    ]
    if happened:
        described.append(words("A flag marks when something happened."))
    description = " ".join(filter(None, described))
    heading = lines.titled(title, line, words)
    rows = (
        tag(
            "tr",
            tag("th", lines.point(line.step, point, words), scope="row"),
            tag("td", phrases.figure(point.score, words), class_="number"),
            tag("td", words.count(point.score.n), class_="number"),
            tag("td", words("out of the usual") if point.signal else ""),
        )
        for point in line.shown
    )
    return join(
        tag(
            "figure",
            line_chart(card, happened, heading, description, words),
            tag("figcaption", tag("small", description)) if legend else "",
        ),
        tag(
            "details",
            tag("summary", words("The same as a table")),
            tag("table", tag("caption", heading), tag("tbody", *rows)),
        ),
    )
