"""What invites people: in two languages, with the shop's own lines, and outside the opening hours."""

from datetime import time

import pytest
from customer.at_work import Clock, at_work

HOURS = {"sat": (time(9), time(18)), "mon": (time(9), time(19))}
SAID = (
    {"en": "You said the queue was long: a second till is open.", "fr": "Une deuxième caisse est ouverte."},
    {"": "LATE OPENING"},
)


async def test_the_shops_own_line_changes_only_between_two_people(tmp_path):
    async with at_work(tmp_path, you_said=SAID) as kiosk:
        seen = []
        for _ in range(3):
            await kiosk.asked("satisfaction")
            before = kiosk.words()
            await kiosk.after(22)  # longer than anybody is waited for
            assert kiosk.words() == before
            seen.append([line in before for line in ("second till", "LATE OPENING")])
            await kiosk.press("4")
            await kiosk.asked("mattered")
            assert "till" not in kiosk.words()
            await kiosk.press("escape")
            await kiosk.shown("ThanksScreen")
            kiosk.clock.move(1)
            await kiosk.press("enter")
        assert seen in (
            [[True, False], [False, True], [True, False]],
            [[False, True], [True, False], [False, True]],
        )


async def test_the_line_speaks_the_language_that_was_chosen(tmp_path):
    async with at_work(tmp_path, you_said=SAID[:1]) as kiosk:
        assert "second till" in kiosk.words()
        await kiosk.touch("fr", "#top")
        assert "deuxième caisse" in kiosk.words()


@pytest.mark.parametrize("size", [(40, 15), (60, 18), (80, 24), (130, 40)])
async def test_the_line_never_takes_room_from_the_question(tmp_path, size):
    async with at_work(tmp_path, you_said=SAID[:1], size=size) as kiosk:
        words = " ".join(kiosk.words().split())
        assert "visit today" in words
        assert all(str(n) in words for n in range(1, 6))
        assert ("second till is open." in words) == ("You said" in words)


async def test_outside_the_opening_hours_it_says_when_to_come(tmp_path):
    clock = Clock()
    clock.wall = clock.wall.replace(hour=8, minute=59)
    async with at_work(tmp_path, clock=clock, closed="hours", opening_hours=HOURS) as kiosk:
        assert "We are open today from 09:00 to 18:00." in kiosk.words()
        await kiosk.touch("fr", "#top")
        assert "aujourd’hui de 09:00 à 18:00" in kiosk.words()
        await kiosk.press("4", "enter")
        await kiosk.pilot.click("#notice")
        assert kiosk.kept() == []
        await kiosk.after(61)
        await kiosk.asked("satisfaction")
        clock.wall = clock.wall.replace(hour=17, minute=59, second=50)
        await kiosk.press("4")
        await kiosk.asked("mattered")
        await kiosk.after(11)
        assert kiosk.question == "mattered"  # whoever has begun may end
        await kiosk.press("escape")
        await kiosk.shown("ThanksScreen")
        await kiosk.after(6)
        await kiosk.shown("ClosedScreen")
        assert "We are open on Monday from 09:00 to 19:00." in kiosk.words()


async def test_without_that_setting_it_asks_at_any_hour(tmp_path):
    clock = Clock()
    clock.wall = clock.wall.replace(hour=7)
    async with at_work(tmp_path, clock=clock, opening_hours=HOURS) as kiosk:
        await kiosk.press("4")
        await kiosk.asked("mattered")
        assert len(kiosk.kept()) == 1
