"""Somebody who agreed to be called back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallBack:
    """One of them, with what a person who calls should know."""

    uid: str
    """Of the response."""
    contact: str
    """As typed: a number, an address, a name."""
    at_ms: int
    utc_offset_min: int
    touchpoint: str
    agent: str | None
    question: int | None
    """The store's number of the question that `score` answers."""
    score: int | None
    top: int | None
    """The best point of that question's scale."""
    remark: str
    """What they wrote besides; '' for nothing."""
    done_by: str = ""
    """Who has called; '' nobody yet."""
    done_ms: int | None = None
    outcome: str = ""
    """What came of it, in the caller's words."""
