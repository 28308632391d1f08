"""What a summary is made of: facts for the screens and the reports, without a word of any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from store.model.goes_with import Companions
from store.model.line import Line
from store.model.marks import Mark
from store.model.period import Period, Span
from store.model.reader import AskedQuestion, Comment, Excluded, Filters, Funnel, KioskState
from store.model.score import Change, Interval, Score, Verdict
from store.model.survey import Text


class Tone(StrEnum):
    """The first sentence's first half: what kind of period it is."""

    EMPTY = "empty"
    TOO_FEW = "too_few"
    """Under 10 answers: nothing can be said yet."""
    LEARNING = "learning"
    """Today, before it is known what is usual."""
    USUAL = "usual"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a manager should know first, as facts; the words are the interface's."""

    tone: Tone
    question: AskedQuestion | None = None
    """The question that made it so."""
    weak_touchpoint: str | None = None
    """The touchpoint that is clearly lower than the rest."""
    weak_reason: Text | None = None
    """What mattered most there, or in all, to those who answered low."""


class Usual(NamedTuple):
    """What is usual for this many answers: control limits from closed days, in the score's own unit."""

    limits: Interval | None
    """None while it is still being learnt, and without answers."""
    seen: int
    """Closed days, weeks or months with at least 10 answers."""
    needed: int
    signal: bool = False
    """The period's own score lies outside, and not by chance."""
    centre: float | None = None
    """The middle of it; None while it is still being learnt."""
    step: Span = Span.DAY
    """What `seen` and `needed` are: days, or weeks or months where the period is long or days too small."""


class TargetState(StrEnum):
    """Where the whole interval lies."""

    MET = "met"
    BELOW = "below"
    AROUND = "around"


class Target(NamedTuple):
    """A target and how the score stands to it."""

    value: float
    state: TargetState | None
    """None with under 10 answers."""
    built_in: bool


class HourBar(NamedTuple):
    """The answers of one hour of the business day."""

    hour: int
    score: Score


@dataclass(frozen=True, slots=True)
class Card:
    """One scored question at a glance."""

    question: AskedQuestion
    score: Score
    skipped: int
    timed_out: int
    shown: int
    excluded: int
    """Answers left out by a rule or a person."""
    with_excluded: Score
    usual: Usual | None
    """For a period that is still open; None for a closed one."""
    change: Change | None
    """For a closed period, against the equal one before it; None for an open one."""
    before: Score | None
    recent: Score
    """The 28 closed days before the period's last day."""
    target: Target | None
    hours: tuple[HourBar, ...]
    """From the first hour with answers to the last, in the order of the business day."""
    line: Line
    """The score over time, up to the period's last day or today: by days, weeks or months."""


@dataclass(frozen=True, slots=True)
class Row:
    """One touchpoint, agent or kiosk in a breakdown."""

    name: str
    scores: Mapping[int, Score]
    """By question number."""
    worst: bool = False
    best: bool = False
    """Ranked by the first question, only with 30 answers or more and only where it differs from the others
    beyond chance: the worst by its high end, the best by its low end."""
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    """By question number: better or worse than all the other rows together, adjusted (Holm) for the number
    of rows, so that a verdict never depends on what else is on the screen."""
    changes: Mapping[int, Verdict] = field(default_factory=dict)
    """By question number: better or worse than the same row in the equal period before, adjusted in the same
    way; empty while the period is open."""
    visits: Funnel | None = None
    """What became of the visits that started there, of those that count; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One option, among low answers that were asked for a reason."""

    option: str
    text: Text
    count: int
    share: Interval | None


class Reasons(NamedTuple):
    """What mattered, to those who answered low."""

    question: AskedQuestion
    base: int
    """Low answers that were asked."""
    everyone: int
    """Answers of any score that were asked."""
    rows: tuple[Reason, ...]
    """Most named first; empty below 10 low answers."""
    all_rows: tuple[Reason, ...]
    """The same among everyone who was asked."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything about one period, ready to be shown."""

    period: Period
    filters: Filters
    now_ms: int
    open: bool
    """The period holds the business day of `now`."""
    channel: str
    """The channel scored: self where there are such answers, else assisted."""
    other_channels: Mapping[str, int]
    """Answers of the other channels, by channel; never pooled."""
    assisted_higher: bool
    """Assisted answers score clearly higher than self-service ones."""
    demo: bool
    sentence: Sentence
    cards: tuple[Card, ...]
    touchpoints: tuple[Row, ...]
    reasons: tuple[Reasons, ...]
    comments: tuple[Comment, ...]
    commented: int
    """How many comments the period has, of `cards[0].score.n` answers."""
    funnel: Funnel
    excluded: tuple[Excluded, ...]
    """By reason; several may leave out the same visit."""
    kiosks: tuple[KioskState, ...]
    marks: tuple[Mark, ...] = ()
    """What may explain the lines, oldest first: other words, other rewards, people's notes."""
    left_out: int = 0
    """Visits that are left out, each once whatever leaves it out."""
    goes_with: tuple[Companions, ...] = ()
    """Reasons that go with better or worse scores, where everyone was asked for them."""
