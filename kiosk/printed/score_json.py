"""Scores as `--json` prints them: stable keys, unrounded numbers, null where there is none."""

from fractions import Fraction
from typing import Any

from store.model.rounding import MINUS
from store.model.score import Change, Interval, Score


def number(value: Fraction | float | None) -> float | None:
    """As JSON has it."""
    return None if value is None else float(value)


def ends(interval: Interval | None, low: str = "low", high: str = "high") -> dict[str, float | None]:
    """An interval under two keys."""
    if interval is None:
        return {low: None, high: None}
    return {low: interval.low, high: interval.high}


def score_fields(score: Score) -> dict[str, Any]:
    """`counts n score score_display low high favourable_pct favourable_low favourable_high status`.

    `score_display` has an ASCII minus, as scripts read it.
    """
    easy = score.favourable_interval
    return {
        "counts": list(score.counts),
        "n": score.n,
        "score": number(score.value),
        "score_display": score.display.replace(MINUS, "-") if score.value is not None else None,
        **ends(score.interval),
        "favourable_pct": number(Fraction(100 * score.favourable, score.n)) if easy else None,
        **ends(easy, "favourable_low", "favourable_high"),
        "status": score.status.value,
    }


def change_fields(change: Change) -> dict[str, Any]:
    """`change change_low change_high verdict`."""
    return {
        "change": number(change.value),
        **ends(change.interval, "change_low", "change_high"),
        "verdict": change.verdict.value,
    }
