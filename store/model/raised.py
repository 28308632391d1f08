"""An alert as it is kept: from when it was raised until somebody has acknowledged it."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.model.filters import EVERYTHING
from store.model.people import Person


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

    def concerns(self, person: Person) -> bool:
        """Whether it is theirs to see. Of whoever looks after a part of the shop it is where at least half of
        what raised it came from there; what is about the whole shop is not.
        """
        if person.allowed == EVERYTHING:
            return True
        where = self.facts.get("where")
        whole = theirs = 0
        for touchpoint, agent, count in where if isinstance(where, list) else ():
            whole += count
            theirs += count if person.sees(agent, touchpoint) else 0
        return theirs > 0 and 2 * theirs >= whole
