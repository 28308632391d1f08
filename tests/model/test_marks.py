"""What is marked on the line of days: other words, a reward that began or ended, a person's note."""

from datetime import UTC, datetime, timedelta

from model.memory_reader import MemoryReader
from model.small_shop import DAY_STARTS, NOW, SATURDAY, SURVEY, ZONE

from store.model.marks import Mark, MarkKind, marks
from store.model.period import Span, day_number, period_of
from store.model.reader import Filters, Note, SurveyVersion
from store.model.summary import summarise
from store.model.survey_file import read_survey

TODAY = day_number(SATURDAY)
ASKED = """
name = "counter"
languages = ["en"]
[[question]]
id = "satisfaction"
metric = "csat"
scale = 5
text = "{text}"
"""
REWARD = "[reward]\n"


def met(text: str, *, at: datetime, reward: bool = False, survey: str = "counter") -> SurveyVersion:
    content = read_survey(ASKED.format(text=text) + (REWARD if reward else ""))
    return SurveyVersion(survey, text, int(at.timestamp() * 1000), content)


def found(*versions: SurveyVersion, notes: list[Note] | None = None) -> tuple[Mark, ...]:
    reader = MemoryReader(met=versions, written_notes=notes or [])
    return marks(reader, TODAY - 27, TODAY, zone=ZONE, day_starts=DAY_STARTS)


LONG_AGO, LATELY = NOW - timedelta(days=90), NOW - timedelta(days=3)


def test_the_first_words_are_no_change() -> None:
    assert found(met("How satisfied are you?", at=LATELY)) == ()


def test_other_words_are_marked_on_the_business_day_they_were_first_asked() -> None:
    after_midnight = datetime(2026, 11, 19, 1, 30, tzinfo=ZONE).astimezone(UTC)
    (mark,) = found(met("How satisfied are you?", at=LONG_AGO), met("Were you satisfied?", at=after_midnight))
    assert mark.day == TODAY - 3
    assert (mark.kind, mark.question, mark.survey) == (MarkKind.WORDING, "satisfaction", "counter")
    assert (mark.before, mark.text) == ({"en": "How satisfied are you?"}, {"en": "Were you satisfied?"})


def test_a_reward_that_begins_or_ends_is_marked() -> None:
    kinds = [
        mark.kind
        for mark in found(
            met("How satisfied are you?", at=LONG_AGO),
            met("How satisfied are you?", at=LATELY, reward=True),
            met("How satisfied are you?", at=LATELY + timedelta(days=1)),
        )
    ]
    assert kinds == [MarkKind.REWARD, MarkKind.NO_REWARD]


def test_another_survey_changes_nothing() -> None:
    other = met("How easy was it?", at=LATELY, survey="desk")
    assert found(met("How satisfied are you?", at=LONG_AGO), other) == ()


def test_notes_stand_among_them_in_the_order_of_days() -> None:
    note = Note(1, TODAY - 1, "second till opened", "Ana", 0)
    old = Note(2, TODAY - 99, "long gone", "Ana", 0)
    wording, noted = found(
        met("How satisfied are you?", at=LONG_AGO),
        met("Were you satisfied?", at=LATELY),
        notes=[old, note],
    )
    assert wording.kind is MarkKind.WORDING
    assert (noted.kind, noted.text, noted.by) == (MarkKind.NOTE, {"": "second till opened"}, "Ana")


def test_a_summary_holds_those_of_its_line() -> None:
    store = MemoryReader([SURVEY], written_notes=[Note(1, TODAY - 20, "sale", "Ana", 0)])
    summary = summarise(store, period_of(Span.DAY, SATURDAY), Filters(), NOW, day_starts=DAY_STARTS)
    assert [mark.day for mark in summary.marks] == [TODAY - 20]
