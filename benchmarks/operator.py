"""How soon the operator's scores are there, and what a tap costs while they are watched."""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.line import Line
from benchmarks.screen import EMPTY, EMPTY_PAINTED, running
from kiosk.demo.scratch import fill, furnish, make_crowd, open_store
from kiosk.home import Home
from store.model.response import Response, Status
from store.sqlite.responses import Responses

_PAINTED = b"satisfied"
"""On the first card as soon as there is data on the screen."""

_DAYS = 35
_BETWEEN = 0.4
"""Seconds between two taps: each is read and painted by itself."""


def measure(rounds: int = 15, taps: int = 40) -> Iterable[Line]:
    """First paint with data against that of an empty Textual app, in turns; processor time a tap."""
    with tempfile.TemporaryDirectory() as name:
        home = furnish(Path(name), "en")
        fill(home, make_crowd(1), datetime.now().astimezone(), _DAYS, lambda: None)
        command = [sys.executable, "-m", "kiosk", "--home", name, "operator"]
        for program, painted in ((EMPTY, EMPTY_PAINTED), (command, _PAINTED)):  # fills the caches
            _paint(program, painted)
        pairs = [(_paint(command, _PAINTED), _paint(EMPTY, EMPTY_PAINTED)) for _ in range(rounds)]
        ours, theirs = (median(column) for column in zip(*pairs, strict=True))
        yield Line(
            "first paint of the operator's scores / of an empty Textual app",
            ours / theirs,
            1.6,
            detail=f"{ours * 1000:.0f} ms, {theirs * 1000:.0f} ms, medians of {rounds} in turns",
        )
        yield _refresh(command, home, taps)


def _paint(command: list[str], painted: bytes) -> float:
    with running(command) as screen:
        return screen.wait_for(painted)


def _refresh(command: list[str], home: Home, taps: int) -> Line:
    what = "processor time to read and paint a tap"
    if not Path("/proc/self/stat").exists():
        return Line(what, 0, 5, "ms", "not measured: this system has no /proc")
    with running(command) as screen:
        screen.wait_for(_PAINTED)
        screen.let_run(3)
        before = screen.processor_seconds()
        screen.let_run(taps * _BETWEEN)
        idle = screen.processor_seconds() - before
        before = screen.processor_seconds()
        for _ in _tapping(home, taps):
            screen.let_run(_BETWEEN)
        spent = screen.processor_seconds() - before - idle
    return Line(what, spent / taps * 1000, 5, "ms", f"{taps} taps, in a terminal of 80 by 24")


def _tapping(home: Home, taps: int) -> Iterator[None]:
    """Saves one more answer at each step, as a kiosk does: a visit of three answers is three taps."""
    now = datetime.now().astimezone()
    todays = [response for day in make_crowd(2).history(now, 1) for response in day]
    with open_store(home, now) as database:
        responses = Responses(database)
        for response in islice((state for each in todays for state in _states(each)), taps):
            responses.save(response)
            yield


def _states(response: Response) -> Iterator[Response]:
    """A visit after each of its answers."""
    answers = list(response.answers.items())
    for given in range(1, len(answers)):
        yield replace(response, status=Status.OPEN, ended_ms=None, answers=dict(answers[:given]))
    yield response
