"""A call at the agent's desk: each answer is on its way to the disk when it is keyed, and the next question
comes at once. A call that is gone through once more is kept as a whole."""

import asyncio
from collections.abc import Callable
from typing import Any

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
from store.model.response import Response
from store.model.survey import Kind, Question
from store.words import Words


class OnCall(Seat):
    """The desk during a call; what becomes of one that is over is the subclass's."""

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
        self._call: Passage | Correction | None = None
        self._pipeline = Pipeline(keeper, opened, seconds=seconds, tell=self.told, note=note)

    def call_over(self, call: Passage | Correction) -> Said | None:
        """Nothing more is asked; what is to be said of it."""
        raise NotImplementedError

    def told(self, response: Response, disk: Disk) -> None:
        """Something was written, or could not be."""
        raise NotImplementedError

    # From question to question.

    def begin_call(self, reference: str) -> None:
        """The first question, where one is asked at this hour."""
        visit = self._reception.next_visit(self.desk.language)
        if visit.current is None:
            self.desk.refuse(self.words("Nothing is asked at this hour."))
            self.show()
            return
        caller = Caller(self._touchpoint, reference or None, self._agent)
        self.take_call(self._reception.begin(visit, self._seconds(), caller))

    def take_call(self, call: Passage | Correction) -> None:
        """This is the call from now on."""
        self._call = call
        self._ask_next()

    def _ask_next(self) -> None:
        """The question that is due; after the last, the next call."""
        call = self._call
        question = None if call is None else call.visit.current
        if call is None:
            self.desk.next_call()
        elif question is None:
            self._finish()
        elif isinstance(call, Correction):
            self.desk.ask(Asked(question, call.visit.progress, call.visit.value or call.value, corrects=True))
        else:
            call.show(self._seconds())
            self.desk.ask(Asked(question, call.visit.progress, call.visit.value), self._besides(question))
        self.show()

    def _besides(self, question: Question) -> Said | None:
        """Where a question is asked now and then: who keys from memory does not expect it."""
        if question.ask.every is None and question.ask.between is None:
            return None
        return Said(self.words("One more question this time: F2, and read it aloud."), "doubt")

    def _finish(self) -> None:
        call, self._call = self._call, None
        self.desk.next_call(None if call is None else self.call_over(call))

    def _keep(self, call: Passage | Correction) -> None:
        """What was just keyed; a correction is kept as a whole when it is over."""
        if isinstance(call, Passage):
            self._pipeline.keep(call.response(self._seconds()))

    def _asking(self, question: str) -> tuple[Passage | Correction, Question] | None:
        """The call and its current question, if that is still this one."""
        call = self._call
        current = None if call is None else call.visit.current
        if call is None or current is None or current.id != question:
            return None
        return call, current

    # What the agent keys.

    def on_answered(self, event: Answered) -> None:
        """An answer: on its way to the disk, and on to the next question."""
        event.stop()
        if (asking := self._asking(event.question)) is None:
            return
        call, current = asking
        if current.kind is Kind.CONTACT and event.consent is False:
            self.desk.refuse(self.words("Only where the caller agrees: F2, or skip it with Esc."))
            self.show()
            return
        call.answer(event, self._seconds())
        self._keep(call)
        self._ask_next()

    def on_skipped(self, event: Skipped) -> None:
        """No answer to this question."""
        event.stop()
        if (asking := self._asking(event.question)) is None:
            return
        call, current = asking
        if current.required:
            self.desk.refuse(self.words("This question must be answered; F5, F6 or F7 end the call."))
            self.show()
            return
        call.skip(self._seconds())
        self._keep(call)
        self._ask_next()

    def on_kept(self, event: messages.Kept) -> None:
        """In a correction: this answer was right."""
        event.stop()
        if isinstance(self._call, Correction) and not self._call.keep():
            self.desk.refuse(self.words("This was not asked before: it needs an answer, or Esc."))
            self.show()
            return
        self._ask_next()

    def on_went_back(self, event: WentBack) -> None:
        """The question before; from the first, the reference."""
        event.stop()
        call = self._call
        if call is not None and call.visit.back():
            self._ask_next()
            return
        if isinstance(call, Passage) and not call.visit.answers:
            self._call = None
            self.desk.edit_reference()
        else:
            self.desk.refuse(self.words("It does not go back from here."))
        self.show()

    def on_language_chosen(self, event: LanguageChosen) -> None:
        """The caller speaks another language."""
        event.stop()
        if self._call is not None:
            self._call.visit.language = event.language
        self.desk.speak(event.language)
        self.show()

    def on_call_ended(self, event: messages.CallEnded) -> None:
        """Refused, no time, line dropped."""
        event.stop()
        if self._call is not None:
            self._call.end(event.status, self._seconds())
            self._keep(self._call)
        self._finish()
        self.show()
