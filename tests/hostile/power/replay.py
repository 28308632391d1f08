"""Cuts the power at every operation of a recorded session, and looks at what each cut may have left."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hostile.power.check import Checker
from hostile.power.log import Kind
from hostile.power.promise import Promise
from hostile.power.record import Session
from hostile.power.states import Cut, Disk


@dataclass(slots=True)
class Outcome:
    """What came of many states."""

    states: int = 0
    """Different ones: no two in which the same has reached the disk. One is looked at again when more was
    promised since."""
    problems: Counter[str] = field(default_factory=Counter)
    """'lost', 'doubled' and 'broken': how many states were so."""
    examples: list[str] = field(default_factory=list)
    """The first few, in words."""

    def add(self, problems: Iterable[tuple[str, str]], where: str) -> None:
        """Takes in what was found wrong in one state."""
        problems = list(problems)
        for kind in {kind for kind, _ in problems}:
            self.problems[kind] += 1
        if problems and len(self.examples) < 5:
            self.examples.append(f"{where}: {problems[0][0]}: {problems[0][1]}"[:400])

    def __iadd__(self, other: "Outcome") -> "Outcome":
        self.states += other.states
        self.problems += other.problems
        self.examples = (self.examples + other.examples)[:5]
        return self


def replay(session: Session, checker: Checker, *, states: int, seed: int) -> Outcome:
    """Checks about `states` states of a session's disk as its operations change it; uses the session up.

    The moments right after somebody was thanked get four times as many as others.
    """
    disk, operations, promise = session.disk, session.operations, session.promise
    dice = random.Random(seed)
    weights = [4.0 if o.kind is Kind.MARK else 1.0 for o in operations]
    share = states / sum(weights) if weights else 0.0
    outcome = Outcome()
    done: set[object] = set()
    due = 0.0
    for number, operation in enumerate(operations):
        disk.do(operation)
        if operation.kind is Kind.MARK:
            promise.mark(operation.mark)
        due += weights[number] * share
        tries = 0
        while outcome.states < due and tries < 4 * weights[number] * max(1.0, share):
            tries += 1
            cut = disk.whole() if tries == 1 and share > 1 else disk.cut(dice)
            _look(disk, cut, promise, checker, outcome, done, f"operation {number}")
    return outcome


def _look(
    disk: Disk,
    cut: Cut,
    promise: Promise,
    checker: Checker,
    outcome: Outcome,
    done: set[object],
    where: str,
) -> None:
    state = (disk.syncs, *cut.kept)
    asked = (promise.marks, state)
    if asked in done:
        return
    image = disk.image(cut)
    outcome.states += state not in done
    done |= {state, asked}
    outcome.add(checker.check(image, promise), f"{where}, {cut.how}")
