"""What an operator looks at, and what the app hands over to be looked at."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from screens.operator.shop import ShopFacts
from store.model.period import Span
from store.model.reader import AskedQuestion, Filters
from store.model.summary import Summary

if TYPE_CHECKING:  # what only some of the screens load
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
    today: date
    """The business day it is, which may have begun yesterday."""
    trouble: str = ""
    """One sentence, where the store cannot be read; what is shown is then from before."""
    agents: bool = False
    """Whether any answers of the period were taken by an agent."""
    alerts: "tuple[RaisedAlert, ...]" = ()
    """Those that nobody has acknowledged, newest first."""
    questions: tuple[AskedQuestion, ...] = ()
    """Every question of the store: alerts and filters are about them."""
    waiting: int = 0
    """How many people wait to be called back."""


class Wish:
    """A question to the app; what a screen asks is loaded only with that screen."""

    __slots__ = ()


class Errand(Wish):
    """A question about what waits for somebody, and what was done."""

    __slots__ = ()


class Reply:
    """The app's answer to a `Wish`."""

    __slots__ = ()
