"""What a visit is asked depends on its number and the time of day, and is never nothing."""

from itertools import pairwise

import pytest

from store.model.sampling import due
from store.model.survey import Question
from store.model.survey_file import read_survey


def questions(*asks: str) -> tuple[Question, ...]:
    """Questions a, b, c… with these `ask` rules, and `z`, which is always asked."""
    text = 'name = "x"\nlanguages = ["en"]\n'
    for id, ask in (*zip("abcd", asks, strict=False), ("z", "")):
        text += f'[[question]]\nid = "{id}"\nmetric = "none"\nkind = "comment"\ntext = "{id}?"\n'
        text += f"ask = {{ {ask} }}\n" if ask else ""
    return read_survey(text).questions


def ids(asked: tuple[Question, ...], number: int = 1, minute: int = 0) -> str:
    return "".join(question.id for question in due(asked, number, minute))


def at(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def test_every_third_visit() -> None:
    sampled = questions("every = 3")
    assert [ids(sampled, n) for n in range(1, 8)] == ["z", "z", "az", "z", "z", "az", "z"]


@pytest.mark.parametrize(
    ("between", "open_at", "closed_at"),
    [
        ('["12:00", "14:00"]', ("12:00", "13:59"), ("11:59", "14:00", "00:00")),
        ('["22:00", "02:00"]', ("22:00", "23:59", "00:00", "01:59"), ("02:00", "21:59", "12:00")),
        ('["00:00", "24:00"]', ("00:00", "23:59"), ()),
        ('["20:00", "24:00"]', ("20:00", "23:59"), ("00:00", "19:59")),
        ('["20:00", "00:00"]', ("20:00", "23:59"), ("00:00", "19:59")),
    ],
)
def test_between_two_hours(between: str, open_at: tuple[str, ...], closed_at: tuple[str, ...]) -> None:
    sampled = questions(f"between = {between}")
    assert [ids(sampled, 1, at(clock)) for clock in open_at] == ["az"] * len(open_at)
    assert [ids(sampled, 1, at(clock)) for clock in closed_at] == ["z"] * len(closed_at)


def test_three_questions_take_turns() -> None:
    sampled = questions('turn = "t"', 'turn = "t"', 'turn = "t"')
    assert [ids(sampled, n) for n in range(1, 7)] == ["az", "bz", "cz", "az", "bz", "cz"]


def test_turns_of_every_second_visit_are_fair_too() -> None:
    sampled = questions('turn = "t", every = 2', 'turn = "t", every = 2')
    assert [ids(sampled, n) for n in range(1, 9)] == ["z", "az", "z", "bz", "z", "az", "z", "bz"]


def test_a_turn_passes_to_who_is_open() -> None:
    sampled = questions('turn = "t", between = ["12:00", "14:00"]', 'turn = "t"')
    assert [ids(sampled, n, at("11:00")) for n in (1, 2)] == ["bz", "bz"]
    assert [ids(sampled, n, at("12:00")) for n in (1, 2)] == ["az", "bz"]


def test_two_groups_take_turns_apart() -> None:
    sampled = questions('turn = "t"', 'turn = "t"', 'turn = "u"', 'turn = "u"')
    seen = [ids(sampled, n) for n in range(1, 9)]
    assert all(len(now) == 3 for now in seen)
    assert all(now != then for now, then in pairwise(seen))
