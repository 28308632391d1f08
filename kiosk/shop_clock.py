"""The shop's wall clock, and the names of visits."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime


def shop_clock(timezone: str | None) -> Callable[[], datetime]:
    """Tells the time in `timezone` (an IANA name), or in the machine's where it is None; always aware."""
    if timezone is None:
        return lambda: datetime.now().astimezone()
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(timezone)
    return lambda: datetime.now(zone)


def on_the_wall(at_ms: int, timezone: str | None) -> datetime:
    """What that clock showed at `at_ms` (epoch milliseconds); aware."""
    moment = datetime.fromtimestamp(at_ms / 1000, UTC)
    if timezone is None:
        return moment.astimezone()
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(timezone))


def offset_min(timezone: str | None) -> Callable[[datetime], int]:
    """Tells the shop's offset from UTC, in minutes, at a moment, or at a time on its wall (without a zone).

    Of one that the clocks show twice it is the first.
    """
    zone = None
    if timezone is not None:
        from zoneinfo import ZoneInfo

        zone = ZoneInfo(timezone)

    def told(moment: datetime) -> int:
        if zone is None or moment.tzinfo is not None:
            return _minutes(moment.astimezone(zone))
        return _minutes(moment.replace(tzinfo=zone))

    return told


def _minutes(moment: datetime) -> int:
    offset = moment.utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)


def now_ms() -> int:
    """Now in epoch milliseconds."""
    return time.time_ns() // 1_000_000


def new_uid() -> str:
    """A UUIDv7 (RFC 9562) of now: a name that no other visit has, in the order of their beginnings."""
    milliseconds, chance = now_ms(), int.from_bytes(os.urandom(10))
    text = f"{milliseconds << 80 | 7 << 76 | (chance >> 68) << 64 | 2 << 62 | chance & (1 << 62) - 1:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
