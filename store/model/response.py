"""What a visit left: one response and its answers, as they are kept, and the words for how they ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How one question ended."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    TIMED_OUT = "timed_out"


class Status(StrEnum):
    """How a whole visit stands or ended."""

    OPEN = "open"
    """Still going on."""
    COMPLETE = "complete"
    """Every question that was due was answered or skipped, and at least one answered."""
    PARTIAL = "partial"
    """Something was answered, then the person left."""
    SKIPPED = "skipped"
    """Every question was skipped."""
    TIMED_OUT = "timed_out"
    """Nothing was answered, and the person left."""
    REFUSED = "refused"
    NO_TIME = "no_time"
    DROPPED = "dropped"


class Channel(StrEnum):
    """Who held the keys. An import may add channels of its own (web, email, sms...)."""

    SELF = "self"
    ASSISTED = "assisted"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Answer:
    """One question's end. Times are milliseconds since the start of the visit."""

    question: str
    """The question's id in its survey."""
    outcome: Outcome
    shown_ms: int
    ended_ms: int
    score: int | None = None
    """A point of the question's scale; None where it has none, or was not answered."""
    choices: tuple[str, ...] = ()
    """The ids of the options chosen."""
    text: str | None = None
    """A comment or a contact, as typed, less control characters."""
    consent: bool | None = None
    """May we publish this comment, may we call this contact back; None where it was not asked."""


@dataclass(frozen=True, slots=True)
class Response:
    """All that is kept of one visit. Saving it again under its `uid` replaces what was kept before."""

    uid: str
    """A UUIDv7, drawn when the visit starts; a retry uses the same one and changes nothing twice."""
    survey: str
    version: str
    """The survey's name and the hash of the version that was asked."""
    touchpoint: str
    kiosk: str
    """The label of the device."""
    language: str
    channel: str
    status: Status
    started_ms: int
    """Epoch milliseconds."""
    utc_offset_min: int
    day: int
    """The shop's business day, in days since 1970-01-01."""
    hour: int
    """The hour on the shop's wall clock, 0-23."""
    ended_ms: int | None = None
    agent: str | None = None
    reference: str | None = None
    clock_suspect: bool = False
    """The clock was known to be wrong (behind what the store has already seen)."""
    reward: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """By question id, in the order asked."""
