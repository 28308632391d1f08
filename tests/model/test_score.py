"""Scores behave, whatever the counts."""

from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.model.intervals import binomial_tails, newcombe, wilson
from store.model.multiple import holm
from store.model.rounding import MINUS, percentage, rounded, shares
from store.model.scale import Metric, Scale, Standing
from store.model.score import Counts, Status, Verdict, bounds, change, p_value, score, valid

CSAT = Scale(Metric.CSAT, 5)
NPS = Scale(Metric.NPS, 10)
CES = Scale(Metric.CES, 7)
EFFORT = Scale(Metric.CES, 5, low_is_good=True)
EVERY = [CSAT, Scale(Metric.CSAT, 10), NPS, Scale(Metric.CES, 5), CES, Scale(Metric.CES, 10), EFFORT]

modest = settings(max_examples=40, deadline=None)


@st.composite
def answered(draw: st.DrawFn, most: int = 300) -> tuple[Scale, Counts]:
    scale = draw(st.sampled_from(EVERY))
    size = len(scale.values)
    return scale, tuple(draw(st.lists(st.integers(0, most), min_size=size, max_size=size)))


@st.composite
def compared(draw: st.DrawFn) -> tuple[Scale, Counts, Counts]:
    scale, a = draw(answered())
    return scale, a, tuple(draw(st.lists(st.integers(0, 300), min_size=len(a), max_size=len(a))))


@given(answered())
@modest
def test_a_score_and_its_interval_stay_on_the_scale(given: tuple[Scale, Counts]) -> None:
    scale, counts = given
    found = score(scale, counts)
    low, high = bounds(scale)
    assert found.n == sum(counts)
    if not found.n:
        assert found.status is Status.NO_DATA
        return
    assert found.value is not None
    assert found.interval is not None
    assert low <= found.value <= high
    assert low <= found.interval.low < found.interval.high <= high
    if found.n >= 10:
        assert found.interval.low <= found.value <= found.interval.high


@given(answered())
@modest
def test_one_better_answer_never_lowers_a_score(given: tuple[Scale, Counts]) -> None:
    scale, counts = given
    best = -1 if not scale.low_is_good else 0
    more = list(counts)
    more[best] += 1
    before, after = score(scale, counts).value, score(scale, tuple(more)).value
    assert after is not None
    if before is not None:
        assert after >= before if not scale.low_is_good else after <= before


@given(answered(), st.integers(2, 20))
@modest
def test_more_of_the_same_narrows_the_interval(given: tuple[Scale, Counts], times: int) -> None:
    scale, counts = given
    assume(any(counts))
    once, often = score(scale, counts), score(scale, tuple(times * count for count in counts))
    assert once.interval is not None
    assert often.interval is not None
    assert once.value == often.value
    assert often.interval.width <= once.interval.width + 1e-9


@given(answered())
@modest
def test_the_display_is_never_a_signed_zero_nor_a_false_end(given: tuple[Scale, Counts]) -> None:
    scale, counts = given
    found = score(scale, counts)
    assert found.display.strip("+" + MINUS + "0.") or not found.display.startswith((MINUS, "+", "-"))
    if scale.metric is Metric.CSAT and found.n:
        assert (found.display == "100") == (found.value == 100)
        assert (found.display == "0") == (found.value == 0)


@given(compared())
@modest
def test_a_change_turned_round_is_its_opposite(given: tuple[Scale, Counts, Counts]) -> None:
    scale, a, b = given
    there, back = change(scale, a, b), change(scale, b, a)
    opposite = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
    assert back.verdict is opposite.get(there.verdict, there.verdict)
    if there.value is None or there.interval is None:
        assert there.verdict is Verdict.INSUFFICIENT
        return
    assert back.value == -there.value
    assert back.interval is not None
    assert (back.interval.low, back.interval.high) == pytest.approx(
        (-there.interval.high, -there.interval.low)
    )
    assert p_value(scale, a, b) == pytest.approx(p_value(scale, b, a))


@given(answered())
@modest
def test_nothing_changed_is_no_clear_change(given: tuple[Scale, Counts]) -> None:
    scale, counts = given
    found = change(scale, counts, counts)
    assert found.verdict is (Verdict.NO_CLEAR_CHANGE if sum(counts) >= 10 else Verdict.INSUFFICIENT)


@given(answered())
@modest
def test_a_scale_turned_round_mirrors_its_score(given: tuple[Scale, Counts]) -> None:
    _, counts = given
    assume(len(counts) == 5 and any(counts))
    ease, effort = score(Scale(Metric.CES, 5), counts), score(EFFORT, counts[::-1])
    assert ease.value is not None
    assert effort.value == 6 - ease.value
    assert ease.favourable == effort.favourable
    assert ease.status is effort.status


@given(st.fractions(-1000, 1000), st.integers(0, 3))
@modest
def test_rounding_is_half_away_from_zero_and_has_no_negative_zero(value: Fraction, decimals: int) -> None:
    shown = rounded(value, decimals)
    back = Fraction(shown.replace(MINUS, "-"))
    assert abs(back - value) * 2 <= Fraction(1, 10**decimals)
    assert rounded(-value, decimals).lstrip(MINUS) == shown.lstrip(MINUS)
    assert back or not shown.startswith(MINUS)
    if abs(back - value) * 2 == Fraction(1, 10**decimals):
        assert abs(back) > abs(value)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=11))
@modest
def test_shares_add_up_to_100_and_are_never_off_by_one(counts: list[int]) -> None:
    found = shares(counts)
    if not any(counts):
        assert found == ()
        return
    assert sum(found) == 100
    for share, count in zip(found, counts, strict=True):
        assert abs(Fraction(100 * count, sum(counts)) - share) < 1


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 9, "0"), (9, 9, "100"), (1, 1000, "0.1"), (1, 10000, "<0.1"), (999, 1000, "99.9"),
     (9999, 10000, ">99.9"), (1, 200, "1"), (199, 200, "99.5"), (7, 8, "88")],
)  # fmt: skip
def test_only_exact_ends_are_shown_as_0_and_100(part: int, whole: int, shown: str) -> None:
    assert percentage(part, whole) == shown


@given(st.lists(st.floats(0, 1), max_size=12))
@modest
def test_holm_never_makes_a_p_value_smaller_nor_changes_their_order(ps: list[float]) -> None:
    found = holm(ps)
    assert all(p <= adjusted <= 1 for p, adjusted in zip(ps, found, strict=True))
    ranked = [adjusted for _, adjusted in sorted(zip(ps, found, strict=True))]
    assert ranked == sorted(ranked)


@given(st.integers(1, 400), st.floats(0, 1), st.data())
@modest
def test_binomial_tails_are_those_of_the_sum(n: int, p: float, data: st.DataObject) -> None:
    from math import comb

    k = data.draw(st.integers(0, n))
    terms = (
        [comb(n, i) * Fraction(p) ** i * (1 - Fraction(p)) ** (n - i) for i in range(n + 1)]
        if n < 60
        else None
    )
    low, high = binomial_tails(k, n, p)
    assert 0 <= low <= 1
    assert 0 <= high <= 1
    assert low + high >= 1 - 1e-9
    if terms is not None:
        below = list(accumulate(terms))
        assert (low, high) == pytest.approx((float(below[k]), float(1 - below[k] + terms[k])), abs=1e-12)


def test_a_tail_is_exact_for_a_hundred_million_answers() -> None:
    low, high = binomial_tails(50_000_000, 100_000_000, 0.5)
    assert (low, high) == pytest.approx((0.5, 0.5), abs=1e-4)


@given(st.integers(1, 500), st.integers(1, 500), st.data())
@modest
def test_intervals_of_shares_and_of_their_difference_stay_possible(
    n_a: int, n_b: int, data: st.DataObject
) -> None:
    k_a, k_b = data.draw(st.integers(0, n_a)), data.draw(st.integers(0, n_b))
    share = wilson(k_a, n_a)
    assert 0 <= share.low <= k_a / n_a <= share.high <= 1
    assert (share.low == 0) == (k_a == 0)
    assert (share.high == 1) == (k_a == n_a)
    difference = newcombe(k_a, n_a, k_b, n_b)
    assert -1 - 1e-12 <= difference.low <= k_b / n_b - k_a / n_a <= difference.high <= 1 + 1e-12


def test_counts_of_another_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="4 counts given, but the scale 1 to 5 has 5 points"):
        score(CSAT, (1, 2, 3, 4))
    with pytest.raises(ValueError, match="below zero"):
        score(CSAT, (1, 2, 3, 4, -1))


def test_a_question_without_a_metric_has_counts_and_no_score() -> None:
    found = score(Scale(Metric.NONE, 4), (10, 10, 10, 10))
    assert (found.value, found.interval, found.n, found.status) == (None, None, 40, Status.OK)
    assert change(Scale(Metric.NONE, 4), (10,) * 4, (40,) * 4).verdict is Verdict.INSUFFICIENT


@pytest.mark.parametrize(
    "typed", ["+5", "5.", "five", "5 5", "\uff11", "\u0664", "²", "0", "6", "1" * 5000, 5, 5.0, True]
)
def test_what_is_not_a_whole_ascii_number_on_the_scale_is_not_an_answer(typed: object) -> None:
    assert valid(CSAT, typed) is None


def test_white_space_round_a_number_is_not_part_of_it() -> None:
    assert valid(CSAT, "\t5\r\n") == 5
    assert valid(NPS, " 0 ") == 0


@pytest.mark.parametrize(
    ("scale", "lows", "highs"),
    [(CSAT, (1, 2), (4, 5)), (CES, (1, 2, 3), (5, 6, 7)),
     (Scale(Metric.CES, 10), (1, 2, 3, 4, 5, 6), (9, 10)),
     (NPS, tuple(range(7)), (9, 10)), (EFFORT, (4, 5), (1, 2))],
)  # fmt: skip
def test_low_and_high_are_where_the_definition_has_them(
    scale: Scale, lows: tuple[int, ...], highs: tuple[int, ...]
) -> None:
    assert scale.values_standing(Standing.LOW) == lows
    assert scale.values_standing(Standing.HIGH) == highs
