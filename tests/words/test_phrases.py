"""What a manager reads, in their own words and numbers."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from model.memory_reader import MemoryReader
from model.small_shop import CES, CSAT, DAY_STARTS, NOW, NPS, SATURDAY, SURVEY, days_before, visit, visits

from store.model.period import Period, Span, earlier, period_of
from store.model.reader import Filters
from store.model.response import Channel, Response
from store.model.scale import Metric, Scale
from store.model.score import Score, change, score
from store.model.summary import Summary, summarise
from store.words import Words, phrases, words_for
from store.words.why import why

EN, FR = words_for("en"), words_for("fr")
TODAY = period_of(Span.DAY, SATURDAY)
HAPPY = [5] * 10 + [4] * 7 + [3] * 2 + [1]


def summary(responses: list[Response], period: Period = TODAY, **more: object) -> Summary:
    store = MemoryReader([SURVEY], responses, **more)  # type: ignore[arg-type]  # a test's shorthand
    return summarise(store, period, Filters(), NOW, day_starts=DAY_STARTS)


def usual_days(count: int = 28) -> list[Response]:
    return [each for day in days_before(count) for each in visits(HAPPY, day=day)]


def csat(k: int, n: int) -> Score:
    return score(CSAT, (n - k, 0, 0, 0, k))


NET = score(NPS, (0, 0, 0, 0, 0, 0, 16, 0, 25, 0, 57))
EASE = score(CES, (3, 5, 6, 8, 15, 21, 18))


class TestAScore:
    def test_its_figure_is_large_and_its_unit_beside_it(self) -> None:
        assert (phrases.headline(csat(107, 123), EN), phrases.unit(csat(107, 123), EN)) == ("87", "%")
        assert (phrases.headline(NET, EN), phrases.unit(NET, EN)) == ("+42", "")
        assert (phrases.headline(EASE, EN), phrases.unit(EASE, EN)) == ("5.13", "of 7")

    def test_its_counts_are_said(self) -> None:
        assert phrases.counted(csat(107, 123), EN) == "107 of 123 satisfied"
        assert phrases.counted(NET, EN) == "57 would, 16 would not, of 98"
        assert phrases.counted(EASE, EN) == "54 of 76 found it easy"

    def test_how_far_chance_reaches_is_said_from_10_answers_on(self) -> None:
        assert phrases.probably(csat(107, 123), EN) == "probably 80 to 92"
        assert phrases.probably(NET, EN) == "probably +26 to +55"
        assert phrases.probably(csat(7, 9), EN) == ""

    @pytest.mark.parametrize(
        ("k", "n", "said"),
        [(1, 1, "1 of 1 satisfied"), (3, 3, "3 of 3 satisfied"), (0, 2, "0 of 2 satisfied"),
         (7, 9, "7 of 9 satisfied")],
    )  # fmt: skip
    def test_under_10_answers_the_counts_are_the_figure(self, k: int, n: int, said: str) -> None:
        assert phrases.headline(csat(k, n), EN) == said
        assert phrases.unit(csat(k, n), EN) == ""
        assert phrases.unsure(csat(k, n), EN) == "too few to be sure"

    def test_without_answers_there_is_a_dash_and_never_a_zero(self) -> None:
        for scale in (CSAT, NPS, CES):
            nothing = score(scale, (0,) * len(scale.values))
            assert phrases.headline(nothing, EN) == phrases.figure(nothing, EN) == "–"
            assert phrases.unit(nothing, EN) == ""
            assert phrases.counted(nothing, EN) == "no answers yet"
            assert phrases.unsure(nothing, EN) == ""

    def test_fragile_ones_say_so(self) -> None:
        assert phrases.unsure(csat(10, 12), EN) == "too few to be sure"
        assert phrases.unsure(csat(107, 123), EN) == ""

    def test_ease_has_three_readings(self) -> None:
        ease = score(Scale(Metric.CES, 5), (20, 15, 5, 20, 40))
        assert phrases.readings(ease, EN) == "60% easy, 40% neutral or harder, 20% very hard"
        assert phrases.readings(NET, EN) == ""

    def test_the_older_effort_score_says_that_low_is_good(self) -> None:
        effort = score(Scale(Metric.CES, 5, low_is_good=True), (20, 10, 5, 0, 0))
        assert phrases.unit(effort, EN) == "of 5, low is good"
        assert phrases.counted(effort, EN) == "30 of 35 found it easy"

    def test_french_has_its_own_numbers_and_its_own_plural(self) -> None:
        assert phrases.figure(csat(107, 123), FR) == "87\N{NO-BREAK SPACE}%"
        assert phrases.headline(EASE, FR) == "5,13"
        assert phrases.counted(csat(1, 3), FR) == "1 satisfait sur 3"
        assert phrases.counted(csat(2, 3), FR) == "2 satisfaits sur 3"

    def test_a_change_is_said_with_its_reach(self) -> None:
        found = change(CSAT, (20, 0, 0, 0, 80), (10, 0, 0, 0, 90))
        assert phrases.changed(CSAT, found, EN) == "+10.0, probably 0.0 to +19.9: better"
        assert phrases.changed(CSAT, change(CSAT, (0, 0, 0, 0, 9), (9, 0, 0, 0, 0)), EN) == (
            "not enough answers to compare"
        )
        assert phrases.changed(
            CES, change(CES, (10, 0, 0, 0, 0, 0, 10), (10, 0, 0, 0, 0, 0, 10)), EN
        ).startswith("0.00, probably −")


class TestACard:
    def test_what_is_usual_is_learnt_then_said(self) -> None:
        learning = summary(usual_days(4) + visits(HAPPY)).cards[0]
        assert phrases.usual(learning, EN) == "learning what is usual, 4 of 14 days"
        learnt = summary(usual_days() + visits(HAPPY)).cards[0]
        assert phrases.usual(learnt, EN) == "usual for 20 answers: 61 to 100"
        early = summary(usual_days() + visits([5])).cards[0]
        assert phrases.usual(early, EN) == "usually about 85"

    def test_small_shops_learn_by_the_week(self) -> None:
        small = [visit(score=5, day=day) for day in days_before(70)]
        assert phrases.usual(summary(small).cards[0], EN) == "learning what is usual, 0 of 12 weeks"

    def test_a_first_year_has_nothing_to_be_held_against(self) -> None:
        year = summary(usual_days(60), period_of(Span.YEAR, SATURDAY))
        assert phrases.usual(year.cards[0], EN) == "nothing earlier to compare with"
        assert phrases.sentence(year, EN) == "There is nothing earlier to compare with yet."
        assert phrases.usual(summary(visits(HAPPY)).cards[0], EN) == "learning what is usual, 0 of 14 days"

    def test_the_28_days_stand_under_todays_figure(self) -> None:
        card = summary(usual_days() + visits([5])).cards[0]
        assert phrases.recent(card, EN) == "28 days: 85%, probably 82 to 88"
        assert phrases.recent(summary(visits([5])).cards[0], EN) == ""

    def test_a_target_is_met_or_not_or_uncertain(self) -> None:
        def said(value: float) -> str:
            return phrases.target(summary(visits([5] * 107 + [1] * 16), set_targets={1: value}).cards[0], EN)

        assert said(75) == "target 75 met"
        assert said(85) == "target 85 uncertain"
        assert said(95) == "target 95 below"
        assert phrases.target(summary(visits([5])).cards[0], EN) == "no target"
        assert phrases.target(summary([visit(ease=7)]).cards[0], EN) == "target 6.00"

    def test_a_closed_period_is_set_against_the_one_before(self) -> None:
        yesterday = earlier(TODAY)
        responses = visits([1] * 20, day=yesterday.first) + visits([5] * 20, day=earlier(yesterday).first)
        card = summary(responses, yesterday).cards[0]
        assert phrases.against(card, yesterday, EN) == "the day before: 100%, worse"
        assert phrases.usual(card, EN) == ""
        assert phrases.against(summary(responses).cards[0], TODAY, EN) == ""

    def test_two_cards_of_one_kind_are_told_apart(self) -> None:
        other = replace(SURVEY, name="website")
        responses = [visit(score=5), replace(visit(score=5), survey="website"), visit(ease=5)]
        store = MemoryReader([SURVEY, other], responses)
        found = summarise(store, TODAY, Filters(), NOW, day_starts=DAY_STARTS)
        assert phrases.titles(found, EN) == (
            "Satisfaction · satisfaction · counter",
            "Ease",
            "Satisfaction · satisfaction · website",
        )


class TestTheSentence:
    def said(self, responses: list[Response], period: Period = TODAY) -> str:
        return phrases.sentence(summary(responses, period), EN)

    def test_nothing_yet(self) -> None:
        assert self.said([]) == "No answers yet."
        assert self.said([], earlier(TODAY)) == "No answers."

    def test_a_few(self) -> None:
        assert self.said(visits([5, 4, 5])) == "3 of 3 satisfied so far; too few to say more."
        assert self.said(visits([5] * 3, day=earlier(TODAY).first), earlier(TODAY)) == (
            "3 of 3 satisfied; too few to say more."
        )

    def test_learning(self) -> None:
        assert self.said(visits(HAPPY)) == "Still learning what is usual here."

    def test_a_usual_day(self) -> None:
        responses = usual_days() + visits(HAPPY)
        assert self.said(responses) == "A usual Saturday so far."
        assert phrases.sentence(summary(responses), FR) == "Un samedi comme d’habitude pour l’instant."

    def test_a_weak_spot_and_what_it_suffers_from(self) -> None:
        low = [visit(score=1, reasons=["wait"], touchpoint="returns") for _ in range(12)]
        responses = usual_days() + visits([5] * 60 + [4] * 8) + low
        assert self.said(responses) == "A usual Saturday so far. Weak spot: returns, mostly waiting time."

    def test_a_reason_reads_as_within_a_sentence(self) -> None:
        low = [visit(score=1, reasons=["wait"], touchpoint="returns") for _ in range(12)]
        found = summary(usual_days() + visits([5] * 60 + [4] * 8) + low)

        def said(reason: str, words: Words = EN) -> str:
            return phrases.sentence(
                replace(found, sentence=replace(found.sentence, weak_reason={"": reason})), words
            )

        assert said("L’attente").endswith("mostly l’attente.")
        assert said("I’d no parking").endswith("mostly I’d no parking.")
        assert said("WC").endswith("mostly WC.")
        assert said("Wartezeit", words_for("de")).endswith("vor allem „Wartezeit“.")
        assert said("Wachttijd", words_for("nl")).endswith("vooral wachttijd.")

    def test_a_worse_day_names_the_score_that_made_it_so(self) -> None:
        bad = visits([1] * 20 + [5] * 10)
        assert self.said(usual_days() + bad) == "A worse Saturday than usual so far."
        assert (
            self.said([*usual_days(), *bad, visit(ease=7)])
            == "A worse Saturday than usual so far: satisfaction."
        )

    def test_a_third_left_out_is_said(self) -> None:
        def told(counted: int, out: int, key: str = "") -> str:
            mashed = visits([5] * out)
            left = {each.uid: [("repeat", "", "")] for each in mashed}
            return phrases.sentence(summary(visits([5] * counted) + mashed, left_out=left), EN, key=key)

        assert told(1, 16) == "1 of 1 satisfied so far; too few to say more. 16 of 17 answers are left out."
        assert told(2, 1, "x").endswith(" 1 of 3 answers is left out (x shows why).")
        assert told(0, 2) == "No answers yet. 2 of 2 answers are left out."
        assert told(3, 1) == "3 of 3 satisfied so far; too few to say more."

    def test_closed_periods(self) -> None:
        yesterday, before = earlier(TODAY), earlier(earlier(TODAY))
        low, high = visits([1] * 20, day=yesterday.first), visits([5] * 20, day=before.first)
        assert self.said(low + high, yesterday) == "Worse than the day before."
        assert self.said(low, yesterday) == "Too few answers the day before to compare with."
        week = earlier(period_of(Span.WEEK, SATURDAY))
        same = visits(HAPPY, day=week.first) + visits(HAPPY, day=week.first - timedelta(days=7))
        assert self.said(same, week) == "No clear change from the week before."

    @pytest.mark.parametrize("language", [EN, FR], ids=["en", "fr"])
    @pytest.mark.parametrize("span", list(Span))
    def test_there_is_one_for_every_kind_of_period(self, span: Span, language: object) -> None:
        period = period_of(span, SATURDAY)
        for scores in (HAPPY, [1] * 40, [5] * 90):
            for each in (period, earlier(period)):
                responses = visits(scores, day=each.first) + usual_days(10)
                found = phrases.sentence(summary(responses, each), language)  # type: ignore[arg-type]
                assert found.endswith(".")
                assert "{" not in found


def test_how_many_commented_is_one_or_many() -> None:
    one, many = (replace(summary(visits([5] * 3)), commented=n) for n in (1, 2))
    assert phrases.commented(one, EN) == "1 of 3 commented"
    assert phrases.commented(one, FR) == "1 sur 3 a commenté"
    assert phrases.commented(many, FR) == "2 sur 3 ont commenté"


class TestWhy:
    def test_it_explains_a_share(self) -> None:
        mashed = visits([1] * 5)
        responses = [*visits([5] * 107 + [1] * 16), visit(skipped=["satisfaction"]), *mashed]
        found = summary(responses, left_out={each.uid: [("void", "Ana", "a child")] for each in mashed})
        lines = why(found.cards[0], found, EN)
        assert lines[0] == "How satisfied are you?"
        assert "Score = satisfied ÷ answers = 107 ÷ 123 = 87%" in lines
        assert "Asked 124 times: 123 answered, 1 skipped, 0 ran out of time. Only answers count." in lines
        assert "Probably 80 to 92: Wilson’s 95% interval of a share." in lines
        assert "5 answers are left out; with them the score would be 84%." in lines
        assert "5 visits left out: voided by Ana: a child" in lines

    def test_it_explains_a_net_score_and_a_mean(self) -> None:
        found = summary([visit(recommend=10, ease=6) for _ in range(12)])
        net, ease = (why(card, found, EN) for card in found.cards)
        assert "Score = 100 × (promoters − detractors) ÷ answers = 100 × (12 − 0) ÷ 12 = +100" in net
        assert "Score = the mean = 72 ÷ 12 = 6.00" in ease

    def test_it_is_short_and_whole_in_every_case(self) -> None:
        cases = [
            summary([]),
            summary(visits([5])),
            summary(usual_days() + visits([1] * 30)),
            summary(usual_days() + visits(HAPPY), period_of(Span.WEEK, SATURDAY)),
            summary(usual_days(), earlier(TODAY)),
            summary(visits([5], channel=Channel.ASSISTED)),
        ]
        for found in cases:
            for card in found.cards:
                for words in (EN, FR):
                    lines = why(card, found, words)
                    assert all(lines)
                    assert not any("{" in line for line in lines)


class TestNumbersAndDates:
    def test_they_follow_who_reads_them(self) -> None:
        assert EN.number(">99.9") == ">99.9"
        assert FR.number(">99.9") == ">99,9"
        assert (EN.percent("87"), EN.count(12345)) == ("87%", "12,345")
        assert FR.count(12345) == "12\N{NO-BREAK SPACE}345"
        assert EN.date(SATURDAY) == "Saturday, 21 November"
        assert FR.date(SATURDAY, year=True) == "samedi 21 novembre 2026"
        assert (EN.date(SATURDAY, short=True), FR.date(SATURDAY, short=True)) == ("21 Nov", "21 nov.")
        assert (EN.month(SATURDAY), FR.quarter(SATURDAY)) == ("November 2026", "4e trimestre 2026")
        assert EN.time(NOW) == EN.time(time(14, 32)) == "14:32"

    def test_a_country_has_its_own(self) -> None:
        american = words_for("en_US")
        assert american.language == "en"
        assert american.time(NOW) == "2:32\N{NO-BREAK SPACE}PM"
        assert american.date(SATURDAY) == "Saturday, November 21"
        assert words_for("fr_CA").time(NOW) == "14 h 32"

    def test_a_language_that_the_interface_lacks_is_written_in_english(self) -> None:
        words = words_for("sv")
        assert words.language == "sv"
        assert words.weekday(SATURDAY) == "Saturday"
        assert words.number("4.12") == "4.12"

    def test_no_sign_is_one_that_a_console_font_lacks(self) -> None:
        for words in (EN, FR, words_for("en_US"), words_for("fr_CA")):
            said = [
                words.percent("87"),
                words.count(1234567),
                words.time(NOW),
                words.date(SATURDAY, year=True),
            ]
            assert not any("\N{NARROW NO-BREAK SPACE}" in each for each in said)

    def test_periods_are_named(self) -> None:
        assert phrases.period(TODAY, True, EN) == "Today, Saturday, 21 November"
        assert phrases.period(TODAY, False, EN) == "Saturday, 21 November 2026"
        assert phrases.period(period_of(Span.WEEK, SATURDAY), True, EN) == "16 Nov to 22 Nov 2026"
        assert phrases.period(period_of(Span.MONTH, SATURDAY), True, FR) == "novembre 2026"
        assert phrases.period(period_of(Span.QUARTER, SATURDAY), True, EN) == "4th quarter 2026"
        assert phrases.period(period_of(Span.YEAR, SATURDAY), True, EN) == "2026"
        over = Period(Span.DATES, date(2025, 12, 30), date(2026, 1, 2))
        assert phrases.period(over, False, EN) == "30 Dec 2025 to 2 Jan 2026"

    def test_the_clock_of_the_shop_is_read_as_it_stands(self) -> None:
        assert EN.time(datetime(2026, 11, 21, 23, 5)) == "23:05"
