"""The trial with two of everything is not misled, and misses nothing."""

from hostile.crowd import Found, Visit, judged
from hostile.desk import wrong_calls


def somebody(at: int, first: int, second: int) -> tuple[Visit, Found]:
    """A visit as the person knows it, and as the store holds it."""
    thanked = {"satisfaction": frozenset({first}), "ease": frozenset({second})}
    answers = {"satisfaction": [first, [], None], "ease": [second, [], None]}
    return Visit(at, [str(first), str(second)], thanked), Found(f"uid-{at}", at + 5, answers)


def test_a_visit_that_is_not_there_is_one_loss_and_does_not_make_others_look_lost() -> None:
    people = [somebody(1000 * n, 1 + n % 5, 6) for n in range(1, 9)]
    visits, found = [visit for visit, _ in people], [there for _, there in people]
    assert judged(visits, found) == []
    assert [wrong.kind for wrong in judged(visits, found[:3] + found[4:])] == ["lost"]


def test_an_answer_that_is_not_there_or_another_one_is_a_loss() -> None:
    visit, there = somebody(1000, 4, 6)
    half = Found(there.uid, there.started_ms, {"satisfaction": [4, [], None]})
    other = Found(there.uid, there.started_ms, {**there.answers, "ease": [4, [], None]})
    assert [wrong.kind for wrong in judged([visit], [half])] == ["lost"]
    assert {wrong.kind for wrong in judged([visit], [other])} == {"lost", "doubled"}


def test_one_key_is_one_answer() -> None:
    visit, there = somebody(1000, 4, 6)
    again = Found("another", there.started_ms + 2, there.answers)
    before = Found("too soon", 10, there.answers)
    assert [wrong.kind for wrong in judged([visit], [there, again])] == ["doubled"]
    assert [wrong.kind for wrong in judged([visit], [before, there])] == ["doubled"]


def test_somebody_whose_thanks_had_gone_is_promised_nothing_and_may_have_answered() -> None:
    visit, there = somebody(1000, 4, 6)
    del visit.thanked["ease"]
    after, also = somebody(2000, 5, 2)
    half = Found(there.uid, there.started_ms, {"satisfaction": [4, [], None]})
    assert judged([visit, after], [there, also]) == judged([visit, after], [half, also]) == []


def test_a_call_is_there_once_as_it_was_kept_last() -> None:
    _, there = somebody(1000, 4, 6)
    given = {"satisfaction": 4, "ease": 6}
    assert list(wrong_calls({"T-1": given}, {"T-1": [there]})) == []
    assert [kind for kind, _ in wrong_calls({"T-1": given}, {})] == ["lost"]
    assert [kind for kind, _ in wrong_calls({"T-1": given | {"ease": 5}}, {"T-1": [there]})] == ["lost"]
    assert [kind for kind, _ in wrong_calls({"T-1": given}, {"T-1": [there, there]})] == ["doubled"]
