"""What the screens that look closer ask the app, and what it answers."""

from dataclasses import dataclass
from typing import NamedTuple

from screens.operator.view import Reply, Wish
from store.model.comment_words import Word
from store.model.cut import Cut
from store.model.given import Against, Given
from store.model.heat import HeatMap
from store.model.reader import AskedQuestion, Comment, Dimension
from store.model.rescore import Rescored, Scoring
from store.model.response import Response


@dataclass(frozen=True, slots=True)
class HeatWanted(Wish):
    """When in the week is it good or bad?"""

    question: int


@dataclass(frozen=True, slots=True)
class Heat(Reply):
    """The answer to `HeatWanted`; of the 28 days to the period's end where the period is under a week."""

    question: int
    map: HeatMap | None
    """None: the question is not known."""


@dataclass(frozen=True, slots=True)
class TableWanted(Wish):
    """What are the scores, cut by this? As `store.model.cut.cut`."""

    by: str


@dataclass(frozen=True, slots=True)
class Table(Reply):
    """The answer to `TableWanted`."""

    by: str
    cut: Cut


@dataclass(frozen=True, slots=True)
class AnswersWanted(Wish):
    """Which answers are behind a score, and what came before those that are shown?"""

    question: int
    low: bool = False
    """Only the low ones."""
    left_out: bool = False
    """Those that are left out of the scores too."""
    only: tuple[Dimension, str] | None = None
    """Only those of one touchpoint, agent, kiosk or language."""
    field: tuple[int, int] | None = None
    """Only those of one weekday (Monday is 0) and hour, of the days that the map of the week shows."""
    before: int | None = None
    """Only those from before this place."""


@dataclass(frozen=True, slots=True)
class Answers(Reply):
    """The answer to `AnswersWanted`, newest first."""

    wanted: AnswersWanted
    rows: tuple[Given, ...]
    more: bool
    """Whether there are older ones."""


@dataclass(frozen=True, slots=True)
class ResponseWanted(Wish):
    """What is kept of one visit?"""

    uid: str


@dataclass(frozen=True, slots=True)
class Whole(Reply):
    """The answer to `ResponseWanted`."""

    uid: str
    response: Response | None
    """None: there is none, or it may not be seen."""
    against: tuple[Against, ...]
    questions: tuple[AskedQuestion, ...]
    """Those of its survey."""


@dataclass(frozen=True, slots=True)
class ScoringWanted(Wish):
    """What would the scores be under other rules?"""

    scoring: Scoring


@dataclass(frozen=True, slots=True)
class Rescoring(Reply):
    """The answer to `ScoringWanted`."""

    scoring: Scoring
    rows: tuple[Rescored, ...]


@dataclass(frozen=True, slots=True)
class SegmentsWanted(Wish):
    """By which questions can people be told apart?"""


@dataclass(frozen=True, slots=True)
class Segments(Reply):
    """The answer to `SegmentsWanted`: choice questions that follow no other."""

    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True, slots=True)
class NamesWanted(Wish):
    """Which names are there?"""

    dimension: Dimension


class Named(NamedTuple):
    """One name to filter by."""

    name: str
    answers: int


@dataclass(frozen=True, slots=True)
class Names(Reply):
    """The answer to `NamesWanted`: most answered first, counted under the other filters."""

    dimension: Dimension
    names: tuple[Named, ...]


class Choice(NamedTuple):
    """What was chosen from a list."""

    name: str | None
    """None: all of them."""


@dataclass(frozen=True, slots=True)
class CommentsWanted(Wish):
    """What did people write?"""

    low: bool = False
    """Only after low scores."""
    holding: str = ""
    """Only those that hold this, whatever its case and accents."""
    ever: bool = False
    """Those of all days, and not only of the period that is shown."""


@dataclass(frozen=True, slots=True)
class Comments(Reply):
    """The answer to `CommentsWanted`: newest first."""

    asked: CommentsWanted
    comments: tuple[Comment, ...]
    words: tuple[Word, ...] = ()
    """Those that most of them hold."""
    more: bool = False
    """Whether there are older ones that are not among them."""
