"""Runs a locked app until it ends on purpose: after a fault it says "one moment" and starts a new one."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk.terminal import fault_log
from kiosk.terminal.hold import Hold
from kiosk.terminal.locked import LockedApp
from kiosk.terminal.signals import Signals
from store.model.saying import Saying

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a new start: after the first fault, and at most, doubling between."""

SOUND_AFTER = 60.0
"""Seconds of running after which a fault is a first one again."""


def run_locked(
    make: Callable[[], LockedApp],
    *,
    signals: Signals,
    hold: Hold,
    log: Path,
    one_moment: str,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> LockedApp:
    """The app that has ended on purpose, with its return code and its farewell.

    `make` makes a new one for each start. An app that is not locked is not started again: its farewell says
    where the fault is written down. SystemExit when a signal came between two apps.
    """

    def note(fault: BaseException) -> None:
        fault_log.write(log, fault, datetime.now())

    pause = FIRST_PAUSE
    while True:
        app = make()
        app.log_fault = note
        began = clock()
        signals.receiver = app.leave_soon
        try:
            app.run()
        except Exception as fault:  # raised in the closing down itself
            app.fault = app.fault or fault
        finally:
            signals.receiver = None
        if app.fault is None:
            return app
        note(app.fault)
        if signals.code is not None:  # it came while the app was breaking down
            raise SystemExit(signals.code)
        if not app.stays_on_screen:
            app.farewell = app.farewell or Saying(
                "The kiosk met a fault and ended; {log} says more.", log=log
            )
            return app
        hold.cover(one_moment)
        if clock() - began > SOUND_AFTER:
            pause = FIRST_PAUSE
        sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
