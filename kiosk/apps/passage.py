"""One person's visit at this kiosk: the questions, the times, and what is to be kept of it."""

from datetime import datetime

from screens.question.messages import Answered
from store.model.period import business_day, day_number
from store.model.response import Answer, Outcome, Response, Status
from store.model.survey import Kind
from store.model.visit import Visit


class Passage:
    """A visit that has begun. Times of day come from the clock once, at the start; all else is measured on a
    clock that never jumps (`seconds`)."""

    def __init__(
        self,
        visit: Visit,
        *,
        uid: str,
        touchpoint: str,
        kiosk: str,
        channel: str,
        started: datetime,
        day_starts: int,
        seconds: float,
        clock_suspect: bool,
        agent: str | None = None,
        reference: str | None = None,
    ) -> None:
        """`started` is aware, on the shop's wall clock; `day_starts` the hour at which its day begins."""
        self.visit = visit
        offset = started.utcoffset()
        assert offset is not None
        self._began = seconds
        self._shown = seconds
        self._left = False
        self._ended: Status | None = None
        self._fixed = Response(
            uid=uid,
            survey=visit.survey.name,
            version=visit.survey.version,
            touchpoint=touchpoint,
            kiosk=kiosk,
            language=visit.language,
            channel=channel,
            status=Status.OPEN,
            started_ms=round(started.timestamp() * 1000),
            utc_offset_min=round(offset.total_seconds() / 60),
            day=day_number(business_day(started, day_starts)),
            hour=started.hour,
            clock_suspect=clock_suspect,
            agent=agent,
            reference=reference,
        )

    def show(self, seconds: float) -> None:
        """The current question is on the screen since now."""
        self._shown = seconds

    def answer(self, answered: Answered, seconds: float) -> None:
        """Takes an answer to the current question."""
        self.visit.answer(
            Answer(
                answered.question,
                Outcome.ANSWERED,
                self._ms(self._shown),
                self._ms(seconds),
                score=answered.score,
                choices=answered.choices,
                text=answered.text,
                consent=answered.consent,
            )
        )

    def skip(self, seconds: float) -> None:
        """Skips the current question."""
        self.visit.skip(shown_ms=self._ms(self._shown), ended_ms=self._ms(seconds))

    def leave(self, seconds: float, unsent: tuple[str, ...]) -> None:
        """The person is gone. What they had switched on without sending (`unsent`) counts as answered."""
        question = self.visit.current
        if question is None or self._left:
            return
        self._left = True
        if unsent and question.kind is Kind.REASONS:
            self.answer(Answered(question.id, choices=unsent), seconds)
            self._shown = seconds
        if not self.visit.finished and not unsent:
            self.visit.time_out(shown_ms=self._ms(self._shown), ended_ms=self._ms(seconds))

    def end(self, status: Status, seconds: float) -> None:
        """It ends before its time, for a reason that an agent knows. What was answered counts; a question
        that followed an answer was asked in vain."""
        if self.visit.answers:
            self.leave(seconds, ())
        self._ended = status

    def response(self, seconds: float) -> Response:
        """All that is to be kept of it, as it stands now."""
        fixed = self._fixed
        status = self._ended or self.visit.status(self._left)
        return Response(
            uid=fixed.uid,
            survey=fixed.survey,
            version=fixed.version,
            touchpoint=fixed.touchpoint,
            kiosk=fixed.kiosk,
            language=self.visit.language,
            channel=fixed.channel,
            status=status,
            started_ms=fixed.started_ms,
            utc_offset_min=fixed.utc_offset_min,
            day=fixed.day,
            hour=fixed.hour,
            ended_ms=None if status is Status.OPEN else fixed.started_ms + self._ms(seconds),
            agent=fixed.agent,
            reference=fixed.reference,
            clock_suspect=fixed.clock_suspect,
            answers=self.visit.answers,
        )

    def _ms(self, seconds: float) -> int:
        return max(0, round((seconds - self._began) * 1000))
