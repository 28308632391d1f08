"""A kiosk with an agent's desk in it: the desk takes the place of the invitation until the agent leaves."""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from textual.screen import Screen

import screens
from kiosk.apps.front import FrontApp, Showing
from kiosk.apps.passage import Passage
from store.model.saying import Saying
from store.model.survey import Survey

if TYPE_CHECKING:
    from kiosk.apps.desk import AgentDesk

DESK_STYLES: PurePath = Path(screens.__file__).parent / "agent" / "screen.tcss"
"""For an app that begins at the desk."""
_DESK = "desk"
"""The name of the screen: one that has a name stays alive while it is not shown."""


class WithDeskApp(FrontApp):
    """Opens the desk, hands its calls to the customer, and takes them back."""

    desk: "AgentDesk | None" = None
    """The desk, while an agent has the kiosk."""
    _leaving: "AgentDesk | None" = None
    """One that is given up, until something else is shown."""
    _given_up: "AgentDesk | None" = None
    """The last one; what was keyed there may still be on its way to the disk."""

    @property
    def types_ahead(self) -> bool:
        """At the desk every key counts, however soon it comes."""
        return self.showing is Showing.DESK

    def make_desk(self, *, agent: str = "", reference: str | None = None, again: bool = False) -> "AgentDesk":
        """A desk; see `AgentDesk` for what can be keyed beforehand."""
        from kiosk.apps.desk import AgentDesk

        self.desk = AgentDesk(
            self.operator_words,
            self.settings,
            keeper=self.keeper,
            opened=self.opened,
            reception=self.reception,
            clock=self.clock,
            seconds=self.seconds,
            note=self.note,
            languages=self.survey.languages,
            language=self.start_language,
            touchpoint=self.reception.touchpoint,
            agent=agent,
            reference=reference,
            again=again,
        )
        self.install_screen(self.desk, _DESK)
        return self.desk

    def open_desk(self) -> None:
        """The agent has the kiosk."""
        if self.desk is None:
            self.make_desk()
        self.ask()

    def close_desk(self) -> None:
        """Customers have the kiosk again."""
        desk, self.desk = self.desk, None
        if desk is not None:
            self._leaving = self._given_up = desk
            self.run_worker(desk.leave())

    def show_screen(self, screen: Screen[None], showing: Showing) -> None:
        """Replaces what is shown; a desk that was given up is then let go."""
        super().show_screen(screen, showing)
        leaving, self._leaving = self._leaving, None
        if leaving is not None:
            self.uninstall_screen(leaving)

    def ask(self) -> None:
        """The agent's next call, or the next customer."""
        if self.desk is None or self.unsaved.response is not None:
            super().ask()
            return
        self.passage = self.visit = None
        self.show_screen(self.desk, Showing.DESK)
        self.desk.came_back()

    def hand_over(self, passage: Passage) -> None:
        """The customer goes on with an agent's call."""
        self.passage, self.visit = passage, passage.visit
        self.language = passage.visit.language
        self.show_next()

    def take_survey(self, survey: Survey) -> None:
        """The desk's next calls are of `survey`."""
        if self.desk is not None:
            self.desk.take_languages(survey.languages, self.start_language)

    def tend_desk(self, now: float) -> None:
        """Once a second, while the desk is shown; an agent who is gone leaves a kiosk to its customers."""
        if self.desk is None:
            return
        if self.desk.tick(now - self.touched_at):
            self.left_alone()

    def left_alone(self) -> None:
        """Nobody sits at the desk."""
        self.close_desk()
        self.ask()

    def on_agent_desk_handed_over(self, event: "AgentDesk.HandedOver") -> None:
        """The agent turns the screen over."""
        event.stop()
        self.hand_over(event.passage)

    def on_agent_desk_left(self, event: "AgentDesk.Left") -> None:
        """The agent goes."""
        event.stop()
        self.left_alone()

    async def keep_visit(self) -> None:
        """Before the app ends: the agent's call too."""
        for desk in (self._given_up, self.desk):
            if desk is not None and not await desk.leave():
                from store.words.troubles import saying

                lost = Saying("The last call could not be kept: {problem}", problem=saying(desk.problem))
                self.farewell = lost
        await super().keep_visit()
