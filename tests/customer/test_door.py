"""The operator's way in and out: key or long press, PIN, menu."""

import asyncio
import re

from customer.at_work import PIN, AtWork, at_work
from textual import events

from screens.widgets import painted
from store.model.response import Response, Status
from store.sqlite.database import open_database


async def at_the_pin(kiosk: AtWork) -> None:
    await kiosk.press("f10")
    await kiosk.shown("PinScreen")
    kiosk.clock.move(1)


async def in_the_menu(kiosk: AtWork) -> None:
    await at_the_pin(kiosk)
    await kiosk.press(*PIN, "enter")
    await kiosk.shown("MenuScreen")
    kiosk.clock.move(1)


def state(kiosk: AtWork) -> str:
    with open_database(kiosk.home.database, writing=False, now_ms=lambda: 0) as database:
        return str(database.connection.execute("SELECT state FROM kiosk_state").fetchone()[0])


async def test_the_right_pin_opens_the_menu_and_close_ends_the_kiosk(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await in_the_menu(kiosk)
        assert "Scores" in kiosk.words()
        await kiosk.press("5")
        await kiosk.until(lambda: kiosk.app.return_code == 0)
        assert state(kiosk) == "closed"


async def test_a_wrong_pin_says_how_many_tries_are_left_and_then_makes_one_wait(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await at_the_pin(kiosk)
        for left in ("4 tries", "3 tries", "2 tries", "1 try"):
            await kiosk.press(*"000000", "enter")
            await kiosk.until(lambda left=left: left in kiosk.words())
            kiosk.clock.move(1)
        await kiosk.press(*"000000", "enter")
        await kiosk.until(lambda: "Wait 30 seconds" in kiosk.words())
        await kiosk.press(*PIN, "enter")  # not even looked at
        assert "Wait" in kiosk.words()
        await kiosk.after(10)
        assert "Wait 2" in kiosk.words()
        await kiosk.press("escape")
        await kiosk.until(lambda: kiosk.question == "satisfaction")


async def test_the_pin_can_be_touched(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await at_the_pin(kiosk)
        await kiosk.touch("9")
        await kiosk.touch("erase")
        for digit in PIN:
            await kiosk.touch(digit)
        assert PIN not in kiosk.words()
        await kiosk.touch("send")
        await kiosk.shown("MenuScreen")


async def test_a_long_press_on_the_shops_name_asks_for_the_pin(tmp_path, monkeypatch):
    async with at_work(tmp_path, shop="Maison Lefort") as kiosk:
        monkeypatch.setattr(painted, "HOLD_SECONDS", 60)
        await kiosk.pilot.click("#bottom", offset=(5, 1))
        await kiosk.pilot.pause()
        assert kiosk.question == "satisfaction"
        monkeypatch.setattr(painted, "HOLD_SECONDS", 0.05)
        await kiosk.pilot.mouse_down("#bottom", offset=(5, 1))
        await kiosk.shown("PinScreen")


async def test_the_visit_below_goes_on_when_the_operator_turns_back(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("4")
        await kiosk.asked("mattered")
        await kiosk.press("2")
        await at_the_pin(kiosk)
        await kiosk.touch("leave", "#below")
        await kiosk.until(lambda: kiosk.question == "mattered")
        assert kiosk.app.screen.unsent() == ("staff",)


async def test_the_menu_ends_the_visit_of_whoever_has_left(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("4")
        await kiosk.asked("mattered")
        await in_the_menu(kiosk)
        assert [r.status for r in kiosk.kept()] == [Status.PARTIAL]
        await kiosk.press("escape")
        await kiosk.until(lambda: kiosk.question == "satisfaction")


async def test_pressing_again_while_the_visit_is_kept_opens_no_second_door(tmp_path, monkeypatch):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("4")
        await kiosk.asked("mattered")
        await at_the_pin(kiosk)
        keeper, begun, on = kiosk.app.keeper, asyncio.Event(), asyncio.Event()
        save = keeper.save

        async def slowly(response: Response) -> None:
            begun.set()
            await on.wait()
            await save(response)

        monkeypatch.setattr(keeper, "save", slowly)
        await kiosk.press(*PIN, "enter")
        await kiosk.until(begun.is_set)
        kiosk.clock.move(1)
        await kiosk.press("f10")
        on.set()
        await kiosk.shown("MenuScreen")
        assert [type(screen).__name__ for screen in kiosk.app.screen_stack[1:]] == ["MenuScreen"]


async def test_a_pause_asks_nobody_until_the_operator_says_so(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await in_the_menu(kiosk)
        await kiosk.press("4")
        await kiosk.shown("PauseScreen")
        kiosk.clock.move(1)
        await kiosk.press("4", "enter")
        await kiosk.pilot.click("#notice")
        await kiosk.after(3)
        assert "Back in a moment" in kiosk.words()
        await kiosk.until(lambda: state(kiosk) == "paused")
        await in_the_menu(kiosk)
        assert "Pause" not in kiosk.words()
        await kiosk.press("3")
        await kiosk.until(lambda: kiosk.question == "satisfaction")


async def test_nobody_stays_at_an_open_door_and_what_is_typed_as_it_closes_answers_nothing(tmp_path):
    async with at_work(tmp_path) as kiosk:
        for come in (at_the_pin, in_the_menu):
            await come(kiosk)
            await kiosk.after(13)
            assert "This closes" not in kiosk.words()
            await kiosk.after(4)
            assert re.search(r"This closes in [1-4] seconds?\.", kiosk.words())
            await kiosk.press("left")
            await kiosk.after(1)
            assert "This closes" not in kiosk.words()
            while len(kiosk.app.screen_stack) > 1:
                await kiosk.after(1)
            await kiosk.until(lambda: kiosk.question == "satisfaction")
            for digit in "4711":
                kiosk.clock.move(1)
                await kiosk.press(digit)
            assert kiosk.question == "satisfaction"
            kiosk.clock.move(2)
        await kiosk.press("4")
        await kiosk.asked("mattered")


async def test_the_operators_key_twice_opens_one_door(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("f10", "ctrl+o", "f10")
        await kiosk.shown("PinScreen")
        assert len(kiosk.app.screen_stack) == 2


async def test_going_back_twice_takes_one_screen_off(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await at_the_pin(kiosk)
        await kiosk.press("escape", "escape", "escape")
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        assert len(kiosk.app.screen_stack) == 1


async def test_an_operator_whose_menu_closed_comes_in_again_at_once(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await in_the_menu(kiosk)
        while len(kiosk.app.screen_stack) > 1:
            await kiosk.after(1)
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        await kiosk.press("f10")
        await kiosk.shown("PinScreen")
        for key in (*PIN, "enter"):
            kiosk.clock.move(0.4)
            await kiosk.press(key)
        await kiosk.shown("MenuScreen")


async def test_the_scores_open_from_the_menu_and_lead_back(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("4")
        await kiosk.asked("mattered")
        await in_the_menu(kiosk)
        await kiosk.press("1")
        await kiosk.until(lambda: kiosk.app.is_inside and "1 of 1" in kiosk.words())
        await kiosk.press("escape")
        await kiosk.shown("MenuScreen")


async def test_whoever_comes_as_the_operator_locks_the_scores_is_heard_at_once(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await in_the_menu(kiosk)
        await kiosk.press("1")
        await kiosk.until(lambda: kiosk.app.is_inside)
        await kiosk.press("L")
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        await kiosk.press("2")  # sooner than anybody means it
        kiosk.clock.move(0.4)
        await kiosk.touch("4")
        await kiosk.asked("mattered")
        assert kiosk.kept()[0].answers["satisfaction"].score == 4


async def test_the_first_run_shows_the_pin_once_and_then_keeps_it(tmp_path):
    async with at_work(tmp_path, first_run_pin=PIN, pin=None) as kiosk:
        assert type(kiosk.app.screen).__name__ == "FirstRunScreen"
        assert "To stop: F10, PIN, Close" in kiosk.words()
        assert not kiosk.home.pin_file.exists()
        await kiosk.press("f10")  # there is no PIN yet to ask for
        assert type(kiosk.app.screen).__name__ == "FirstRunScreen"
        await kiosk.press("enter")
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        assert kiosk.home.pin_file.exists()
        kiosk.clock.move(1)
        await in_the_menu(kiosk)


async def test_ctrl_c_ends_a_kiosk_without_a_lock_only(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.press("ctrl+c", "ctrl+q", "ctrl+z", "ctrl+p", "f1")
        kiosk.app.screen.post_message(events.Key("ctrl+backslash", None))
        await kiosk.pilot.pause()
        assert kiosk.question == "satisfaction"
        assert kiosk.app.return_code is None
    async with at_work(tmp_path, lock=False) as kiosk:
        await kiosk.press("ctrl+c")
        await kiosk.until(lambda: kiosk.app.return_code == 130)
