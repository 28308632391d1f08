"""When the store cannot keep an answer, nobody is thanked for it, and nothing is lost silently."""

import asyncio
import itertools
from datetime import timedelta

import pytest
from customer.at_work import AtWork, at_work

from kiosk.apps.customer import CustomerApp
from kiosk.doctor import machine
from store.model.response import Status
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError


def hold_the_file(kiosk: AtWork) -> sqlite3.Connection:
    """Another program that has the file to itself."""
    other = sqlite3.connect(kiosk.home.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


async def impatient(kiosk: AtWork) -> None:
    """The kiosk waits 10 ms for another program instead of 5 s."""
    safe = kiosk.app.keeper._safe
    await kiosk.app.keeper._do(lambda: (setattr(safe, "_wait_ms", 10), safe._steady.wait(10)))


async def without_a_spill(kiosk: AtWork) -> None:
    """Nor is there another place for an answer."""
    await kiosk.until(lambda: list(kiosk.home.path.glob("kiosk.db-spill-*")))
    (spill,) = kiosk.home.path.glob("kiosk.db-spill-*")
    spill.unlink()
    spill.mkdir()


async def test_while_another_program_has_the_store_the_kiosk_goes_on_asking(tmp_path):
    async with at_work(tmp_path) as kiosk:
        faults = []
        kiosk.app.log_fault = faults.append
        await impatient(kiosk)
        other = hold_the_file(kiosk)
        await kiosk.press("4")
        await kiosk.asked("mattered")
        await kiosk.until(lambda: "in use by another program" in kiosk.app.problem)
        assert len(faults) == 1
        assert "spill" in kiosk.app.problem
        other.execute("ROLLBACK")
        other.close()
        await kiosk.until(lambda: kiosk.app.keeper.problem == "")
        await kiosk.after(1)
        assert kiosk.kept()[0].answers["satisfaction"].score == 4
        assert kiosk.app.problem == ""


async def test_an_answer_that_cannot_be_kept_anywhere_is_tried_until_it_is(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await impatient(kiosk)
        await without_a_spill(kiosk)
        other = hold_the_file(kiosk)
        await kiosk.press("4")
        await kiosk.shown("MomentScreen")
        assert "One moment" in kiosk.words()
        assert "in use by another program" in kiosk.app.problem
        other.execute("ROLLBACK")
        other.close()
        await kiosk.until(lambda: kiosk.app.keeper.problem == "")
        await kiosk.after(6)
        await kiosk.asked("mattered")
        assert kiosk.kept()[0].answers["satisfaction"].score == 4


async def test_a_try_that_failed_is_not_made_again_after_a_newer_state_of_the_visit(tmp_path):
    async with at_work(tmp_path) as kiosk:
        keeper, save = kiosk.app.keeper, kiosk.app.keeper.save
        tried, failed = asyncio.Event(), asyncio.Event()

        async def first(_response):
            keeper.save = second
            tried.set()
            await failed.wait()
            raise StoreError("The disk is full; free some space.")

        async def second(response):
            keeper.save = save
            failed.set()
            await save(response)

        keeper.save = first
        await kiosk.press("4")
        await tried.wait()
        kiosk.app.leave(0)
        await kiosk.until(lambda: kiosk.app.return_code == 0)
        assert kiosk.app.farewell == ""
        assert [r.status for r in kiosk.kept()] == [Status.PARTIAL]


async def test_a_kiosk_that_ends_with_an_answer_unkept_says_so(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await impatient(kiosk)
        await without_a_spill(kiosk)
        other = hold_the_file(kiosk)
        await kiosk.press("4")
        await kiosk.shown("MomentScreen")
        kiosk.app.leave(0)
        await kiosk.until(lambda: kiosk.app.return_code == 0)
        assert "could not be kept" in kiosk.app.farewell
        other.close()


async def test_nothing_is_asked_of_the_store_once_it_is_let_go(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await kiosk.app.keep_visit()
        kiosk.clock.move(3600)
        kiosk.app.tick()  # the clock ticks once more before the screens are gone
        await kiosk.pilot.pause()
        assert not kiosk.app.workers
        with pytest.raises(StoreError, match="is not open"):
            await kiosk.app.keeper.beat("asking", None)


async def test_what_was_spilled_when_the_kiosk_ended_is_in_the_store_at_the_next_start(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await impatient(kiosk)
        other = hold_the_file(kiosk)
        await kiosk.press("4")
        await kiosk.asked("mattered")
        kiosk.app.leave(0)
        await kiosk.until(lambda: kiosk.app.return_code == 0)
        assert kiosk.app.farewell == ""
        other.execute("ROLLBACK")
        assert kiosk.kept() == []
        other.close()
    async with at_work(tmp_path) as kiosk:
        assert [r.status for r in kiosk.kept()] == [Status.PARTIAL]


async def test_a_store_that_cannot_be_opened_ends_the_kiosk_with_its_sentence(tmp_path):
    from customer.at_work import Clock
    from customer.surveys import COUNTER

    from kiosk.home import Home
    from kiosk.settings import Settings

    other = sqlite3.connect(tmp_path / "kiosk.db")
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    clock = Clock()
    ids = (f"{n:012x}-7000-8000-000000000000" for n in itertools.count())
    app = CustomerApp(
        COUNTER,
        Settings(),
        home=Home(tmp_path),
        language="en",
        touchpoint="checkout",
        clock=lambda: clock.wall,
        first_run_pin=None,
        ids=lambda: next(ids),
    )
    async with app.run_test() as pilot:
        while app.return_code is None:
            await pilot.pause()
    assert app.return_code == 3
    assert "is another program's database" in app.farewell


async def test_a_clock_that_was_set_right_is_believed_with_the_next_heartbeat(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "clock_synchronised", lambda: True)
    async with at_work(tmp_path) as kiosk:
        kiosk.clock.wall += timedelta(days=1000)
        await kiosk.press("4")
        await kiosk.asked("mattered")
        await kiosk.app.end_visit()
        await kiosk.app._beat()
        kiosk.clock.wall -= timedelta(days=1000)
        await kiosk.app._beat()
        kiosk.app.ask()
        await kiosk.asked("satisfaction")
        await kiosk.press("5")
        await kiosk.asked("mattered")
        assert [(r.answers["satisfaction"].score, r.clock_suspect) for r in kiosk.kept()] == [
            (4, True),
            (5, False),
        ]
