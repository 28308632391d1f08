"""What leaves the store: a response with what the store knows about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.model.reader import ALL, Filters
from store.model.response import Response


@dataclass(frozen=True, slots=True)
class Record:
    """One response as it stands."""

    revision: int
    """The store-wide counter at its last change: an export that ends here resumes after it."""
    response: Response
    numbers: Mapping[str, int]
    """By question id: the store's number of the question that was answered."""
    excluded: tuple[str, ...] = ()
    """The rules that leave it out of the scores, by name; lifted ones are not among them."""
    erased: bool = False
    """Its text and contact were removed for good."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which responses to export."""

    first: int | None = None
    last: int | None = None
    """Business days in days since 1970-01-01, both included; None leaves that end open."""
    since: int = 0
    """Only those changed after this revision."""
    newest: int | None = None
    """And up to this one; None leaves that end open."""
    filters: Filters = ALL
    """One by question is of the visits that were asked it, or what follows it."""
    channel: str | None = None
    """None: of every channel."""
