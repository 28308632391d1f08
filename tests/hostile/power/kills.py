"""Kills a real kiosk at any moment while a customer answers as fast as it can, and starts it again."""

import math
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hostile.power.check import BASE, Checker, in_order
from hostile.power.customer import Customer, Gone, kiosk, set_up
from hostile.power.promise import Promise
from hostile.pseudo_terminal import Terminal

from kiosk.home import Home
from store.sqlite.engine import VERSION


@dataclass(slots=True)
class Killed:
    """What came of many kills."""

    kills: int = 0
    thanked: int = 0
    """For how many answers people were shown the next screen."""
    problems: Counter[str] = field(default_factory=Counter)
    """'lost', 'doubled', 'broken' and 'unclean' (a next start that did not ask)."""
    examples: list[str] = field(default_factory=list)


class _Killer:
    """Kills a process after some time, or soon after a key was pressed."""

    def __init__(self, dice: random.Random, terminal: Terminal, keys: int) -> None:
        # The commit lies a few milliseconds after the key: most kills are aimed there.
        self._key = dice.randint(1, keys) if dice.random() < 0.75 else 0
        self._after = dice.uniform(0, 0.03)
        self._at = time.monotonic() + (math.inf if self._key else dice.uniform(0.05, 0.7 + 0.6 * keys))
        self._keys = 0
        self._terminal = terminal

    def pressed(self) -> None:
        """A key was pressed."""
        self._keys += 1
        if self._keys == self._key:
            time.sleep(self._after)
            self._terminal.signal(signal.SIGKILL)

    def meanwhile(self) -> None:
        """Time goes by."""
        if time.monotonic() >= self._at:
            self._terminal.signal(signal.SIGKILL)


def kill_often(folder: Path, count: int, seed: int, *, keys: int) -> Killed:
    """Kills it `count` times, each within about `keys` keys, in one home that only the kiosk itself mends."""
    dice = random.Random(seed)
    home = Home(folder / "home")
    set_up(home)
    checker = Checker(folder / "look", VERSION, in_order)
    promise = Promise()
    killed = Killed()
    customer = Customer(dice, promise.mark)
    while killed.kills < count:
        with kiosk(home) as terminal:
            killer = _Killer(dice, terminal, keys)
            customer.pressed, customer.meanwhile = killer.pressed, killer.meanwhile
            try:
                while True:
                    customer.visit(terminal)
            except Gone:
                code = terminal.ends()
            except AssertionError as error:
                killed.problems["unclean"] += 1
                killed.examples.append(str(error))
                return killed
        killed.kills += 1
        if code != 128 + signal.SIGKILL:
            killed.problems["unclean"] += 1
            killed.examples.append(f"kill {killed.kills}: it had ended by itself, with {code}")
        _look(home, checker, promise, customer, killed)
    killed.thanked = customer.thanked
    return killed


def _look(home: Home, checker: Checker, promise: Promise, customer: Customer, killed: Killed) -> None:
    """A copy of what was left, opened; and what nobody was thanked for is from now on what was found."""
    image = {
        f"home/{path.name}": path.read_bytes()
        for path in home.path.glob(f"{BASE}*")
        if not path.name.endswith("-shm")
    }
    problems = checker.check(image, promise)
    for kind in {kind for kind, _ in problems}:
        killed.problems[kind] += 1
    killed.examples += [f"kill {killed.kills}: {kind}: {said}" for kind, said in problems[:3]]
    found = checker.found
    for visit in list(promise.begun):
        if visit in found:
            promise.done(visit, {"answers": found[visit]["answers"]})
        else:
            del promise.begun[visit]
    customer.visits = len(found)
