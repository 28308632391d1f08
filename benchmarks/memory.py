"""Memory of the kiosk after 1,000 visits, over that after 100: what a visit leaves behind in the process."""

import asyncio
import gc
import itertools
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from textual import events
from textual.screen import Screen

from benchmarks.line import Line
from kiosk.apps.customer import CustomerApp
from kiosk.home import Home
from kiosk.settings import Settings
from screens.question.messages import Pace
from screens.question.question import QuestionScreen
from store.model.survey_file import read_survey
from store.templates import template

_TARGET = 1.1
_FIRST = 100


def measure(visits: int = 1000) -> Iterator[Line]:
    """Drives the real app without a terminal: a face, two reasons, thanks, and back, again and again."""
    resident = asyncio.run(_after(_FIRST, max(visits, _FIRST * 2)))
    if resident is None:
        yield Line("memory after many visits", 0, _TARGET, detail="not measured: needs /proc/self/statm")
        return
    few, many = resident
    yield Line(
        f"memory after {max(visits, _FIRST * 2):,} visits / after {_FIRST}",
        many / few,
        _TARGET,
        detail=f"{few / 1e6:.1f} MB, {many / 1e6:.1f} MB",
    )


async def _after(first: int, last: int) -> tuple[int, int] | None:
    if _resident() is None:
        return None
    now = [0.0]
    numbers = itertools.count()
    survey = read_survey(template("counter"))
    with tempfile.TemporaryDirectory() as folder:
        app = CustomerApp(
            survey,
            Settings(),
            home=Home(Path(folder)),
            language="en",
            touchpoint="checkout",
            clock=lambda: datetime.fromtimestamp(1_800_000_000 + now[0], UTC),
            first_run_pin=None,
            ids=lambda: f"{next(numbers):012x}-7000-8000-000000000000",
            seconds=lambda: now[0],
            pace=Pace(flash=0.0, one=0.0),
        )
        found = []
        async with app.run_test(size=(80, 24)):
            seen: Screen[object] | None = None
            for visit in range(1, last + 1):
                seen = await _visit(app, now, seen)
                if visit in (first, last):
                    gc.collect()
                    found.append(_resident() or 0)
            await app.keep_visit()
    return found[0], found[1]


async def _visit(app: CustomerApp, now: list[float], seen: Screen[object] | None) -> Screen[object]:
    """One person answers every question that is shown, to the end of the thanks; returns the last screen."""
    keys = {"satisfaction": "4", "mattered": "12\r", "recommend": "8"}
    while True:
        await asyncio.sleep(0)
        screen = app.screen
        if screen is seen or not screen.is_mounted:
            continue
        seen = screen
        now[0] += 1  # the guard lets an answer pass
        pressed = keys[screen.question.id] if isinstance(screen, QuestionScreen) else "\r"
        for key in pressed:
            app.post_message(events.Key("enter" if key == "\r" else key, key))
        if not isinstance(screen, QuestionScreen):
            return screen


def _resident() -> int | None:
    """Bytes of memory that the process holds."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return None
    import resource

    return pages * resource.getpagesize()
