"""What a manager should know first, as facts."""

from collections.abc import Sequence

from store.model.facts import Card, Sentence, Tone
from store.model.reader import AskedQuestion
from store.model.score import MIN_N, Verdict, better
from store.model.survey import Text


def opening(cards: Sequence[Card], *, weak_touchpoint: str | None, weak_reason: Text | None) -> Sentence:
    """What kind of period it is, by which question, and where it hurts.

    An open period is measured by what is usual, a closed one by the period before; a reason alone is
    given only when it is worse.
    """
    tone, question = _tone(cards)
    if weak_touchpoint is None and tone is not Tone.WORSE:
        weak_reason = None
    return Sentence(tone, question, weak_touchpoint, weak_reason)


def _tone(cards: Sequence[Card]) -> tuple[Tone, AskedQuestion | None]:
    most = max((card.score.n for card in cards), default=0)
    if most < MIN_N:
        return (Tone.TOO_FEW if most else Tone.EMPTY), None
    verdicts = [(card, _verdict(card)) for card in cards]
    for wanted, tone in ((Verdict.WORSE, Tone.WORSE), (Verdict.BETTER, Tone.BETTER)):
        for card, verdict in verdicts:
            if verdict is wanted:
                return tone, card.question
    if any(verdict is Verdict.NO_CLEAR_CHANGE for _, verdict in verdicts):
        return Tone.USUAL, None
    return Tone.LEARNING, None


def _verdict(card: Card) -> Verdict:
    """Against what is usual while the period is open, against the period before when it is closed."""
    if card.change is not None:
        return card.change.verdict
    usual, value = card.usual, card.score.value
    if usual is None or usual.centre is None or value is None or card.score.n < MIN_N:
        return Verdict.INSUFFICIENT
    if not usual.signal:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.BETTER if better(card.score.scale, usual.centre, value) else Verdict.WORSE
