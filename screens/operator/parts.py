"""What each panel of the today screen shows, from one reading. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.operator.area import Draw
from screens.operator.panels.card import card_rows
from screens.operator.panels.comments import comment_rows
from screens.operator.panels.devices import device_rows
from screens.operator.panels.funnel import funnel_rows, left_out_rows, volunteers_rows
from screens.operator.panels.headline import ailing, sentence_rows
from screens.operator.panels.hours import hours
from screens.operator.panels.mattered import mattered_rows
from screens.operator.panels.text import Pen
from screens.operator.panels.touchpoints import touchpoint_rows
from screens.operator.panels.trend import trend, trend_titles
from screens.operator.view import Live
from store.model.marks import Mark
from store.model.scale import Metric
from store.model.summary import Card, Summary
from store.words import phrases

if TYPE_CHECKING:
    from store.model.heat import HeatMap

MOST_CARDS = 12
"""More scored questions than any survey has; a store of many surveys shows the first ones."""

_TREND = 7
"""Rows of the line where there is no lack of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one panel shows."""

    draw: Draw
    of: object
    """What it is drawn from: the same gives the same picture."""
    titles: tuple[str, ...] = ()
    """The same title, from long to short."""
    height: int = 0
    """How many rows it wants, where that does not follow from what it draws."""


def parts(live: Live, chosen: int, pen: Pen, heat: "HeatMap | None" = None) -> Mapping[str, Part]:
    """By panel, those that have something to show; hours, line and `heat` are those of the card `chosen`."""
    summary = live.summary
    now_ms, kiosks = round(live.now.timestamp() * 1000), summary.kiosks if summary else ()
    shown = {
        "sentence": Part(lambda w, _h: sentence_rows(live, pen, w), _said(live)),
        "devices": Part(
            lambda w, _h: device_rows(kiosks, live.facts, now_ms, pen, w),
            (kiosks, live.facts, now_ms // 60_000),
            (pen.words("Kiosks"),),
        ),
    }
    if live.alerts or live.waiting:
        from screens.operator.panels.due import due_rows

        of = (live.alerts, live.questions, live.waiting)
        shown["due"] = Part(lambda w, _h: due_rows(live, pen, w), of)
    if summary is None or not summary.cards:
        return shown
    titles = phrases.titles(summary, pen.words)
    for i, (card, title) in enumerate(zip(summary.cards[:MOST_CARDS], titles, strict=False)):
        shown[f"card-{i}"] = _card(card, title, summary, pen)
    if heat is not None and heat.hours:
        week = heat
        from screens.operator.panels.heat import heat_note, heat_rows

        shown["heat"] = Part(
            lambda w, _h: heat_rows(week, pen, w) + heat_note(week, pen, w),
            heat,
            (pen.words("When in the week"),),
        )
    return (
        shown
        | _charts(summary.cards[chosen], summary.marks, pen)
        | _lists(summary, titles, pen)
        | _visits(summary, pen)
    )


def _said(live: Live) -> object:
    """What the sentence is made from."""
    summary = live.summary
    if summary is None:
        return (live.trouble, live.facts.unsaved)
    return (
        live.view.filters,
        live.questions,
        live.trouble,
        live.facts.unsaved,
        [(kiosk.label, kiosk.problem) for kiosk in ailing(live)],
        summary.sentence,
        summary.period,
        summary.open,
        summary.assisted_higher,
        summary.demo,
        summary.cards,
    )


def _card(card: Card, title: str, summary: Summary, pen: Pen) -> Part:
    metric = card.score.scale.metric.value.upper()
    return Part(
        lambda w, h: card_rows(card, summary.period, pen, w, h),
        (card, summary.period),
        (f"{title} · {metric}", title),
    )


def _charts(card: Card, marks: tuple[Mark, ...], pen: Pen) -> dict[str, Part]:
    good = _good(card, pen)
    return {
        "hours": Part(
            lambda w, h: hours(card, pen, w, h),
            card.hours or "none",
            (pen.words("{good}, by hour", good=good),),
            max(1, len(card.hours)),
        ),
        "trend": Part(
            lambda w, h: trend(card, pen, w, h, marks),
            (card.line, marks),
            trend_titles(card, good, pen.words),
            _TREND + min(2, len(marks)) if card.line.is_drawn else 2,
        ),
    }


def _good(card: Card, pen: Pen) -> str:
    """What a good answer is called, to head a chart."""
    match card.score.scale.metric:
        case Metric.NPS:
            return pen.words("Would recommend")
        case Metric.CES:
            return pen.words("Found it easy")
    return pen.words("Satisfied")


def _lists(summary: Summary, titles: tuple[str, ...], pen: Pen) -> dict[str, Part]:
    words = pen.words
    shown: dict[str, Part] = {}
    if summary.touchpoints:
        metrics = tuple(card.score.scale.metric.value.upper() for card in summary.cards)
        heads = metrics if len(set(metrics)) == len(metrics) else titles
        shown["touchpoints"] = Part(
            lambda w, h: touchpoint_rows(summary.touchpoints, summary.cards, heads, pen, w, h),
            (summary.touchpoints, heads),
            (words("Touchpoints · grey: too few to be sure"), words("Touchpoints")),
        )
    if summary.reasons:
        reasons = summary.reasons[0]
        same = (each for each in summary.goes_with if each.question.number == reasons.question.number)
        companions = next(same, None)
        shown["mattered"] = Part(
            lambda w, _h: mattered_rows(reasons, pen, w, companions),
            (reasons, companions),
            (phrases.reasons_title(reasons, words), words("What mattered")),
        )
    if summary.comments:
        questions = {card.question.number: card.question for card in summary.cards}
        rows, period = summary.comments, summary.period
        shown["newest"] = Part(
            lambda w, _h: comment_rows(rows[:1], questions, period, pen, w), (rows[:1], period)
        )
        shown["comments"] = Part(
            lambda w, h: comment_rows(rows[:h], questions, period, pen, w),
            (rows, period),
            (words("Comments") + " · " + phrases.commented(summary, words), words("Comments")),
        )
    return shown


def _visits(summary: Summary, pen: Pen) -> dict[str, Part]:
    words = pen.words
    out = summary.left_out
    title = words("Left out · {n}", n=words.count(out)) if out else words("Left out")
    return {
        "funnel": Part(
            lambda w, _h: funnel_rows(summary, pen, w),
            (summary.funnel, summary.other_channels),
            (words("Visits"),),
        ),
        "left-out": Part(
            lambda w, _h: left_out_rows(summary.excluded, pen, w) + volunteers_rows(pen, w),
            ("left out", summary.excluded),
            (title,),
        ),
    }
