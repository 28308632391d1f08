"""What is marked on the line of a score, because it may explain what comes after."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple

from store.model.period import business_day, day_number
from store.model.reader import AskedQuestion, Note, Reader, SurveyVersion
from store.model.survey import Survey, Text


class MarkKind(StrEnum):
    """What happened."""

    WORDING = "wording"
    """A question was asked in other words."""
    REWARD = "reward"
    """People began to get something for answering."""
    NO_REWARD = "no_reward"
    """They no longer do."""
    NOTE = "note"
    """A person wrote it down."""


class Mark(NamedTuple):
    """Something to know about a day."""

    day: int
    kind: MarkKind
    text: Text
    """A note under the language ''; of a wording the new words; empty for a reward."""
    survey: str = ""
    question: str = ""
    """Its id, of a wording."""
    before: Text | None = None
    """Of a wording the old words."""
    by: str = ""
    """Who wrote a note."""


def marks(reader: Reader, first: int, last: int, *, zone: tzinfo | None, day_starts: int) -> tuple[Mark, ...]:
    """Those of the days `first` to `last`, oldest first.

    `zone` is the shop's, whose business day begins at the hour `day_starts`: a survey is changed at a moment.
    """
    notes = [_noted(note) for note in reader.notes(first, last)]
    found = [*_changes(reader.versions(), zone, day_starts), *notes]
    return tuple(sorted((mark for mark in found if first <= mark.day <= last), key=lambda mark: mark.day))


def concerning(marks: Sequence[Mark], question: AskedQuestion, first: int, last: int) -> list[Mark]:
    """What may explain the scores of one question on those days: of other wordings only its own."""
    own = question.survey, question.id
    return [
        mark
        for mark in marks
        if first <= mark.day <= last
        and (mark.kind is not MarkKind.WORDING or (mark.survey, mark.question) == own)
    ]


def _noted(note: Note) -> Mark:
    return Mark(note.day, MarkKind.NOTE, {"": note.text}, by=note.by)


def _changes(versions: Sequence[SurveyVersion], zone: tzinfo | None, day_starts: int) -> list[Mark]:
    """What each version changed, against the one before it of the same survey."""
    found: list[Mark] = []
    latest: dict[str, Survey] = {}
    for version in versions:
        if (before := latest.get(version.survey)) is not None:
            moment = datetime.fromtimestamp(version.first_ms / 1000, UTC).astimezone(zone)
            found += _between(before, version.content, day_number(business_day(moment, day_starts)))
        latest[version.survey] = version.content
    return found


def _between(old: Survey, new: Survey, day: int) -> Sequence[Mark]:
    before = {question.id: question for question in old.every_question()}
    found = [
        Mark(day, MarkKind.WORDING, question.text, new.name, question.id, was.text)
        for question in new.every_question()
        if (was := before.get(question.id)) is not None
        and was.scale == question.scale
        and _reworded(was.text, question.text)
    ]
    if (old.reward is None) != (new.reward is None):
        kind = MarkKind.REWARD if new.reward else MarkKind.NO_REWARD
        found.append(Mark(day, kind, {}, new.name))
    return found


def _reworded(old: Text, new: Text) -> bool:
    """A language that is added changes nothing for those who were asked before."""
    return any(old[language] != new[language] for language in old.keys() & new.keys())
