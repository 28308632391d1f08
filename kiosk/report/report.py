"""What a report is made of. Every number in it is the summary's."""

from dataclasses import dataclass
from datetime import datetime

from store.model.heat import HeatMap, heat_maps
from store.model.period import Period, Span, day_number
from store.model.reader import AskedQuestion, Comment, Filters, Reader
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
    heat: HeatMap | None
    """The first score by hour and weekday; None for a single day, and where nothing is scored."""
    questions: tuple[AskedQuestion, ...]
    """Every one ever asked, for the names of their options."""
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
    heat = None
    if period.span is not Span.DAY and summary.cards:
        first = [summary.cards[0].question]
        (heat,) = heat_maps(reader, period, filters, first, channel=summary.channel, day_starts=day_starts)
    return Report(shop, summary, tuple(published), heat, tuple(reader.questions()), now)
