"""The machine: room on the disk, the clock, the time zone."""

import ctypes
import os
import sys
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.doctor.check import Check, failure, ok, warning

_MB = 1_000_000
_ROOM_LEAST = 64 * _MB
_ROOM_GOOD = 500 * _MB
_CLOCK_PLAUSIBLE = datetime(2024, 1, 1, tzinfo=UTC)
_TIME_ERROR = 5
_STA_UNSYNC = 0x0040


def size_words(size: int) -> str:
    """Bytes for a person: '340 KB', '812 MB', '3.4 GB'."""
    if size < _MB:
        return f"{-(-size // 1000)} KB"
    return f"{size / 1000 / _MB:.1f} GB" if size >= 1000 * _MB else f"{size / _MB:.0f} MB"


def room(free: int, files_free: int | None, database: int) -> Check:
    """Whether the disk has room for years of answers; `database` is the store's size in bytes."""
    name = "disk"
    if files_free == 0:
        return failure(
            name, "The disk can take no more files (no inodes are left).", "Remove what is not needed."
        )
    if free < _ROOM_LEAST:
        return failure(
            name,
            f"Only {size_words(free)} free: answers will soon not be saved.",
            "Make room on the disk that holds the kiosk's home.",
        )
    if free < max(_ROOM_GOOD, 3 * database):
        return warning(
            name,
            f"{size_words(free)} free, the answers take {size_words(database)}.",
            "Make room: a backup needs as much again as the answers.",
        )
    return ok(name, f"{size_words(free)} free, the answers take {size_words(database)}.")


def clock(now: datetime, synchronised: bool | None, newest: datetime | None) -> Check:
    """Whether the clock can be believed. `newest` is the store's newest answer, `now` aware."""
    name = "clock"
    if newest is not None and now < newest - timedelta(minutes=2):
        return failure(
            name,
            f"It says {now:%Y-%m-%d %H:%M}, but the store already has an answer of {newest:%Y-%m-%d %H:%M}.",
            "Set the clock (sudo timedatectl set-ntp true); answers are marked until it is right.",
        )
    if now < _CLOCK_PLAUSIBLE:
        return failure(
            name,
            f"It says {now:%Y-%m-%d}, which cannot be.",
            "Set the clock (sudo timedatectl set-ntp true); a Raspberry Pi has no battery for it.",
        )
    if synchronised is False:
        return warning(
            name,
            f"It says {now:%Y-%m-%d %H:%M}, and no time server keeps it right.",
            "Turn that on (sudo timedatectl set-ntp true), or look at it now and then.",
        )
    if synchronised is None:
        return ok(name, f"It says {now:%Y-%m-%d %H:%M}; whether a time server keeps it right is not known.")
    return ok(name, f"It says {now:%Y-%m-%d %H:%M}, kept right by a time server.")


def time_zone(setting: str | None, machine: str, offset: timedelta) -> Check:
    """Whether days end at the shop's midnight. `machine` names the machine's own zone."""
    name = "time zone"
    if setting is not None:
        if zone_of(setting) is None:
            return failure(
                name,
                f"timezone = {setting!r} in the settings is no zone that this machine knows.",
                'Write one of the IANA names, such as "Europe/Paris".',
            )
        return ok(name, f"{setting}, from the settings.")
    if offset == timedelta(0) and machine in ("UTC", "Etc/UTC", "GMT", ""):
        return warning(
            name,
            "The machine runs on UTC; a shop elsewhere would have its days split at the wrong hour.",
            'Set timezone = "Europe/Paris" (yours) in the settings, or sudo timedatectl set-timezone.',
        )
    return ok(name, f"{machine}, the machine's own.")


def platform(system: str) -> Check:
    """Whether the customer's screen can be locked here."""
    name = "system"
    if system in ("linux", "darwin"):
        return ok(name, "Linux, locked." if system == "linux" else "macOS, locked.")
    return warning(
        name,
        f"On {system} the customer's screen runs, but is not locked.",
        "Use Linux or macOS where strangers reach the keyboard.",
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
