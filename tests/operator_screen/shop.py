"""A small shop on a real store, and its scores opened for somebody."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from operator_screen.shown import areas
from sqlite.counter import NOON, Store, answered, visit
from textual.app import App
from textual.pilot import Pilot

from kiosk.apps.scores import Left, ScoresScreen
from kiosk.home import Home
from kiosk.settings import Settings
from screens.widgets.ink import add_themes
from store.model.people import Person
from store.words import words_for


def wall() -> datetime:
    """An hour after noon, for ever."""
    return datetime.fromtimestamp(NOON / 1000 + 3600, UTC)


class Shop(App[int]):
    """The scores, opened for a person."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        home: Home,
        person: Person,
        *,
        locks: bool = False,
        language: str = "en",
        clock: Callable[[], datetime] = wall,
        **settings: object,
    ) -> None:
        super().__init__()
        add_themes(self, "kiosk-normal")
        self.left: list[Left | None] = []
        self.scores = ScoresScreen(
            words_for(language),
            home=home,
            settings=Settings(**settings),  # type: ignore[arg-type]  # as they are
            person=person,
            clock=clock,
            plain=False,
            locks=locks,
        )

    def on_mount(self) -> None:
        self.push_screen(self.scores, self.left.append)

    def text(self, name: str) -> str:
        """What one area of the current screen shows; '' where it is not there."""
        found = areas(self.screen).get(name)
        return found.plain_text if found else ""


def fill(store: Store) -> None:
    """Three happy people, one at the returns who asked to be called, one whom agent 17 helped."""
    call = answered("call", text="555-0100", consent=True, after=8000)
    remark = answered("remark", text="Waited for ever", after=4000)
    store.save(
        *(visit(f"u{i}", answered("satisfaction", 5), at=NOON + i * 60_000) for i in range(3)),
        visit("sad", answered("satisfaction", 1), remark, call, at=NOON + 600_000, touchpoint="returns"),
        visit(
            "helped",
            answered("satisfaction", 2),
            answered("remark", text="He hung up", after=4000),
            at=NOON + 3_000_000,
            channel="assisted",
            agent="17",
            touchpoint="phone",
            reference="8123",
        ),
    )


async def until(pilot: Pilot[int], holds: Callable[[], bool], seconds: float = 20) -> None:
    """Waits for what another thread does."""
    end = time.monotonic() + seconds
    while not holds():
        if pilot.app._exception is not None:
            raise pilot.app._exception
        assert time.monotonic() < end, "it never came"
        await pilot.pause(0.01)
