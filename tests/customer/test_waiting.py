"""No test waits for an app that has met a fault: a file full of such tests would seem to hang."""

import time

import pytest
from customer.at_work import at_work

from kiosk.apps.customer import CustomerApp


async def answer(folder):
    async with at_work(folder) as kiosk:
        await kiosk.press("4")
        await kiosk.asked("mattered")


async def test_a_fault_in_the_app_ends_the_wait_at_once(tmp_path, monkeypatch):
    def broken(app):
        raise ZeroDivisionError("a fault in the program")

    monkeypatch.setattr(CustomerApp, "show_question", broken)
    began = time.monotonic()
    with pytest.raises(Exception, match="a fault in the program"):
        await answer(tmp_path)
    assert time.monotonic() - began < 20  # and not the half minute that a slow machine is given
