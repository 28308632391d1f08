"""A second power cut, while a real kiosk starts after the first and mends what that has left."""

import os
import random
import shutil
import signal
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from hostile.power.check import Checker
from hostile.power.customer import ATTRACT, end, kiosk
from hostile.power.library import preloaded
from hostile.power.log import Kind, operations
from hostile.power.promise import Promise
from hostile.power.record import Session, environment
from hostile.power.replay import Outcome, replay
from hostile.power.states import Disk

from kiosk.home import Home

_SETTLED = 0.5
"""Seconds that a kiosk has to itself, before it is killed, for what can wait."""


def cut_twice(
    session: Session, checker: Checker, folder: Path, *, wal: bool, cuts: int, states: int, seed: int
) -> Outcome:
    """Starts a kiosk after each of `cuts` first cuts of a session, and cuts the power in `states` ways while
    it starts and does what was left to do."""
    outcome = Outcome()
    around = environment(folder, wal=wal)
    for number, (image, promise) in enumerate(_first_cuts(session, cuts, seed)):
        folder_of_disk, log = folder / "disk", folder / f"log-{number}"
        shutil.rmtree(folder_of_disk, ignore_errors=True)
        _write(image, folder_of_disk)
        disk = Disk.of(folder_of_disk)
        with kiosk(Home(folder_of_disk / "home"), **around, **preloaded(folder_of_disk, log)) as terminal:
            terminal.until(ATTRACT)
            terminal.idle(_SETTLED)
            end(terminal, signal.SIGKILL)
        start = Session(disk, promise, list(operations(log)), session.engine)
        outcome += replay(start, checker, states=states, seed=seed)
        log.unlink()
    return outcome


def _first_cuts(session: Session, cuts: int, seed: int) -> Iterator[tuple[dict[str, bytes], Promise]]:
    """What so many cuts may have left, and what must hold in each."""
    disk, promise = deepcopy(session.disk), deepcopy(session.promise)
    dice = random.Random(seed)
    chosen = set(dice.sample(range(len(session.operations)), cuts))
    for number, operation in enumerate(session.operations):
        disk.do(operation)
        if operation.kind is Kind.MARK:
            promise.mark(operation.mark)
        if number in chosen:
            yield disk.image(disk.cut(dice)), deepcopy(promise)


def _write(image: dict[str, bytes], folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for name, content in image.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with open(descriptor, "wb") as file:
            file.write(content)
