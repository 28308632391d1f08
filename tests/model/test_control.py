"""What is usual, and what is not."""

from fractions import Fraction
from random import Random

from store.model.control import RUN, chart, signals
from store.model.scale import Metric, Scale
from store.model.score import Counts, score

CSAT = Scale(Metric.CSAT, 5)
NPS = Scale(Metric.NPS, 10)
CES = Scale(Metric.CES, 7)


def satisfied(k: int, n: int) -> Counts:
    return (n - k, 0, 0, 0, k)


STEADY = [satisfied(k, 50) for k in (42, 44, 43, 45, 41, 43, 44, 42, 43, 44, 42, 43, 45, 41)]


def test_nothing_is_usual_where_there_is_nothing() -> None:
    assert chart(CSAT, []) is None
    assert chart(CSAT, [satisfied(0, 0)]) is None


def test_limits_narrow_with_the_answers_and_stay_on_the_scale() -> None:
    usual = chart(CSAT, STEADY)
    assert usual is not None
    few, many = usual.limits(10), usual.limits(200)
    assert few.high == 100
    assert 70 < many.low < usual.centre < many.high < 95


def test_a_steady_shop_raises_no_signal_and_a_bad_day_does() -> None:
    usual = chart(CSAT, STEADY)
    assert usual is not None
    assert not any(signals(usual, [score(CSAT, counts) for counts in STEADY]))
    assert usual.outside(score(CSAT, satisfied(28, 50)))
    assert not usual.outside(score(CSAT, satisfied(0, 0)))


def test_eight_in_a_row_on_one_side_are_a_signal() -> None:
    usual = chart(CSAT, STEADY)
    assert usual is not None
    high = [score(CSAT, satisfied(45, 50))] * RUN
    assert signals(usual, high) == (False,) * (RUN - 1) + (True,)
    low = score(CSAT, satisfied(42, 50))
    assert not any(signals(usual, [*high[:7], low, *high[:7]]))


def test_answers_on_the_centre_end_a_run() -> None:
    usual = chart(CSAT, [satisfied(40, 50)] * 14)
    assert usual is not None
    assert usual.centre == 80
    up, level = score(CSAT, satisfied(41, 50)), score(CSAT, satisfied(40, 50))
    assert not any(signals(usual, [up] * 7 + [level] + [up] * 7))


def test_a_shop_that_has_seen_only_smiles_is_not_alarmed_by_one_frown() -> None:
    usual = chart(CSAT, [satisfied(30, 30)] * 14)
    assert usual is not None
    assert usual.centre == 100
    assert not usual.outside(score(CSAT, satisfied(29, 30)))
    assert usual.outside(score(CSAT, satisfied(22, 30)))


def test_days_that_vary_more_than_chance_widen_what_is_usual() -> None:
    quiet = chart(CSAT, STEADY)
    wild = chart(CSAT, [satisfied(k, 50) for k in (30, 48, 33, 49, 31, 47, 34, 46, 30, 48, 32, 49, 31, 47)])
    assert quiet is not None
    assert wild is not None
    assert quiet.stretch == 1
    assert wild.stretch > 2
    assert wild.limits(50).width > quiet.limits(50).width


def test_means_and_net_scores_have_limits_too() -> None:
    random = Random(3)
    for scale in (NPS, CES):
        days = [scale.count(random.choices(scale.values, k=40)) for _ in range(20)]
        usual = chart(scale, days)
        assert usual is not None
        assert usual.share is None
        limits = usual.limits(40)
        assert all(limits.low <= float(score(scale, day).value or Fraction(0)) <= limits.high for day in days)
        worst = scale.count([scale.values[0]] * 40)
        assert usual.outside(score(scale, worst))


def test_all_answers_alike_still_leave_room_for_chance() -> None:
    for scale in (NPS, CES):
        same = [scale.count([scale.values[-1]] * 20)] * 14
        usual = chart(scale, same)
        assert usual is not None
        assert not usual.outside(score(scale, same[0]))
        assert usual.limits(20).width > 0


def test_ordinary_chance_seldom_raises_a_signal() -> None:
    """Under one false alarm in a hundred days of a shop that never changes."""
    random = Random(11)
    alarms = days = 0
    for _ in range(40):
        history = [satisfied(sum(random.random() < 0.88 for _ in range(60)), 60) for _ in range(28)]
        usual = chart(CSAT, history)
        assert usual is not None
        for _ in range(50):
            today = score(CSAT, satisfied(sum(random.random() < 0.88 for _ in range(60)), 60))
            alarms += usual.outside(today)
            days += 1
    assert alarms / days < 0.01
