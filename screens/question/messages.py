"""What a question screen says to the app, and the pace it keeps."""

from dataclasses import dataclass

from textual.message import Message


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take, in seconds."""

    flash: float = 0.15
    """How long a touched tile stays inverted before the next screen."""
    one: float = 0.6
    """On 0 to 10: how long a `1` waits for a `0`."""


PACE = Pace()
"""The usual one."""


@dataclass
class Answered(Message):
    """The question was answered."""

    question: str
    score: int | None = None
    choices: tuple[str, ...] = ()
    text: str | None = None
    consent: bool | None = None


@dataclass
class Skipped(Message):
    """The question was skipped."""

    question: str


@dataclass
class WentBack(Message):
    """The person wants the question before."""

    question: str


@dataclass
class LanguageChosen(Message):
    """The person wants another language."""

    language: str


class OperatorCalled(Message):
    """Someone pressed the shop's name for long: the PIN, please."""
