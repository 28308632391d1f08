"""`kiosk scores --json`: a summary, or a cut, as one document."""

from typing import Any

from kiosk.printed.score_json import change_fields, ends, score_fields
from store.model.breakdown import withheld
from store.model.cut import Cut
from store.model.period import Period
from store.model.reader import AskedQuestion, Filters, Funnel
from store.model.score import Score
from store.model.summary import Card, Row, Summary


def summary_document(summary: Summary) -> dict[str, Any]:
    """Everything that `kiosk scores` shows of a period."""
    return {
        "period": _period(summary.period, is_open=summary.open),
        "filters": filter_fields(summary.filters),
        "channel": summary.channel,
        "demo": summary.demo,
        "other_channels": dict(summary.other_channels),
        "assisted_higher": summary.assisted_higher,
        "tone": summary.sentence.tone.value,
        "weak_touchpoint": summary.sentence.weak_touchpoint,
        "scores": [_card(card) for card in summary.cards],
        "excluded": [each._asdict() for each in summary.excluded],
        "funnel": _funnel(summary.funnel),
        "commented": summary.commented,
    }


def cut_document(cut: Cut, period: Period, filters: Filters, *, is_open: bool) -> dict[str, Any]:
    """A breakdown."""
    return {
        "period": _period(period, is_open=is_open),
        "filters": filter_fields(filters),
        "channel": cut.channel,
        "by": cut.by,
        "rows": [
            {
                "key": row.name,
                "scores": [_cell(row, q, cut.by) for q in cut.questions],
                "funnel": row.visits and _funnel(row.visits),
            }
            for row in cut.rows
        ],
    }


def filter_fields(filters: Filters) -> dict[str, Any]:
    """Those that are set; a segment as "question=option"."""
    found: dict[str, Any] = {
        name: value
        for name in ("touchpoint", "agent", "kiosk", "language", "question")
        if (value := getattr(filters, name)) is not None
    }
    if filters.segments:
        found["segments"] = [f"{segment.question}={segment.option}" for segment in filters.segments]
    return found


def _funnel(funnel: Funnel) -> dict[str, int]:
    return {name: n for name, n in funnel._asdict().items() if name not in ("channel", "counted", "key")}


def _period(period: Period, *, is_open: bool) -> dict[str, Any]:
    return {
        "span": period.span.value,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "open": is_open,
    }


def _question(question: AskedQuestion, score: Score) -> dict[str, Any]:
    return {
        "survey": question.survey,
        "question": question.id,
        "metric": score.scale.metric.value,
        "scale": score.scale.points,
    }


def _card(card: Card) -> dict[str, Any]:
    nothing: dict[str, Any] = {"change": None, "change_low": None, "change_high": None, "verdict": None}
    usual = card.usual and {
        **ends(card.usual.limits),
        "centre": card.usual.centre,
        "seen": card.usual.seen,
        "needed": card.usual.needed,
        "learnt_from": card.usual.step.value,
        "signal": card.usual.signal,
    }
    target = card.target and {
        "value": card.target.value,
        "state": card.target.state and card.target.state.value,
        "built_in": card.target.built_in,
    }
    return {
        **_question(card.question, card.score),
        **score_fields(card.score),
        "shown": card.shown,
        "skipped": card.skipped,
        "timed_out": card.timed_out,
        "excluded": card.excluded,
        "usual": usual,
        "before": card.before and score_fields(card.before),
        **(change_fields(card.change) if card.change else nothing),
        "recent": score_fields(card.recent),
        "target": target,
    }


def _cell(row: Row, question: AskedQuestion, by: str) -> dict[str, Any]:
    score = row.scores[question.number]
    fields = score_fields(score)
    if withheld(by, score):
        # Nine answers say more about chance, and about the nine customers, than about a colleague.
        fields |= {name: None for name in fields if name not in ("n", "status")}
    verdict, before = row.verdicts.get(question.number), row.changes.get(question.number)
    return {
        **_question(question, score),
        **fields,
        "verdict": verdict and verdict.value,
        "verdict_before": before and before.value,
    }
