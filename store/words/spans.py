"""A period in words."""

from datetime import date

from store.model.period import Period, Span
from store.words import Words


def period(shown: Period, today: bool, words: Words) -> str:
    """Which days are shown: "Today, Saturday, 21 November", "16 to 22 Nov 2026", "November 2026"."""
    match shown.span:
        case Span.DAY if today:
            return words("Today, {date}", date=words.date(shown.first))
        case Span.DAY:
            return words.date(shown.first, year=True)
        case Span.MONTH:
            return words.month(shown.first)
        case Span.QUARTER:
            return words.quarter(shown.first)
        case Span.YEAR:
            return str(shown.first.year)
    return dates(shown.first, shown.last, words)


def dates(first: date, last: date, words: Words) -> str:
    """Several days: "16 to 22 Nov 2026"."""
    return words(
        "{first} to {last}",
        first=words.date(first, short=True, year=first.year != last.year),
        last=words.date(last, short=True, year=True),
    )


def before(period: Period, words: Words) -> str:
    """The equal period before: "the day before", "the week before"..."""
    match period.span:
        case Span.DAY:
            return words("the day before")
        case Span.WEEK:
            return words("the week before")
        case Span.MONTH:
            return words("the month before")
        case Span.QUARTER:
            return words("the quarter before")
        case Span.YEAR:
            return words("the year before")
    return words("the days before")
