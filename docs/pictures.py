"""Makes the pictures of the README: `python docs/pictures.py` draws the real screens on a demo shop."""

import asyncio
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

from kiosk.apps.customer import CustomerApp
from kiosk.apps.operator import OperatorApp
from kiosk.demo.scratch import fill, furnish, make_crowd
from kiosk.home import Home
from kiosk.settings import load_settings
from store.model.survey_file import read_survey

PICTURES = Path(__file__).parent / "pictures"
ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 21, 18, 32, tzinfo=ZONE)
"""A Saturday evening, so that the pictures stay the same."""
DAYS = 90
SEED = 7


async def still(pilot: Pilot[int], *, holding: str) -> None:
    """Waits until the screen shows `holding`."""
    for _ in range(2_000):
        await pilot.pause(0.01)
        if holding in pilot.app.export_screenshot().replace("&#160;", " "):
            return
    raise RuntimeError(f"the screen never showed {holding!r}")


async def question(home: Home) -> str:
    """The first question, as it waits for a customer."""
    survey = read_survey((home.surveys / "counter.toml").read_text(encoding="utf-8"))
    app = CustomerApp(
        survey,
        replace(load_settings(home), theme="normal"),  # whatever terminal it is drawn in
        home=home,
        language="en",
        touchpoint="checkout",
        clock=lambda: NOW,
        first_run_pin=None,
        ids=lambda: "00000000-0000-7000-8000-000000000000",
    )
    async with app.run_test(size=(110, 30)) as pilot:
        await still(pilot, holding="Very satisfied")
        return app.export_screenshot(title="kiosk")


async def scores(home: Home) -> str:
    """The operator's screen in the middle of a day."""
    app = OperatorApp(load_settings(home), home=home, language="en", clock=lambda: NOW, theme="kiosk-normal")
    async with app.run_test(size=(130, 40)) as pilot:
        await still(pilot, holding="Satisfied, by day")
        return app.export_screenshot(title="kiosk operator")


def main() -> None:
    """Draws every picture of the README anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = furnish(Path(folder), "en")
        fill(home, make_crowd(SEED, ZONE), NOW, DAYS, lambda: None)
        for draw in (question, scores):
            (PICTURES / f"{draw.__name__}.svg").write_text(asyncio.run(draw(home)), encoding="utf-8")


if __name__ == "__main__":
    main()
