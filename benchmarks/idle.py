"""What the screens cost while nobody does anything: a kiosk runs all day, and often on a small machine."""

import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from benchmarks.first_paint import ASKED, KIOSK, shop
from benchmarks.line import Line
from benchmarks.screen import running
from kiosk.home import Home

OPERATOR = [*KIOSK, "operator"]

_SETTLED = 3.0
"""Seconds after the first paint: the store is opened and read behind it."""


def measure(seconds: int = 20) -> Iterable[Line]:
    """Processor time of the attract and the operator's screens, in per cent of one core."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield _idle("the attract screen", KIOSK, shop(folder / "shop"), ASKED, seconds)
        yield _idle("the operator's screen", OPERATOR, _busy_shop(folder / "busy"), b"satisfied", seconds)


def _busy_shop(folder: Path) -> Home:
    """A home with 28 days of answers."""
    from kiosk.demo.scratch import fill, furnish, make_crowd

    folder.mkdir()
    home = furnish(folder, "en")
    fill(home, make_crowd(1), datetime.now().astimezone(), 28, lambda: None)
    return home


def _idle(what: str, command: list[str], home: Home, painted: bytes, seconds: int) -> Line:
    title = f"idle CPU of {what}"
    if not Path("/proc/self/stat").exists():
        return Line(title, 0.0, 0.5, "%", "not measured: this system has no /proc")
    with running(command, KIOSK_HOME=str(home.path)) as screen:
        screen.wait_for(painted)
        screen.let_run(_SETTLED)
        before = screen.processor_seconds()
        screen.let_run(seconds)
        spent = screen.processor_seconds() - before
    return Line(title, 100 * spent / seconds, 0.5, "%", f"{spent * 1000:.0f} ms in {seconds} s")
