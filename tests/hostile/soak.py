"""A shop's year in one process: customers, people who walk away, and the operator, through the real screens.

    python soak.py FOLDER RESULTS VISITS SEED

Everything is the real app's own but the clock, the names of visits and the terminal: what is drawn is made in
full and goes nowhere. What must not happen is that anything grows, and that anything is left when it ends.
"""

import asyncio
import gc
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.power.check import read
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from kiosk.apps.customer import CustomerApp, Showing
from kiosk.home import Home, make_home
from kiosk.pins.file import write_pin
from kiosk.settings import Settings
from kiosk.terminal import environment
from screens.question.messages import Pace
from screens.question.question import QuestionScreen
from store.model.survey_file import read_survey
from store.sqlite.database import open_database

PIN = "748291"
SURVEY = """
name = "soak"
touchpoint = "checkout"
languages = ["en", "fr"]
[[question]]
id = "satisfaction"
metric = "csat"
scale = 5
style = "faces"
text = { en = "How was it?", fr = "C’était comment ?" }
[[question.follow_up]]
id = "mattered"
when = "low"
kind = "reasons"
text = { en = "What mattered most?", fr = "Qu’est-ce qui a compté ?" }
options = [{ id = "wait", en = "Waiting", fr = "L’attente" }, { id = "staff", en = "Staff", fr = "L’équipe" }]
[[question.follow_up]]
id = "words"
when = "low"
kind = "comment"
text = { en = "Anything else?", fr = "Autre chose ?" }
[[question]]
id = "recommend"
metric = "nps"
ask = { every = 10 }
text = { en = "Would you recommend us?", fr = "Nous recommanderiez-vous ?" }
"""
_SHOWN = 8
"""Every so many visits what is drawn is made in full, and timed; in the others it is laid out only."""
LIMIT = 1.05
"""Memory in the last tenth over that in the second."""
KEY_MS = 3
"""Milliseconds from a key to its being drawn that are meant for half of them, on a machine at rest."""
_PATIENCE = 20.0
_KEYS = {"\r": "enter", "\x1b": "escape", "-": "minus", "*": "asterisk", " ": "space"}
_AGAIN = 2.0
"""Seconds after which somebody whose tap was not taken touches again."""
_BEGUN_SECONDS = 12.0
"""After its start a kiosk has begun all that it does beside the asking: who watches for alerts comes last."""
_LOOKS = 200
"""How often the memory is looked at."""


@dataclass(slots=True)
class Soaked:
    """What came of it. Times in milliseconds."""

    visits: int = 0
    answers: int = 0
    ignored: int = 0
    """Taps that came too soon after a change of screens, and were made again."""
    memory: list[int] = field(default_factory=list)
    """Bytes that the process held, at even distances."""
    commit: list[float] = field(default_factory=list)
    """From a tap to its being on the disk."""
    paint: list[float] = field(default_factory=list)
    """From a tap to the next screen's being drawn, without the flash of the tile."""
    key: list[float] = field(default_factory=list)
    """From an arrow key to its being drawn."""
    raw: list[float] = field(default_factory=list)
    """4 KiB appended and synced, in the same folder."""
    left: dict[str, int] = field(default_factory=dict)
    """What there is more of than after the second tenth: tasks, timers, threads, handles, widgets."""
    problems: list[str] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """Memory in the last tenth over that in the second, by their medians."""
        tenth = max(1, len(self.memory) // 10)
        if len(self.memory) < 20:
            return 1.0
        return statistics.median(self.memory[-tenth:]) / statistics.median(self.memory[tenth : 2 * tenth])


class _Sink(HeadlessDriver):
    """Takes what is drawn."""

    is_shown = True
    """Whether somebody looks: what is drawn is made ready for a terminal."""

    @property
    def is_headless(self) -> bool:
        """No: everything is drawn."""
        return not _Sink.is_shown

    def flush(self) -> None:
        """Nothing is held back."""


class Shop:
    """One kiosk and everybody who comes to it."""

    def __init__(self, folder: Path, visits: int, seed: int) -> None:
        self._folder = folder
        self._visits = visits
        self._dice = random.Random(seed)
        self._now = 1_800_000_000.0
        numbers = itertools.count(1)
        home = Home(folder / "home")
        make_home(home)
        write_pin(home.pin_file, PIN)
        self.path = home.database
        self.app = CustomerApp(
            read_survey(SURVEY),
            Settings(repeat_seconds=0),
            home=home,
            language="en",
            touchpoint="checkout",
            clock=lambda: datetime.fromtimestamp(self._now, UTC),
            first_run_pin=None,
            ids=lambda: f"{next(numbers):012x}-7000-8000-000000000000",
            seconds=lambda: self._now,
            pace=Pace(flash=0.0, one=0.0),
        )
        self.app.driver_class = _Sink
        self.app.log_fault = lambda fault: self.soaked.problems.append(f"in the log: {fault!r}")
        self.soaked = Soaked()
        self._kept = asyncio.Event()
        self._drawn = asyncio.Event()
        self._kept_at = self._drawn_at = 0.0
        self.app.post_display_hook = self._note_drawn  # type: ignore[method-assign]  # there for this

    async def open(self) -> Soaked:
        """From the start of the kiosk to its end."""
        self._time_saves()
        running = asyncio.create_task(self.app.run_async(size=(80, 24)))
        await self._until(self._is_asking)
        before: Counter[str] = Counter()
        all_begun = time.monotonic() + _BEGUN_SECONDS
        for visit in range(1, self._visits + 1):
            await self._visit()
            if visit % max(1, self._visits // _LOOKS) == 0:
                self.soaked.memory.append(_resident())
            if visit % max(1, self._visits // 10) == 0:
                self._time_the_disk()
                print(visit, *figures(self.soaked), sep="; ", file=sys.__stderr__, flush=True)
            if visit == self._visits // 5:
                await asyncio.sleep(max(0.0, all_begun - time.monotonic()))
                before = await self._standing()
        self.soaked.left = await self._left(before)
        self.app.leave(0)
        await running
        if self.app.fault is not None:
            self.soaked.problems.append(f"the app ended: {self.app.fault!r}")
        return self.soaked

    async def _visit(self) -> None:
        self.soaked.visits += 1
        _Sink.is_shown = self.soaked.visits % _SHOWN == 0
        self._now += self._dice.uniform(20, 60)
        fate = self._dice.random()
        if fate < 0.002 or self.soaked.visits == 2:  # soon, so that what that loads is there from then on
            await self._operator(scores=fate < 0.0005 or self.soaked.visits == 2)
        elif fate < 0.02:
            self._press("*")  # another language
        leaves = 0.02 <= fate < 0.05
        first = True
        while self.app.showing is not Showing.THANKS:
            screen = await self._ready()
            if leaves and not first:
                await self._walk_away()
                return
            if first and _Sink.is_shown:
                await self._arrow()
            await self._answer(screen)
            first = False
        self._now += 1
        self._press("\r")
        began = time.monotonic()
        await self._until(lambda: self._is_over or time.monotonic() - began > _AGAIN)
        while not self._is_over:  # it came too soon; the thanks go by themselves too
            await self._second()
            await asyncio.sleep(0.01)

    async def _answer(self, screen: QuestionScreen) -> None:
        dice = self._dice
        keys = {
            "satisfaction": dice.choice("12334444455555"),
            "mattered": dice.choice(("1\r", "2\r", "12\r", "-")),
            "words": dice.choice(("so slow\r", "très bien\r", "\x1b", "")),
            "recommend": str(dice.choice((0, *range(2, 10)))),
        }[screen.question.id]
        if not keys:
            self.app.post_message(events.Paste("W" * 280))
            keys = "\r"
        for key in keys[:-1]:
            self._now += 0.1
            self._press(key)
        self._kept.clear()
        self._now += 1
        began = time.perf_counter()
        self._press(keys[-1])
        if not await self._is_taken():
            self.soaked.ignored += 1  # it came too soon after a change of screens: people press again
            return
        await self._until(lambda: self.app.screen is not screen and self._is_drawn())
        self.soaked.answers += 1
        if _Sink.is_shown:
            self.soaked.commit.append((self._kept_at - began) * 1000)
            self.soaked.paint.append((self._drawn_at - began) * 1000)

    async def _is_taken(self) -> bool:
        began = time.monotonic()
        await self._until(lambda: self._kept.is_set() or time.monotonic() - began > _AGAIN)
        return self._kept.is_set()

    def _press(self, key: str) -> None:
        self.app.post_message(events.Key(_KEYS.get(key, key), key))

    async def _arrow(self) -> None:
        await self._calm()
        began = time.perf_counter()
        self._now += 0.1
        self._drawn.clear()
        self.app.post_message(events.Key("right", None))
        await self._until(lambda: self._drawn_at > began)
        self.soaked.key.append((self._drawn_at - began) * 1000)

    async def _walk_away(self) -> None:
        for _ in range(30):
            await self._second()
            if self.app.showing is Showing.ATTRACT:
                break
        await self._until(lambda: self.app.showing is Showing.ATTRACT)

    async def _operator(self, *, scores: bool) -> None:
        await self._ready()
        self.app.post_message(events.Key("f10", None))
        await self._until(lambda: self._is_on("PinScreen"))
        self._now += 1
        for key in PIN:
            self._press(key)
        self._press("\r")
        await self._until(lambda: self._is_on("MenuScreen"))
        if scores:
            self._now += 1
            self._press("1")
            await self._until(lambda: self.app.is_inside)
            await asyncio.sleep(0.5)  # what is shown there is read in a thread of its own
        self._now += 125  # the operator goes away, and the kiosk sees to the rest
        self.app.call_later(self.app.tick)
        await self._until(lambda: not self.app.at_the_door and self._is_asking())

    async def _second(self) -> None:
        """A second goes by for the kiosk."""
        self._now += 1
        self.app.call_later(self.app.tick)
        await asyncio.sleep(0)

    async def _ready(self) -> QuestionScreen:
        """The question that is asked, drawn and ready to be answered."""
        await self._until(self._is_asking)
        self._now += 1
        screen = self.app.screen
        assert isinstance(screen, QuestionScreen)
        return screen

    def _is_asking(self) -> bool:
        if not self.app.screen_stack:
            return False
        screen: Screen[object] = self.app.screen
        return isinstance(screen, QuestionScreen) and not screen.settled and self._is_drawn()

    def _is_on(self, name: str) -> bool:
        return type(self.app.screen).__name__ == name and self._is_drawn()

    def _is_drawn(self) -> bool:
        return self.app.screen.is_mounted and not self.app.screen._dirty_widgets

    async def _calm(self) -> None:
        for _ in range(3):
            await asyncio.sleep(0.005)

    async def _until(self, reached: object) -> None:
        assert callable(reached)
        deadline = time.monotonic() + _PATIENCE
        while not reached():
            if self.app.fault is not None:
                raise self.app.fault
            if time.monotonic() > deadline:
                raise TimeoutError(f"visit {self.soaked.visits}: on {self.app.screen}, {self.app.showing}")
            self._drawn.clear()
            try:
                async with asyncio.timeout(0.01):
                    await self._drawn.wait()
            except TimeoutError:
                continue

    @property
    def _is_over(self) -> bool:
        return self.app.showing is Showing.ATTRACT or self.app.fault is not None

    def _note_drawn(self) -> None:
        self._drawn_at = time.perf_counter()
        self._drawn.set()

    def _time_saves(self) -> None:
        save = self.app.keeper.save

        async def timed(response: object) -> None:
            await save(response)  # type: ignore[arg-type]  # as it came
            self._kept_at = time.perf_counter()
            self._kept.set()

        self.app.keeper.save = timed  # type: ignore[method-assign]  # the same, with a look at the clock

    def _time_the_disk(self) -> None:
        descriptor = os.open(self._folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        page = b"x" * 4096
        for _ in range(100):
            began = time.perf_counter()
            os.write(descriptor, page)
            os.fdatasync(descriptor)
            self.soaked.raw.append((time.perf_counter() - began) * 1000)
        os.close(descriptor)

    async def _left(self, before: Counter[str]) -> dict[str, int]:
        """What there is more of than `before`, and stays: a look at the store now and then is soon over."""
        left = dict((await self._standing()) - before)
        for _ in range(9):
            if not left:
                break
            left = dict((await self._standing()) - before)
        return left

    async def _standing(self) -> Counter[str]:
        """What there is while the kiosk waits for somebody."""
        await self._ready()
        await asyncio.sleep(0.5)
        gc.collect()
        found = Counter(tasks=len(asyncio.all_tasks()), threads=threading.active_count(), handles=_handles())
        for thing in gc.get_objects():
            if isinstance(thing, Timer):
                found["timers"] += 1
            elif isinstance(thing, Widget):
                found["widgets"] += 1
        return found

    def look_at_the_end(self) -> None:
        """Threads, and files of the home, that outlive the app."""
        for thread in threading.enumerate():
            if thread is not threading.current_thread():
                thread.join(_PATIENCE)
        files = [os.path.realpath(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd")]
        ended = {
            "threads at the end": threading.active_count() - 1,
            "files at the end": sum(file.startswith(str(self.path.parent)) for file in files),
        }
        self.soaked.left |= {what: n for what, n in ended.items() if n}


def _handles() -> int:
    return len(os.listdir("/proc/self/fd"))


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def soak(folder: Path, visits: int, seed: int) -> Soaked:
    """As many visits, in a process of its own; then the store is looked through."""
    results = folder / "results"
    program = [sys.executable, __file__, str(folder), str(results), str(visits), str(seed)]
    environment.prepare(environ := dict(os.environ))
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=environ)
    if done.returncode:
        return Soaked(problems=[done.stderr[-2000:]])
    soaked = Soaked(**json.loads(results.read_text()))
    with open_database(folder / "home" / "kiosk.db", writing=False, now_ms=lambda: 0) as database:
        content = read(database)
    soaked.problems += [said for _, said in content.problems]
    if len(content.visits) != soaked.visits:
        soaked.problems.append(f"{len(content.visits)} visits are in the store, of {soaked.visits}")
    return soaked


def figures(soaked: Soaked) -> Iterator[str]:
    """The memory and the times, in words."""
    if soaked.memory:
        yield f"memory {soaked.growth:.3f} ({max(soaked.memory) / 1e6:.0f} MB)"
    for name, times in (
        ("tap to commit", soaked.commit),
        ("tap to next screen", soaked.paint),
        (f"key to paint (meant: {KEY_MS} ms)", soaked.key),
        ("raw sync", soaked.raw),
    ):
        if len(times) > 1:
            cuts = statistics.quantiles(times, n=100)
            yield f"{name} {cuts[49]:.2g} / {cuts[94]:.2g} / {cuts[98]:.2g} ms"


def main(folder: str, results: str, visits: str, seed: str) -> None:
    """One shop."""
    gc.disable()  # as a start does; the app turns it on again
    shop = Shop(Path(folder), int(visits), int(seed))
    soaked = asyncio.run(shop.open())
    shop.look_at_the_end()
    Path(results).write_text(json.dumps(asdict(soaked)))


if __name__ == "__main__":
    if len(sys.argv) > 4:
        main(*sys.argv[1:5])
    else:
        with tempfile.TemporaryDirectory() as scratch:
            print(*figures(soak(Path(scratch), int(sys.argv[1]), 1)), sep="\n")
