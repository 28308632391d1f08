"""The last call asked over again: what is keyed anew replaces what was kept, all else stays."""

from dataclasses import replace

from screens.question.messages import Answered
from store.model.response import Answer, Outcome, Response, Status
from store.model.visit import Visit


class Correction:
    """Goes through the questions of a visit again, as a `Passage` goes through them first. Times stay those
    of the visit itself, so the `seconds` at which something is keyed mean nothing here."""

    def __init__(self, kept: Response, visit: Visit) -> None:
        """`visit` is the one that left `kept`."""
        self.kept = kept
        self.visit = visit.again()
        self._ended: Status | None = None

    @property
    def value(self) -> Answer | None:
        """What was kept of the current question."""
        current = self.visit.current
        return None if current is None else self.kept.answers.get(current.id)

    def answer(self, answered: Answered, seconds: float) -> None:
        """Another answer to the current question."""
        shown_ms, ended_ms = self._times()
        self.visit.answer(
            Answer(
                answered.question,
                Outcome.ANSWERED,
                shown_ms,
                ended_ms,
                score=answered.score,
                choices=answered.choices,
                text=answered.text,
                consent=answered.consent,
            )
        )

    def skip(self, seconds: float) -> None:
        """The current question was not answered. ValueError when it is required."""
        shown_ms, ended_ms = self._times()
        self.visit.skip(shown_ms=shown_ms, ended_ms=ended_ms)

    def keep(self) -> bool:
        """Leaves the current question as it was; False when it was never asked."""
        value = self.value
        if value is None or value.outcome is Outcome.TIMED_OUT:
            return False
        self.visit.answer(value)
        return True

    def end(self, status: Status, seconds: float) -> None:
        """The call ended otherwise; what was answered in this correction counts."""
        self._ended = status

    def response(self) -> Response:
        """What is to be kept now."""
        status = self._ended or self.visit.status(left=True)
        return replace(
            self.kept, language=self.visit.language, status=status, answers=dict(self.visit.answers)
        )

    def changes(self) -> str:
        """What becomes different, for the audit log; '' for nothing. Never what anybody wrote."""
        before, after = self.kept, self.response()
        found = [
            f"{name} {_told(before.answers.get(name))} → {_told(after.answers.get(name))}"
            for name in dict.fromkeys((*before.answers, *after.answers))
            if before.answers.get(name) != after.answers.get(name)
        ]
        if before.status is not after.status:
            found.append(f"{before.status} → {after.status}")
        return ", ".join(found)

    def _times(self) -> tuple[int, int]:
        value = self.value
        if value is not None:
            return value.shown_ms, value.ended_ms
        last = max((a.ended_ms for a in self.kept.answers.values()), default=0)
        return last, last


def _told(answer: Answer | None) -> str:
    if answer is None:
        return "–"
    if answer.outcome is not Outcome.ANSWERED:
        return answer.outcome.value
    if answer.score is not None:
        return str(answer.score)
    return "+".join(answer.choices) or "text"
