"""A customer answers, and what they answered is kept."""

import pytest
from customer.at_work import AtWork, Clock, at_work
from customer.surveys import COUNTER, EVERY_NPS, WORDS_AFTER

from screens.customer.still_there import StillThereScreen
from screens.question.messages import Pace
from screens.question.question import QuestionScreen
from screens.widgets.guard import Guard
from store.model.response import Outcome, Status
from store.sqlite.database import open_database
from store.sqlite.reader import SqliteReader


async def answer_face(kiosk: AtWork, key: str = "4") -> None:
    await kiosk.press(key)
    await kiosk.asked("mattered")


async def test_one_touch_is_an_answer_that_stays_when_the_person_walks_away(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.touch("4")
        await kiosk.asked("mattered")
        (response,) = kiosk.kept()
        assert response.status is Status.OPEN
        assert response.answers["satisfaction"].score == 4
        await kiosk.after(15)
        assert isinstance(kiosk.app.screen, StillThereScreen)
        assert "Still there?" in kiosk.words()
        await kiosk.after(5)
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        (response,) = kiosk.kept()
        assert response.status is Status.PARTIAL
        assert response.answers["mattered"].outcome is Outcome.TIMED_OUT


async def test_reasons_that_were_touched_count_when_the_person_walks_away_without_sending(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        await kiosk.touch("wait")
        await kiosk.after(20)
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        (response,) = kiosk.kept()
        assert response.answers["mattered"].choices == ("wait",)


async def test_a_touch_on_still_there_goes_on_and_answers_nothing(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        await kiosk.after(15)  # it has this moment appeared, and is answered at once
        assert isinstance(kiosk.app.screen, StillThereScreen)
        await kiosk.press("2")
        await kiosk.until(lambda: kiosk.question == "mattered")
        assert kiosk.app.screen.unsent() == ()
        await kiosk.after(10)
        assert kiosk.question == "mattered"


async def test_each_question_appears_once(tmp_path, monkeypatch):
    appeared = []
    monkeypatch.setattr(Guard, "appeared", lambda guard: appeared.append(guard))
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        assert len(appeared) == 2


async def test_still_there_counts_down(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        seen = []
        await kiosk.after(13)
        for _ in range(5):
            await kiosk.after(1)
            seen.append(kiosk.app.screen.seconds)
        assert seen == [5, 4, 3, 2, 1]


async def test_reasons_switched_on_but_not_sent_are_kept(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk, "1")
        await kiosk.press("1", "3")
        await kiosk.after(21)
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        (response,) = kiosk.kept()
        assert response.answers["mattered"].choices == ("wait", "choice")


async def test_a_comment_not_sent_is_nobodys(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await kiosk.press("2")
        await kiosk.asked("why")
        await kiosk.press(*"my secret")
        await kiosk.after(29)
        assert kiosk.question == "why"  # whoever types has twice the time
        await kiosk.after(7)
        await kiosk.asked("satisfaction")
        (response,) = kiosk.kept()
        assert response.answers["why"].text is None
        await kiosk.press("3")
        await kiosk.asked("why")
        assert "secret" not in kiosk.words()


async def test_thanks_are_the_same_and_end_by_themselves(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        await kiosk.press("2", "5", "enter")
        await kiosk.shown("ThanksScreen")
        (response,) = kiosk.kept()
        assert response.status is Status.COMPLETE
        assert response.answers["mattered"].choices == ("staff", "clean")
        assert response.ended_ms is not None
        await kiosk.after(4)
        await kiosk.until(lambda: kiosk.question == "satisfaction")


async def test_a_touch_ends_the_thanks_but_not_within_the_guard(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        await kiosk.press("2", "enter")
        await kiosk.shown("ThanksScreen")
        await kiosk.pilot.click("#notice")
        assert type(kiosk.app.screen).__name__ == "ThanksScreen"
        kiosk.clock.move(0.4)
        await kiosk.pilot.click("#notice")
        await kiosk.until(lambda: kiosk.question == "satisfaction")


async def test_a_double_tap_answers_once(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.touch("4")
        await kiosk.until(lambda: kiosk.question == "mattered")
        await kiosk.touch("wait")
        kiosk.clock.move(0.2)
        await kiosk.touch("wait")
        assert kiosk.app.screen.unsent() == ()
        kiosk.clock.move(0.2)
        await kiosk.touch("wait")
        assert kiosk.app.screen.unsent() == ("wait",)


async def test_enter_held_down_answers_one_question(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("right", "enter")
        await kiosk.until(lambda: kiosk.question == "mattered")
        kiosk.clock.move(0.6)  # keyboards begin to repeat after half a second, then every 30 ms
        for _ in range(40):
            await kiosk.press("enter")
            kiosk.clock.move(0.03)
        assert kiosk.question == "mattered"
        kiosk.clock.move(1)
        await kiosk.press("enter")
        await kiosk.shown("ThanksScreen")


async def test_two_presses_at_once_answer_once(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("2", "4")
        await kiosk.asked("mattered")
        assert kiosk.kept()[0].answers["satisfaction"].score == 2


async def test_enter_answers_nothing_before_the_keys_stand_somewhere(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("enter", "space", "enter")
        assert kiosk.question == "satisfaction"
        assert kiosk.kept() == []


async def test_arrows_alone_reach_everything(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("right", "right", "right", "enter")
        await kiosk.asked("mattered")
        assert kiosk.kept()[0].answers["satisfaction"].score == 3
        await kiosk.press("right", "up", "right")
        await kiosk.press("enter")
        await kiosk.until(lambda: kiosk.app.screen.language == "fr")
        await kiosk.press("down", "enter")  # an option
        await kiosk.press("down", "down", "down", "right", "enter")
        await kiosk.shown("ThanksScreen")
        (response,) = kiosk.kept()
        assert response.language == "fr"
        assert len(response.answers["mattered"].choices) == 1


async def test_tab_goes_round_every_place(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        places = []
        for _ in range(11):
            await kiosk.press("tab")
            places.append(kiosk.app.screen.standing()[1])
        assert places == [
            *("wait", "staff", "choice", "price", "clean", "paying"),
            *("back", "skip", "done", "en", "fr"),
        ]


async def test_a_number_pad_alone_reaches_everything(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("asterisk")
        assert kiosk.app.screen.language == "fr"
        await answer_face(kiosk, "5")
        await kiosk.press("slash")
        await kiosk.asked("satisfaction")
        await kiosk.press("4")
        await kiosk.asked("mattered")
        await kiosk.press("6", "0")
        await kiosk.shown("ThanksScreen")
        (response,) = kiosk.kept()
        assert (response.language, response.answers["satisfaction"].score) == ("fr", 4)
        assert response.answers["mattered"].choices == ("paying",)


async def test_a_mouse_alone_reaches_everything(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.touch("fr", "#top")
        await kiosk.touch("1")
        await kiosk.asked("mattered")
        await kiosk.touch("back", "#below")
        await kiosk.asked("satisfaction")
        await kiosk.touch("2")
        await kiosk.asked("mattered")
        await kiosk.touch("skip", "#below")
        await kiosk.shown("ThanksScreen")
        (response,) = kiosk.kept()
        assert response.answers["satisfaction"].score == 2
        assert response.answers["mattered"].outcome is Outcome.SKIPPED


async def test_sliding_off_a_tile_takes_the_touch_back(tmp_path):
    async with at_work(tmp_path) as kiosk:
        row = kiosk.app.screen.query_one("#answers")
        await kiosk.pilot.mouse_down(row, offset=(5, 3))
        assert row.pressed == "1"
        await kiosk.pilot.mouse_up(row, offset=(70, 3))
        assert row.pressed is None
        assert kiosk.question == "satisfaction"


async def test_the_language_changes_in_the_middle_and_the_answers_stay(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        await kiosk.press("3")
        await kiosk.touch("fr", "#top")
        await kiosk.pilot.pause()
        assert "compté" in kiosk.words()
        assert kiosk.app.screen.unsent() == ("choice",)
        await kiosk.press("enter")
        await kiosk.shown("ThanksScreen")
        assert "Merci" in kiosk.words()
        assert kiosk.kept()[0].language == "fr"


async def test_nobodys_language_or_place_stays_on_the_attract_screen(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("right")
        await kiosk.touch("fr", "#top")
        assert kiosk.app.screen.language == "fr"
        kiosk.app.touched_at = kiosk.clock.seconds
        await kiosk.after(16)
        await kiosk.pilot.pause()
        assert kiosk.app.screen.language == "en"
        assert kiosk.app.screen.standing() is None
        assert kiosk.kept() == []


async def test_backspace_goes_back_and_shows_no_score(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk, "1")
        await kiosk.press("2", "backspace")
        await kiosk.asked("satisfaction")
        assert kiosk.app.screen.standing() is None
        assert kiosk.app.screen.row.pressed is None
        await kiosk.press("backspace")  # there is nothing before the first
        assert kiosk.question == "satisfaction"


async def test_whoever_goes_back_and_skips_takes_the_answer_back(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk, "1")
        await kiosk.press("backspace")
        await kiosk.asked("satisfaction")
        await kiosk.press("escape")
        await kiosk.shown("ThanksScreen")  # as everybody is thanked: nobody behind them is to know
        (response,) = kiosk.kept()
        assert response.status is Status.SKIPPED
        assert {name: a.outcome for name, a in response.answers.items()} == {"satisfaction": Outcome.SKIPPED}
        assert response.answers["satisfaction"].score is None


async def test_escape_skips_what_is_not_required(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("escape")  # the attract screen has nothing to skip
        assert kiosk.question == "satisfaction"
        await answer_face(kiosk)
        await kiosk.press("escape")
        await kiosk.shown("ThanksScreen")
        assert kiosk.kept()[0].answers["mattered"].outcome is Outcome.SKIPPED


@pytest.mark.parametrize(
    ("keys", "score"),
    [
        (("1", "0"), 10),
        (("1",), 1),
        (("1", "enter"), 1),
        (("0",), 0),
        (("9",), 9),
        (("1", "7"), 1),
    ],
)
async def test_the_digits_of_0_to_10(tmp_path, keys, score):
    slow = Pace(flash=0.0, one=0.03 if keys == ("1",) else 60.0)
    async with at_work(tmp_path, EVERY_NPS, pace=slow) as kiosk:
        await kiosk.press(*keys)
        await kiosk.shown("ThanksScreen")
        assert kiosk.kept()[0].answers["recommend"].score == score


async def test_a_1_that_waits_for_a_0_says_so(tmp_path):
    async with at_work(tmp_path, EVERY_NPS, pace=Pace(flash=0.0, one=60.0)) as kiosk:
        await kiosk.press("1")
        assert "or 0 now for 10" in kiosk.words()
        await kiosk.press("escape")
        assert kiosk.question == "recommend"


async def test_every_fourth_visit_is_asked_one_question_more(tmp_path):
    async with at_work(tmp_path) as kiosk:
        for visit in range(1, 6):
            await kiosk.asked("satisfaction")
            await answer_face(kiosk)
            await kiosk.press("escape")
            if visit == 4:
                await kiosk.asked("recommend")
                assert "Question 3 of 3" in kiosk.words()
                await kiosk.press("8")
            await kiosk.shown("ThanksScreen")
            kiosk.clock.move(1)
            await kiosk.press("enter")
        assert [len(r.answers) for r in kiosk.kept()] == [2, 2, 2, 3, 2]


async def test_the_next_run_goes_on_counting_and_closes_what_was_left_open(tmp_path):
    clock = Clock()
    async with at_work(tmp_path, clock=clock) as kiosk:
        await answer_face(kiosk)
        kiosk.app.keeper.close()  # as if it had been killed: nothing is said to the store any more
    async with at_work(tmp_path, clock=clock) as kiosk:
        assert [r.status for r in kiosk.kept()] == [Status.PARTIAL]
        assert kiosk.app.reception.number == 2


async def test_the_end_of_the_kiosk_keeps_the_visit_as_partial(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        kiosk.app.leave(143)
        await kiosk.until(lambda: kiosk.app.return_code == 143)
        assert [r.status for r in kiosk.kept()] == [Status.PARTIAL]


async def test_the_business_day_and_hour_are_the_shops(tmp_path):
    clock = Clock()
    clock.wall = clock.wall.replace(hour=1)
    async with at_work(tmp_path, clock=clock, day_starts=4) as kiosk:
        await answer_face(kiosk)
        (response,) = kiosk.kept()
        assert (response.day, response.hour) == (20777, 1)  # 20 November, though it is the 21st


async def test_with_a_welcome_the_visit_begins_with_the_touch(tmp_path):
    async with at_work(tmp_path, attract="screen") as kiosk:
        assert type(kiosk.app.screen).__name__ == "WelcomeScreen"
        assert "Comment ça" in kiosk.words()
        assert "How was it?" in kiosk.words()
        await kiosk.pilot.click("#notice")
        await kiosk.asked("satisfaction")
        await kiosk.after(20)
        await kiosk.shown("WelcomeScreen")
        assert [r.status for r in kiosk.kept()] == [Status.TIMED_OUT]


async def test_the_first_question_is_in_two_languages_where_there_are_two(tmp_path):
    async with at_work(tmp_path, language="fr") as kiosk:
        words = kiosk.words()
        assert words.index("Votre visite") < words.index("How satisfied are you")


async def test_a_window_too_small_says_so_and_takes_nothing(tmp_path):
    async with at_work(tmp_path, size=(60, 20)) as kiosk:
        await kiosk.resize(39, 14)
        assert "too small" in kiosk.words().lower()
        await kiosk.press("4")
        assert kiosk.kept() == []
        await kiosk.resize(40, 15)
        assert "How satisfied" in kiosk.words()
        await answer_face(kiosk)


async def test_a_resize_in_the_middle_keeps_what_is_switched_on(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        await kiosk.press("2")
        for size in ((40, 15), (200, 60), (60, 20)):
            await kiosk.resize(*size)
            assert "The staff" in kiosk.words()
        assert kiosk.app.screen.unsent() == ("staff",)


async def test_a_question_that_is_replaced_before_it_was_shown_is_no_fault(tmp_path):
    async with at_work(tmp_path) as kiosk:
        for _ in range(3):
            kiosk.app.ask()
            kiosk.app.ask()
            await kiosk.pilot.pause()
        await kiosk.asked("satisfaction")
        await answer_face(kiosk)


async def test_a_touch_on_thanks_that_end_at_that_moment_begins_no_visit(tmp_path):
    async with at_work(tmp_path, attract="screen") as kiosk:
        await kiosk.press("enter")
        await kiosk.asked("satisfaction")
        await answer_face(kiosk)
        await kiosk.press("escape")
        await kiosk.shown("ThanksScreen")
        kiosk.clock.move(1)
        kiosk.app.screen.go_on()
        kiosk.app.ask()  # what the second does that was the last of the thanks
        await kiosk.shown("WelcomeScreen")
        await kiosk.after(2)
        await kiosk.shown("WelcomeScreen")
        assert len(kiosk.kept()) == 1


async def test_nothing_of_a_visit_is_left_in_a_screen(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await answer_face(kiosk)
        await kiosk.press("2", "enter")
        await kiosk.shown("ThanksScreen")
        await kiosk.after(5)
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        assert len(kiosk.app.screen_stack) == 1
        screen = kiosk.app.screen
        assert isinstance(screen, QuestionScreen)
        assert not screen.is_touched
        assert COUNTER.questions[0].id == screen.question.id


async def test_a_kiosk_that_is_busy_all_the_time_is_seen_to_be_alive(tmp_path):
    async with at_work(tmp_path) as kiosk:
        beats = []
        for _ in range(3):
            await kiosk.asked("satisfaction")
            await kiosk.press("4")
            await kiosk.asked("mattered")
            await kiosk.after(9)
            await kiosk.press("escape")
            await kiosk.shown("ThanksScreen")
            await kiosk.after(6)
            with open_database(kiosk.home.database, writing=False, now_ms=lambda: 0) as database:
                beats.append(SqliteReader(database).kiosks()[0].beat_ms)
        now = round(kiosk.clock.wall.timestamp() * 1000)
        assert now - beats[-1] <= 31_000
        assert len(set(beats)) > 1
