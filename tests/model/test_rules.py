"""Which responses are left out, rule by rule."""

from dataclasses import replace
from datetime import UTC, datetime, time
from math import log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.small_shop import visit

from store.model.response import Answer, Outcome, Response
from store.model.rules import Brief, Rule, Rules, answered_ms, broken, burst, is_open


def hand(*times: tuple[int, int], channel: str = "self") -> Response:
    """A visit whose questions were shown and ended at these milliseconds."""
    answers = {f"q{i}": Answer(f"q{i}", Outcome.ANSWERED, *shown, score=3) for i, shown in enumerate(times)}
    return replace(visit(score=3), answers=answers, channel=channel)


def judged(
    response: Response, *, before_ms: int | None = None, demo: bool = False, **rules: object
) -> set[Rule]:
    return set(
        broken(response, Rules(**rules), answered=answered_ms(response), before_ms=before_ms, demo=demo)
    )  # type: ignore[arg-type]  # shorthand


@pytest.mark.parametrize(
    ("gap", "found"), [(0, {Rule.REPEAT}), (4999, {Rule.REPEAT}), (5000, set()), (-1, set())]
)
def test_the_first_answer_within_five_seconds_of_the_last_visit_is_a_repeat(
    gap: int, found: set[Rule]
) -> None:
    response = hand((0, 2500))
    assert judged(response, before_ms=response.started_ms + 2500 - gap) == found


def test_repeats_are_of_visits_that_answered_something() -> None:
    nothing = replace(hand(), answers={"q": Answer("q", Outcome.SKIPPED, 0, 10)})
    assert answered_ms(nothing) is None
    assert judged(nothing, before_ms=nothing.started_ms) == set()


def test_three_answers_under_two_seconds_each_are_too_fast() -> None:
    assert judged(hand((0, 1999), (2000, 3999), (4000, 5999))) == {Rule.FAST}
    assert judged(hand((0, 1999), (2000, 3999), (4000, 6000))) == set()
    assert judged(hand((0, 10), (20, 30))) == set()


def test_the_tap_that_begins_a_visit_is_not_timed() -> None:
    assert judged(hand((0, 0), (0, 1000), (1000, 2000))) == set()
    assert judged(hand((0, 0), (0, 1000), (1000, 2000), (2000, 3000))) == {Rule.FAST}


def test_an_agent_may_be_fast() -> None:
    response = hand((0, 10), (20, 30), (40, 50), channel="assisted")
    assert judged(response, before_ms=response.started_ms) == set()


def test_demo_answers_break_a_rule_only_in_a_real_store() -> None:
    assert judged(hand((0, 2500), channel="demo")) == {Rule.DEMO}
    assert judged(hand((0, 2500), channel="demo"), demo=True) == set()


def row(*turns: int, longest: int = 0, lasted: int = 0) -> list[Brief]:
    """Visits, each begun so many ms after the last answer of the one before."""
    visits, moment = [], 0
    for turn in turns:
        moment += turn
        visits.append(Brief(moment, moment + lasted, longest))
        moment += lasted
    return visits


def test_a_burst_is_all_but_the_first_of_five_hurried_visits_in_a_minute() -> None:
    assert list(burst(row(0, 10, 20, 30), Rules())) == []
    assert list(burst(row(0, 10, 20, 30, 40), Rules())) == [1, 2, 3, 4]
    assert list(burst(row(*[6_999] * 8), Rules())) == [*range(1, 8)]
    assert list(burst(row(*[6_000] * 6, lasted=10_000, longest=1_999), Rules())) == []  # over a minute
    assert list(burst(row(90_000, 5_000, 90_000, *[5_000] * 4), Rules())) == [3, 4, 5, 6]


def test_visits_that_people_took_their_time_for_are_no_burst() -> None:
    assert list(burst(row(*[7_000] * 8), Rules())) == []  # somebody else stepped up each time
    assert list(burst(row(*[5_000] * 8, longest=2_000, lasted=2_500), Rules())) == []  # and these read


def queue(rng: Random, visits: int, turn: tuple[float, float], reads: tuple[float, float]) -> list[Brief]:
    """People who stand in line: seconds from the median and its spread, for stepping up and for reading."""
    found, moment = [], 0.0
    for _ in range(visits):
        moment += max(3.5, rng.lognormvariate(log(turn[0]), turn[1]))
        read = max(0.7, rng.lognormvariate(log(reads[0]), reads[1]))
        found.append(Brief(round(moment * 1000), round((moment + read) * 1000), round(read * 1000)))
        moment += read
    return found


def left_out(visits: list[Brief]) -> float:
    """The share of them that the rule leaves out, looking at each as it comes."""
    out: set[int] = set()
    for at in range(len(visits)):
        first = max(0, at - 20)
        out |= {first + each for each in burst(visits[first : at + 1], Rules())}
    return len(out) / len(visits)


def test_a_queue_without_a_gap_is_kept_and_a_stuffer_who_waits_for_the_thanks_to_go_is_not() -> None:
    rng = Random(1)
    assert left_out(queue(rng, 5_000, turn=(6, 0.4), reads=(4, 0.5))) < 0.001  # six people a minute
    assert left_out(queue(rng, 5_000, turn=(4.5, 0.1), reads=(1.0, 0.2))) > 0.99


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=12))
def test_a_burst_always_leaves_one_visit_that_counts(turns: list[int]) -> None:
    found = burst(row(*turns), Rules())
    assert len(found) == 0 or len(found) >= Rules().burst_visits - 1
    assert 0 not in found


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


LATE = {"fri": (time(18), time(2)), "sat": (time(10), time(12))}


@pytest.mark.parametrize(
    ("moment", "offset", "expected"),
    [
        ("2026-11-20T18:00", 0, True),
        ("2026-11-20T17:59", 0, False),
        ("2026-11-20T17:00", 60, True),
        ("2026-11-21T01:59", 0, True),
        ("2026-11-21T02:00", 0, False),
        ("2026-11-21T10:00", 0, True),
        ("2026-11-21T12:00", 0, False),
        ("2026-11-22T10:30", 0, False),
    ],
)
def test_opening_hours_may_end_past_midnight(moment: str, offset: int, expected: bool) -> None:
    assert is_open(at(moment), offset, LATE) is expected


def test_a_shop_without_opening_hours_is_always_open() -> None:
    assert judged(hand((0, 2500))) == set()
    assert judged(hand((0, 2500)), opening_hours={"mon": (time(9), time(10))}) == {Rule.HOURS}
