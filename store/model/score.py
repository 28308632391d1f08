"""Scores, their intervals and their comparison, from integer counts per scale point.

Nothing here is ever computed from a rounded number.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from store.model.scale import Scale

Counts = tuple[int, ...]
"""A histogram: how many answers at each point of a scale, lowest point first."""


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
class Interval:
    """A 95 % interval, unrounded, in the score's own unit."""

    low: float
    high: float


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
    """`value` as it is shown, with a decimal point: '87', '>99.9', '+13', '−13', '4.12'; '–' without answers."""
    favourable: int
    """How many answers are favourable (NPS: promoters)."""
    favourable_interval: Interval | None
    """Of the favourable share, in per cent (Wilson); None for NPS and without answers."""


@dataclass(frozen=True, slots=True)
class Change:
    """From one set of answers (A) to another (B): B less A, in the score's own unit."""

    value: Fraction | None
    interval: Interval | None
    verdict: Verdict
