"""What became of what somebody did, in a sentence."""

from screens.operator.acts.deeds import (
    Acknowledge,
    Called,
    Done,
    Erase,
    Export,
    Lift,
    NotCalled,
    Print,
    RemoveNote,
    SetTarget,
    Void,
    WriteNote,
)
from store.words import Words


def said(done: Done, words: Words) -> str:
    """One sentence."""
    if done.trouble:
        return done.trouble
    match done.deed:
        case Void():
            return words("Left out; the scores are without it now.")
        case Lift():
            return words("It counts again.")
        case Erase() if done.kept_in:
            return words("Erased. These files still hold it:")
        case Erase():
            return words("Erased; no backup holds it.")
        case SetTarget(value=None):
            return words("The target is taken away.")
        case SetTarget():
            return words("The target is set.")
        case WriteNote():
            return words("The note is written.")
        case RemoveNote():
            return words("The note is taken away.")
        case Acknowledge():
            return words("Noted that you have seen it.")
        case Called():
            return words("Noted as called.")
        case NotCalled():
            return words("Open again.")
        case Export():
            return words.plural(
                "{n} response is in {file}", "{n} responses are in {file}", done.responses, file=done.written
            )
        case Print():
            return words("The report is in {file}", file=done.written)
