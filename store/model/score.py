"""Scores, their intervals and their comparison, from integer counts per scale point.

Nothing here is ever computed from a rounded number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import sqrt

from store.model.intervals import Interval, Moments, adjusted, around, newcombe, two_sided, wilson
from store.model.rounding import percentage, rounded
from store.model.scale import Metric, Scale, Standing

__all__ = [
    "MIN_N",
    "NONE_YET",
    "RANKED_N",
    "Change",
    "Counts",
    "Interval",
    "Score",
    "Status",
    "Verdict",
    "add",
    "better",
    "bounds",
    "change",
    "coded",
    "decimals",
    "p_value",
    "score",
    "valid",
]

Counts = tuple[int, ...]
"""A histogram: how many answers at each point of a scale, lowest point first."""

MIN_N = 10
"""Fewer answers have no score, only counts, and no verdict."""
RANKED_N = 30
"""Fewer answers are fragile, and are never ranked."""
WIDE = 0.2
"""An interval over this part of the range makes a score fragile, whatever its n."""
NONE_YET = "\N{EN DASH}"
"""What stands where there is no answer."""


class Status(StrEnum):
    """How much a score can bear."""

    NO_DATA = "no_data"
    TOO_FEW = "too_few"
    """1 to 9 answers: only the counts are shown."""
    FRAGILE = "fragile"
    """10 to 29 answers, or an interval wider than a fifth of the range: shown greyed."""
    OK = "ok"


class Verdict(StrEnum):
    """What a change comes to."""

    INSUFFICIENT = "insufficient"
    NO_CLEAR_CHANGE = "no_clear_change"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one question.

    Units: per cent for CSAT, -100 to 100 for NPS, scale points for CES; a question without a metric
    has no `value`. `value` and `favourable` are exact; None where there is no answer.
    """

    scale: Scale
    counts: Counts
    n: int
    status: Status
    value: Fraction | None
    interval: Interval | None
    display: str
    """`value` as it is shown, with a decimal point and a true minus sign (U+2212): '87', '>99.9', '+13',
    '4.12'; an en dash without answers."""
    favourable: int
    """How many answers are favourable (NPS: promoters)."""
    favourable_interval: Interval | None
    """Of the favourable share, in per cent (Wilson); None for NPS and without answers."""

    def standing(self, standing: Standing) -> int:
        """How many answers stand there: low, middle or high."""
        return _standing(self.scale, self.counts, standing)


@dataclass(frozen=True, slots=True)
class Change:
    """From one set of answers (A) to another (B): B less A, in the score's own unit."""

    value: Fraction | None
    interval: Interval | None
    verdict: Verdict


def bounds(scale: Scale) -> tuple[int, int]:
    """The lowest and the highest score there can be, in the score's own unit."""
    if scale.metric is Metric.CSAT:
        return 0, 100
    if scale.metric is Metric.NPS:
        return -100, 100
    return scale.values[0], scale.values[-1]


def decimals(scale: Scale) -> int:
    """How many decimals a score of this scale is shown with."""
    return 2 if scale.metric is Metric.CES else 0


def better(scale: Scale, a: float | Fraction, b: float | Fraction) -> bool:
    """Whether `b` is the better score of the two."""
    return b < a if scale.low_is_good else b > a


def add(scale: Scale, *histograms: Sequence[int]) -> Counts:
    """Histograms of one question added up: shops and days are totalled so, never by averaging scores."""
    return tuple(map(sum, zip(*histograms, strict=True))) if histograms else (0,) * len(scale.values)


@lru_cache(maxsize=4096)  # on a live screen nearly all histograms are those of the paint before
def score(scale: Scale, counts: Counts) -> Score:
    """The score of `counts`. ValueError where they are not of this scale, or below zero.

    CSAT: the share of satisfied answers, with Wilson's interval. NPS: 100·(promoters - detractors)/n, and
    CES: the mean; both with the adjusted Wald interval, clipped to what is possible.
    """
    _check(scale, counts)
    n = sum(counts)
    favourable = 0 if scale.metric is Metric.NONE else _standing(scale, counts, Standing.HIGH)
    if not n or scale.metric is Metric.NONE:
        return Score(scale, counts, n, _status(n, 0), None, None, NONE_YET, favourable, None)
    share = wilson(favourable, n)
    percent = Interval(100 * share.low, 100 * share.high)
    low, high = bounds(scale)
    if scale.metric is Metric.CSAT:
        value, interval = Fraction(100 * favourable, n), percent
        display = percentage(favourable, n)
    else:
        value = _mean(scale, counts, n)
        interval = _moments(scale, counts).interval.clipped(low, high)
        display = rounded(value, decimals(scale), signed=scale.metric is Metric.NPS)
    return Score(
        scale=scale,
        counts=counts,
        n=n,
        status=_status(n, interval.width / (high - low)),
        value=value,
        interval=interval,
        display=display,
        favourable=favourable,
        favourable_interval=None if scale.metric is Metric.NPS else percent,
    )


@lru_cache(maxsize=1024)
def change(scale: Scale, before: Counts, after: Counts) -> Change:
    """What changed from `before` to `after`, and whether it is more than chance.

    CSAT by Newcombe's hybrid interval, the others by the adjusted Wald interval of a difference. Too few:
    either n under 10. No clear change: the interval holds 0, or the change is shown as 0.
    """
    a, b = score(scale, before), score(scale, after)
    if a.value is None or b.value is None:
        return Change(None, None, Verdict.INSUFFICIENT)
    value = b.value - a.value
    if scale.metric is Metric.CSAT:
        shares = newcombe(a.favourable, a.n, b.favourable, b.n)
        interval = Interval(100 * shares.low, 100 * shares.high)
    else:
        ma, mb = _moments(scale, before), _moments(scale, after)
        interval = around(mb.mean - ma.mean, ma.squared_error + mb.squared_error)
    return Change(value, interval, _verdict(scale, a.n, b.n, value, interval))


@lru_cache(maxsize=1024)
def p_value(scale: Scale, before: Counts, after: Counts) -> float | None:
    """How probable so large a change would be by chance alone, two-sided; None without answers on both sides.

    CSAT: the pooled z, times √((N-1)/N) (Campbell 2007). NPS and CES: z of the adjusted means.
    """
    n_a, n_b = sum(before), sum(after)
    if not (n_a and n_b) or scale.metric is Metric.NONE:
        return None
    if scale.metric is not Metric.CSAT:
        ma, mb = _moments(scale, before), _moments(scale, after)
        return two_sided((mb.mean - ma.mean) / sqrt(ma.squared_error + mb.squared_error))
    k_a, k_b = (_standing(scale, counts, Standing.HIGH) for counts in (before, after))
    n = n_a + n_b
    p = (k_a + k_b) / n
    spread = p * (1 - p) * (1 / n_a + 1 / n_b)
    if not spread:
        return 1.0
    return two_sided((k_b / n_b - k_a / n_a) / sqrt(spread) * sqrt((n - 1) / n))


def coded(scale: Scale, counts: Counts) -> list[tuple[int, int]]:
    """Answers as (value, count), in a unit whose mean is the score: NPS is -100, 0 and 100. Not for CSAT."""
    if scale.metric is Metric.NPS:
        unit = {Standing.LOW: -100, Standing.MIDDLE: 0, Standing.HIGH: 100}
        return [(unit[standing], _standing(scale, counts, standing)) for standing in unit]
    return list(zip(scale.values, counts, strict=True))


def valid(scale: Scale, typed: object) -> int | None:
    """The point of the scale that `typed` stands for, or None.

    Valid is a whole number inside the scale, in ASCII digits with nothing but white space around: no
    sign, no decimals, no digits of other scripts.
    """
    text = str(typed).strip() if isinstance(typed, str) else ""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    return value if (value := int(text)) in scale.values else None


def _check(scale: Scale, counts: Counts) -> None:
    if len(counts) != len(scale.values):
        raise ValueError(
            f"{len(counts)} counts given, but the scale {scale.values[0]} to {scale.values[-1]}"
            f" has {len(scale.values)} points"
        )
    if any(count < 0 for count in counts):
        raise ValueError("a count is below zero")


@lru_cache(maxsize=64)
def _classes(scale: Scale) -> tuple[Standing, ...]:
    return tuple(scale.standing(value) for value in scale.values)


def _standing(scale: Scale, counts: Counts, standing: Standing) -> int:
    return sum(count for count, at in zip(counts, _classes(scale), strict=True) if at is standing)


def _mean(scale: Scale, counts: Counts, n: int) -> Fraction:
    return Fraction(sum(value * count for value, count in coded(scale, counts)), n)


@lru_cache(maxsize=4096)
def _moments(scale: Scale, counts: Counts) -> Moments:
    return adjusted(coded(scale, counts), *bounds(scale))


def _status(n: int, width: float) -> Status:
    if not n:
        return Status.NO_DATA
    if n < MIN_N:
        return Status.TOO_FEW
    return Status.FRAGILE if n < RANKED_N or width > WIDE else Status.OK


def _verdict(scale: Scale, n_a: int, n_b: int, value: Fraction, interval: Interval) -> Verdict:
    if min(n_a, n_b) < MIN_N:
        return Verdict.INSUFFICIENT
    shown_as_zero = not rounded(value, decimals(scale) or 1).strip("0.")
    if shown_as_zero or interval.low <= 0 <= interval.high:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.BETTER if better(scale, 0, value) else Verdict.WORSE
