"""What the scores are made from: the questions a store can be asked, whatever engine it has.

SQL stands only behind this protocol. Days are business days, as whole days since 1970-01-01.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from store.model.response import Response
from store.model.scale import Scale, Standing
from store.model.survey import Kind, Text


class Dimension(StrEnum):
    """What scores are broken down by."""

    TOTAL = "total"
    HOUR = "hour"
    TOUCHPOINT = "touchpoint"
    AGENT = "agent"
    KIOSK = "kiosk"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which answers to look at; None means all of them. One filter or none never reads `answer`."""

    touchpoint: str | None = None
    agent: str | None = None
    kiosk: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as the store knows it, across versions and wordings of its survey."""

    number: int
    """The store's own number of it."""
    survey: str
    id: str
    kind: Kind
    scale: Scale | None
    text: Text
    """The newest wording."""
    options: tuple[tuple[str, Text], ...] = ()
    """Id and newest wording of each option, in order."""
    parent: str | None = None
    """A follow-up's: the id of the question it follows."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers to one question at one key of a dimension."""

    day: int | None
    """None where the days asked for are added up."""
    key: str
    """'' for the total; '0' to '23' for the hour; else the name."""
    question: int
    channel: str
    counted: bool
    """False: of responses that are excluded."""
    counts: tuple[int, ...]
    """How many at each point of the question's scale, lowest first; () for a question without one."""
    shown: int
    skipped: int
    timed_out: int


@dataclass(frozen=True, slots=True)
class ChoiceTally:
    """How often one option of a question was chosen, by where the parent's score stood."""

    day: int | None
    key: str
    question: int
    option: str
    """'' is the base: how many were asked."""
    channel: str
    counted: bool
    by_standing: Mapping[Standing | None, int]
    """None: the parent has no score, or was not answered."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """What became of the visits that started."""

    channel: str
    counted: bool
    started: int = 0
    open: int = 0
    complete: int = 0
    partial: int = 0
    skipped: int = 0
    timed_out: int = 0
    refused: int = 0
    no_time: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person wrote."""

    uid: str
    """Of the response it belongs to."""
    question: int
    text: str
    at_ms: int
    utc_offset_min: int
    touchpoint: str
    agent: str | None
    score_question: int | None
    score: int | None
    """The score it explains: the parent's, else the first of the visit."""
    consent: bool | None


@dataclass(frozen=True, slots=True)
class Excluded:
    """How many responses one rule leaves out."""

    rule: str
    by: str
    """Who, or '' for the rule itself."""
    why: str
    responses: int


@dataclass(frozen=True, slots=True)
class KioskState:
    """How one device was doing at its last heartbeat."""

    label: str
    state: str
    """'asking', 'paused', 'closed' (ended cleanly)."""
    beat_ms: int
    last_answer_ms: int | None
    problem: str | None
    """One sentence, where the device has something to tell the operator."""


class Reader(Protocol):
    """Reads what is kept. Every call is short, and fetches at once."""

    def changed(self) -> bool:
        """Whether anything was written, by anyone, since the last call. Costs microseconds."""
        ...

    def questions(self) -> Sequence[AskedQuestion]:
        """Every question ever asked, in the order of its survey."""
        ...

    def tallies(
        self, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool = False
    ) -> Sequence[Tally]:
        """Histograms of the days `first` to `last`, both included; a row a day where `daily`."""
        ...

    def choices(
        self, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool = False
    ) -> Sequence[ChoiceTally]:
        """The same for options chosen."""
        ...

    def funnel(self, first: int, last: int, filters: Filters) -> Sequence[Funnel]:
        """The visits of those days, a row a channel and `counted`."""
        ...

    def comments(
        self,
        first: int,
        last: int,
        filters: Filters,
        *,
        limit: int,
        low: bool = False,
        holding: str = "",
        channel: str | None = None,
        published: bool = False,
    ) -> Sequence[Comment]:
        """Newest first, of responses that count; only after low scores, or holding a text, where asked.

        `published`: only those whose writers agreed that others may read them.
        """
        ...

    def excluded(
        self, first: int, last: int, filters: Filters, *, channel: str | None = None
    ) -> Sequence[Excluded]:
        """What is left out of those days, and why; only of one channel, where asked."""
        ...

    def response(self, uid: str) -> Response | None:
        """One whole response."""
        ...

    def targets(self) -> Mapping[int, float]:
        """By question number: the target the shop has set, in the score's own unit."""
        ...

    def kiosks(self) -> Sequence[KioskState]:
        """Every device that ever answered here."""
        ...

    def is_demo(self) -> bool:
        """Whether the store itself is a demonstration, so that demo answers count."""
        ...
