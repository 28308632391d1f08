"""What a person should be told at once, and by which rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum


class AlertRule(StrEnum):
    """Why an alert is raised."""

    LOW = "low"
    """More low answers within an hour than chance brings in this shop."""
    HALF = "half"
    """At least half of the answers of a quarter of an hour are low."""
    BELOW = "below"
    """The score of the day is clearly below a value that was set."""
    SILENT = "silent"
    """A kiosk has not been heard of, in opening hours."""


@dataclass(frozen=True, slots=True)
class AlertRules:
    """Which rules are on, and what they measure by."""

    low: bool = True
    half: bool = False
    below: Mapping[str, float] = field(default_factory=dict)
    """By question id: the value, in the score's own unit."""
    silent_minutes: int = 15
    """Without a sign of life; 0 turns the rule off."""
    opening_hours: Mapping[str, tuple[time, time]] = field(default_factory=dict)
    """By weekday, 'mon' to 'sun', as in `Rules`. Empty: always open."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to tell a person. Numbers are of the answers that raised it; 0 where they mean nothing."""

    rule: AlertRule
    subject: str
    """The question's number, or the kiosk's label."""
    day: int
    """The business day."""
    at_ms: int
    """The newest of the answers that raised it; since when the kiosk has been silent."""
    channel: str = ""
    since_ms: int = 0
    """The oldest of the low answers."""
    low: int = 0
    """Low answers."""
    n: int = 0
    """All answers of that time."""
    usual: float = 0.0
    """The share of low answers in the shop's own 28 days, 0 to 1; 0 where it is not known."""
    value: float = 0.0
    """The score, where it is too low."""
    limit: float = 0.0
    """The value that it is clearly below."""
    where: tuple[tuple[str, str | None, int], ...] = ()
    """Touchpoint, agent or None, and how many of the low answers came from there; of a kiosk that is silent,
    how many of its visits of the last days, of whatever agent. () where it is about the whole shop."""

    @property
    def natural_key(self) -> str:
        """The same in every process that sees the same answers."""
        return natural_key(self.rule, self.subject, self.channel, self.day, self.at_ms)

    @property
    def facts(self) -> dict[str, object]:
        """What the rule saw, in JSON's own types and under the names of the fields."""
        return {
            "channel": self.channel,
            "since_ms": self.since_ms,
            "low": self.low,
            "n": self.n,
            "usual": self.usual,
            "value": self.value,
            "limit": self.limit,
            "where": [list(place) for place in self.where],
        }


def natural_key(rule: str, subject: str, channel: str, day: int, at_ms: int) -> str:
    """The name of an alert, the same wherever the same answers are seen: one a day for a score."""
    return f"{rule}:{subject}:{channel}:{day if rule == AlertRule.BELOW else at_ms}"
