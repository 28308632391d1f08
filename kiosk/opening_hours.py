"""When a shop opens next, on its own wall clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kiosk.settings.values import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Opening:
    """The next time that the shop is open."""

    day: date
    days_ahead: int
    """0 is today."""
    opens: time
    closes: time
    """Perhaps past midnight."""


def next_opening(now: datetime, hours: Mapping[str, tuple[time, time]]) -> Opening | None:
    """The next opening after `now`, on the shop's wall clock; None while it is open, or always is."""
    if not hours or _is_open(now, hours):
        return None
    for ahead in range(8):
        day = now.date() + timedelta(days=ahead)
        found = hours.get(WEEKDAYS[day.weekday()])
        if found is not None and (ahead or now.time() < found[0]):
            return Opening(day, ahead, *found)
    return None


def _is_open(now: datetime, hours: Mapping[str, tuple[time, time]]) -> bool:
    from store.model.rules import is_open

    offset = now.utcoffset()
    assert offset is not None, "the shop's clock is aware"
    return is_open(round(now.timestamp() * 1000), round(offset.total_seconds() / 60), hours)
