"""The same answers under other rules: old and new side by side, and nothing that is kept changes."""

import pytest
from model.memory_reader import MemoryReader
from model.small_shop import CSAT, NPS, SATURDAY, SURVEY, visit, visits

from store.model.period import Span, period_of
from store.model.reader import Filters
from store.model.rescore import Rescored, Scoring, rescored, top_box
from store.model.score import Verdict

TODAY = period_of(Span.DAY, SATURDAY)


def under(store: MemoryReader, scoring: Scoring) -> Rescored:
    return rescored(store, TODAY, Filters(), scoring, channel="self")[0]


def shop() -> MemoryReader:
    repeated, both = visits([1] * 6), visits([1] * 3)
    left_out = {each.uid: [("repeat", "", "")] for each in repeated}
    left_out |= {each.uid: [("repeat", "", ""), ("fast", "", "")] for each in both}
    return MemoryReader([SURVEY], [*visits([5] * 9 + [4] * 3), *repeated, *both], left_out)


def test_a_rule_that_is_off_leaves_nothing_out_by_itself() -> None:
    found = under(shop(), Scoring(frozenset({"repeat"})))
    assert (found.old.n, found.new.n, found.more) == (12, 18, 6)
    assert (found.old.display, found.new.display) == ("100", "67")
    assert found.verdict is Verdict.WORSE


def test_what_two_rules_leave_out_counts_when_both_are_off() -> None:
    assert under(shop(), Scoring(frozenset({"repeat", "fast"}))).new.n == 21
    assert under(shop(), Scoring(frozenset({"fast"}))).new.n == 12


def test_the_top_box_is_the_highest_point_alone() -> None:
    found = under(shop(), Scoring(top_box=True))
    assert (found.old.display, found.new.display) == ("100", "75")
    assert (found.new.favourable, found.new.n, found.new.counts) == (9, 12, (0, 0, 0, 3, 9))
    assert found.new.interval is not None
    assert (found.new.interval.low, found.new.interval.high) == pytest.approx((46.77, 91.11), abs=0.01)


def test_only_csat_has_a_top_box() -> None:
    assert top_box(CSAT, (0, 0, 0, 0, 0)).value is None
    with pytest.raises(ValueError, match="only CSAT"):
        top_box(NPS, (0,) * 11)
    store = MemoryReader([SURVEY], [visit(recommend=9) for _ in range(12)])
    found = under(store, Scoring(top_box=True))
    assert found.old == found.new


def test_the_usual_rules_change_nothing() -> None:
    found = under(shop(), Scoring())
    assert found.old == found.new
    assert (found.more, found.verdict) == (0, Verdict.NO_CLEAR_CHANGE)
