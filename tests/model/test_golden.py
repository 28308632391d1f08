"""Every reference case, made with scipy and statsmodels and confirmed in R, comes out the same here."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from store.model.control import chart
from store.model.intervals import binomial_tails, wilson
from store.model.multiple import holm
from store.model.rounding import MINUS, percentage, rounded, shares
from store.model.scale import Metric, Scale, Standing
from store.model.score import Interval, Status, add, change, p_value, score, valid

GOLDEN = json.loads((Path(__file__).parents[1] / "data" / "golden_scores.json").read_text(encoding="utf-8"))
Case = dict[str, Any]

SCALES = {
    "csat5": Scale(Metric.CSAT, 5),
    "csat10": Scale(Metric.CSAT, 10),
    "nps": Scale(Metric.NPS, 10),
    "ces5": Scale(Metric.CES, 5),
    "ces7": Scale(Metric.CES, 7),
    "ces10": Scale(Metric.CES, 10),
    "ces1_5": Scale(Metric.CES, 5, low_is_good=True),
}


def cases(*kinds: str) -> Any:
    found = [case for case in GOLDEN["cases"] if case["kind"] in kinds]
    assert found
    return pytest.mark.parametrize("case", found, ids=lambda case: case["id"])


def ascii_minus(display: str) -> str:
    """The reference writes a hyphen where people are shown a true minus sign."""
    return display.replace(MINUS, "-")


def assert_interval(found: Interval | None, expected: list[float] | None, n: int = 0) -> None:
    if expected is None:
        assert found is None
        return
    assert found is not None
    tolerance = GOLDEN["meta"]["tolerances"]["ci_when_n_ge_1e6" if n >= 1e6 else "ci_percent_points"]
    assert (found.low, found.high) == pytest.approx(tuple(expected), abs=tolerance, rel=0)


def test_no_kind_of_case_is_left_out() -> None:
    assert {case["kind"] for case in GOLDEN["cases"]} == {
        "score", "compare", "driver", "rollup", "rounding", "percent_sum100", "classify",
        "multiple_comparisons", "p_chart",
    }  # fmt: skip


@cases("score")
def test_scores(case: Case) -> None:
    scale = SCALES[case["scale"]]
    found = score(scale, tuple(case["counts"]))
    assert list(scale.values) == case["points"]
    assert scale.low_is_good == case["lower_is_better"]
    assert (found.n, found.status) == (case["n"], Status(case["status"]))
    assert (list(shares(found.counts)) or None) == case["percent_by_point_sum100"]
    if not found.n:
        assert (found.value, found.interval, found.display) == (None, None, "–")
        return
    assert found.interval is not None
    if scale.metric is Metric.NPS:
        groups = [found.standing(standing) for standing in (Standing.LOW, Standing.MIDDLE, Standing.HIGH)]
        assert groups == [case["detractors"], case["passives"], case["promoters"]]
        assert list(shares(groups)) == case["percent_groups_sum100_DQP"]
        assert found.value == Fraction(case["score_exact"])
        assert ascii_minus(found.display) == case["headline"]
        assert_interval(found.interval, case["ci95"]["adjusted_wald_clipped"], found.n)
        assert found.favourable_interval is None
        return
    assert list(scale.values_standing(Standing.HIGH)) == case["favourable_points"]
    assert found.favourable == case["favourable_count"]
    assert Fraction(100 * found.favourable, found.n) == Fraction(case["favourable_exact"])
    assert percentage(found.favourable, found.n) == case["headline_favourable"]
    assert_interval(found.favourable_interval, case["ci95_favourable"]["wilson"], found.n)
    if scale.metric is Metric.CSAT:
        assert found.value == Fraction(case["favourable_exact"])
        assert found.display == case["headline_favourable"]
        assert_interval(found.interval, case["ci95_favourable"]["wilson"], found.n)
    else:
        assert found.value == Fraction(case["mean_exact"])
        assert found.display == case["mean_display_2dp"]
        assert_interval(found.interval, case["ci95_mean"]["adjusted_clipped"], found.n)


@cases("compare", "driver")
def test_comparisons(case: Case) -> None:
    scale = SCALES[case["scale"]]
    a = tuple(case.get("counts_A") or case["counts_without_tag"])
    b = tuple(case.get("counts_B") or case["counts_with_tag"])
    if case["kind"] == "driver" and sum(a) != case["n_A"]:
        a, b = b, a
    assert (sum(a), sum(b)) == (case["n_A"], case["n_B"])
    found = change(scale, a, b)
    assert found.verdict == case["verdict"]
    assert_interval(found.interval, case["ci95_diff"], max(sum(a), sum(b)))
    if case["diff"] is None:
        assert found.value is None
        return
    assert found.value is not None
    assert float(found.value) == pytest.approx(case["diff"], rel=1e-12, abs=1e-12)
    shown = case.get("diff_display_1dp") or case["diff_display"]
    assert ascii_minus(rounded(found.value, 2 if scale.metric is Metric.CES else 1)) == shown
    p = case["p_values"].get("n_minus_1_z", case["p_values"].get("adjusted_wald_z"))
    if p is not None:
        tolerances = GOLDEN["meta"]["tolerances"]
        found_p = p_value(scale, a, b)
        assert found_p == pytest.approx(p, abs=tolerances["p_value_abs"], rel=tolerances["p_value_rel"])


@cases("rollup")
def test_groups_are_totalled_by_adding_their_answers(case: Case) -> None:
    scale = SCALES[case["scale"]]
    groups = [tuple(counts) for counts in case["groups"]]
    together = score(scale, add(scale, *groups))
    assert together.n == case["pooled_n"]
    assert together.value is not None
    assert float(together.value) == pytest.approx(case["pooled"], rel=1e-12)
    assert [float(score(scale, counts).value or 0) for counts in groups] == pytest.approx(
        case["group_scores"]
    )


@cases("rounding")
def test_rounding(case: Case) -> None:
    value = Fraction(100 * case["numerator"], case["denominator"])
    assert value == Fraction(case["percent_exact"])
    for decimals in (0, 1, 2):
        assert ascii_minus(rounded(value, decimals)) == case[f"display_{decimals}dp"]


@cases("percent_sum100")
def test_distributions_add_up_to_100(case: Case) -> None:
    assert list(shares(case["counts"])) == (case["percents"] or [])


@cases("classify")
def test_what_is_typed_is_valid_or_is_not(case: Case) -> None:
    scale = SCALES[case["scale"]]
    classes = {
        Standing.HIGH: "promoter" if scale.metric is Metric.NPS else "favourable",
        Standing.MIDDLE: "passive" if scale.metric is Metric.NPS else "other",
        Standing.LOW: "detractor" if scale.metric is Metric.NPS else "other",
    }
    for typed, expected in case["expected"].items():
        value = valid(scale, typed)
        assert (value is not None) == expected["accepted"], typed
        assert (None if value is None else classes[scale.standing(value)]) == expected["class"], typed
    for typed in case["must_reject"]:
        assert valid(scale, typed) is None, typed
    for typed, value in case["must_accept_after_trim"].items():
        assert valid(scale, typed) == value


@cases("multiple_comparisons")
def test_several_comparisons_together(case: Case) -> None:
    assert holm(case["p"]) == pytest.approx(case["holm_adjusted"], rel=1e-12)


@cases("p_chart")
def test_control_charts(case: Case) -> None:
    scale = SCALES["csat5"]
    points = [(n - k, 0, 0, 0, k) for k, n in zip(case["k"], case["n"], strict=True)]
    usual = chart(scale, points)
    assert usual is not None
    assert usual.centre == pytest.approx(case["centre_pct"])
    assert usual.stretch == pytest.approx(max(1.0, case["sigma_z_d2_1.128"]))
    for index, (k, n) in enumerate(zip(case["k"], case["n"], strict=True)):
        limits = usual.limits(n)
        # Ours are the wider of Shewhart's and Laney's: the days never vary less than chance has them.
        low = min(case["p_lcl_pct"][index], case["laney_lcl_pct"][index])
        high = max(case["p_ucl_pct"][index], case["laney_ucl_pct"][index])
        rel = GOLDEN["meta"]["tolerances"]["laney_rel"]
        assert (limits.low, limits.high) == pytest.approx((max(low, 0), min(high, 100)), rel=rel)
        tails = binomial_tails(k, n, sum(case["k"]) / sum(case["n"]))
        assert tails == pytest.approx(
            (case["binom_tail_low"][index], case["binom_tail_high"][index]), abs=1e-9
        )
        assert usual.outside(score(scale, points[index])) == case["signal"][index]


def test_the_worked_example_of_the_definition() -> None:
    found = score(SCALES["ces5"], (20, 15, 5, 20, 40))
    assert (found.display, percentage(found.favourable, found.n)) == ("3.45", "60")
    assert percentage(found.counts[0], found.n) == "20"
    assert wilson(81, 263) == Interval(pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))
