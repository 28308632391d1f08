"""What the scores are made from: the questions a store can be asked, whatever engine it has.

SQL stands only behind this protocol. Days are business days, as whole days since 1970-01-01.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from store.model.filters import ALL as ALL
from store.model.filters import EVERYTHING as EVERYTHING
from store.model.filters import Allowed as Allowed
from store.model.filters import Dimension as Dimension
from store.model.filters import Filters as Filters
from store.model.filters import Only as Only
from store.model.filters import Segment as Segment
from store.model.response import Response
from store.model.scale import Scale, Standing
from store.model.survey import Kind, Survey, Text

if TYPE_CHECKING:
    from store.model.given import Against, Given


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


class Tally(NamedTuple):
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


class ChoiceTally(NamedTuple):
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


class Funnel(NamedTuple):
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
    key: str = ""
    """As in `Tally`."""


class Comment(NamedTuple):
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
    language: str = ""
    """That of the visit."""


class Excluded(NamedTuple):
    """How many responses one rule leaves out."""

    rule: str
    by: str
    """Who, or '' for the rule itself."""
    why: str
    responses: int


class LeftOut(NamedTuple):
    """The answers to one question of the responses that exactly these rules leave out."""

    rules: frozenset[str]
    """Never empty; one of them is enough to leave a response out."""
    question: int
    channel: str
    counts: tuple[int, ...]
    """As in `Tally`."""


class Recent(NamedTuple):
    """One answer on a scale, just given, by a response that counts."""

    at_ms: int
    question: int
    score: int
    channel: str
    touchpoint: str
    kiosk: str
    agent: str | None = None


class Note(NamedTuple):
    """What a person wrote down about a day: a second till opened, a road closed."""

    number: int
    """The store's own number of it."""
    day: int
    text: str
    by: str
    at_ms: int
    """When it was written."""


class SurveyVersion(NamedTuple):
    """One version of a survey, as it was put to use."""

    survey: str
    version: str
    first_ms: int
    """When this store first met it."""
    content: Survey


class KioskState(NamedTuple):
    """How one device was doing at its last heartbeat."""

    label: str
    state: str
    """'asking', 'paused', 'closed' (ended cleanly)."""
    beat_ms: int
    last_answer_ms: int | None
    problem: str | None
    """One sentence, where the device has something to tell the operator."""
    works_here: bool = True
    """False: it never sent a heartbeat to this store; its answers were merged or imported."""


class Reader(Protocol):
    """Reads what is kept. Every call is short, and fetches at once."""

    def changed(self) -> bool:
        """Whether anything was written, by anyone, since the last call. Costs microseconds."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """Within it all calls see the store of one moment, where nobody has to wait for that."""
        ...

    def questions(self) -> Sequence[AskedQuestion]:
        """Every question ever asked, in the order of its survey."""
        ...

    def tallies(
        self,
        first: int,
        last: int,
        by: Dimension,
        filters: Filters,
        *,
        daily: bool = False,
        only: Only | None = None,
    ) -> Sequence[Tally]:
        """Histograms of the days `first` to `last`, both included; a row a day where `daily`."""
        ...

    def choices(
        self, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool = False
    ) -> Sequence[ChoiceTally]:
        """The same for options chosen."""
        ...

    def tallies_by_choice(self, first: int, last: int, question: str, filters: Filters) -> Sequence[Tally]:
        """Histograms by the option chosen in the choice question of that id, in every survey that has it.

        Key: the option's id. Who did not choose is in none. Reads the responses of those days.
        """
        ...

    def funnel(
        self, first: int, last: int, filters: Filters, *, by: Dimension = Dimension.TOTAL
    ) -> Sequence[Funnel]:
        """The visits of those days, a row a key, channel and `counted`."""
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

    def left_out_answers(self, first: int, last: int, filters: Filters) -> Sequence[LeftOut]:
        """The answers of what is left out of those days, by the rules that do. Costs what is left out."""
        ...

    def recent(self, since_ms: int) -> Sequence[Recent]:
        """The answers on scales given since, oldest first, of responses that count. Costs what they are."""
        ...

    def notes(self, first: int, last: int) -> Sequence[Note]:
        """What people wrote down about those days, oldest first."""
        ...

    def versions(self) -> Sequence[SurveyVersion]:
        """Every version of each survey that was edited, in the order in which they were first met."""
        ...

    def response(self, uid: str) -> Response | None:
        """One whole response."""
        ...

    def given(
        self,
        first: int,
        last: int,
        filters: Filters,
        question: int,
        *,
        channel: str,
        limit: int,
        scores: Collection[int],
        before: int | None = None,
        left_out: bool = False,
        field: tuple[int, int] | None = None,
    ) -> "Sequence[Given]":
        """Single answers to one question of those days, newest first: those at any of these points.

        `before`: only those from before that place. `left_out`: those of responses that do not count too.
        `field`: only those of one weekday (Monday is 0) of the business day, and one hour.
        """
        ...

    def against(self, uid: str) -> "Sequence[Against]":
        """Why the response is, or was, left out of the scores; the oldest reason first."""
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
