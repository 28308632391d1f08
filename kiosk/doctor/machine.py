"""The machine: room on the disk, the clock, the time zone."""

import ctypes
import os
import sys
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.doctor.check import Check, failure, ok, warning
from store.model.saying import Saying

_MB = 1_000_000
_ROOM_LEAST = 64 * _MB
_ROOM_GOOD = 500 * _MB
_CLOCK_PLAUSIBLE = datetime(2024, 1, 1, tzinfo=UTC)
_SET_CLOCK = "sudo timedatectl set-ntp true"
_TIME_ERROR = 5
_STA_UNSYNC = 0x0040


def size_words(size: int) -> Saying:
    """Bytes for a person: '340 KB', '812 MB', '3.4 GB'."""
    if size < _MB:
        return Saying("{n} KB", n=-(-size // 1000))
    if size < 1000 * _MB:
        return Saying("{n} MB", n=round(size / _MB))
    return Saying("{n} GB", n=round(size / 1000 / _MB, 1))


def room(free: int, files_free: int | None, database: int) -> Check:
    """Whether the disk has room for years of answers; `database` is the store's size in bytes."""
    name = Saying("disk")
    if files_free == 0:
        return failure(
            name,
            Saying("The disk can take no more files (no inodes are left)."),
            Saying("Remove what is not needed."),
        )
    if free < _ROOM_LEAST:
        return failure(
            name,
            Saying("Only {free} free: answers will soon not be saved.", free=size_words(free)),
            Saying("Make room on the disk that holds the kiosk's home."),
        )
    sentence = Saying(
        "{free} free, the answers take {taken}.", free=size_words(free), taken=size_words(database)
    )
    if free < max(_ROOM_GOOD, 3 * database):
        return warning(name, sentence, Saying("Make room: a backup needs as much again as the answers."))
    return ok(name, sentence)


def clock(now: datetime, synchronised: bool | None, newest: datetime | None) -> Check:
    """Whether the clock can be believed. `newest` is the store's newest answer, `now` aware."""
    name, shown = Saying("clock"), f"{now:%Y-%m-%d %H:%M}"
    if newest is not None and now < newest - timedelta(minutes=2):
        return failure(
            name,
            Saying(
                "It says {now}, but the store already has an answer of {newest}.",
                now=shown,
                newest=f"{newest:%Y-%m-%d %H:%M}",
            ),
            Saying("Set the clock ({command}); answers are marked until it is right.", command=_SET_CLOCK),
        )
    if now < _CLOCK_PLAUSIBLE:
        return failure(
            name,
            Saying("It says {now}, which cannot be.", now=f"{now:%Y-%m-%d}"),
            Saying("Set the clock ({command}); a Raspberry Pi has no battery for it.", command=_SET_CLOCK),
        )
    if synchronised is False:
        return warning(
            name,
            Saying("It says {now}, and no time server keeps it right.", now=shown),
            Saying("Turn that on ({command}), or look at it now and then.", command=_SET_CLOCK),
        )
    if synchronised is None:
        sentence = Saying("It says {now}; whether a time server keeps it right is not known.", now=shown)
        return ok(name, sentence)
    return ok(name, Saying("It says {now}, kept right by a time server.", now=shown))


def time_zone(setting: str | None, machine: str, offset: timedelta) -> Check:
    """Whether days end at the shop's midnight. `machine` names the machine's own zone."""
    name = Saying("time zone")
    if setting is not None:
        if zone_of(setting) is None:
            return failure(
                name,
                Saying(
                    "{setting} in the settings is no zone that this machine knows.",
                    setting=f"timezone = {setting!r}",
                ),
                Saying("Write one such as {example}.", example='"Europe/Paris"'),
            )
        return ok(name, Saying("{zone}, from the settings.", zone=setting))
    if offset == timedelta(0) and machine in ("UTC", "Etc/UTC", "GMT", ""):
        return warning(
            name,
            Saying("The machine runs on UTC; a shop elsewhere would have its days split at the wrong hour."),
            Saying(
                "Set {setting} (yours) in the settings, or run {command}.",
                setting='timezone = "Europe/Paris"',
                command="sudo timedatectl set-timezone",
            ),
        )
    return ok(name, Saying("{zone}, the machine's own.", zone=machine))


def platform(system: str) -> Check:
    """Whether the customer's screen can be locked here."""
    name = Saying("system")
    if system in ("linux", "darwin"):
        return ok(name, Saying("{system}, locked.", system="Linux" if system == "linux" else "macOS"))
    return warning(
        name,
        Saying("On {system} the customer's screen runs, but is not locked.", system=system),
        Saying("Use Linux or macOS where strangers reach the keyboard."),
    )


def zone_of(name: str) -> tzinfo | None:
    """The zone of an IANA name, or None."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


class _Timex(ctypes.Structure):
    """The head of Linux's struct timex, and room for the rest of it."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("frequency", ctypes.c_long),
        ("most_error", ctypes.c_long),
        ("estimated_error", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_char * 512),
    )


def clock_synchronised() -> bool | None:
    """Whether a time server disciplines the kernel's clock, whichever program does it; None if not known."""
    if sys.platform != "linux":
        return None
    try:
        adjtimex = ctypes.CDLL(None).adjtimex
    except (OSError, AttributeError):
        return None
    state = _Timex()  # modes = 0: nothing is set, only read
    result = adjtimex(ctypes.byref(state))
    if result < 0:
        return None
    return result != _TIME_ERROR and not state.status & _STA_UNSYNC


def machine_zone() -> str:
    """The name of the machine's time zone, '' if it has none."""
    if name := os.environ.get("TZ", "").lstrip(":"):
        return name
    try:
        target = os.path.realpath("/etc/localtime")
    except OSError:
        return ""
    _, found, zone = target.partition("/zoneinfo/")
    return zone if found else (datetime.now().astimezone().tzname() or "")
