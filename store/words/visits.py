"""What became of the visits that started, in words."""

from dataclasses import dataclass

from store.model.reader import Funnel
from store.model.response import Status
from store.model.rounding import percentage
from store.words import Words


@dataclass(frozen=True, slots=True)
class Step:
    """One way a visit ended."""

    status: Status | None
    """None: all that started."""
    name: str
    n: int
    share: str
    """Of those that started: "74%"."""


def steps(funnel: Funnel, words: Words) -> list[Step]:
    """All that started, those that finished, and every other way that any ended; [] where none started."""
    if not funnel.started:
        return []
    ended = (
        (None, words("started"), funnel.started),
        (Status.COMPLETE, words("finished"), funnel.complete),
        (Status.PARTIAL, words("left after an answer"), funnel.partial),
        (Status.SKIPPED, words("skipped everything"), funnel.skipped),
        (Status.TIMED_OUT, words("left without an answer"), funnel.timed_out),
        (Status.REFUSED, words("refused"), funnel.refused),
        (Status.NO_TIME, words("had no time"), funnel.no_time),
        (Status.DROPPED, words("line dropped"), funnel.dropped),
        (Status.OPEN, words("answering now"), funnel.open),
    )
    return [
        Step(status, name, n, words.percent(percentage(n, funnel.started)))
        for status, name, n in ended
        if n or status in (None, Status.COMPLETE)
    ]
