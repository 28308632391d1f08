"""Tried as a new customer would, by one means alone; and the keys do what the page on the counter says."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from customer.at_work import AtWork, at_work
from customer.surveys import EVERY_NPS

from screens.question.messages import Pace
from store.model.response import Status
from store.model.survey_file import read_survey
from store.templates import template

PAGE = Path(__file__).parents[2] / "docs" / "counter.md"
WITH_WORDS = read_survey(
    re.sub(r"(?m)^#(\[\[|id = \"words|kind|text)", r"\1", template("counter")).replace(
        "every = 4", "every = 1"
    )
)
"""The counter survey with all that it offers: a face, what mattered, a few words, the recommendation."""


async def by_mouse(kiosk: AtWork) -> None:
    await kiosk.touch("4")
    await kiosk.asked("mattered")
    await kiosk.touch("staff")
    await kiosk.touch("done", "#below")
    await kiosk.asked("words")
    for letter in "ok":
        await kiosk.touch(letter, "#keyboard")
    await kiosk.touch("done", "#below")
    await kiosk.asked("recommend")
    await kiosk.touch("9")


async def by_digits(kiosk: AtWork) -> None:
    await kiosk.press("4")
    await kiosk.asked("mattered")
    await kiosk.press("2", "0")
    await kiosk.asked("words")
    await kiosk.press("1", "0", "enter")
    await kiosk.asked("recommend")
    await kiosk.press("9")


async def by_arrows(kiosk: AtWork) -> None:
    await kiosk.press("right", "right", "right", "right", "enter")
    await kiosk.asked("mattered")
    await kiosk.press("right", "right", "enter")
    await walk(kiosk, "down", "below")
    await walk(kiosk, "right", "done")
    await kiosk.press("enter")
    await kiosk.asked("words")
    await kiosk.press("down", "down", "enter", "right", "enter")
    await walk(kiosk, "down", "below")
    await walk(kiosk, "right", "done")
    await kiosk.press("enter")
    await kiosk.asked("recommend")
    await kiosk.press(*["right"] * 10, "enter")


async def walk(kiosk: AtWork, key: str, to: str) -> None:
    """Presses an arrow until the keys stand there."""
    for _ in range(8):
        widget, spot = kiosk.app.screen.standing()
        if to in (widget.id, spot):
            return
        await kiosk.press(key)
    raise AssertionError(f"the arrows do not lead to {to}")


@pytest.mark.parametrize(
    ("way", "language", "size"),
    [
        (by_mouse, "en", (80, 24)),
        (by_mouse, "fr", (130, 40)),
        (by_digits, "fr", (80, 24)),
        (by_arrows, "en", (80, 24)),
    ],
)
async def test_a_whole_visit_by_one_means_alone(tmp_path, way, language, size):
    async with at_work(tmp_path, WITH_WORDS, language=language, size=size) as kiosk:
        await way(kiosk)
        await kiosk.shown("ThanksScreen")
        (response,) = kiosk.kept()
        assert response.status is Status.COMPLETE
        assert [a.score for a in response.answers.values()] == [4, None, None, 9]
        assert response.answers["mattered"].choices == ("staff",)
        assert len(response.answers["words"].text) == 2


async def answers(kiosk: AtWork) -> None:
    await kiosk.press("3")
    await kiosk.asked("mattered")
    await kiosk.press("1", "2", "1")
    assert kiosk.app.screen.unsent() == ("staff",)


async def moves(kiosk: AtWork) -> None:
    seen = set()
    for key in ("right", "down", "left", "up", "tab"):
        await kiosk.press(key)
        seen.add(kiosk.app.screen.standing()[1])
    assert len(seen) >= 3
    assert kiosk.kept() == []


async def enters(kiosk: AtWork) -> None:
    await kiosk.press("right", "enter")
    await kiosk.asked("mattered")
    await kiosk.press("1")
    kiosk.clock.move(1)
    await kiosk.press("enter")
    await kiosk.asked("words")


async def spaces(kiosk: AtWork) -> None:
    await kiosk.press("right", "space")
    await kiosk.asked("mattered")


async def goes_back(kiosk: AtWork) -> None:
    for key in ("backspace", "slash"):
        await kiosk.press("3")
        await kiosk.asked("mattered")
        await kiosk.press(key)
        await kiosk.asked("satisfaction")


async def skips(kiosk: AtWork) -> None:
    await kiosk.press("3")
    await kiosk.asked("mattered")
    await kiosk.press("escape")
    await kiosk.asked("words")
    await kiosk.press("escape")
    await kiosk.asked("recommend")
    await kiosk.press("minus")
    await kiosk.shown("ThanksScreen")


async def speaks(kiosk: AtWork) -> None:
    await kiosk.press("asterisk")
    await kiosk.until(lambda: kiosk.app.screen.language == "fr")


async def asks_for_the_pin(kiosk: AtWork) -> None:
    for key in ("f10", "ctrl+o"):
        await kiosk.press(key)
        await kiosk.shown("PinScreen")
        kiosk.clock.move(1)
        await kiosk.press("escape")
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        kiosk.clock.move(1)


ROWS: dict[str, Callable[[AtWork], Awaitable[None]]] = {
    "`0` to `9`": answers,
    "`←` `→` `↑` `↓` `Tab`": moves,
    "`Enter`": enters,
    "`Space`": spaces,
    "`Backspace` `/`": goes_back,
    "`Escape` `-`": skips,
    "`*`": speaks,
    "`F10` `Ctrl-O`": asks_for_the_pin,
}


def test_the_page_lists_these_keys_and_no_others():
    table = PAGE.read_text(encoding="utf-8").partition("| key | does |")[2].partition("\n\n")[0]
    assert [line.split("|")[1].strip() for line in table.splitlines()[2:]] == [*ROWS]


@pytest.mark.parametrize("keys", ROWS)
async def test_a_key_does_what_the_page_says(tmp_path, keys):
    async with at_work(tmp_path, WITH_WORDS) as kiosk:
        await ROWS[keys](kiosk)


async def test_on_0_to_10_a_1_waits_for_a_0(tmp_path):
    async with at_work(tmp_path, EVERY_NPS, pace=Pace(flash=0.0, one=60.0)) as kiosk:
        await kiosk.press("1", "0")
        await kiosk.shown("ThanksScreen")


def test_every_setting_that_the_page_names_is_one():
    from kiosk.settings.values import READERS

    page = PAGE.read_text(encoding="utf-8")
    names = {*re.findall(r"`([a-z]+_[a-z_]+|theme|language|attract|closed)\b", page)}
    assert names <= {*READERS}
