"""What is told at once: seldom where nothing is wrong, soon where something is, and once."""

import json
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

import pytest
from model.memory_reader import MemoryReader
from model.small_shop import CSAT, DAY_STARTS, NOW, SATURDAY, SURVEY, days_before, visit, visits

from store.model.alert import Alert, AlertRule, AlertRules
from store.model.alerts import WITHIN_MS, Accustomed, accustomed, alerts, low_alerts
from store.model.people import Person, Role
from store.model.period import day_number
from store.model.raised import RaisedAlert
from store.model.reader import AskedQuestion, KioskState, Recent
from store.model.response import Channel, Response
from store.model.survey import Kind

QUESTION = AskedQuestion(1, "counter", "satisfaction", Kind.SCALE, CSAT, {"en": "How satisfied are you?"})
MINUTE = 60_000
TODAY = day_number(SATURDAY)
NOW_MS = int(NOW.timestamp() * 1000)


def used_to(*counts: int) -> Accustomed:
    return Accustomed(TODAY, (QUESTION,), {(1, "self"): counts})


def given(at_ms: int, score: int) -> Recent:
    return Recent(at_ms, 1, score, "self", "checkout", "kiosk-1")


def kept(alert: Alert) -> RaisedAlert:
    return RaisedAlert(1, alert.rule, alert.subject, alert.day, alert.at_ms, alert.facts)


def shop(*today: Response, low_share: float = 0.1, **more: object) -> MemoryReader:
    """28 days of 20 answers, and today's."""
    dice = Random(1)
    past = [
        each
        for day in days_before(28)
        for each in visits([1 if dice.random() < low_share else 5 for _ in range(20)], day=day)
    ]
    return MemoryReader([SURVEY], [*past, *today], **more)  # type: ignore[arg-type]  # a test's shorthand


def lately(*scores: int, minutes_ago: float = 5, **where: object) -> list[Response]:
    """A visit a score, a second after one another."""
    began = NOW_MS - round(minutes_ago * MINUTE)
    return [
        replace(visit(score=score, **where), started_ms=began + 1000 * number)  # type: ignore[arg-type]  # the same
        for number, score in enumerate(scores)
    ]


def told(
    store: MemoryReader, rules: AlertRules, now: datetime = NOW, *raised: RaisedAlert
) -> tuple[Alert, ...]:
    return alerts(store, accustomed(store, now, day_starts=DAY_STARTS), rules, now, raised)


ONLY_LOW = AlertRules(silent_minutes=0)


class TestManyUnhappy:
    @pytest.mark.parametrize("low_share", [0.1, 0.35])
    def test_a_shop_as_usual_has_at_most_one_false_alarm_a_month(self, low_share: float) -> None:
        dice, months = Random(7), 3
        low = round(3360 * low_share)
        known = used_to(low, 0, 0, 0, 3360 - low)
        alarms = 0
        for day in range(30 * months):
            hour: list[Recent] = []
            raised: dict[tuple[str, str], RaisedAlert] = {}
            for at in sorted(dice.randrange(600) for _ in range(120)):
                now = (day * 1440 + at) * MINUTE
                hour.append(given(now, 1 if dice.random() < low_share else 5))
                hour = [each for each in hour if each.at_ms > now - WITHIN_MS]
                for alert in low_alerts(hour, known, raised):
                    raised[alert.rule, alert.subject] = kept(alert)
                    alarms += 1
        assert alarms <= months

    def test_an_hour_gone_wrong_is_told_while_it_lasts(self) -> None:
        (alert,) = told(shop(*lately(*[1, 5] * 7, minutes_ago=40)), ONLY_LOW)
        assert (alert.rule, alert.subject, alert.channel) == (AlertRule.LOW, "1", "self")
        assert (alert.low, alert.n) == (7, 14)
        assert alert.usual == pytest.approx(0.1, abs=0.03)

    def test_three_are_no_alert_however_rare(self) -> None:
        assert told(shop(*lately(1, 1, 1), low_share=0), ONLY_LOW) == ()
        assert len(told(shop(*lately(1, 1, 1, 1), low_share=0), ONLY_LOW)) == 1

    def test_a_shop_that_is_not_known_yet_raises_none(self) -> None:
        assert told(MemoryReader([SURVEY], lately(*[1] * 9)), ONLY_LOW) == ()

    def test_what_was_told_is_not_told_again_until_it_happens_again(self) -> None:
        store = shop(*lately(*[1] * 6))
        (alert,) = told(store, ONLY_LOW)
        assert told(store, ONLY_LOW, NOW, kept(alert)) == ()
        store.responses += lately(*[1] * 6, minutes_ago=2)
        (again,) = told(store, ONLY_LOW, NOW, kept(alert))
        assert again.low == 6
        assert again.natural_key != alert.natural_key

    def test_what_was_left_out_and_what_was_demonstrated_tells_nothing(self) -> None:
        mashed = lately(*[1] * 9)
        assert (
            told(shop(*mashed, left_out={each.uid: [("burst", "", "")] for each in mashed}), ONLY_LOW) == ()
        )
        assert told(shop(*lately(*[1] * 9, channel=Channel.DEMO)), ONLY_LOW) == ()

    def test_an_hour_is_an_hour(self) -> None:
        assert told(shop(*lately(*[1] * 9, minutes_ago=61)), ONLY_LOW) == ()

    def test_half_unhappy_within_a_quarter_of_an_hour_is_a_setting(self) -> None:
        rules = AlertRules(low=False, half=True, silent_minutes=0)
        earlier = lately(*[5] * 9, minutes_ago=16)
        store = shop(*earlier, *lately(1, 5, 1, 5, 1, 5, 1, 5), low_share=0.45)
        assert told(store, ONLY_LOW) == ()
        (alert,) = told(store, rules)
        assert (alert.rule, alert.low, alert.n) == (AlertRule.HALF, 4, 8)
        store.responses += lately(5)
        assert told(store, rules) == ()


class TestBelowAValue:
    RULES = AlertRules(low=False, below={"satisfaction": 70, "ease": 4.5}, silent_minutes=0)

    def test_it_is_told_once_a_day_when_the_whole_interval_lies_below(self) -> None:
        store = shop(*visits([1] * 12 + [5] * 8))
        (alert,) = told(store, self.RULES)
        assert (alert.rule, alert.value, alert.limit, alert.n) == (AlertRule.BELOW, 40, 70, 20)
        assert told(store, self.RULES, NOW, kept(alert)) == ()
        yesterday = RaisedAlert(1, alert.rule, alert.subject, alert.day - 1, alert.at_ms, {})
        assert len(told(store, self.RULES, NOW, yesterday)) == 1

    def test_what_may_be_chance_is_not_told(self) -> None:
        assert told(shop(*visits([1] * 7 + [5] * 13)), self.RULES) == ()
        assert told(shop(*visits([1] * 9)), self.RULES) == ()

    def test_each_score_has_its_own_unit(self) -> None:
        (alert,) = told(shop(*[visit(ease=2) for _ in range(12)]), self.RULES)
        assert (alert.value, alert.limit) == (2.0, 4.5)


class TestSilentKiosk:
    HOURS = {"sat": (time(9), time(19))}  # noqa: RUF012  # a test's constant

    def silent(self, minutes: int, *, state: str = "asking", now: datetime = NOW, hours: bool = False,
               raised: tuple[RaisedAlert, ...] = ()) -> tuple[Alert, ...]:  # fmt: skip
        beat_ms = int((now - timedelta(minutes=minutes)).timestamp() * 1000)
        store = MemoryReader([SURVEY], states=[KioskState("door", state, beat_ms, None, None)])
        rules = AlertRules(low=False, opening_hours=self.HOURS if hours else {})
        return told(store, rules, now, *raised)

    def test_a_kiosk_that_is_not_heard_of_is_missed_once(self) -> None:
        assert self.silent(14) == ()
        (alert,) = self.silent(16)
        assert (alert.rule, alert.subject) == (AlertRule.SILENT, "door")
        assert self.silent(16, raised=(kept(alert),)) == ()

    def test_one_that_was_closed_in_order_is_missed_only_where_the_shop_should_be_open(self) -> None:
        assert self.silent(300, state="closed") == ()
        assert len(self.silent(300, state="closed", hours=True)) == 1

    def test_nothing_is_missed_outside_opening_hours_or_just_after_opening(self) -> None:
        assert self.silent(300, now=NOW.replace(hour=21), hours=True) == ()
        assert self.silent(900, now=NOW.replace(hour=9, minute=5), hours=True) == ()
        assert len(self.silent(900, now=NOW.replace(hour=9, minute=20), hours=True)) == 1

    def test_one_of_another_store_is_never_missed_here(self) -> None:
        beat_ms = int((NOW - timedelta(minutes=60)).timestamp() * 1000)
        merged = KioskState("till of another store", "closed", beat_ms, beat_ms, None, works_here=False)
        store = MemoryReader([SURVEY], states=[merged])
        assert told(store, AlertRules(low=False, opening_hours=self.HOURS), NOW) == ()

    def test_it_is_told_where_it_has_asked_of_late(self) -> None:
        answered = [*lately(5, 4, touchpoint="door"), *lately(3, touchpoint="exit")]
        beat_ms = int((NOW - timedelta(minutes=16)).timestamp() * 1000)
        states = [KioskState(answered[0].kiosk, "asking", beat_ms, None, None)]
        (alert,) = told(MemoryReader([SURVEY], answered, states=states), AlertRules(low=False))
        assert alert.where == (("door", None, 2), ("exit", None, 1))

    def test_one_that_was_put_away_is_not_missed_for_ever(self) -> None:
        assert self.silent(8 * 24 * 60) == ()


def test_an_alert_says_what_it_saw_in_json_s_own_types() -> None:
    alert = Alert(
        AlertRule.LOW, "1", TODAY, NOW_MS, "self", NOW_MS - 9, 5, 9, 0.1, where=(("door", None, 5),)
    )
    assert alert.facts == {
        "channel": "self", "since_ms": NOW_MS - 9, "low": 5, "n": 9, "usual": 0.1, "value": 0.0, "limit": 0.0,
        "where": [["door", None, 5]],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("where", "leads_door", "leads_17_at_door"),
    [
        ((("door", "17", 2), ("exit", "17", 2)), True, True),
        ((("door", "18", 3), ("exit", "17", 1)), True, False),
        ((("door", None, 1), ("exit", None, 3)), False, False),
        ((), False, False),  # a score of the whole shop
    ],
)
def test_whoever_leads_a_part_sees_what_came_from_there_for_the_half_at_least(
    where: tuple[tuple[str, str | None, int], ...], leads_door: bool, leads_17_at_door: bool
) -> None:
    alert = kept(Alert(AlertRule.LOW, "1", TODAY, NOW_MS, "self", where=where))
    stored = replace(alert, facts=json.loads(json.dumps(alert.facts)))
    assert stored.concerns(Person("Marie"))
    assert stored.concerns(Person("Leo", Role.LEAD, ("door",))) is leads_door
    assert stored.concerns(Person("Lea", Role.LEAD, ("door",), ("17",))) is leads_17_at_door


def test_low_answers_say_where_they_were_given() -> None:
    today = [*lately(1, 1, 1, touchpoint="door", agent="17"), *lately(1, 5, touchpoint="exit")]
    (alert,) = told(shop(*today), ONLY_LOW)
    assert alert.where == (("door", "17", 3), ("exit", None, 1))
