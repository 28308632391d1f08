"""Who sits at the agent's desk, where, and about which call: what is typed before the questions."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from kiosk.apps.call_list import CallList
from kiosk.apps.keeper import Keeper
from kiosk.references import fits, misfit, repeated
from kiosk.settings import Settings
from screens.agent import messages
from screens.agent.calls import COUNT, Call
from screens.agent.desk import Desk
from screens.agent.fields import Step
from screens.agent.screen import DeskScreen
from store.model.period import business_day, day_number
from store.words import Words

_TOUCHPOINT_DAYS = 400
"""A touchpoint that was not asked at for longer is new."""


class Seat(DeskScreen):
    """The desk up to the moment when a call begins; the call itself is the subclass's."""

    def __init__(
        self,
        words: Words,
        settings: Settings,
        *,
        keeper: Keeper,
        opened: asyncio.Event,
        clock: Callable[[], datetime],
        languages: tuple[str, ...],
        language: str,
        touchpoint: str,
        agent: str = "",
        reference: str | None = None,
        again: bool = False,
    ) -> None:
        """`words` and `language`: the agent's, and the one in which calls begin. `opened`: the keeper can be
        asked. `agent` and `reference` are keyed beforehand; `again`: it is known that the reference was
        asked before."""
        super().__init__(words, Desk(languages, language, touchpoint), shop=settings.shop)
        self._settings = settings
        self._keeper = keeper
        self._opened = opened
        self._clock = clock
        self._agent = ""
        self._touchpoint = touchpoint
        self._touchpoints = frozenset((touchpoint,))
        self._last_calls = CallList(words, self._show_calls)
        self._given = (agent, reference, again)
        self._without = reference == ""  # once it was meant, calls without a reference are usual here

    def begin_call(self, reference: str) -> None:
        """A call begins; '' has no reference."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Keys what was given beforehand, as a person would."""
        agent, reference, _ = self._given
        if agent and not self._agent:
            self.desk.paste(agent)
            self.desk.press("enter")
            if reference is not None:
                self.desk.paste(reference)
                self.desk.press("enter")
            self.show()
        self.run_worker(self._look_around())

    async def _look_around(self) -> None:
        from store.sqlite import references
        from store.sqlite.error import StoreError

        await self._opened.wait()
        since = self._today() - _TOUCHPOINT_DAYS
        try:
            known = await self._keeper.read(lambda store: references.touchpoints(store, since))
        except StoreError:
            return
        self._touchpoints |= known

    def on_signed_in(self, event: messages.SignedIn) -> None:
        """An agent's id."""
        event.stop()
        words, agents = self.words, self._settings.agents
        if not event.agent:
            self.desk.refuse(words("Who is at the desk? Type your id."))
        elif agents and event.agent not in agents and not event.sure and self._given[0] != event.agent:
            self.desk.doubt(words("{agent} is not in the list of agents. Is it right?", agent=event.agent))
        else:
            if event.agent != self._agent:
                self._agent = event.agent
                self.agent_name = agents.get(event.agent, "")
                self._last_calls.forget()
                self.run_worker(self._recall(event.agent))
            self.desk.signed_in(event.agent)
        self.show()

    async def _recall(self, agent: str) -> None:
        """The last calls of this agent today, at whatever desk."""
        from store.sqlite import references
        from store.sqlite.error import StoreError

        await self._opened.wait()
        today = self._today()
        try:
            found = await self._keeper.read(lambda store: references.last_of(store, agent, today, COUNT))
        except StoreError:
            return
        if agent == self._agent:
            self._last_calls.recall(found)

    def _show_calls(self, calls: tuple[Call, ...]) -> None:
        self.calls = calls
        self.show()

    def on_placed(self, event: messages.Placed) -> None:
        """A touchpoint."""
        event.stop()
        if not event.touchpoint:
            self.desk.refuse(self.words("Which touchpoint? Type its name."))
        elif event.touchpoint not in self._touchpoints and not event.sure:
            doubt = self.words("{touchpoint} is a new touchpoint. Is it right?", touchpoint=event.touchpoint)
            self.desk.doubt(doubt)
        else:
            self._touchpoint = event.touchpoint
            self._touchpoints |= {event.touchpoint}
            self.desk.placed(event.touchpoint)
        self.show()

    def on_referenced(self, event: messages.Referenced) -> None:
        """A call begins, once its reference is looked at."""
        event.stop()
        if not fits(event.reference, self._settings):
            self.desk.refuse(misfit(self._settings, self.words))
            self.show()
        elif not event.reference and not event.sure and not self._without:
            self.desk.doubt(self.words("A call without a reference?"))
            self.show()
        elif event.sure or not event.reference or (event.reference, True) == self._given[1:]:
            self._without = self._without or not event.reference
            self.begin_call(event.reference)
        else:
            self.run_worker(self._look_up(event.reference))

    async def _look_up(self, reference: str) -> None:
        from store.sqlite import references
        from store.sqlite.error import StoreError

        await self._opened.wait()
        try:
            found = await self._keeper.read(lambda store: references.asked_before(store, reference))
        except StoreError:  # what cannot be looked up stops nobody
            found = None
        if self.desk.step is not Step.REFERENCE:
            return  # nobody sat there any more
        if found is None:
            self.begin_call(reference)
        else:
            self.desk.doubt(repeated(reference, found, self.words, self._clock()))
            self.show()

    def _today(self) -> int:
        return day_number(business_day(self._clock(), self._settings.day_starts))
