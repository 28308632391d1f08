"""What can be answered, and which answers are good: the metric and the scale of a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Metric(StrEnum):
    """What a question measures. Declared by the question, never inferred from its scale."""

    CSAT = "csat"
    """Customer satisfaction: the share of satisfied answers."""
    NPS = "nps"
    """Net Promoter Score: promoters less detractors, of a 0-10 likelihood to recommend."""
    CES = "ces"
    """Customer effort score: the mean ease, 1 very hard to top very easy."""
    NONE = "none"
    """A question without a score: its distribution only."""


class Standing(StrEnum):
    """Where on its scale an answer stands."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


_HIGH = {5: (4, 5), 7: (5, 7), 10: (9, 10)}
_LOW = {5: (1, 2), 7: (1, 3), 10: (1, 6)}


@dataclass(frozen=True, slots=True)
class Scale:
    """A metric and its points.

    `points` is what surveys and `kiosk calc` write: 5, 7 or 10. NPS is always 10 and has the eleven
    points 0-10; every other scale runs from 1. `low_is_good` is CES 1.0 (1 = little effort), which is
    only ever imported.
    """

    metric: Metric
    points: int
    low_is_good: bool = False

    @property
    def values(self) -> range:
        """Every point, lowest first."""
        return range(0 if self.metric is Metric.NPS else 1, self.points + 1)

    def index(self, value: int) -> int:
        """Where `value` is counted in a histogram of this scale. ValueError outside the scale."""
        return self.values.index(value)

    def standing(self, value: int) -> Standing:
        """Low, middle or high, in the direction that is good for the shop. ValueError outside the scale."""
        if value not in self.values:
            raise ValueError(f"{value} is not on the scale {self.values.start} to {self.points}")
        if self.low_is_good:
            value = self.points + 1 - value
        if self.metric is Metric.NPS:
            low, high = (0, 6), (9, 10)
        elif self.points in _HIGH:
            low, high = _LOW[self.points], _HIGH[self.points]
        else:  # a question without a metric may have any scale: thirds of it
            third = self.points // 3
            low, high = (1, third), (self.points - third + 1, self.points)
        if low[0] <= value <= low[1]:
            return Standing.LOW
        return Standing.HIGH if high[0] <= value <= high[1] else Standing.MIDDLE

    def values_standing(self, *standings: Standing) -> tuple[int, ...]:
        """The points that stand there, lowest first."""
        return tuple(v for v in self.values if self.standing(v) in standings)

    def count(self, answers: Iterable[int]) -> tuple[int, ...]:
        """A histogram: how many of `answers` at each point, lowest first. ValueError outside the scale."""
        counts = [0] * len(self.values)
        for value in answers:
            counts[self.index(value)] += 1
        return tuple(counts)


SCALES: dict[Metric, tuple[int, ...]] = {
    Metric.CSAT: (5, 10),
    Metric.NPS: (10,),
    Metric.CES: (5, 7, 10),
}
"""The points each metric may have in a survey; a question without a metric may have 2 to 10."""
