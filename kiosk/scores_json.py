"""`kiosk scores --json`: a summary, or a cut, as one document."""

from dataclasses import asdict
from typing import Any

from kiosk.score_json import change_fields, ends, score_fields
from store.model.cut import Cut
from store.model.period import Period
from store.model.reader import AskedQuestion
from store.model.score import MIN_N, Score
from store.model.summary import Card, Row, Summary


def summary_document(summary: Summary) -> dict[str, Any]:
    """Everything that `kiosk scores` shows of a period."""
    return {
        "period": _period(summary.period, is_open=summary.open),
        "channel": summary.channel,
        "demo": summary.demo,
        "other_channels": dict(summary.other_channels),
        "assisted_higher": summary.assisted_higher,
        "tone": summary.sentence.tone.value,
        "weak_touchpoint": summary.sentence.weak_touchpoint,
        "scores": [_card(card) for card in summary.cards],
        "excluded": [asdict(each) for each in summary.excluded],
        "funnel": {
            name: n for name, n in asdict(summary.funnel).items() if name not in ("channel", "counted")
        },
        "commented": summary.commented,
    }


def cut_document(cut: Cut, period: Period, *, is_open: bool) -> dict[str, Any]:
    """A breakdown."""
    return {
        "period": _period(period, is_open=is_open),
        "channel": cut.channel,
        "by": cut.by,
        "rows": [
            {"key": row.name, "scores": [_cell(row, q, cut.by) for q in cut.questions]} for row in cut.rows
        ],
    }


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
        "seen": card.usual.days,
        "needed": card.usual.needed,
        "weeks": card.usual.weeks,
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
    if by == "agent" and score.n < MIN_N:
        # Nine answers say more about chance, and about the nine customers, than about a colleague.
        fields |= {name: None for name in fields if name not in ("n", "status")}
    verdict = row.verdicts.get(question.number)
    return {**_question(question, score), **fields, "verdict": verdict and verdict.value}
