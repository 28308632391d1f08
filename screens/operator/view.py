"""What an operator looks at, and what the app hands over to be looked at."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from screens.operator.shop import ShopFacts
from store.model.period import Span
from store.model.reader import AskedQuestion, Comment, Dimension, Filters, Note
from store.model.summary import Summary

if TYPE_CHECKING:  # what only some of the screens load
    from store.model.call_back import CallBack
    from store.model.change import Change
    from store.model.comment_words import Word
    from store.model.raised import RaisedAlert


@dataclass(frozen=True, slots=True)
class View:
    """Which period and which answers. It moves on by itself when the business day turns."""

    span: Span = Span.DAY
    back: int = 0
    """How many periods before the current one; 0 is the current one."""
    filters: Filters = field(default_factory=Filters)
    channel: str | None = None
    """None: self-service answers where there are such, else assisted ones."""
    dates: tuple[date, date] | None = None
    """The first and the last day, of any dates."""


@dataclass(frozen=True, slots=True)
class Live:
    """One reading of the store."""

    view: View
    """What it was read for."""
    summary: Summary | None
    """None while there is nothing to read."""
    facts: ShopFacts
    now: datetime
    """The shop's wall clock, aware."""
    trouble: str = ""
    """One sentence, where the store cannot be read; what is shown is then from before."""
    agents: bool = False
    """Whether any answers of the period were taken by an agent."""
    alerts: "tuple[RaisedAlert, ...]" = ()
    """Those that nobody has acknowledged, newest first."""
    questions: tuple[AskedQuestion, ...] = ()
    """What the alerts are about."""
    waiting: int = 0
    """How many people wait to be called back."""


@dataclass(frozen=True, slots=True)
class Named:
    """One name to filter by."""

    name: str
    answers: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen from a list."""

    name: str | None
    """None: all of them."""


@dataclass(frozen=True, slots=True)
class NamesWanted:
    """A question to the app: which names are there?"""

    dimension: Dimension


@dataclass(frozen=True, slots=True)
class CommentsWanted:
    """A question to the app: what did people write?"""

    low: bool = False
    """Only after low scores."""
    holding: str = ""
    """Only those that hold this, whatever its case and accents."""


@dataclass(frozen=True, slots=True)
class Names:
    """The app's answer to `NamesWanted`: most answered first."""

    dimension: Dimension
    names: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Comments:
    """The app's answer to `CommentsWanted`: newest first."""

    low: bool
    comments: tuple[Comment, ...]
    holding: str = ""
    words: "tuple[Word, ...]" = ()
    """Those that most of them hold."""


@dataclass(frozen=True, slots=True)
class CallBacksWanted:
    """A question to the app: who asked to be called back?"""


@dataclass(frozen=True, slots=True)
class AlertsWanted:
    """A question to the app: which alerts were there?"""


@dataclass(frozen=True, slots=True)
class NotesWanted:
    """A question to the app: what did people note about days?"""


@dataclass(frozen=True, slots=True)
class AuditWanted:
    """A question to the app: what did people do?"""

    before: int | None = None
    """Before that line of the log; None: the newest."""


@dataclass(frozen=True, slots=True)
class CallBacks:
    """The app's answer to `CallBacksWanted`: who waits first."""

    people: "tuple[CallBack, ...]"


@dataclass(frozen=True, slots=True)
class Alerts:
    """The app's answer to `AlertsWanted`: those that stand first."""

    alerts: "tuple[RaisedAlert, ...]"
    questions: tuple[AskedQuestion, ...]
    """What they are about."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The app's answer to `NotesWanted`: newest first."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The app's answer to `AuditWanted`: newest first."""

    before: int | None
    changes: "tuple[Change, ...]"
    more: bool
    """Whether there are older ones."""
    questions: tuple[AskedQuestion, ...]
    """What targets were set for."""


class Wish:
    """A question to the app that a screen of its own asks; what is loaded only with that screen."""

    __slots__ = ()


class Reply:
    """The app's answer to a `Wish`."""

    __slots__ = ()


Asked = NamesWanted | CommentsWanted | CallBacksWanted | AlertsWanted | NotesWanted | AuditWanted | Wish
"""What a screen may ask for beside the summary."""

Told = Names | Comments | CallBacks | Alerts | Notes | Audit | Reply
"""What the app answers."""
