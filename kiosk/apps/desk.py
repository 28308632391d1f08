"""The agent's desk at work: one call after the other, each answer on its way to the disk when it is keyed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.message import Message

from kiosk.apps.correction import Correction
from kiosk.apps.keeper import Keeper
from kiosk.apps.passage import Passage
from kiosk.apps.pipeline import Pipeline
from kiosk.apps.reception import Caller, Reception
from kiosk.apps.seat import Seat
from kiosk.settings import Settings
from screens.agent import messages
from screens.agent.answering import Asked
from screens.agent.calls import Disk
from screens.agent.desk import Said
from screens.question.messages import Answered, LanguageChosen, Skipped, WentBack
from store.model.response import Response, Status
from store.model.survey import Kind, Question
from store.model.visit import Visit
from store.words import Words

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


class AgentDesk(Seat):
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

    def __init__(
        self,
        words: Words,
        settings: Settings,
        *,
        keeper: Keeper,
        opened: asyncio.Event,
        reception: Reception,
        seconds: Callable[[], float],
        note: Callable[[BaseException], None],
        **more: Any,
    ) -> None:
        """As `Seat`. `seconds` never jumps."""
        super().__init__(words, settings, keeper=keeper, opened=opened, **more)
        self._reception = reception
        self._seconds = seconds
        self._passage: Passage | None = None
        self._correction: Correction | None = None
        self._away: Passage | None = None
        self._last: _Last | None = None
        self._pipeline = Pipeline(keeper, opened, seconds=seconds, tell=self._tell, note=note)

    # A call.

    def begin_call(self, reference: str) -> None:
        visit = self._reception.next_visit(self.desk.language)
        if visit.current is None:
            self.desk.refuse(self.words("Nothing is asked at this hour."))
            self.show()
            return
        caller = Caller(self._touchpoint, reference or None, self._agent)
        self._passage = self._reception.begin(visit, self._seconds(), caller)
        self._ask_next()

    def _ask_next(self) -> None:
        """The question that is due; after the last, the next call."""
        now = self._seconds()
        correction, passage = self._correction, self._passage
        visit = correction.visit if correction is not None else passage.visit if passage is not None else None
        if visit is None:
            self.desk.next_call()
        elif visit.current is None:
            self._finish()
        elif correction is not None:
            # A score is asked for anew and not shown; what was switched on or typed stands there again.
            self.desk.ask(
                Asked(visit.current, visit.progress, visit.value or correction.value, corrects=True)
            )
        elif passage is not None:
            passage.show(now)
            self.desk.ask(Asked(visit.current, visit.progress, visit.value), self._besides(visit.current))
        self.show()

    def _besides(self, question: Question) -> Said | None:
        """Where a question is asked now and then: who keys from memory does not expect it."""
        if question.ask.every is None and question.ask.between is None:
            return None
        return Said(self.words("One more question this time: F2, and read it aloud."), "doubt")

    def on_answered(self, event: Answered) -> None:
        """An answer: on its way to the disk, and on to the next question."""
        event.stop()
        current = self._current()
        if current is None or current.id != event.question:
            return
        if current.kind is Kind.CONTACT and event.consent is False:
            self.desk.refuse(self.words("Only where the caller agrees: F2, or skip it with Esc."))
            self.show()
            return
        if self._correction is not None:
            self._correction.answer(event)
        elif self._passage is not None:
            self._passage.answer(event, self._seconds())
            self._keep(self._passage)
        self._ask_next()

    def on_skipped(self, event: Skipped) -> None:
        """No answer to this question."""
        event.stop()
        current = self._current()
        if current is None or current.id != event.question:
            return
        if current.required:
            self.desk.refuse(self.words("This question must be answered; F5, F6 or F7 end the call."))
            self.show()
            return
        if self._correction is not None:
            self._correction.skip()
        elif self._passage is not None:
            self._passage.skip(self._seconds())
            self._keep(self._passage)
        self._ask_next()

    def on_kept(self, event: messages.Kept) -> None:
        """In a correction: this answer was right."""
        event.stop()
        if self._correction is not None and not self._correction.keep():
            self.desk.refuse(self.words("This was not asked before: it needs an answer, or Esc."))
            self.show()
            return
        self._ask_next()

    def on_went_back(self, event: WentBack) -> None:
        """The question before; from the first, the reference."""
        event.stop()
        visit = self._visit()
        if visit is not None and visit.back():
            self._ask_next()
            return
        if self._passage is not None and not self._passage.visit.answers:
            self._passage = None
            self.desk.edit_reference()
        else:
            self.desk.refuse(self.words("It does not go back from here."))
        self.show()

    def on_language_chosen(self, event: LanguageChosen) -> None:
        """The caller speaks another language."""
        event.stop()
        visit = self._visit()
        if visit is not None:
            visit.language = event.language
        self.desk.speak(event.language)
        self.show()

    def on_call_ended(self, event: messages.CallEnded) -> None:
        """Refused, no time, line dropped."""
        event.stop()
        if self._correction is not None:
            self._correction.end(event.status)
        elif self._passage is not None:
            self._passage.end(event.status, self._seconds())
            self._keep(self._passage)
        self._finish()
        self.show()

    def _current(self) -> Question | None:
        visit = self._visit()
        return None if visit is None else visit.current

    def _visit(self) -> Visit | None:
        if self._correction is not None:
            return self._correction.visit
        return None if self._passage is None else self._passage.visit

    def _keep(self, passage: Passage) -> None:
        self._pipeline.keep(passage.response(self._seconds()))

    def _finish(self) -> None:
        """The call, or its correction, is over."""
        now = self._seconds()
        correction, self._correction = self._correction, None
        passage, self._passage = self._passage, None
        said = None
        if correction is not None:
            response = correction.response()
            if why := correction.changes():
                self._pipeline.correct(response, self._agent, why)
                self._last_calls.put(response, Disk.KEEPING)
                assert self._last is not None, "that is what was corrected"
                self._last = _Last(response, correction.visit, self._last.until)
            else:
                said = Said(self.words("Nothing was changed."))
        elif passage is not None:
            response = passage.response(now)
            self._last_calls.put(response, Disk.KEEPING)
            self._last = _Last(response, passage.visit, now + CORRECT_SECONDS)
        self.desk.next_call(said)

    # The last call once more.

    def on_correct(self, event: messages.Correct) -> None:
        """Corrects the last call; while one is corrected, leaves it as it was."""
        event.stop()
        last = self._last
        if self._correction is not None:
            self._correction = None
            self.desk.next_call(Said(self.words("Nothing was changed.")))
            self.show()
        elif last is None or self._seconds() > last.until or last.response.agent != self._agent:
            self.desk.refuse(self.words("Only the last call can be corrected, and for ten minutes."))
            self.show()
        else:
            self._correction = Correction(last.response, last.visit)
            self.desk.language = last.response.language
            self.desk.fields.reference.fill(last.response.reference or "")
            self._ask_next()

    # The screen in the customer's hands.

    def on_hand_over(self, event: messages.HandOver) -> None:
        """The customer is to answer here, once everything so far is written."""
        event.stop()
        if self._correction is not None or self._passage is None:
            self.desk.refuse(self.words("A correction is not handed over."))
            self.show()
            return
        self._away, self._passage = self._passage, None
        self.desk.go_away()
        self.show()
        self.run_worker(self._hand_over(self._away))

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
        """Nobody goes on with this call: what was answered stays. False where there was no call."""
        passage, self._passage = self._passage, None
        self._correction = None
        if passage is not None:
            answering = self.desk.answering
            unsent = answering.unsent if answering is not None else ()
            passage.leave(self._seconds(), unsent)
            self._keep(passage)
            self._last_calls.put(passage.response(self._seconds()), Disk.KEEPING)
        return passage is not None

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

    def _tell(self, response: Response, disk: Disk) -> None:
        """Called when something was written, or could not be."""
        call = self._last_calls.tell(response, disk)
        if call and self.desk.said is None and self.desk.asked is None:
            if disk is Disk.KEPT:
                self.desk.said = Said(self.words("{call} is kept.", call=call), "good")
            elif disk is Disk.CORRECTED:
                self.desk.said = Said(self.words("{call} is corrected.", call=call), "good")
            self.show()
        if response.status is not Status.OPEN and self._passage is None and self._correction is None:
            self.post_message(self.Over(response, disk is not Disk.WAITING))
