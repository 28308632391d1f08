"""One thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum

from store.model.saying import N_


class State(StrEnum):
    """How it is."""

    OK = N_("ok")
    WARNING = N_("warning")
    """It works, but something is worth doing."""
    FAILURE = N_("failure")
    """The kiosk cannot be relied on before this is mended."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was found, in a sentence for the person who set the kiosk up."""

    name: str
    state: State
    sentence: str
    mend: str = ""
    """What to do about it; '' where nothing needs doing."""


def ok(name: str, sentence: str) -> Check:
    """Nothing needs doing."""
    return Check(name, State.OK, sentence)


def warning(name: str, sentence: str, mend: str) -> Check:
    """It works, but something is worth doing."""
    return Check(name, State.WARNING, sentence, mend)


def failure(name: str, sentence: str, mend: str) -> Check:
    """It has to be mended."""
    return Check(name, State.FAILURE, sentence, mend)
