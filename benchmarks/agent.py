"""What an agent's keyed answer costs the processor, against a key press in an empty app."""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.line import Line
from benchmarks.screen import Screen, running
from kiosk.home import Home, make_home
from store.sqlite.engine import sqlite3

EMPTY = [
    sys.executable,
    "-c",
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Empty(App):\n"
    "    def compose(self):\n"
    "        yield Static('first frame')\n"
    "    def on_key(self, event):\n"
    "        self.query_one(Static).update(f'pressed {event.key}')\n"
    "Empty().run()\n",
]
"""A Textual app that shows the last key."""

_KEYS_A_SECOND = 30.0
"""Faster than any agent, slower than the kiosk takes for a poured-in file; each key is painted."""


def measure(rounds: int = 60) -> Iterable[Line]:
    """Processor time for an answer that is keyed, kept and followed by the next question, all threads, in a
    terminal; and for an empty key press that is shown. `rounds` calls of a reference and three answers."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KIOSK_BENCHMARKS")) as name:
        home = Home(Path(name) / "home")
        make_home(home, template="support-call")
        desk = [sys.executable, "-m", "kiosk", "--home", str(home.path), "agent", "--agent", "17"]
        with running(desk) as screen:
            screen.wait_for(b"Reference")
            screen.let_run(2.5)
            spent = _spent(screen, [key for call in range(rounds) for key in (f"{call}", "\r", *"751")])
            kept = _kept(home)
        if kept != rounds:
            raise RuntimeError(f"{rounds} calls were keyed, and {kept} are kept")
    with running(EMPTY) as screen:
        screen.wait_for(b"first frame")
        screen.let_run(2.5)
        empty = _spent(screen, list("751" * rounds)) / (3 * rounds)
    # The keys of the reference are counted among those of the answers: that is how an agent works.
    answer = spent / (3 * rounds)
    detail = (
        f"{answer * 1000:.2f} ms, {empty * 1000:.2f} ms of processor;"
        f" {rounds} calls of 3 answers, with a reference each"
    )
    yield Line(
        "an agent's keyed answer / a key press in an empty Textual app", answer / empty, 6, "x", detail
    )


def _spent(screen: Screen, keys: list[str]) -> float:
    """Processor seconds until all keys have had their effect."""
    before = screen.processor_seconds()
    for key in keys:
        screen.type(key)
        screen.let_run(1 / _KEYS_A_SECOND)
    screen.let_run(0.5)
    return screen.processor_seconds() - before


def _kept(home: Home) -> int:
    connection = sqlite3.connect(home.database)
    try:
        return int(
            connection.execute("SELECT count(*) FROM response WHERE status = 'complete'").fetchone()[0]
        )
    finally:
        connection.close()
