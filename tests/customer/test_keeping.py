"""When the store cannot keep an answer, nobody is thanked for it, and nothing is lost silently."""

import itertools

from customer.at_work import AtWork, at_work

from kiosk.apps.customer import CustomerApp
from store.model.response import Status
from store.sqlite.engine import sqlite3


def hold_the_file(kiosk: AtWork) -> sqlite3.Connection:
    """Another program that has the file to itself."""
    other = sqlite3.connect(kiosk.home.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


async def impatient(kiosk: AtWork) -> None:
    """The kiosk waits 10 ms for another program instead of 5 s."""

    def shorten() -> None:
        kiosk.app.keeper._database.connection.execute("PRAGMA busy_timeout = 10")

    await kiosk.app.keeper._do(shorten)


async def test_an_answer_that_cannot_be_kept_is_tried_until_it_is(tmp_path):
    async with at_work(tmp_path) as kiosk:
        faults = []
        kiosk.app.log_fault = faults.append
        await impatient(kiosk)
        other = hold_the_file(kiosk)
        await kiosk.press("4")
        await kiosk.shown("MomentScreen")
        assert "One moment" in kiosk.words()
        assert faults
        assert "in use by another program" in kiosk.app.problem
        other.execute("ROLLBACK")
        other.close()
        await kiosk.after(6)
        await kiosk.asked("mattered")
        assert kiosk.kept()[0].answers["satisfaction"].score == 4
        assert kiosk.app.problem == ""


async def test_a_kiosk_that_ends_with_an_answer_unkept_says_so(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await impatient(kiosk)
        other = hold_the_file(kiosk)
        await kiosk.press("4")
        await kiosk.shown("MomentScreen")
        kiosk.app.leave(0)
        await kiosk.until(lambda: kiosk.app.return_code == 0)
        assert "could not be kept" in kiosk.app.farewell
        other.close()


async def test_a_kiosk_that_ends_keeps_what_it_could_not_keep_before(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await impatient(kiosk)
        other = hold_the_file(kiosk)
        await kiosk.press("4")
        await kiosk.shown("MomentScreen")
        other.close()
        kiosk.app.leave(0)
        await kiosk.until(lambda: kiosk.app.return_code == 0)
        assert [r.status for r in kiosk.kept()] == [Status.PARTIAL]
        assert kiosk.app.farewell == ""


async def test_a_store_that_cannot_be_opened_ends_the_kiosk_with_its_sentence(tmp_path):
    from customer.at_work import COUNTER, Clock

    from kiosk.home import Home
    from kiosk.settings import Settings

    (tmp_path / "kiosk.db").write_text("this is no database at all, but some text")
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
    assert "is not a database" in app.farewell
    assert (tmp_path / "kiosk.db").read_text().startswith("this is no database")
