"""The operator's PIN, guarded against guessing."""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.home import Home
from kiosk.pins.file import whose
from store.model.people import Person, Role
from store.sqlite.attempts import Moment, Wrongs

FREE_TRIES = 5
"""So many wrong tries in a row close the entry; from then on each further one does."""

FIRST_WAIT_MS, LONGEST_WAIT_MS = 30_000, 300_000
"""How long the entry stays closed: the first time, and at most, doubling between."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The PIN is right."""

    person: Person
    """Whose it is."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """The PIN is wrong."""

    tries_left: int
    """At least 1: so many more before the entry closes."""


@dataclass(frozen=True, slots=True)
class Wait:
    """The entry is closed; what was typed was not looked at, or has just closed it."""

    seconds: int
    """At least 1."""


Verdict = Allowed | Wrong | Wait


class Tries(Protocol):
    """Where tries are kept: `store.sqlite.attempts.Attempts`, or what stands in for it."""

    def record(self, kiosk: str, moment: Moment, ok: bool, *, clears: bool) -> None:
        """Keeps one try, on disk when this returns; `clears`: the wrong ones before count no longer.

        An exception: it was not kept.
        """

    def wrongs(self, kiosk: str) -> Wrongs:
        """The wrong tries of that kiosk that still count."""


class Gate:
    """Checks what is typed at one kiosk.

    A reboot starts the wait again, and setting the clock changes nothing: only time that has certainly gone
    by counts. A PIN says who somebody is, and whoever has one of their own must not guess others' the faster
    for it: only a manager's wipes out the wrong tries before at once, any other when the last of them is
    five minutes old. Checking takes a tenth of a second of work and one write; call it off the event loop.
    """

    def __init__(
        self, home: Home, label: str, attempts: Tries, *, moment: Callable[[], Moment] | None = None
    ) -> None:
        self._file = home.pin_file
        self._label = label
        self._attempts = attempts
        self._moment = moment or this_moment
        self._unkept = Wrongs(0, None)

    def waiting(self) -> int:
        """Whole seconds until a PIN may be tried; 0 for now."""
        return self._wait(self._wrongs(), self._moment())

    def check(self, typed: str) -> Verdict:
        """Judges one try and keeps it. PinError when there is no PIN to compare with."""
        wrongs = self._wrongs()
        if seconds := self._wait(wrongs, self._moment()):
            return Wait(seconds)
        person = whose(self._file, typed)
        moment = self._moment()
        self._keep(moment, person is not None, clears=person is not None and _clears(person, wrongs, moment))
        if person is not None:
            return Allowed(person)
        count = wrongs.count + 1
        if count >= FREE_TRIES:
            return Wait(self._wait(Wrongs(count, moment), moment))
        return Wrong(FREE_TRIES - count)

    def _keep(self, moment: Moment, right: bool, *, clears: bool) -> None:
        try:
            self._attempts.record(self._label, moment, right, clears=clears)
        except Exception:  # whatever ails the store, a wrong try must count and the operator must get in
            if not right:
                self._unkept = Wrongs(self._unkept.count + 1, moment)
        if clears:
            self._unkept = Wrongs(0, None)

    def _wrongs(self) -> Wrongs:
        kept = self._attempts.wrongs(self._label)
        return Wrongs(kept.count + self._unkept.count, self._unkept.last or kept.last)

    @staticmethod
    def _wait(wrongs: Wrongs, now: Moment) -> int:
        if wrongs.count < FREE_TRIES or wrongs.last is None:
            return 0
        doublings = min(wrongs.count - FREE_TRIES, 10)
        left = min(FIRST_WAIT_MS << doublings, LONGEST_WAIT_MS) - _certainly_gone(wrongs.last, now)
        return max(0, math.ceil(left / 1000))


def _clears(person: Person, wrongs: Wrongs, now: Moment) -> bool:
    if person.role is Role.MANAGER or wrongs.last is None:
        return True
    return _certainly_gone(wrongs.last, now) >= LONGEST_WAIT_MS


def _certainly_gone(since: Moment, now: Moment) -> int:
    """Milliseconds that have at least gone by, whatever was done to the clock or the power."""
    if since.boot == now.boot and now.boot_ms >= since.boot_ms:
        return now.boot_ms - since.boot_ms
    return now.boot_ms  # the machine was started since: it has run for this long


def this_moment() -> Moment:
    """Now."""
    import time

    # Elsewhere than on Linux the next best: it may stand still while the machine sleeps, and waits no less.
    since = time.clock_gettime_ns(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic_ns()
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        boot = ""
    return Moment(time.time_ns() // 1_000_000, boot, since // 1_000_000)
