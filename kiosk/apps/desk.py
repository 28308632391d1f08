"""The agent's desk at work: one call after the other, the last one corrected, one in the customer's hands."""

from dataclasses import dataclass

from textual.message import Message

from kiosk.apps.correction import Correction
from kiosk.apps.on_call import OnCall
from kiosk.apps.passage import Passage
from screens.agent import messages
from screens.agent.calls import Disk
from screens.agent.desk import Said
from store.model.response import Response, Status
from store.model.visit import Visit

IDLE_SECONDS = 15 * 60.0
"""After so long without a key nobody sits at the desk any more."""
CORRECT_SECONDS = 10 * 60.0
"""How long the last call can be corrected."""


@dataclass(frozen=True, slots=True)
class _Last:
    """The call that can be corrected."""

    response: Response
    visit: Visit
    until: float


class AgentDesk(OnCall):
    """The screen with what lies behind it. It lives as long as the app, shown or not."""

    @dataclass
    class HandedOver(Message):
        """The customer is to go on with this visit. The app calls `came_back` when the screen is free."""

        passage: Passage

    @dataclass
    class Over(Message):
        """A call is over, and all of it is kept; or, where `kept` is not set, nowhere yet."""

        response: Response
        kept: bool

    @dataclass
    class Left(Message):
        """The agent leaves the desk; a call that was going on (`in_call`) is on its way to the disk."""

        in_call: bool

    _away: Passage | None = None
    """The call that the customer has."""
    _last: _Last | None = None

    # The last call, and once more.

    def call_over(self, call: Passage | Correction) -> Said | None:
        """It stands first in the list, and can be corrected; a correction that changes nothing is none."""
        now = self._seconds()
        if isinstance(call, Passage):
            response, until = call.response(now), now + CORRECT_SECONDS
        elif why := call.changes():
            assert self._last is not None, "that is what was corrected"
            response, until = call.response(), self._last.until
            self._pipeline.correct(response, self._agent, why)
        else:
            return self._nothing_changed
        self._last_calls.put(response, Disk.KEEPING)
        self._last = _Last(response, call.visit, until)
        return None

    @property
    def _nothing_changed(self) -> Said:
        return Said(self.words("Nothing was changed."))

    def on_correct(self, event: messages.Correct) -> None:
        """Corrects the last call; while one is corrected, leaves it as it was."""
        event.stop()
        last = self._last
        if isinstance(self._call, Correction):
            self._call = None
            self.desk.next_call(self._nothing_changed)
            self.show()
        elif last is None or self._seconds() > last.until or last.response.agent != self._agent:
            self.desk.refuse(self.words("Only the last call can be corrected, and for ten minutes."))
            self.show()
        else:
            self.desk.language = last.response.language
            self.desk.fields.reference.fill(last.response.reference or "")
            self.take_call(Correction(last.response, last.visit))

    # The screen in the customer's hands.

    def on_hand_over(self, event: messages.HandOver) -> None:
        """The customer is to answer here, once everything so far is written."""
        event.stop()
        call = self._call
        if not isinstance(call, Passage):
            self.desk.refuse(self.words("A correction is not handed over."))
            self.show()
            return
        self._away, self._call = call, None
        self.desk.go_away()
        self.show()
        self.run_worker(self._hand_over(call))

    async def _hand_over(self, passage: Passage) -> None:
        await self._pipeline.drained()
        self._pipeline.forget(passage.response(self._seconds()).uid)
        self.post_message(self.HandedOver(passage))

    def came_back(self) -> None:
        """The screen is the agent's again, and what the customer answered is kept; it is not corrected."""
        passage, self._away = self._away, None
        if passage is None:
            return
        response = passage.response(self._seconds())
        self._last = None
        self._last_calls.put(response, Disk.KEPT)
        self.desk.next_call(Said(self.words("{call} is kept.", call=self._last_calls.newest), "good"))
        self.show()
        self.post_message(self.Over(response, True))

    # The end, and time.

    def on_desk_left(self, event: messages.DeskLeft) -> None:
        """The agent goes."""
        event.stop()
        self.give_up()

    def give_up(self) -> None:
        """Ends a call that is going on, as it stands, and leaves."""
        self.post_message(self.Left(self._break_off()))

    async def leave(self) -> bool:
        """Before the app ends: keeps what is going on; whether all of it is on the disk."""
        self._break_off()
        return await self._pipeline.drained()

    def _break_off(self) -> bool:
        """Nobody goes on with this call: what was answered stays, and a correction is none. Whether there was
        one that was not kept yet."""
        call, self._call = self._call, None
        if not isinstance(call, Passage):
            return False
        answering = self.desk.answering
        call.leave(self._seconds(), answering.unsent if answering is not None else ())
        self._keep(call)
        self._last_calls.put(call.response(self._seconds()), Disk.KEEPING)
        return True

    def take_languages(self, languages: tuple[str, ...], language: str) -> None:
        """The next calls are in one of `languages`, and begin in `language`."""
        self.desk.take_languages(languages, language)
        self.show()

    def tick(self, idle: float) -> bool:
        """Once a second; nobody has touched a key for `idle` seconds. True: so nobody sits here any more."""
        self._pipeline.tick()
        problem = self._pipeline.problem
        if problem != self.problem:
            self.problem = problem
            self.show()
        if idle < IDLE_SECONDS:
            return False
        if self._agent:
            self._break_off()
            self._agent = self.agent_name = ""
            self._last = None
            self._last_calls.forget()
            self.desk.sign_out(Said(self.words("Nobody was here for 15 minutes: who is it now?")))
            self.show()
        return True

    def told(self, response: Response, disk: Disk) -> None:
        """Says so, where nothing else is said."""
        call = self._last_calls.tell(response, disk)
        if call and self.desk.said is None and self.desk.asked is None:
            if disk is Disk.KEPT:
                self.desk.said = Said(self.words("{call} is kept.", call=call), "good")
            elif disk is Disk.CORRECTED:
                self.desk.said = Said(self.words("{call} is corrected.", call=call), "good")
            self.show()
        if response.status is not Status.OPEN and self._call is None:
            self.post_message(self.Over(response, disk is not Disk.WAITING))
