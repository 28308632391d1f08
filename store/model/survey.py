"""What is asked: a survey, its questions and their follow-ups."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from store.model.scale import Scale

Text = Mapping[str, str]
"""The same words in several languages: language code to text."""


class Kind(StrEnum):
    """What a person does to answer."""

    SCALE = "scale"
    REASONS = "reasons"
    """Choose several options."""
    CHOICE = "choice"
    """Choose one option."""
    COMMENT = "comment"
    CONTACT = "contact"


class Style(StrEnum):
    """How the tiles of a scale are drawn."""

    FACES = "faces"
    NUMBERS = "numbers"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Ask:
    """When a question is asked; each rule that is None always holds."""

    every: int | None = None
    """Of every k-th visit of this kiosk only."""
    between: tuple[int, int] | None = None
    """Only from the first time of day until before the second, in minutes after midnight (0 to 1440);
    a second one that is smaller is the next day's."""
    turn: str | None = None
    """Of the questions with this word, one a visit, in turn."""


@dataclass(frozen=True, slots=True)
class Question:
    """One screen: a scored question, a choice, or a follow-up."""

    id: str
    kind: Kind
    text: Text
    scale: Scale | None = None
    """None unless `kind` is SCALE."""
    style: Style = Style.NUMBERS
    required: bool = False
    labels: Mapping[str, tuple[str, ...]] | None = None
    """By language: the words of both ends, or of every point. None: the words that come with the program."""
    script: Text | None = None
    """What an agent reads aloud, where it differs from `text`."""
    ask: Ask = Ask()
    options: tuple[Option, ...] = ()
    consent: Text | None = None
    """The line to agree to: to be called back, or to have the comment published."""
    when: frozenset[int] | None = None
    """A follow-up's: the parent's scores after which it is asked. None: after any."""
    follow_ups: tuple["Question", ...] = ()
    parent: str | None = None
    """A follow-up's: the id of the question it follows."""
    when_choices: frozenset[str] | None = None
    """A follow-up's: the parent's options of which one must have been chosen. None: after any."""


@dataclass(frozen=True, slots=True)
class Reward:
    """A code for finishing, whatever the score."""

    codes: str | None
    """The file of codes, beside the survey, one a line; None: they are made up."""
    hourly: int | None = None
    """At most so many an hour; None: as many as visits are finished."""
    generate: str | None = None
    """The pattern by which codes are made up (`store.model.reward`); None: the usual one."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey, as it was read and checked."""

    name: str
    version: str
    """The hash of the parsed content; a comment in the file changes nothing."""
    touchpoint: str
    languages: tuple[str, ...]
    """The first is the default."""
    questions: tuple[Question, ...]
    """The main questions, in order; follow-ups stand under theirs."""
    back: bool = True
    """Whether a person may go back."""
    reward: Reward | None = None
    source: str = ""
    """The file's text."""

    def every_question(self) -> tuple[Question, ...]:
        """The main questions and the follow-ups, in the order of the file."""
        return tuple(q for main in self.questions for q in (main, *main.follow_ups))
