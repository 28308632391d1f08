"""The demo's shop: the same for the same seed, plausible to a manager, and gone when it is over."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.demo.crowd import DAY_STARTS, Crowd, day_starts, opening
from kiosk.demo.scratch import fill, furnish, make_crowd, open_store
from kiosk.demo.shop import MASHED, PLACES
from kiosk.home import Home
from kiosk.settings import load_settings
from kiosk.surveys import load_survey
from store.model.period import Period, Span, business_day, day_number
from store.model.reader import Filters
from store.model.response import Outcome, Response
from store.model.scale import Metric
from store.model.summary import Summary, summarise
from store.sqlite.reader import SqliteReader
from store.sqlite.responses import Responses
from store.words import LANGUAGES

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 4, 11, 16, 20, tzinfo=PARIS)
"""A Saturday; the change to summer time lies within the ninety days."""


def crowd(seed: int = 7) -> Crowd:
    return make_crowd(seed, PARIS)


def history(seed: int = 7, now: datetime = NOW, days: int = 90) -> list[Response]:
    return [response for day in crowd(seed).history(now, days) for response in day]


@pytest.fixture(scope="module")
def responses() -> list[Response]:
    return history()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A demo's home, filled."""
    made = furnish(tmp_path_factory.mktemp("demo"), None)
    fill(made, crowd(), NOW, 90, lambda: None)
    return made


@pytest.fixture
def reader(home: Home) -> Iterator[SqliteReader]:
    with open_store(home, NOW) as database:
        yield SqliteReader(database)


def scores(responses: Sequence[Response], question: str, channel: str = "self") -> list[int]:
    found = [r.answers[question].score for r in responses if r.channel == channel and question in r.answers]
    return [score for score in found if score is not None]


def summary(reader: SqliteReader, days: int, channel: str | None = None) -> Summary:
    today = business_day(NOW, DAY_STARTS)
    span = Span.DAY if days == 1 else Span.DATES
    period = Period(span, today - timedelta(days=days - 1), today)
    return summarise(reader, period, Filters(), NOW, day_starts=DAY_STARTS, channel=channel)


def test_the_same_seed_and_the_same_moment_make_the_same_shop() -> None:
    assert history(days=8) == history(days=8)
    assert history(seed=8, days=2)[:50] != history(days=2)[:50]
    first, second = crowd(), crowd()
    for one in (first, second):
        list(one.history(NOW, 3))
    moments = [NOW + timedelta(seconds=second) for second in range(0, 120, 2)]
    assert [first.live(at) for at in moments] == [second.live(at) for at in moments]


def test_nothing_lies_in_the_future_and_every_day_has_answers(responses: list[Response]) -> None:
    assert max(r.ended_ms or 0 for r in responses) <= NOW.timestamp() * 1000
    today = day_number(business_day(NOW, DAY_STARTS))
    by_day = Counter(r.day for r in responses)
    assert sorted(by_day) == list(range(today - 89, today + 1))
    assert min(by_day.values()) >= 15


def test_days_hours_and_offsets_are_those_of_the_shops_clock(responses: list[Response]) -> None:
    for response in responses[:: len(responses) // 200]:
        wall = datetime.fromtimestamp(response.started_ms / 1000, PARIS)
        assert (response.hour, response.day) == (wall.hour, day_number(business_day(wall, DAY_STARTS)))
        assert timedelta(minutes=response.utc_offset_min) == wall.utcoffset()
    assert {r.utc_offset_min for r in responses} == {60, 120}


def test_saturdays_are_busy_and_sundays_are_not(responses: list[Response]) -> None:
    by_weekday = Counter((r.day + 3) % 7 for r in responses)  # 1970-01-01 was a Thursday
    assert by_weekday[5] > 1.4 * by_weekday[1]
    assert by_weekday[6] < by_weekday[4]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_scores_are_plausible_to_a_manager(seed: int) -> None:
    made = history(seed)
    satisfied, likely = scores(made, "satisfaction"), scores(made, "recommend")
    assert 82 <= 100 * sum(s >= 4 for s in satisfied) / len(satisfied) <= 88
    assert 25 <= 100 * (sum(s >= 9 for s in likely) - sum(s <= 6 for s in likely)) / len(likely) <= 46
    ease = scores(made, "ease") + scores(made, "ease", "assisted")
    assert 5.0 <= sum(ease) / len(ease) <= 5.7


def test_visits_end_in_every_way_that_visits_do(responses: list[Response]) -> None:
    statuses = Counter(r.status.value for r in responses)
    assert set(statuses) == {
        "complete",
        "partial",
        "skipped",
        "timed_out",
        "refused",
        "no_time",
        "dropped",
    }
    assert 0.75 < statuses["complete"] / len(responses) < 0.9
    assert {r.channel for r in responses} == {"self", "assisted"}
    assert {r.agent for r in responses if r.touchpoint == "support"} == {"Amina", "Bruno", "Chloe", "Dev"}
    assert all(r.reference for r in responses if r.channel == "assisted")
    assert 0.2 < sum(r.language == "fr" for r in responses) / len(responses) < 0.36


def test_the_recommendation_is_asked_on_every_fourth_visit(responses: list[Response]) -> None:
    counter = [r for r in responses if r.survey == "counter"]
    asked = sum("recommend" in r.answers for r in counter)
    assert 0.19 < asked / len(counter) < 0.25


def test_comments_are_many_in_both_languages_and_seldom_alike(responses: list[Response]) -> None:
    written = [(r.language, a.text) for r in responses for a in r.answers.values() if a.text is not None]
    assert len(written) > 400
    assert len(set(written)) > 100
    assert {language for language, _ in written} == {"en", "fr"}
    assert len(set(written[-20:])) >= 18, "the newest ones, which the screen shows"
    assert max(len(text) for _, text in written) <= 280


def test_what_is_skipped_or_left_is_no_answer(responses: list[Response]) -> None:
    for response in responses:
        for answer in response.answers.values():
            given = answer.score is not None or bool(answer.choices) or answer.text is not None
            assert given == (answer.outcome is Outcome.ANSWERED)


def test_the_returns_desk_is_weak_because_of_the_waiting(reader: SqliteReader) -> None:
    whole = summary(reader, 28)
    worst = [row.name for row in whole.touchpoints if row.worst]
    assert worst == ["returns"]
    assert whole.sentence.weak_touchpoint == "returns"
    reasons = next(r for r in whole.reasons if r.question.survey == "counter")
    assert reasons.rows[0].option == "wait"


def test_a_childs_mashing_is_left_out_and_would_have_shown(reader: SqliteReader) -> None:
    today = summary(reader, 1)
    satisfaction = next(c for c in today.cards if c.question.scale and c.question.scale.metric is Metric.CSAT)
    assert satisfaction.excluded >= 10
    assert satisfaction.with_excluded.value is not None
    assert satisfaction.score.value is not None
    assert satisfaction.with_excluded.value < satisfaction.score.value - 5
    assert {one.rule for one in today.excluded} == {"burst", "repeat"}


def test_nothing_but_the_mashing_is_left_out(reader: SqliteReader) -> None:
    whole = summary(reader, 90)
    left_out = {one.rule: one.responses for one in whole.excluded}
    mashed = 13 * len(MASHED)
    # A customer who came within the same minute is left out with them.
    assert mashed <= left_out["burst"] <= mashed + 4
    assert mashed <= left_out["repeat"] <= mashed + 4
    assert set(left_out) <= {"burst", "repeat", "fast"}


def test_the_answers_count_because_the_store_is_a_demonstration(reader: SqliteReader) -> None:
    assert reader.is_demo()
    today = summary(reader, 1)
    assert today.demo
    assert today.cards[0].score.n > 30
    assert today.cards[0].usual is not None
    assert today.cards[0].usual.limits is not None, "what is usual has been learnt"


def test_a_bad_day_stands_out(reader: SqliteReader) -> None:
    line = next(c for c in summary(reader, 1).cards if c.question.id == "satisfaction").line.points
    values = [point.score.value for point in line if point.score.value is not None]
    bad = line[-1 - 11].score.value
    assert bad is not None
    assert bad == min(values)


@pytest.mark.parametrize("hour", range(24))
def test_whenever_a_demo_is_started_the_day_shows_a_good_shop(hour: int) -> None:
    now = datetime(2026, 4, 9, hour, 11, tzinfo=PARIS)
    starts = day_starts(now)
    opens, closes = opening(now, starts)
    assert starts <= opens < closes <= starts + 24
    assert closes - opens >= 12
    made = next(make_crowd(7, PARIS, starts=starts).history(now, 1))
    assert {r.day for r in made} == {day_number(business_day(now, starts))}
    assert len(scores(made, "satisfaction")) >= 15
    mashed = sum(r.started_ms - before.started_ms < 3000 for before, r in pairwise(made))
    assert mashed < 5 or hour not in range(4, 12), "no child has been there when the day is young"


def test_live_answers_come_every_few_seconds_and_none_is_excluded(home: Home, tmp_path: Path) -> None:
    ours = crowd()
    fresh = furnish(tmp_path, None)
    fill(fresh, ours, NOW, 2, lambda: None)
    with open_store(fresh, NOW) as database:
        before = dict(database.connection.execute("SELECT rule, count(*) FROM exclusion GROUP BY rule"))
        keeping, came = Responses(database), []
        for second in range(600):
            for response in ours.live(NOW + timedelta(seconds=second)):
                keeping.save(response)
                came.append(second)
        after = dict(database.connection.execute("SELECT rule, count(*) FROM exclusion GROUP BY rule"))
    assert 80 <= len(came) <= 200
    assert came[0] <= 20
    assert max(later - earlier for earlier, later in pairwise(came)) <= 60
    assert (after["burst"], after["repeat"]) == (before["burst"], before["repeat"])


def test_answers_saved_many_at_once_are_tallied_as_if_one_by_one(tmp_path: Path) -> None:
    bulk, single = (furnish(tmp_path / name, None) for name in ("bulk", "single"))
    fill(bulk, crowd(), NOW, 2, lambda: None)
    fill(single, crowd(), NOW, 0, lambda: None)
    tables = ("tally", "choice_tally")
    with open_store(bulk, NOW) as together, open_store(single, NOW) as apart:
        keeping = Responses(apart)
        for response in history(days=2):
            keeping.save(response)
        for table in tables:
            one, other = (
                {tuple(row) for row in database.connection.execute(f"SELECT * FROM {table}") if any(row[7:])}
                for database in (together, apart)
            )
            assert one == other


def test_its_home_can_be_used_by_every_command(home: Home) -> None:
    settings = load_settings(home)
    assert (settings.lock, settings.operator_pin) == (False, False)
    assert settings.day_starts == DAY_STARTS
    assert load_survey(home, settings.survey).languages == tuple(LANGUAGES)
    assert settings.label not in {place.kiosk for place in PLACES}


def test_the_screens_speak_the_language_that_was_asked_for(tmp_path: Path) -> None:
    assert load_settings(furnish(tmp_path, "fr")).language == "fr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shop_is_one_of_the_country_of_who_looks(language: str) -> None:
    came = [r for day in make_crowd(7, PARIS, language=language).history(NOW, 2) for r in day]
    other = "fr" if language == "en" else "en"
    assert [spoken for spoken, _ in Counter(r.language for r in came).most_common()] == [language, other]
    remarks = files("kiosk.demo").joinpath(f"remarks/{language}.toml").read_text("utf-8")
    written = [a.text for r in came if r.language == language for a in r.answers.values() if a.text]
    assert written
    assert all(text in remarks for text in written)


def test_a_language_that_the_demo_has_not_is_english() -> None:
    assert {r.language for r in next(make_crowd(7, PARIS, language="fi").history(NOW, 1))} == {"en", "fr"}


def test_the_machines_own_zone_will_do() -> None:
    now = datetime.now(UTC).astimezone()
    made = [r for day in make_crowd(1).history(now, 3) for r in day]
    offset = now.utcoffset()
    assert offset is not None
    assert {r.utc_offset_min for r in made[-1:]} == {offset.total_seconds() // 60}
