"""Single answers and what stands against a response: what a score opens into."""

from typing import NamedTuple


class Given(NamedTuple):
    """One answer to a question on a scale, and where it came from."""

    place: int
    """Its place among all responses; older ones have a lower one. To page on from."""
    uid: str
    """Of the response."""
    score: int
    at_ms: int
    """When it was given, epoch milliseconds."""
    utc_offset_min: int
    touchpoint: str
    kiosk: str
    agent: str | None
    counted: bool
    """False: the response is left out of the scores."""
    wrote: bool
    """Whether the person wrote something."""


class Against(NamedTuple):
    """One reason for which a response is, or was, left out of the scores."""

    rule: str
    by: str
    """Who, or '' for the rule itself."""
    why: str
    at_ms: int
    lifted_by: str | None
    """Who let it count again; None: it still stands."""
    lifted_why: str = ""
