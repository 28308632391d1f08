"""One line of the audit log."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Who did what, when and why."""

    number: int
    """The store's own number of it; a later one is higher."""
    at_ms: int
    by: str
    what: str
    """'void', 'lift', 'erase', 'target'..., see `store.words.acts`."""
    subject: str
    """A response's uid, a question's number, a name... as the act has it."""
    why: str
