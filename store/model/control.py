"""What is usual: a control chart over closed days, which says when a day is more than chance.

The p'-chart of Laney 2002, with an exact binomial tail beside the limits because these are too jumpy
near 100 %; for NPS and means the same with the pooled standard deviation of an answer.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from store.model.intervals import Interval, adjusted, binomial_tails
from store.model.scale import Metric, Scale
from store.model.score import Counts, Score, add, bounds, coded, score

IMPROBABLE = 0.00135
"""The normal probability beyond three standard deviations on one side."""
RUN = 8
"""So many points in a row on one side of the centre are a signal too."""
_D2 = 1.128
"""The mean range of two normal deviates, in standard deviations."""


class Chart(NamedTuple):
    """What is usual for one question, learnt from earlier points."""

    scale: Scale
    centre: float
    """Of all the points' answers together, in the score's own unit."""
    deviation: float
    """The standard deviation of one answer, in the score's own unit."""
    stretch: float
    """How much more the points vary than chance would have them (Laney's sigma z), at least 1."""
    share: float | None
    """CSAT: the usual share of favourable answers, 0 to 1, for the exact tail."""

    def limits(self, n: int) -> Interval:
        """Where the score of `n` answers (at least 1) usually lies."""
        reach = 3 * self.deviation / sqrt(n) * self.stretch
        return Interval(self.centre - reach, self.centre + reach).clipped(*bounds(self.scale))

    def outside(self, score: Score) -> bool:
        """Whether a score lies outside its limits and, for a share, is improbable by the exact tail too."""
        if score.value is None:
            return False
        reach = 3 * self.deviation / sqrt(score.n) * self.stretch
        if abs(float(score.value) - self.centre) <= reach:
            return False
        return self.share is None or min(binomial_tails(score.favourable, score.n, self.share)) < IMPROBABLE


def chart(scale: Scale, points: Sequence[Counts]) -> Chart | None:
    """Learns from the histograms of days (or weeks), in their order; None without answers.

    How many points are enough, and how large each must be, is the caller's to say.
    """
    scores = [score(scale, counts) for counts in points if any(counts)]
    together = score(scale, add(scale, *points))
    if together.value is None:
        return None
    centre = float(together.value)
    share = None
    if scale.metric is Metric.CSAT:
        share = together.favourable / together.n
        if share in (0, 1):  # what was never seen yet is rare, not impossible
            share = (together.favourable + 0.5) / (together.n + 1)
        deviation = 100 * sqrt(share * (1 - share))
    else:
        deviation = _pooled(scale, scores, together)
    z = [(float(s.value) - centre) / deviation * sqrt(s.n) for s in scores if s.value is not None]
    steps = [abs(b - a) for a, b in pairwise(z)]
    return Chart(scale, centre, deviation, max(1.0, sum(steps) / len(steps) / _D2) if steps else 1.0, share)


def signals(chart: Chart, scores: Sequence[Score]) -> tuple[bool, ...]:
    """Which of these scores, in their order, are signals: outside, or the eighth or later on one side."""
    found = []
    run, side = 0, 0
    for each in scores:
        value = chart.centre if each.value is None else float(each.value)
        now = (value > chart.centre) - (value < chart.centre)
        run = run + 1 if now and now == side else abs(now)
        side = now
        found.append(run >= RUN or chart.outside(each))
    return tuple(found)


def _pooled(scale: Scale, scores: Sequence[Score], together: Score) -> float:
    """The standard deviation of an answer within a point, so that what differs between points stays out."""
    squares = 0.0
    for each in scores:
        mean = float(each.value or 0)
        squares += sum(count * (value - mean) ** 2 for value, count in coded(scale, each.counts))
    freedom = together.n - len(scores)
    if squares and freedom:
        return sqrt(squares / freedom)
    # All answers alike: as in the adjusted interval, three more that are not.
    return sqrt(adjusted(coded(scale, together.counts), *bounds(scale)).variance)
