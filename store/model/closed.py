"""What the closed days of a period add to it: read once, while today's answers keep coming."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from store.model.reader import ChoiceTally, Dimension, Excluded, Filters, Funnel, Reader, Tally


@dataclass(frozen=True, slots=True)
class Closed:
    """All that a summary adds up, of some days."""

    totals: tuple[Tally, ...] = ()
    hours: tuple[Tally, ...] = ()
    touchpoints: tuple[Tally, ...] = ()
    choices: tuple[ChoiceTally, ...] = ()
    """By touchpoint."""
    funnels: tuple[Funnel, ...] = ()
    excluded: Mapping[str, tuple[Excluded, ...]] = field(default_factory=dict)
    """By channel."""


NO_DAYS = Closed()


def closed(reader: Reader, first: int, last: int, filters: Filters, daily: Iterable[Tally]) -> Closed:
    """Reads the days `first` to `last`, both included; there may be none. `daily`: their tallies, by day."""
    if last < first:
        return NO_DAYS
    funnels = tuple(reader.funnel(first, last, filters))
    # With two filters each reading looks at all visits, and every visit has one touchpoint: one less.
    only = filters.names().get(Dimension.TOUCHPOINT, ())
    if len(only) == 1:
        totals = _together(tally for tally in daily if tally.day is not None and first <= tally.day <= last)
        touchpoints = tuple(tally._replace(key=only[0]) for tally in totals)
    else:
        touchpoints = tuple(reader.tallies(first, last, Dimension.TOUCHPOINT, filters))
        totals = _together(touchpoints)
    return Closed(
        totals=totals,
        hours=tuple(reader.tallies(first, last, Dimension.HOUR, filters)),
        touchpoints=touchpoints,
        choices=tuple(reader.choices(first, last, Dimension.TOUCHPOINT, filters)),
        funnels=funnels,
        excluded=excluded_by_channel(reader, first, last, filters, funnels),
    )


def excluded_by_channel(
    reader: Reader, first: int, last: int, filters: Filters, funnels: Iterable[Funnel]
) -> dict[str, tuple[Excluded, ...]]:
    """What is left out of those days. The visits are looked up only where several channels have some."""
    channels = sorted({f.channel for f in funnels if not f.counted and f.started})
    alone = len(channels) == 1
    return {
        channel: tuple(reader.excluded(first, last, filters, channel=None if alone else channel))
        for channel in channels
    }


def added_excluded(*some: Iterable[Excluded]) -> tuple[Excluded, ...]:
    """Those of several days together, the most frequent first."""
    sums: dict[tuple[str, str, str], int] = {}
    for each in (one for part in some for one in part):
        key = each.rule, each.by, each.why
        sums[key] = sums.get(key, 0) + each.responses
    found = [Excluded(*key, responses=n) for key, n in sums.items()]
    return tuple(sorted(found, key=lambda each: (-each.responses, each.rule, each.by, each.why)))


def added_funnel(channel: str, funnels: Iterable[Funnel]) -> Funnel:
    """The visits of one channel that count, added up."""
    counting = [f for f in funnels if f.channel == channel and f.counted]
    return Funnel(channel, True, **{name: sum(getattr(f, name) for f in counting) for name in _SUMS})


def left_out_visits(channel: str, funnels: Iterable[Funnel]) -> int:
    """How many visits of one channel started and do not count."""
    return sum(f.started for f in funnels if f.channel == channel and not f.counted)


def _together(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Tallies of several keys as those of the total."""
    groups: dict[tuple[int, str, bool], list[Tally]] = {}
    for tally in tallies:
        groups.setdefault((tally.question, tally.channel, tally.counted), []).append(tally)
    return tuple(
        Tally(
            None,
            "",
            *place,
            counts=tuple(map(sum, zip(*(tally.counts for tally in rows), strict=True))),
            shown=sum(tally.shown for tally in rows),
            skipped=sum(tally.skipped for tally in rows),
            timed_out=sum(tally.timed_out for tally in rows),
        )
        for place, rows in groups.items()
    )


_SUMS = tuple(name for name in Funnel._fields if name not in ("channel", "counted", "key"))
