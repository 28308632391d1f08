"""The scores of a period cut by one thing: by hour, by day, by touchpoint, by who was asked..."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from store.model.breakdown import breakdown
from store.model.facts import Row
from store.model.histograms import answers_by_channel, gather, scored
from store.model.period import Period, day_date, day_number, hours_of_day
from store.model.reader import AskedQuestion, Dimension, Filters, Reader, Tally
from store.model.summary import choose_channel

BY = ("hour", "day", "touchpoint", "agent", "kiosk", "language", "channel")
"""What a period can be cut by, besides a choice question."""
_COMPARED = ("touchpoint", "agent", "kiosk", "language")


@dataclass(frozen=True, slots=True)
class Cut:
    """A row a key, with a score for each of `questions`."""

    by: str
    channel: str | None
    """The channel scored; None where the rows are the channels."""
    questions: tuple[AskedQuestion, ...]
    rows: tuple[Row, ...]
    """Hours and days in their order, without verdicts; all else by name, each compared with the others."""


def cut(
    reader: Reader,
    period: Period,
    by: str,
    *,
    day_starts: int,
    channel: str | None = None,
    by_choice: Callable[[], Sequence[Tally]] | None = None,
) -> Cut:
    """Cuts `period` by one of `BY`; by anything else `by_choice` reads the tallies, keyed by its options.

    `channel` as in `summarise`. `day_starts` is the hour at which the business day begins.
    """
    first, last = day_number(period.first), day_number(period.last)
    if by_choice is not None:
        tallies = by_choice()
    elif by == "day":
        daily = reader.tallies(first, last, Dimension.TOTAL, Filters(), daily=True)
        tallies = [replace(t, key=day_date(t.day).isoformat()) for t in daily if t.day is not None]
    elif by == "channel":
        totals = reader.tallies(first, last, Dimension.TOTAL, Filters())
        tallies = [replace(t, key=t.channel) for t in totals if t.counted and channel in (None, t.channel)]
    else:
        tallies = reader.tallies(first, last, Dimension(by), Filters())
    questions = tuple(reader.questions())
    if by == "channel":
        # Each channel is its own key, so that nothing is pooled when they are gathered as one.
        tallies, channel = [replace(t, channel=by) for t in tallies], by
    elif channel is None:
        channel = choose_channel(answers_by_channel(tallies, questions), {}, demo=reader.is_demo())
    gathered = gather(tallies, channel)
    asked = tuple(q for q in scored(questions) if q.number in gathered)
    rows = breakdown(tallies, asked, channel)
    if by not in _COMPARED and by_choice is None:
        rows = tuple(replace(row, best=False, worst=False, verdicts={}) for row in rows)
    if by == "hour":
        place = {str(hour): index for index, hour in enumerate(hours_of_day(day_starts))}
        rows = tuple(sorted(rows, key=lambda row: place[row.name]))
    return Cut(by, None if by == "channel" else channel, asked, rows)
