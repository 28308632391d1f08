"""What a screen asks the app to do, and what became of it."""

from dataclasses import dataclass
from typing import ClassVar

from store.model.people import Act


@dataclass(frozen=True, slots=True)
class Void:
    """Take a response out of the scores."""

    ACT: ClassVar = Act.VOID
    uid: str
    why: str


@dataclass(frozen=True, slots=True)
class Lift:
    """Let a response count again."""

    ACT: ClassVar = Act.LIFT
    uid: str
    why: str


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase what a person wrote, how to reach them and the reference."""

    ACT: ClassVar = Act.ERASE
    uid: str
    why: str


@dataclass(frozen=True, slots=True)
class SetTarget:
    """Set a target for a score, or take it away."""

    ACT: ClassVar = Act.TARGET
    question: int
    value: float | None
    """In the score's own unit; None: no target."""


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Write a note about a business day."""

    ACT: ClassVar = Act.NOTE
    day: int
    text: str


@dataclass(frozen=True, slots=True)
class RemoveNote:
    """Take a note away."""

    ACT: ClassVar = Act.NOTE
    number: int


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Have seen an alert."""

    ACT: ClassVar = Act.ACKNOWLEDGE
    number: int


@dataclass(frozen=True, slots=True)
class Called:
    """Have called somebody back."""

    ACT: ClassVar = Act.CALL_BACK
    uid: str
    outcome: str


@dataclass(frozen=True, slots=True)
class NotCalled:
    """Have not called them after all."""

    ACT: ClassVar = Act.CALL_BACK
    uid: str


@dataclass(frozen=True, slots=True)
class Export:
    """Write the answers that are shown into a file."""

    ACT: ClassVar = Act.EXPORT


@dataclass(frozen=True, slots=True)
class Print:
    """Write a report of what is shown, to print."""

    ACT: ClassVar = Act.REPORT


Deed = (
    Void
    | Lift
    | Erase
    | SetTarget
    | WriteNote
    | RemoveNote
    | Acknowledge
    | Called
    | NotCalled
    | Export
    | Print
)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it."""

    deed: Deed
    trouble: str = ""
    """One sentence, where it was not done."""
    written: str = ""
    """The file that was written."""
    responses: int = 0
    """How many responses are in it."""
    kept_in: tuple[str, ...] = ()
    """Files that still hold what was erased."""
