"""When in the week it is good or bad: a score for each hour of each weekday."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from store.model.breakdown import side_by_side
from store.model.histograms import Gathered, counts_of, gather, scale_of
from store.model.memo import Memo
from store.model.period import Period, Span, day_date, day_number, hours_of_day
from store.model.reader import AskedQuestion, Dimension, Filters, Only, Reader, Tally
from store.model.score import Score, Verdict, score

_WEEK = 7
_LONG = 28


@dataclass(frozen=True, slots=True)
class HeatMap:
    """One question's score by weekday and hour. Each cell is shown by the rules of its own n."""

    question: AskedQuestion
    channel: str
    period: Period
    hours: tuple[int, ...]
    """From the first hour with answers to the last, in the order of the business day."""
    weekdays: tuple[int, ...]
    """Of the business days of the period, Monday is 0; in the order of the week."""
    cells: Mapping[tuple[int, int], Score] = field(repr=False)
    """By weekday and hour: every one of `weekdays` and `hours`."""
    together: Score
    """All the cells' answers."""
    verdicts: Mapping[tuple[int, int], Verdict] = field(default_factory=dict, repr=False)
    """Each cell against all the others together, judged for all at once: of a hundred fields some stand out
    by luck."""


def days_of_map(period: Period) -> Period:
    """What a map of the week is made of: the period, or the 28 days to its end where it is under a week."""
    if (period.last - period.first).days < _WEEK - 1:
        return Period(Span.DATES, period.last - timedelta(days=_LONG - 1), period.last)
    return period


def heat_maps(
    reader: Reader,
    period: Period,
    filters: Filters,
    questions: Sequence[AskedQuestion],
    *,
    channel: str,
    day_starts: int,
    today: date | None = None,
    memo: Memo | None = None,
) -> tuple[HeatMap, ...]:
    """A map for each of `questions` (all scored), from the answers of one channel.

    `day_starts` is the hour at which the business day begins; an hour after midnight belongs to the weekday
    before. Read from the tallies unless there is a filter: then from every visit under it, and `memo` keeps
    what was read of the days before `today`, for as long as they are known.
    """
    first, last = day_number(period.first), day_number(period.last)
    only = Only(channel, tuple(question.number for question in questions))

    def read(since: int, until: int) -> tuple[Tally, ...]:
        if until < since:
            return ()
        return tuple(reader.tallies(since, until, Dimension.HOUR, filters, daily=True, only=only))

    new = first if today is None else min(max(first, day_number(today)), last + 1)
    known = (memo or Memo()).made(("week", only), (first, new, filters), lambda: read(first, new - 1))
    daily = (*known, *read(new, last))
    cells: dict[tuple[int, int], list[Tally]] = defaultdict(list)
    for tally in daily:
        if tally.day is not None and tally.channel == channel:
            cells[day_date(tally.day).weekday(), int(tally.key)].append(tally)
    gathered = {place: gather(tallies, channel) for place, tallies in cells.items()}
    weekdays = sorted({day_date(day).weekday() for day in range(first, min(last, first + 6) + 1)})
    return tuple(
        _map(question, gathered, gather(daily, channel), channel, period, tuple(weekdays), day_starts)
        for question in questions
    )


def _map(
    question: AskedQuestion,
    cells: Mapping[tuple[int, int], Mapping[int, Gathered]],
    together: Mapping[int, Gathered],
    channel: str,
    period: Period,
    weekdays: tuple[int, ...],
    day_starts: int,
) -> HeatMap:
    scale = scale_of(question)
    counts = {place: counts_of(gathered, question) for place, gathered in cells.items()}
    hours = hours_of_day(day_starts)
    busy = [i for i, hour in enumerate(hours) if any(any(counts.get((day, hour), ())) for day in weekdays)]
    shown = hours[busy[0] : busy[-1] + 1] if busy else ()
    nothing = (0,) * len(scale.values)
    fields = {(day, hour): counts.get((day, hour), nothing) for day in weekdays for hour in shown}
    return HeatMap(
        question=question,
        channel=channel,
        period=period,
        hours=shown,
        weekdays=weekdays,
        cells={place: score(scale, there) for place, there in fields.items()},
        together=score(scale, counts_of(together, question)),
        verdicts=side_by_side(scale, tuple(fields.items())),
    )
