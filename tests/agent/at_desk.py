"""An agent's desk at work in a test: the real app on a real file, with a clock that the test moves."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from customer.at_work import AtWork, Clock

from kiosk.apps.agent import AgentApp
from kiosk.home import Home
from kiosk.live_survey import LiveSurvey
from kiosk.settings import Settings
from screens.agent.fields import Step
from screens.question.messages import Pace
from store.model.survey import Survey
from store.model.survey_file import read_survey
from store.templates import template

CALL = read_survey(template("support-call"))


class AtDesk(AtWork):
    """One running desk."""

    app: AgentApp

    @property
    def desk(self):
        """What the keys meet."""
        return self.app.desk.desk

    @property  # what a kiosk waits for, a desk can be asked
    def asked(self) -> str:  # type: ignore[override]
        """The id of the question that is read aloud, '' for none."""
        return self.desk.asked.question.id if self.desk.asked is not None else ""

    @property
    def said(self) -> str:
        """The sentence at the bottom."""
        return self.desk.said.text if self.desk.said is not None else ""

    async def type(self, keys: str) -> None:
        """Keys as fast as they can come; `|` is Enter, and `<f5>` is that key."""
        from textual import events

        parts = keys.replace("|", "<enter>").replace(">", "<").split("<")
        for at, part in enumerate(parts):
            for key in [part] if at % 2 else list(part):
                self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.settled()

    async def settled(self) -> None:
        """Waits until every key has had its effect and all is written."""

        def still() -> bool:
            pipeline = self.app.desk._pipeline
            idle = pipeline._working is None or pipeline._working.done()
            return idle and not self.desk._ahead and not self.desk._waits

        await self.pilot.pause()
        await self.until(still)
        await self.pilot.pause()
        await self.until(still)

    async def asked_customer(self, question: str) -> None:
        """Waits until the customer is asked, and the guard lets an answer pass."""
        await AtWork.asked(self, question)

    async def at(self, step: Step) -> None:
        """Waits until the keys go there."""
        await self.until(lambda: self.desk.step is step)


@asynccontextmanager
async def at_desk(
    folder: Path,
    survey: Survey = CALL,
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "en",
    agent: str = "17",
    reference: str | None = None,
    clock: Clock | None = None,
    once: Any = None,
    timeout: float | None = None,
    edited: bool = False,
    **settings: Any,
) -> AsyncIterator[AtDesk]:
    """Starts a desk in `folder` and waits until it can be keyed; `agent` has signed in.

    With `edited` the survey lies in a file, which the desk follows.
    """
    folder.mkdir(exist_ok=True)
    home = Home(folder)
    now = clock or Clock()
    numbers = itertools.count(round(now.wall.timestamp() * 1000))
    live = None
    if edited:
        home.surveys.mkdir(exist_ok=True)
        (home.surveys / "support-call.toml").write_text(survey.source, encoding="utf-8")
        live = LiveSurvey(home, "support-call", survey)
    app = AgentApp(
        survey=survey,
        settings=Settings(**{"label": "desk-1", "theme": "normal", **settings}),
        home=home,
        language=language,
        touchpoint=survey.touchpoint,
        clock=lambda: now.wall,
        ids=lambda: f"{next(numbers):012x}-7000-8000-000000000000",
        seconds=lambda: now.seconds,
        pace=Pace(flash=0.0, one=0.03),
        agent=agent,
        reference=reference,
        once=once,
        timeout=timeout,
        live=live,
    )
    async with app.run_test(size=size) as pilot:
        work = AtDesk(app, pilot, now, home)
        await work.until(app.opened.is_set)
        await pilot.pause()
        await work.settled()
        now.move(1)
        yield work
        with contextlib.suppress(Exception):
            await app.keep_visit()
    await asyncio.to_thread(app.keeper._thread.shutdown)
