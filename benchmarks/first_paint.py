"""How soon a customer can answer: nothing that the first question does not need is done before it."""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.line import Line
from benchmarks.screen import EMPTY, EMPTY_PAINTED, running
from kiosk.home import Home, make_home
from kiosk.pins.file import make_pin, write_pin

KIOSK = [sys.executable, "-m", "kiosk"]
ASKED = b"How satisfied are you"


def measure(rounds: int = 15) -> Iterable[Line]:
    """From the start of the process to the first question, against an empty Textual app, in turns."""
    with tempfile.TemporaryDirectory() as name:
        home = shop(Path(name))
        _kiosk(home)  # fills the caches
        _empty()
        pairs = [(_kiosk(home), _empty()) for _ in range(rounds)]
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    yield Line(
        "first paint of kiosk run / of an empty Textual app",
        ours / theirs,
        1.5,
        detail=f"{ours * 1000:.0f} ms, {theirs * 1000:.0f} ms, medians of {rounds} in turns",
    )


def shop(folder: Path) -> Home:
    """A home in `folder` that is set up to ask."""
    home = Home(folder / "home")
    make_home(home, languages=["en", "fr"])
    write_pin(home.pin_file, make_pin())
    return home


def _kiosk(home: Home) -> float:
    with running(KIOSK, KIOSK_HOME=str(home.path)) as screen:
        return screen.wait_for(ASKED)


def _empty() -> float:
    with running(EMPTY) as screen:
        return screen.wait_for(EMPTY_PAINTED)
