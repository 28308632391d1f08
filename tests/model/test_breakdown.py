"""Rows side by side: ranked only where there is enough, judged for all rows together."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.memory_reader import MemoryReader
from model.small_shop import CSAT, DAY_STARTS, SATURDAY, SURVEY, days_before, visit, visits

from store.model.breakdown import Order, ordered, side_by_side, withheld
from store.model.cut import Cut, cut
from store.model.facts import Row
from store.model.multiple import holm
from store.model.natural import natural
from store.model.period import Span, earlier, period_of
from store.model.response import Response, Status
from store.model.scale import Metric, Scale
from store.model.score import Verdict, score

TODAY = period_of(Span.DAY, SATURDAY)
LAST_WEEK = earlier(period_of(Span.WEEK, SATURDAY))


def table(responses: Sequence[Response], by: str = "touchpoint", closed: bool = False) -> Cut:
    store = MemoryReader([SURVEY], list(responses))
    period = LAST_WEEK if closed else TODAY
    return cut(store, period, by, day_starts=DAY_STARTS, today=SATURDAY)


def named(rows: Sequence[Row]) -> list[str]:
    return [row.name for row in rows]


class TestOrder:
    ROWS = tuple(
        Row(name, {1: score(CSAT, counts)})
        for name, counts in {
            "small and perfect": (0, 0, 0, 0, 12),
            "large and good": (10, 0, 0, 0, 190),
            "good": (2, 0, 0, 0, 38),
            "bad": (30, 0, 0, 0, 30),
            "nobody": (0, 0, 0, 0, 0),
        }.items()
    )
    QUESTION = MemoryReader([SURVEY]).questions()[0]

    @pytest.mark.parametrize(
        ("order", "names"),
        [
            (Order.NAME, ["bad", "good", "large and good", "nobody", "small and perfect"]),
            (Order.ANSWERS, ["large and good", "bad", "good", "small and perfect", "nobody"]),
            (Order.BEST, ["large and good", "good", "bad", "small and perfect", "nobody"]),
            (Order.WORST, ["bad", "large and good", "good", "small and perfect", "nobody"]),
        ],
    )
    def test_twelve_perfect_answers_outrank_nobody(self, order: Order, names: list[str]) -> None:
        assert named(ordered(self.ROWS, self.QUESTION, order)) == names

    def test_low_is_good_turns_it_round(self) -> None:
        effort = Scale(Metric.CES, 5, low_is_good=True)
        counts = {"hard": (0, 0, 0, 20, 20), "easy": (20, 20, 0, 0, 0)}
        rows = [Row(name, {1: score(effort, each)}) for name, each in counts.items()]
        question = replace(self.QUESTION, scale=effort)
        assert named(ordered(rows, question, Order.BEST)) == ["easy", "hard"]
        assert named(ordered(rows, question, Order.WORST)) == ["hard", "easy"]


def test_names_stand_in_the_order_in_which_people_count() -> None:
    names = ["till 10", "Till 2", "till 1", "2nd floor", "", "till 01", "10th floor", "9" * 5000]
    ordered_names = ["", "2nd floor", "10th floor", "9" * 5000, "till 01", "till 1", "Till 2", "till 10"]
    assert sorted(names, key=natural) == ordered_names


def test_a_field_of_the_week_that_stands_out_by_luck_is_not_called_worse() -> None:
    alone = (("luck", (4, 0, 0, 0, 11)), ("rest", (6, 0, 0, 0, 94)))
    assert side_by_side(CSAT, alone)["luck"] is Verdict.WORSE
    among_many = (("luck", (4, 0, 0, 0, 11)), *((f"field {i}", (1, 0, 0, 0, 15)) for i in range(60)))
    assert set(side_by_side(CSAT, among_many).values()) == {Verdict.NO_CLEAR_CHANGE}
    assert side_by_side(CSAT, (*among_many, ("bad", (20, 0, 0, 0, 20))))["bad"] is Verdict.WORSE


class TestAgents:
    def test_an_agent_s_score_is_withheld_under_ten_answers(self) -> None:
        found = table([*visits([5] * 9, agent="17"), *visits([5] * 10, agent="18")], by="agent")
        number = found.questions[0].number
        assert [withheld("agent", row.scores[number]) for row in found.rows] == [True, False]
        assert not withheld("touchpoint", found.rows[0].scores[number])

    def test_refusals_stand_beside_the_scores(self) -> None:
        refused = [visit(agent="17", status=Status.REFUSED) for _ in range(3)]
        found = table([*visits([5] * 10, agent="17"), *refused, *visits([4], agent="18")], by="agent")
        seventeen, eighteen = (row.visits for row in found.rows)
        assert seventeen is not None
        assert eighteen is not None
        assert (seventeen.started, seventeen.refused, seventeen.complete) == (13, 3, 10)
        assert (eighteen.started, eighteen.refused) == (1, 0)


class TestAgainstTheTimeBefore:
    def responses(self) -> list[Response]:
        week = days_before(8)[0]  # in the week that is over
        before = days_before(14)[0]
        return [
            *visits([5] * 20, day=before, touchpoint="returns"),
            *visits([1] * 18 + [5] * 2, day=week, touchpoint="returns"),
            *visits([5] * 18 + [1] * 2, day=before),
            *visits([5] * 17 + [1] * 3, day=week),
            *visits([5] * 12, day=week, touchpoint="new here"),
        ]

    def test_each_row_of_a_closed_period_is_compared_with_itself_before(self) -> None:
        found = table(self.responses(), closed=True)
        number = found.questions[0].number
        assert {row.name: row.changes[number] for row in found.rows} == {
            "checkout": Verdict.NO_CLEAR_CHANGE,
            "new here": Verdict.INSUFFICIENT,
            "returns": Verdict.WORSE,
        }

    def test_an_open_period_is_compared_with_nothing(self) -> None:
        assert all(row.changes == {} for row in table(visits([5] * 20)).rows)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_never_makes_a_p_value_smaller_and_keeps_their_order(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, adjusted, strict=True))
    assert all(
        adjusted[i] <= adjusted[j]
        for i in range(len(p_values))
        for j in range(len(p_values))
        if p_values[i] < p_values[j]
    )
    if p_values:
        assert min(adjusted) == pytest.approx(min(1, len(p_values) * min(p_values)))
