"""A customer in a hurry at a real `kiosk run`: who was shown the next screen, was thanked for the answer."""

import random
import signal
import time
from collections.abc import Callable
from typing import Any

from customer.surveys import QUICK
from hostile.power.check import SECRET
from hostile.power.promise import Fact
from hostile.pseudo_terminal import PATIENCE, Terminal

from kiosk.home import Home, make_home
from kiosk.pins.file import write_pin

_EASE = """
[[question]]
id = "ease"
metric = "ces"
scale = 7
text = "How easy was that?"
"""
_WORDS = """
[[question.follow_up]]
id = "words"
kind = "comment"
text = "Anything else?"
"""
SURVEY = f"{QUICK}{_EASE}"
WITH_WORDS = f"{QUICK}{_WORDS}{_EASE}"
SETTINGS = 'survey = "quick"\nrepeat_seconds = 0\nthanks_seconds = 1\nidle_seconds = 5\n'

ATTRACT, WORDS = "Touch a face", "Anything else?"
SECOND, THANKS = "How easy was that?", "Thank you"
SOON = 0.36
"""Seconds: the kiosk takes nothing sooner after a new screen."""
_AGAIN = 6.0
"""Seconds after which a tap that nothing came of is made again: sooner, on a loaded machine, it would answer
the next question, or be the first letter of what is written there."""


def set_up(home: Home, survey: str = SURVEY) -> None:
    """A home that asks two questions, or those and words, and takes answers as fast as they come."""
    make_home(home)
    write_pin(home.pin_file, "748291")
    (home.surveys / "quick.toml").write_text(survey)
    home.settings_file.write_text(SETTINGS)


def kiosk(home: Home, **environment: str) -> Terminal:
    """A real, unmodified kiosk in a terminal of its own."""
    return Terminal(["-m", "kiosk", "--home", str(home.path), "run"], size=(80, 24), **environment)


class Gone(Exception):
    """The kiosk has ended."""


class Customer:
    """Answers as fast as the kiosk takes it, and remembers what it was thanked for."""

    def __init__(self, dice: random.Random, mark: Callable[[Any], None]) -> None:
        """`mark` is told ["begin", visit, fact] and ["done", visit, fact]."""
        self._dice = dice
        self._mark = mark
        self.pressed: Callable[[], None] = lambda: None
        """Is called right after each key."""
        self.meanwhile: Callable[[], None] = lambda: None
        """Is called again and again while it waits."""
        self.visits = 0
        """How many have begun."""
        self.thanked = 0
        """For how many answers the next screen was shown."""

    def visit(self, terminal: Terminal, *, words: bool = False, leaves: bool = False) -> None:
        """One visit of two answers, with `words` between; or only the first, and away. Gone when the kiosk
        ends under it."""
        self._wait(terminal, lambda: ATTRACT in terminal.text)
        self.visits += 1
        scores = [self._dice.randint(1, 5), self._dice.randint(2, 7)]
        if scores[0] == scores[1]:
            scores[1] = 7 if scores[0] == 5 else scores[0] + 1  # the same key again would be one held down
        given: dict[str, Any] = {"satisfaction": [scores[0], [], None]}
        self._answer(terminal, given, str(scores[0]), ATTRACT, WORDS if words else SECOND)
        if leaves:
            return
        if words:
            given |= self._write(terminal, given)
        self._answer(terminal, given | {"ease": [scores[1], [], None]}, str(scores[1]), SECOND, THANKS)
        self._press(terminal, "\r", THANKS, ATTRACT)

    def _write(self, terminal: Terminal, given: dict[str, Any]) -> dict[str, Any]:
        """Two in three write something."""
        if self._dice.random() < 1 / 3:
            self._press(terminal, "\r", WORDS, SECOND)
            return {}
        text = (
            f"{SECRET}-{self.visits}. {self._dice.choice(('', 'A long queue', 'Kind people there'))}".strip()
        )
        terminal.idle(SOON)
        terminal.type(text)
        self._wait(terminal, lambda: text in terminal.text)
        written = {"words": [None, [], text]}
        self._answer(terminal, given | written, "\r", WORDS, SECOND)
        return written

    def _answer(self, terminal: Terminal, given: dict[str, Any], key: str, before: str, after: str) -> None:
        fact: Fact = {"answers": given, "void": False, "erased": False}
        self._mark(["begin", str(self.visits), fact])
        self._press(terminal, key, before, after)
        self._mark(["done", str(self.visits), fact])
        self.thanked += 1

    def _press(self, terminal: Terminal, key: str, before: str, after: str) -> None:
        shown = time.monotonic()
        pressed = 0.0

        def is_after() -> bool:
            nonlocal pressed
            if after in terminal.text and before not in terminal.text:
                return True
            now = time.monotonic()
            if now - shown > SOON and now - pressed > _AGAIN:
                pressed = now
                terminal.type(key)
                self.pressed()
            return False

        self._wait(terminal, is_after)

    def _wait(self, terminal: Terminal, wanted: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not wanted():
            if not terminal.is_alive:
                raise Gone
            self.meanwhile()
            assert time.monotonic() < deadline, f"waited in vain; shown is:\n{terminal.text}"
            terminal.idle(0.01)


def end(terminal: Terminal, number: signal.Signals = signal.SIGTERM) -> int:
    """Ends the kiosk, and returns its exit code."""
    terminal.signal(number)
    return terminal.ends()
