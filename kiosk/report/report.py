"""What a report is made of. Every number in it is the summary's."""

from dataclasses import dataclass
from datetime import datetime

from store.model.comment_words import Word, comment_words
from store.model.heat import HeatMap, days_of_map, heat_maps
from store.model.period import Period, Span, day_number
from store.model.reader import AskedQuestion, Comment, Filters, Reader
from store.model.summary import Summary, summarise

MOST_COMMENTS = 30
"""Published comments of one report, the newest."""
_MOST_READ = 2000
"""Comments whose words are counted, the newest."""
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Report:
    """One page about one period."""

    shop: str
    """Its name; '' where it has none."""
    summary: Summary
    published: tuple[Comment, ...]
    """The newest comments whose writers agreed that others may read them: a page travels."""
    common: tuple[Word, ...]
    """The words that most people wrote, each of them at least three people."""
    read: int
    """In how many comments they were looked for: in all, or in the newest."""
    read_all: bool
    """Whether there are no older ones."""
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
    days = day_number(period.first), day_number(period.last)
    written = reader.comments(*days, filters, limit=_MOST_READ + 1, channel=summary.channel)
    published = reader.comments(*days, filters, limit=MOST_COMMENTS, channel=summary.channel, published=True)
    heat = None
    if period.span is not Span.DAY and summary.cards:
        first = [summary.cards[0].question]
        (heat,) = heat_maps(
            reader, days_of_map(period), filters, first, channel=summary.channel, day_starts=day_starts
        )
    return Report(
        shop=shop,
        summary=summary,
        published=tuple(published),
        common=comment_words(written[:_MOST_READ], most=_MOST_WORDS),
        read=min(len(written), _MOST_READ),
        read_all=len(written) <= _MOST_READ,
        heat=heat,
        questions=tuple(reader.questions()),
        at=now,
    )
