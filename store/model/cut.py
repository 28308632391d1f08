"""The scores of a period cut by one thing: by hour, by day, by touchpoint, by who was asked..."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.model.breakdown import against_before, breakdown
from store.model.facts import Row
from store.model.histograms import answers_by_channel, gather, scored
from store.model.period import Period, Span, day_date, day_number, earlier, hours_of_day, period_of
from store.model.reader import ALL, AskedQuestion, Dimension, Filters, Reader, Tally
from store.model.summary import choose_channel
from store.model.survey import Kind

BY = ("hour", "day", "week", "month", "touchpoint", "agent", "kiosk", "language", "channel")
"""What a period can be cut by, besides a question with options."""
_TIMES = {"day": Span.DAY, "week": Span.WEEK, "month": Span.MONTH}
_IN_ORDER = ("hour", *_TIMES, "channel")
"""Not compared with one another: hours and days follow one another, channels are asked differently."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A row a key, with a score for each of `questions`."""

    by: str
    channel: str | None
    """The channel scored; None where the rows are the channels."""
    questions: tuple[AskedQuestion, ...]
    rows: tuple[Row, ...]
    """Times in their order, days, weeks and months by their first day (2026-11-21), without verdicts; all
    else by name, each compared with the others. Not so reasons: whoever names two stands in two rows
    (`store.model.goes_with` compares those)."""


def cut(
    reader: Reader,
    period: Period,
    by: str,
    *,
    day_starts: int,
    filters: Filters = ALL,
    channel: str | None = None,
    today: date | None = None,
) -> Cut:
    """Cuts `period` by one of `BY`, or by the options of the question of that id.

    `channel` as in `summarise`. `day_starts` is the hour at which the business day begins. With `today`, the
    business day, each row of a closed period is compared with what it was in the equal period before.
    Without a filter only tallies are read, but for a question's options.
    """
    tallies = _tallies(reader, period, by, filters, channel)
    questions = tuple(reader.questions())
    scored_channel = by
    if by != "channel":
        scored_channel = channel or choose_channel(
            answers_by_channel(tallies, questions), {}, demo=reader.is_demo()
        )
    gathered = gather(tallies, scored_channel)
    asked = tuple(q for q in scored(questions) if q.number in gathered)
    rows = breakdown(tallies, asked, scored_channel)
    overlapping = any(q.id == by and q.kind is Kind.REASONS for q in questions)
    if by in _IN_ORDER or overlapping:
        rows = tuple(replace(row, best=False, worst=False, verdicts={}) for row in rows)
    elif today is not None and period.last < today:
        previous = _tallies(reader, earlier(period), by, filters, channel)
        rows = against_before(rows, previous, asked, scored_channel)
    if by == "hour":
        place = {str(hour): index for index, hour in enumerate(hours_of_day(day_starts))}
        rows = tuple(sorted(rows, key=lambda row: place[row.name]))
    if by in ("touchpoint", "agent", "kiosk", "language"):
        first, last = day_number(period.first), day_number(period.last)
        visits = {
            each.key: each
            for each in reader.funnel(first, last, filters, by=Dimension(by))
            if each.counted and each.channel == scored_channel
        }
        rows = tuple(replace(row, visits=visits.get(row.name)) for row in rows)
    return Cut(by, None if by == "channel" else scored_channel, asked, rows)


def _tallies(
    reader: Reader, period: Period, by: str, filters: Filters, channel: str | None
) -> Sequence[Tally]:
    """Keyed by what the rows are."""
    first, last = day_number(period.first), day_number(period.last)
    if span := _TIMES.get(by):
        daily = reader.tallies(first, last, Dimension.TOTAL, filters, daily=True)
        return [
            t._replace(key=period_of(span, day_date(t.day)).first.isoformat())
            for t in daily
            if t.day is not None
        ]
    if by == "channel":
        # Each channel is its own key, so that nothing is pooled when they are gathered as one.
        totals = reader.tallies(first, last, Dimension.TOTAL, filters)
        return [
            t._replace(key=t.channel, channel=by)
            for t in totals
            if t.counted and channel in (None, t.channel)
        ]
    if by in BY:
        return reader.tallies(first, last, Dimension(by), filters)
    return reader.tallies_by_choice(first, last, by, filters)
