"""What an operator looks at, and what the app hands over to be looked at."""

from dataclasses import dataclass, field
from datetime import datetime

from screens.operator.shop import ShopFacts
from store.model.period import Span
from store.model.reader import Comment, Dimension, Filters
from store.model.summary import Summary


@dataclass(frozen=True, slots=True)
class View:
    """Which period and which answers. It moves on by itself when the business day turns."""

    span: Span = Span.DAY
    back: int = 0
    """How many periods before the current one; 0 is the current one."""
    filters: Filters = field(default_factory=Filters)
    channel: str | None = None
    """None: self-service answers where there are such, else assisted ones."""


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


Asked = NamesWanted | CommentsWanted
"""What a screen may ask for beside the summary."""

Told = Names | Comments
"""What the app answers."""
