"""Gives a terminal to a locked app, and takes it back in the state in which it was found."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.terminal import environment
from kiosk.terminal.hold import Hold
from kiosk.terminal.signals import Signals

if TYPE_CHECKING:
    from kiosk.terminal.locked import LockedApp

_WEB_DRIVER = "textual.drivers.web_driver:WebDriver"


def has_terminal() -> bool:
    """Whether there is somebody to show something to: a terminal, or a browser's session."""
    return is_served() or (sys.stdin is not None and sys.stdin.isatty())


def is_served() -> bool:
    """Whether a browser shows what is drawn."""
    return os.environ.get("TEXTUAL_DRIVER") == _WEB_DRIVER


def host(load: Callable[[], Callable[[], "LockedApp"]], *, locked: bool, log: Path, one_moment: str) -> int:
    """Runs an app until it ends on purpose, and returns its exit code; its farewell goes to stderr.

    `load` imports what the app needs, when keys can do no harm any more, and returns what makes one app.
    `locked` False leaves Ctrl-C alive. After a fault, written to `log`, `one_moment` covers the screen until
    the next app shows.
    """
    # Starting makes a great deal and drops next to nothing; looking through it for garbage would take a
    # twentieth of the time until the first picture. The app turns the collector on again.
    gc.disable()
    with Signals() as signals, Hold(signals=not locked) as hold:
        environment.prepare(served=is_served())
        make = load()
        from kiosk.terminal.runner import run_locked

        app = run_locked(make, signals=signals, hold=hold, log=log, one_moment=one_moment)
    if app.farewell:
        from kiosk.home import Home
        from kiosk.reader_language import reader_words

        print(f"kiosk: {reader_words(Home(log.parent)).say(app.farewell)}", file=sys.stderr)
    return app.return_code or 0
