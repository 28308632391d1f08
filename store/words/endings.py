"""How a visit ended, in a word or two."""

from store.model.response import Status
from store.words import Words


def ended(status: Status, words: Words) -> str:
    """The words for `status`."""
    match status:
        case Status.COMPLETE:
            return words("answered")
        case Status.PARTIAL:
            return words("answered in part")
        case Status.SKIPPED:
            return words("all skipped")
        case Status.REFUSED:
            return words("refusal")
        case Status.NO_TIME:
            return words("no time")
        case Status.DROPPED:
            return words("line dropped")
        case Status.TIMED_OUT:
            return words("no answer")
        case Status.OPEN:
            return words("not finished")
