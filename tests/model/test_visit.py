"""A visit asks what is due, in order; going back changes only what the person changes."""

import pytest

from store.model.response import Answer, Outcome, Status
from store.model.survey import Survey
from store.model.survey_file import read_survey
from store.model.visit import Visit
from store.templates import template

COUNTER = read_survey(template("counter"))
SUPPORT = read_survey(template("support-call"))
NOON = 12 * 60


def begin(survey: Survey = SUPPORT, *, number: int = 1, language: str = "en") -> Visit:
    return Visit(survey, language=language, number=number, minute_of_day=NOON)


def score(question: str, value: int) -> Answer:
    return Answer(question, Outcome.ANSWERED, 0, 900, score=value)


def chosen(question: str, *options: str) -> Answer:
    return Answer(question, Outcome.ANSWERED, 0, 900, choices=options)


def asked(visit: Visit) -> str | None:
    return visit.current.id if visit.current else None


def test_one_tap_then_what_mattered_then_done() -> None:
    visit = begin(COUNTER)
    assert asked(visit) == "satisfaction"
    assert visit.progress == (1, 2)
    assert visit.status(left=False) is Status.OPEN
    visit.answer(score("satisfaction", 5))
    assert asked(visit) == "mattered"
    assert visit.progress == (2, 2)
    visit.answer(chosen("mattered", "staff", "price"))
    assert visit.finished
    assert visit.current is None
    assert visit.progress == (2, 2)
    assert visit.status(left=False) is Status.COMPLETE
    assert list(visit.answers) == ["satisfaction", "mattered"]


def test_every_fourth_visit_is_asked_for_a_recommendation_too() -> None:
    assert [len(begin(COUNTER, number=n).questions) for n in range(1, 10)] == [1, 1, 1, 2, 1, 1, 1, 2, 1]


def test_the_count_of_questions_is_sure_from_the_start() -> None:
    """A follow-up of some answers belongs to its question: a low score makes nothing longer than was said."""
    visit = begin()
    seen = [visit.progress]
    for answer in (score("ease", 1), chosen("obstacles", "wait"), score("agent", 3), chosen("solved", "no")):
        visit.answer(answer)
        seen.append(visit.progress)
    assert seen == [(1, 3), (1, 3), (2, 3), (3, 3), (3, 3)]


def test_a_follow_up_comes_only_after_the_scores_it_is_for() -> None:
    for value in range(1, 8):
        visit = begin()
        visit.answer(score("ease", value))
        assert asked(visit) == ("obstacles" if value <= 3 else "agent")


def test_nothing_follows_a_skipped_question() -> None:
    visit = begin(COUNTER)
    visit.skip(shown_ms=0, ended_ms=700)
    assert visit.finished
    assert visit.status(left=False) is Status.SKIPPED


def test_going_back_shows_what_was_answered_and_keeps_it() -> None:
    visit = begin()
    visit.answer(score("ease", 2))
    visit.answer(chosen("obstacles", "wait"))
    assert visit.back()
    assert asked(visit) == "obstacles"
    assert visit.value == chosen("obstacles", "wait")
    assert visit.back()
    assert visit.value == score("ease", 2)
    assert not visit.back()
    assert asked(visit) == "ease"
    assert list(visit.answers) == ["ease", "obstacles"]


def test_another_low_score_keeps_the_reasons() -> None:
    visit = begin()
    visit.answer(score("ease", 2))
    visit.answer(chosen("obstacles", "wait"))
    visit.back()
    visit.back()
    visit.answer(score("ease", 1))
    assert asked(visit) == "obstacles"
    assert visit.value == chosen("obstacles", "wait")


def test_a_high_score_after_all_drops_the_reasons() -> None:
    visit = begin()
    visit.answer(score("ease", 2))
    visit.answer(chosen("obstacles", "wait"))
    visit.back()
    visit.back()
    visit.answer(score("ease", 7))
    assert asked(visit) == "agent"
    assert list(visit.answers) == ["ease"]
    visit.back()
    visit.answer(score("ease", 1))
    assert visit.value is None, "what was dropped does not come back"


def test_skipping_after_all_takes_the_answer_back() -> None:
    visit = begin()
    visit.answer(score("ease", 2))
    visit.back()
    visit.skip(shown_ms=1000, ended_ms=1500)
    assert visit.answers["ease"].outcome is Outcome.SKIPPED
    assert asked(visit) == "agent"


def test_there_is_no_way_back_from_the_thanks() -> None:
    visit = begin(COUNTER)
    visit.skip(shown_ms=0, ended_ms=1)
    assert not visit.can_go_back
    assert not visit.back()
    assert visit.finished


def test_a_survey_may_refuse_the_way_back() -> None:
    text = template("support-call").replace('name = "support-call"', 'name = "support-call"\nback = false')
    visit = begin(read_survey(text))
    visit.answer(score("ease", 7))
    assert not visit.back()
    assert asked(visit) == "agent"


def test_who_leaves_after_an_answer_has_left_a_part() -> None:
    visit = begin()
    visit.answer(score("ease", 7))
    assert visit.status(left=True) is Status.PARTIAL
    visit.time_out(shown_ms=1000, ended_ms=21_000)
    assert visit.finished
    assert visit.status(left=False) is Status.PARTIAL
    assert visit.answers["agent"].outcome is Outcome.TIMED_OUT


def test_who_leaves_without_an_answer_has_timed_out() -> None:
    visit = begin()
    assert visit.status(left=True) is Status.TIMED_OUT
    visit.skip(shown_ms=0, ended_ms=10)
    visit.time_out(shown_ms=10, ended_ms=20_000)
    assert visit.status(left=True) is Status.TIMED_OUT
    assert [answer.outcome for answer in visit.answers.values()] == [Outcome.SKIPPED, Outcome.TIMED_OUT]


def test_leaving_a_question_that_one_came_back_to_loses_no_answer() -> None:
    visit = begin()
    visit.answer(score("ease", 7))
    visit.back()
    visit.time_out(shown_ms=1000, ended_ms=21_000)
    assert visit.answers == {"ease": score("ease", 7)}
    assert visit.status(left=True) is Status.PARTIAL


def test_leaving_from_the_thanks_is_no_part() -> None:
    visit = begin(COUNTER)
    visit.answer(score("satisfaction", 1))
    visit.skip(shown_ms=0, ended_ms=1)
    assert visit.status(left=True) is Status.COMPLETE


def test_the_language_may_change_in_the_middle() -> None:
    visit = begin()
    visit.answer(score("ease", 7))
    visit.language = "fr"
    assert asked(visit) == "agent"
    assert list(visit.answers) == ["ease"]
    with pytest.raises(ValueError, match="is not in de"):
        visit.language = "de"
    assert visit.language == "fr"


@pytest.mark.parametrize(
    "answer",
    [
        score("agent", 3),
        score("ease", 8),
        score("ease", 0),
        Answer("ease", Outcome.ANSWERED, 0, 1),
        Answer("ease", Outcome.SKIPPED, 0, 1, score=3),
        Answer("ease", Outcome.ANSWERED, 0, 1, score=3, choices=("wait",)),
    ],
    ids=["of another question", "above", "below", "without a score", "skipped with a score", "with options"],
)
def test_an_answer_that_cannot_be_is_a_fault(answer: Answer) -> None:
    visit = begin()
    with pytest.raises(ValueError, match="ease"):
        visit.answer(answer)
    assert asked(visit) == "ease"
    assert not visit.answers


def test_options_are_the_questions_own() -> None:
    visit = begin()
    visit.answer(score("ease", 1))
    for answer in (chosen("obstacles"), chosen("obstacles", "price"), score("obstacles", 1)):
        with pytest.raises(ValueError, match="obstacles"):
            visit.answer(answer)
    visit.answer(chosen("obstacles", "wait", "other"))
    visit.skip(shown_ms=0, ended_ms=1)
    with pytest.raises(ValueError, match="one option"):
        visit.answer(chosen("solved", "yes", "no"))


def test_a_finished_visit_takes_nothing_more() -> None:
    visit = begin(COUNTER)
    visit.skip(shown_ms=0, ended_ms=1)
    for act in (visit.skip, visit.time_out):
        with pytest.raises(ValueError, match="nothing more"):
            act(shown_ms=1, ended_ms=2)


def test_a_required_question_is_not_skipped() -> None:
    text = template("counter").replace('id = "satisfaction"', 'id = "satisfaction"\nrequired = true')
    visit = begin(read_survey(text))
    with pytest.raises(ValueError, match="required"):
        visit.skip(shown_ms=0, ended_ms=1)
    visit.time_out(shown_ms=0, ended_ms=1)
    assert visit.status(left=True) is Status.TIMED_OUT


def test_a_follow_up_to_a_choice() -> None:
    text = template("support-call") + (
        '[[question.follow_up]]\nid = "open"\nchoices = ["partly", "no"]\nkind = "comment"\n'
        'text = { en = "What is still open?", fr = "Que reste-t-il ?" }\n'
    )
    follow_ups = []
    for option in ("yes", "partly", "no"):
        visit = begin(read_survey(text))
        visit.answer(score("ease", 7))
        visit.skip(shown_ms=0, ended_ms=1)
        visit.answer(chosen("solved", option))
        follow_ups.append(asked(visit))
    assert follow_ups == [None, "open", "open"]
    with pytest.raises(ValueError, match="words"):
        visit.answer(Answer("open", Outcome.ANSWERED, 0, 1, text=""))
    visit.answer(Answer("open", Outcome.ANSWERED, 0, 1, text="The refund.", consent=False))
    assert visit.status(left=False) is Status.COMPLETE


def test_visits_are_numbered_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        begin(number=0)
