"""What a report is made of. Every number in it is the summary's."""

from dataclasses import dataclass
from datetime import datetime

from store.model.period import Period, day_number
from store.model.reader import Comment, Filters, Reader
from store.model.summary import Summary, summarise

MOST_COMMENTS = 30
"""Published comments of one report, the newest."""


@dataclass(frozen=True, slots=True)
class Report:
    """One page about one period."""

    shop: str
    """Its name; '' where it has none."""
    summary: Summary
    published: tuple[Comment, ...]
    """The newest comments whose writers agreed that others may read them: a page travels."""
    at: datetime
    """When it was made, on the shop's wall clock."""


def gather(
    reader: Reader,
    period: Period,
    filters: Filters,
    now: datetime,
    *,
    day_starts: int,
    channel: str | None = None,
    shop: str = "",
) -> Report:
    """Reads all of it. `now` and `day_starts` as in `summarise`, and `channel` too."""
    summary = summarise(reader, period, filters, now, day_starts=day_starts, channel=channel, comments=0)
    published = reader.comments(
        day_number(period.first),
        day_number(period.last),
        filters,
        limit=MOST_COMMENTS,
        channel=summary.channel,
        published=True,
    )
    return Report(shop, summary, tuple(published), now)
