"""Which answers are looked at, and by what they are broken down."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Dimension(StrEnum):
    """What scores are broken down by."""

    TOTAL = "total"
    HOUR = "hour"
    TOUCHPOINT = "touchpoint"
    AGENT = "agent"
    KIOSK = "kiosk"
    LANGUAGE = "language"


class Segment(NamedTuple):
    """The people who chose one option of a question: those on their first visit, those who name the queue."""

    question: str
    """The question's id, of whatever survey."""
    option: str
    """The option's id."""


class Allowed(NamedTuple):
    """What a person may see: answers at these touchpoints, taken by these agents; none named is all.

    Where both are named, an answer must have one of each.
    """

    touchpoints: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()


EVERYTHING = Allowed()
"""All answers may be seen."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which answers to look at; None means all of them. Several hold together.

    One of the first four, or none, is answered from the tallies; more, or a segment, by reading the
    responses of the period.
    """

    touchpoint: str | None = None
    agent: str | None = None
    kiosk: str | None = None
    language: str | None = None
    question: str | None = None
    """A question's id: only it and what follows it. Visits, and what is left out, are of no question."""
    segments: tuple[Segment, ...] = ()
    allowed: Allowed = EVERYTHING

    def having(self, what: str, name: str | None) -> "Filters":
        """These with another `what`: a dimension's name or 'question'; None takes it away."""
        match what:
            case "touchpoint":
                return replace(self, touchpoint=name)
            case "agent":
                return replace(self, agent=name)
            case "kiosk":
                return replace(self, kiosk=name)
            case "language":
                return replace(self, language=name)
        return replace(self, question=name)

    def names(self) -> "dict[Dimension, tuple[str, ...]]":
        """Which names pass, by dimension; one that is not there passes whole. No names: nothing passes."""
        asked = {
            Dimension.TOUCHPOINT: self.touchpoint,
            Dimension.AGENT: self.agent,
            Dimension.KIOSK: self.kiosk,
            Dimension.LANGUAGE: self.language,
        }
        found: dict[Dimension, tuple[str, ...]] = {
            dimension: (name,) for dimension, name in asked.items() if name is not None
        }
        if self.allowed != EVERYTHING:
            for dimension, names in (
                (Dimension.TOUCHPOINT, self.allowed.touchpoints),
                (Dimension.AGENT, self.allowed.agents),
            ):
                if names:
                    wanted = found.get(dimension, names)
                    found[dimension] = tuple(sorted(set(wanted) & set(names)))
        return found


ALL = Filters()
"""No filter."""


class Only(NamedTuple):
    """A part of the tallies: what counts, of one channel and of these questions."""

    channel: str
    questions: tuple[int, ...]
    """Their numbers."""
