"""What goes with a score: only where everyone was asked, only beyond chance, and never called a cause."""

from random import Random

from model.memory_reader import MemoryReader
from model.small_shop import DAY_STARTS, NOW, SATURDAY, SURVEY, visit

from store.model.goes_with import Companions
from store.model.period import Span, period_of
from store.model.reader import Filters
from store.model.response import Response
from store.model.score import Verdict
from store.model.summary import summarise


def found(*responses: Response) -> tuple[Companions, ...]:
    store = MemoryReader([SURVEY], list(responses))
    day = period_of(Span.DAY, SATURDAY)
    return summarise(store, day, Filters(), NOW, day_starts=DAY_STARTS).goes_with


def asked_of_all(count: int = 120) -> list[Response]:
    """Who waits is unhappy; who names the staff is as happy as anybody."""
    dice, made = Random(3), []
    for number in range(count):
        waits, staff = number % 3 == 0, dice.random() < 0.4
        score = dice.choice([1, 2, 2, 4]) if waits else dice.choice([5, 5, 4, 4, 2])
        made.append(visit(score=score, reasons=["wait"] * waits + ["staff"] * staff))
    return made


def test_a_reason_that_the_unhappy_name_goes_with_lower_scores() -> None:
    (companions,) = found(*asked_of_all())
    assert (companions.question.id, companions.scored.id, companions.base) == (
        "mattered",
        "satisfaction",
        120,
    )
    (wait,) = companions.rows
    assert (wait.option, wait.change.verdict) == ("wait", Verdict.WORSE)
    assert (wait.named.n, wait.others.n) == (40, 80)
    assert wait.named.n + wait.others.n == companions.base
    assert companions.compared == 2  # who names the staff is as happy as anybody


def test_where_only_the_unhappy_are_asked_there_is_nothing_to_compare() -> None:
    only_low = [
        each if each.answers["satisfaction"].score in (1, 2) else visit(score=5) for each in asked_of_all()
    ]
    assert found(*only_low) == ()


def test_a_few_who_walked_away_do_not_matter() -> None:
    assert len(found(*asked_of_all(), *[visit(score=5) for _ in range(4)])) == 1


def test_fewer_than_ten_on_either_side_are_not_compared() -> None:
    few = [visit(score=1, reasons=["stock"]) for _ in range(9)]
    (companions,) = found(*asked_of_all(), *few)
    assert companions.compared == 2
    assert found(*few, *[visit(score=5, reasons=[]) for _ in range(30)]) == ()
