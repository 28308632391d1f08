"""A kiosk at work in a test: the real app on a real file, with a clock that the test moves."""

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from customer.surveys import COUNTER
from textual.pilot import Pilot

from kiosk.apps.customer import CustomerApp
from kiosk.home import Home
from kiosk.live_survey import LiveSurvey
from kiosk.settings import Settings
from screens.question.messages import Pace
from screens.widgets.painted import Touchable
from store.model.response import Response
from store.model.survey import Survey
from store.sqlite.database import open_database
from store.sqlite.reader import SqliteReader

PIN = "271828"


@dataclass
class Clock:
    """The time at the shop, standing still until a test moves it."""

    wall: datetime = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
    seconds: float = 1000.0

    def move(self, seconds: float) -> None:
        """So much later."""
        self.wall += timedelta(seconds=seconds)
        self.seconds += seconds


class AtWork:
    """One running kiosk."""

    def __init__(self, app: CustomerApp, pilot: Pilot[Any], clock: Clock, home: Home) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock
        self.home = home

    async def until(self, reached: Callable[[], bool]) -> None:
        """Waits until something is so; fails after some seconds, and at once when the app meets a fault."""
        deadline = time.monotonic() + 30
        while not reached():
            if self.app.fault is not None:
                raise self.app.fault
            assert time.monotonic() < deadline, f"never came; on screen: {self.app.screen!r}"
            await asyncio.sleep(0.002)
            await self.pilot.pause()

    async def shown(self, name: str) -> None:
        """Waits for a screen by the name of its class, ready to be answered."""
        await self.until(lambda: type(self.app.screen).__name__ == name and self.app.screen.is_mounted)
        await self.pilot.pause()

    async def asked(self, question: str) -> None:
        """Waits for a question by its id, and for the guard to let an answer pass."""
        await self.until(lambda: self.question == question)
        await self.pilot.pause()
        self.clock.move(1)

    @property
    def question(self) -> str:
        """The id of the question on screen, '' for none."""
        asked = getattr(self.app.screen, "question", None)
        return asked.id if asked is not None and not self.app.screen.settled else ""

    async def press(self, *keys: str) -> None:
        """Presses keys."""
        await self.pilot.press(*keys)

    async def touch(self, spot: str, within: str = "#answers") -> None:
        """Touches a place."""
        widget = self.app.screen.query_one(within, Touchable)
        widget.ready()
        box = next(s.box for s in widget.spots if s.id == spot)
        await self.pilot.click(widget, offset=(box.x + box.width // 2, box.y + box.height // 2))

    async def after(self, seconds: float) -> None:
        """So much later, the kiosk has looked at its clock each second."""
        for _ in range(int(seconds)):
            self.clock.move(1)
            self.app.tick()
            await self.pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        """Gives the terminal another size, and waits until the screen has it."""
        await self.pilot.resize_terminal(width, height)
        await self.until(lambda: self.app.screen._compositor.size == (width, height))
        await self.pilot.pause()

    def words(self) -> str:
        """Everything that can be read on the screen."""
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The same by rows."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        assert len(strips) == height
        return [strip.text.ljust(width) for strip in strips]

    def kept(self) -> list[Response]:
        """Every response on disk, oldest first, as another process reads it."""
        with open_database(self.home.database, writing=False, now_ms=lambda: 0) as database:
            uids = [uid for (uid,) in database.connection.execute("SELECT uid FROM response ORDER BY uid")]
            found = [SqliteReader(database).response(uid) for uid in uids]
        return [response for response in found if response is not None]


@asynccontextmanager
async def at_work(
    folder: Path,
    survey: Survey = COUNTER,
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "en",
    pin: str | None = PIN,
    first_run_pin: str | None = None,
    clock: Clock | None = None,
    pace: Pace = Pace(flash=0.0, one=0.03),  # noqa: B008  # frozen
    edited: bool = False,
    **settings: Any,
) -> AsyncIterator[AtWork]:
    """Starts a kiosk in `folder` and waits until it asks. `edited`: its survey lies in
    `surveys/counter.toml`, where it may be changed."""
    from kiosk.pins.file import write_pin

    folder.mkdir(exist_ok=True)
    home = Home(folder)
    if pin is not None and first_run_pin is None and not home.pin_file.exists():
        write_pin(home.pin_file, pin)
    now = clock or Clock()
    live = None
    if edited:
        home.surveys.mkdir(exist_ok=True)
        (home.surveys / "counter.toml").write_text(survey.source, encoding="utf-8")
        live = LiveSurvey(home, "counter", survey)
    numbers = itertools.count(round(now.wall.timestamp() * 1000))
    app = CustomerApp(
        survey,
        Settings(**{"theme": "normal", **settings}),
        home=home,
        language=language,
        touchpoint=survey.touchpoint,
        clock=lambda: now.wall,
        first_run_pin=first_run_pin,
        ids=lambda: f"{next(numbers):012x}-7000-8000-000000000000",
        seconds=lambda: now.seconds,
        pace=pace,
        live=live,
    )
    async with app.run_test(size=size) as pilot:
        work = AtWork(app, pilot, now, home)
        await work.until(lambda: app.opened.is_set())
        await pilot.pause()
        now.move(1)
        yield work
        with contextlib.suppress(Exception):
            await app.keep_visit()
    await asyncio.to_thread(app.keeper._thread.shutdown)
