"""An alert as it is kept: from when it was raised until somebody has acknowledged it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RaisedAlert:
    """One of them."""

    number: int
    """The store's own number of it."""
    rule: str
    """Which rule raised it."""
    subject: str
    """The question's number, or the kiosk's label."""
    day: int
    at_ms: int
    facts: Mapping[str, object]
    """What the rule saw, in JSON's own types."""
    told: str = ""
    """What came of the shop's own command: 'ok', one sentence on its failure, '' where there is none."""
    acknowledged_by: str | None = None
    acknowledged_ms: int | None = None
