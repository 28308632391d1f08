"""A support agent at a real `kiosk agent`, who types each call in one go and corrects some of them."""

import random
import time
from collections.abc import Iterator, Mapping

from hostile.crowd import Found, Watched
from hostile.power.customer import Gone
from hostile.pseudo_terminal import PATIENCE

LABEL = "desk-9"
START = ("agent", "--agent", "17", "--touchpoint", "support", "--label", LABEL)

_NO_TIME, _CORRECT = "\x1b[17~", "\x1bOS"


class Agent:
    """Works at one desk, and remembers what it said was kept."""

    def __init__(self, desk: Watched, dice: random.Random) -> None:
        self._desk = desk
        self._dice = dice
        self.kept: dict[str, dict[str, int]] = {}
        """What was answered to which question, by the reference of the call."""
        self.corrected = 0
        """How many calls were corrected."""

    def call(self) -> None:
        """One call. Gone when the desk ends under it; AssertionError when it does not say: kept."""
        reference = f"T-{len(self.kept) + 1:04}"
        first, second = self._dice.randint(1, 5), self._dice.randint(1, 7)
        if self._dice.random() < 0.2:  # the line goes dead after the first answer
            given = {"satisfaction": first}
            self._desk.type(f"{reference}\r{first}{_NO_TIME}")
        else:
            given = {"satisfaction": first, "ease": second}
            self._desk.type(f"{reference}\r{first}{second}")
        self._until(f"{reference} is kept.")
        self.kept[reference] = given
        if len(given) == 2 and self._dice.random() < 0.2:
            again = self._dice.choice([score for score in range(1, 6) if score != first])
            self._desk.type(f"{_CORRECT}{again}\r")
            self._until(f"{reference} is corrected.")
            self.kept[reference] = given | {"satisfaction": again}
            self.corrected += 1

    def _until(self, said: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while said not in self._desk.text:
            if not self._desk.is_alive:
                raise Gone
            assert time.monotonic() < deadline, f"the desk does not say: {said}\n{self._desk.text}"
            self._desk.idle(0.01)


def wrong_calls(
    kept: Mapping[str, Mapping[str, int]], found: Mapping[str, list[Found]]
) -> Iterator[tuple[str, str]]:
    """'lost' or 'doubled' and a sentence for each call that is not in the store as it was kept; `found` is
    what the store holds, by reference."""
    for reference, given in kept.items():
        there = [
            {name: score for name, (score, *_) in each.answers.items()} for each in found.get(reference, [])
        ]
        if given not in there:
            yield "lost", f"{reference} was {given}, and is {there}"
        if len(there) > 1:
            yield "doubled", f"{reference} is there {len(there)} times"
