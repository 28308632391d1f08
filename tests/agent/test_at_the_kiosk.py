"""A kiosk becomes a desk for a moment; a desk in trouble goes on; a survey changes under it."""

import asyncio
import os

import pytest
from agent.at_desk import CALL, AtDesk, at_desk
from customer.at_work import PIN, at_work

from screens.agent.fields import Step
from store.model.response import Channel, Status
from store.sqlite.error import StoreError

ENGLISH = """
name = "support-call"
touchpoint = "support"
languages = ["en"]

[[question]]
id = "recommend"
metric = "nps"
text = { en = "Would you recommend us?" }
"""


async def open_desk(kiosk) -> AtDesk:
    await kiosk.press("f10")
    await kiosk.shown("PinScreen")
    kiosk.clock.move(1)
    await kiosk.press(*PIN, "enter")
    await kiosk.shown("MenuScreen")
    kiosk.clock.move(1)
    await kiosk.press("2")
    await kiosk.shown("AgentDesk")
    return AtDesk(kiosk.app, kiosk.pilot, kiosk.clock, kiosk.home)


async def test_behind_the_pin_a_kiosk_is_a_desk_until_the_agent_leaves_it(tmp_path):
    async with at_work(tmp_path, CALL) as kiosk:
        desk = await open_desk(kiosk)
        await desk.type("17|8123|711")
        await desk.press("ctrl+c", "ctrl+o")
        await desk.shown("PinScreen")
        desk.clock.move(1)
        await desk.press("escape")
        await desk.shown("AgentDesk")
        await desk.type("8124|<f8>")
        await desk.asked_customer("ease")
        await desk.after(21)
        await desk.at(Step.REFERENCE)
        await desk.press("ctrl+q")
        await kiosk.until(lambda: kiosk.question == "ease")
        kiosk.clock.move(1)
        await kiosk.press("7")
        await kiosk.asked("agent")
        found = [(r.reference, r.channel, r.status, r.kiosk) for r in kiosk.kept()]
        assert found == [
            ("8123", Channel.ASSISTED, Status.COMPLETE, "kiosk-1"),
            ("8124", Channel.ASSISTED, Status.TIMED_OUT, "kiosk-1"),
            (None, Channel.SELF, Status.OPEN, "kiosk-1"),
        ]


async def test_a_desk_that_nobody_sits_at_gives_the_kiosk_back_to_its_customers(tmp_path):
    async with at_work(tmp_path, CALL) as kiosk:
        desk = await open_desk(kiosk)
        await desk.type("17|8123|7")
        kiosk.clock.move(901)
        kiosk.app.tick()
        await kiosk.until(lambda: kiosk.question == "ease")
        await kiosk.until(lambda: [r.status for r in kiosk.kept()] == [Status.PARTIAL])
        assert (await open_desk(kiosk)).desk.step is Step.AGENT


async def test_what_cannot_be_kept_is_said_and_kept_later_and_the_agent_goes_on(tmp_path):
    async with at_desk(tmp_path) as desk:
        keeper, save = desk.app.keeper, desk.app.keeper.save

        async def full(_response):
            raise StoreError("The disk is full; free some space.")

        keeper.save = full
        await desk.type("8123|7118124<f5>")
        desk.app.tick()
        await desk.pilot.pause()
        shown = desk.words()
        assert shown.count("not kept yet") == 2
        assert "The disk is full" in shown
        keeper.save = save
        desk.clock.move(6)
        desk.app.tick()
        await desk.settled()
        desk.app.tick()
        await desk.pilot.pause()
        assert "The disk is full" not in desk.words()
        assert "not kept" not in desk.words()
        assert [r.status for r in desk.kept()] == [Status.COMPLETE, Status.REFUSED]


async def test_a_try_that_failed_is_not_made_again_after_a_newer_state_of_the_call(tmp_path):
    async with at_desk(tmp_path) as desk:
        keeper, save = desk.app.keeper, desk.app.keeper.save
        tried, go_on = asyncio.Event(), asyncio.Event()

        async def failing(_response):
            keeper.save = save
            tried.set()
            await go_on.wait()
            raise StoreError("The disk is full; free some space.")

        keeper.save = failing
        await desk.press(*"8123", "enter", "7")
        await tried.wait()
        await desk.press("1", "1")
        go_on.set()
        await desk.settled()
        desk.clock.move(6)
        desk.app.tick()
        await desk.settled()
        assert [(r.status, len(r.answers)) for r in desk.kept()] == [(Status.COMPLETE, 3)]


async def test_a_correction_of_what_was_not_kept_yet_is_not_taken_back_by_it(tmp_path):
    async with at_desk(tmp_path) as desk:
        keeper, save = desk.app.keeper, desk.app.keeper.save

        async def full(_response):
            raise StoreError("The disk is full; free some space.")

        keeper.save = full
        await desk.type("8123|711")
        keeper.save = save
        await desk.type("<f4>|4|")
        await desk.settled()
        desk.clock.move(6)
        desk.app.tick()
        await desk.settled()
        assert [r.answers["agent"].score for r in desk.kept()] == [4]


async def test_a_survey_that_is_edited_is_asked_from_the_next_call_on(tmp_path):
    async with at_desk(tmp_path, edited=True, language="fr") as desk:
        await desk.type("8123|7")
        assert desk.desk.language == "fr"
        file = desk.home.surveys / "support-call.toml"
        file.with_suffix(".new").write_text(ENGLISH, encoding="utf-8")
        os.replace(file.with_suffix(".new"), file)
        await desk.after(3)
        await desk.until(lambda: desk.app.survey.languages == ("en",))
        await desk.type("*")  # this call goes on in the languages that it has
        assert desk.desk.language == "en"
        await desk.type("*")
        await desk.type("518124|")
        assert (desk.asked, desk.desk.language) == ("recommend", "en")
        await desk.type("*10")
        assert [(r.language, r.status, len(r.answers)) for r in desk.kept()] == [
            ("fr", Status.COMPLETE, 3),
            ("en", Status.COMPLETE, 1),
        ]


async def test_one_call_for_a_script_is_told_when_it_is_kept_and_the_desk_ends(tmp_path):
    told = []
    async with at_desk(tmp_path, reference="8123", once=told.append) as desk:
        await desk.until(lambda: desk.asked == "ease")
        await desk.type("752")
        await desk.until(lambda: desk.app.return_code == 0)
    assert [(r.reference, r.status) for r in told] == [("8123", Status.COMPLETE)]


async def test_one_call_ends_with_what_was_answered_when_its_time_is_up(tmp_path):
    told = []
    async with at_desk(tmp_path, reference="8123", once=told.append, timeout=60) as desk:
        await desk.until(lambda: desk.asked == "ease")
        await desk.type("7")
        desk.clock.move(61)
        desk.app.tick()
        await desk.until(lambda: desk.app.return_code == 0)
    assert [r.status for r in told] == [Status.PARTIAL]


@pytest.mark.parametrize(
    ("keys", "kept", "code", "statuses"),
    [("7", False, 3, []), ("752", True, 0, [Status.COMPLETE])],
    ids=["kept nowhere", "at the thanks"],
)
async def test_one_call_in_the_customers_hands_ends_when_its_time_is_up(tmp_path, keys, kept, code, statuses):
    told = []
    async with at_desk(tmp_path, reference="8123", once=told.append, timeout=6) as desk:
        await desk.until(lambda: desk.asked == "ease")
        await desk.type("<f8>")
        for question, key in zip(("ease", "agent", "solved"), keys, strict=False):
            await desk.asked_customer(question)
            await desk.press(key)
        await desk.until(lambda: [len(r.answers) for r in desk.kept()] == [len(keys)])

        async def full(_response):
            raise StoreError("The disk is full; free some space.")

        if not kept:
            desk.app.keeper.save = full
        desk.clock.move(1006 - desk.clock.seconds)
        desk.app.tick()
        await desk.until(lambda: not desk.app.taking)
        desk.app.tick()
        await desk.until(lambda: desk.app.return_code is not None)
    assert (desk.app.return_code, [r.status for r in told]) == (code, statuses)
