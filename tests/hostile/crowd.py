"""People at a kiosk that others use too: what each of them keyed, when, and what the screen said.

They are told from each other by time and not by their order: one whose thanks nobody has seen must not make
all who come after look like somebody else.
"""

import random
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hostile.power.customer import ATTRACT, SECOND, SOON, THANKS, Gone
from hostile.pseudo_terminal import PATIENCE, Terminal

_AGAIN = 6.0
"""Seconds after which a tap that nothing came of is made again, once."""
_HEADINGS = (ATTRACT, SECOND, THANKS)


class Watched(Terminal):
    """A terminal that keeps a diary: each key and each change of the screen, in epoch milliseconds."""

    def __init__(self, arguments: list[str], *, size: tuple[int, int], **environment: str) -> None:
        self.diary: list[tuple[int, str]] = []
        self._said = ""
        super().__init__(arguments, size=size, **environment)

    @property
    def heading(self) -> str:
        """Which of the customer's screens is shown; '' for another one, or one that is half drawn."""
        shown = [heading for heading in _HEADINGS if heading in self.text]
        return shown[0] if len(shown) == 1 else ""

    def type(self, keys: str | bytes) -> None:
        """Sends them, and writes them down."""
        self.diary.append((epoch_ms(), f"key {keys!r}"))
        super().type(keys)

    def _read(self, seconds: float) -> None:
        known = len(self.output)
        super()._read(seconds)
        drawn = self.output[known:]
        if not drawn:
            return
        for heading in _HEADINGS:
            if heading.encode() in drawn and heading not in self.text:
                self.diary.append((epoch_ms(), f"screen {heading!r}, gone before anybody looked"))
        if self.heading != self._said:
            self._said = self.heading
            self.diary.append((epoch_ms(), f"screen {self._said!r}"))


def epoch_ms() -> int:
    """Now."""
    return int(time.time() * 1000)


@dataclass(slots=True)
class Visit:
    """One person's visit, as that person knows it."""

    began_ms: int
    """When the first key was sent."""
    keys: list[str] = field(default_factory=list)
    """Every key that may have answered something, in order."""
    thanked: dict[str, frozenset[int]] = field(default_factory=dict)
    """For which questions the next screen was seen, and by which score each was answered: by more than one
    only where a key had to be sent twice."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a store holds of one visit."""

    uid: str
    started_ms: int
    answers: Mapping[str, Sequence[Any]]
    """By question, in the order asked: score, choices, text."""


class Shopper:
    """Answers two questions, again and again, as fast as the kiosk takes it."""

    def __init__(self, till: Watched, dice: random.Random) -> None:
        self._till = till
        self._dice = dice
        self.visits: list[Visit] = []
        """Those that have begun, in order."""
        self.unseen = 0
        """How many answers were followed by another screen than the one waited for: it had gone already."""

    @property
    def thanked(self) -> int:
        """For how many answers the next screen was seen."""
        return sum(len(visit.thanked) for visit in self.visits)

    def visit(self) -> None:
        """One visit. Gone when the kiosk ends under it."""
        self._invited()
        first = self._dice.randint(1, 5)
        second = self._dice.choice([score for score in range(2, 8) if score != first])
        keys = (("satisfaction", first, ATTRACT, SECOND), ("ease", second, SECOND, THANKS))
        visit: Visit | None = None
        for question, score, before, after in keys:
            visit = self._answered(visit, question, score, before, after)
            if question not in visit.thanked:
                self.unseen += 1
                return

    def _answered(self, visit: Visit | None, question: str, score: int, before: str, after: str) -> Visit:
        since = time.monotonic()
        sent: list[float] = []
        for heading in self._screens():
            if heading == after and sent:
                assert visit is not None, "a key was sent"
                twice = {int(key) for key in visit.keys if visit.keys.count(key) > 1}
                visit.thanked[question] = frozenset({score} | twice)
                break
            if heading not in ("", before):
                break
            now = time.monotonic()
            # Only on the screen that it is meant for: anywhere else it would answer something else.
            if heading and now - since > SOON and (not sent or (len(sent) < 2 and now - sent[0] > _AGAIN)):
                sent.append(now)
                visit = visit or self._begun()
                visit.keys.append(str(score))
                self._till.type(str(score))
        assert visit is not None, f"another screen came by itself:\n{self._till.text}"
        return visit

    def _begun(self) -> Visit:
        self.visits.append(Visit(epoch_ms()))
        return self.visits[-1]

    def _invited(self) -> None:
        seen = time.monotonic()
        sent = 0.0
        for heading in self._screens():
            now = time.monotonic()
            if heading == ATTRACT:
                return
            if heading == THANKS and now - seen > SOON and now - sent > _AGAIN:
                sent = now
                self._till.type("\r")

    def _screens(self) -> Iterator[str]:
        """What is shown, again and again. AssertionError when that goes on for too long."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if not self._till.is_alive:
                raise Gone
            yield self._till.heading
            self._till.idle(0.01)
        raise AssertionError(f"waited in vain; shown is:\n{self._till.text}")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that people were thanked for is not there, or something is that nobody gave."""

    kind: str
    """'lost' or 'doubled'."""
    said: str
    from_ms: int
    until_ms: int
    """Between which moments it happened."""


def judged(visits: Sequence[Visit], found: Iterable[Found]) -> list[Wrong]:
    """What of one kiosk is not as it should be.

    Whoever was thanked finds the answer in a visit that began after the first key and before the next
    person's. Each answer in the store was a key of that person, each key one answer at most.
    """
    begins = [visit.began_ms for visit in visits]
    of_visit: dict[int, list[Found]] = {}
    for each in sorted(found, key=lambda each: each.started_ms):
        of_visit.setdefault(bisect_right(begins, each.started_ms) - 1, []).append(each)
    wrong = [
        Wrong("doubled", f"{each} began before anybody came", each.started_ms, each.started_ms)
        for each in of_visit.get(-1, [])
    ]
    for place, visit in enumerate(visits):
        until = begins[place + 1] if place + 1 < len(begins) else epoch_ms()
        there = of_visit.get(place, [])
        keys = iter(visit.keys)
        for each in there:
            # `in` uses up the keys, so that none of them explains two answers.
            if not all(str(score) in keys for score, *_ in each.answers.values()):
                wrong.append(Wrong("doubled", f"{each} is not what {visit} keyed", visit.began_ms, until))
        if visit.thanked and not any(_holds(each, visit) for each in there):
            wrong.append(Wrong("lost", f"{visit} finds {there}", visit.began_ms, until))
    return wrong


def _holds(found: Found, visit: Visit) -> bool:
    return all(
        question in found.answers and found.answers[question][0] in scores
        for question, scores in visit.thanked.items()
    )
