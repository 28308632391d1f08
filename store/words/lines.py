"""The line of a score over time, in words: its days, weeks and months."""

from datetime import date

from store.model.line import Line, Point
from store.model.period import Span, day_date
from store.words import Words
from store.words.spans import dates


def point(step: Span, of: Point, words: Words) -> str:
    """Which days a point stands for: "21 Nov", "16 to 22 Nov 2026", "November 2026"."""
    first = day_date(of.first)
    match step:
        case Span.WEEK:
            return dates(first, day_date(of.last), words)
        case Span.MONTH:
            return words.month(first)
    return words.date(first, short=True)


def tick(step: Span, of: Point, words: Words) -> str:
    """What stands below a point: "21 Nov", "Nov"; a year below its January."""
    first = day_date(of.first)
    if step is not Span.MONTH:
        return words.date(first, short=True)
    return str(first.year) if first.month == 1 else words.month(first, short=True)


def long_tick(line: Line, of: Point, words: Words) -> str:
    """The same where there is room: "21 Nov", "22 Dec 2025", "November 2026"."""
    first = day_date(of.first)
    if line.step is Span.MONTH:
        return words.month(first)
    return mark_date(first, day_date(line.points[-1].last), words)


def titled(title: str, line: Line, words: Words) -> str:
    """A line's heading: "Satisfaction, 25 Oct to 21 Nov", "Ease by month, 1 Dec 2024 to 21 Nov 2026"."""
    first, last = ends(line, words)
    match line.step:
        case Span.WEEK:
            return words("{title} by week, {first} to {last}", title=title, first=first, last=last)
        case Span.MONTH:
            return words("{title} by month, {first} to {last}", title=title, first=first, last=last)
    return words("{title}, {first} to {last}", title=title, first=first, last=last)


def between(line: Line, low: str, high: str, words: Words) -> str:
    """How far a line reaches: "25 Oct to 21 Nov: between 79% and 93%"."""
    first, last = ends(line, words)
    match line.step:
        case Span.WEEK:
            return words(
                "By week, {first} to {last}: between {low} and {high}",
                first=first, last=last, low=low, high=high,
            )  # fmt: skip
        case Span.MONTH:
            return words(
                "By month, {first} to {last}: between {low} and {high}",
                first=first, last=last, low=low, high=high,
            )  # fmt: skip
    return words("{first} to {last}: between {low} and {high}", first=first, last=last, low=low, high=high)


def ends(line: Line, words: Words) -> tuple[str, str]:
    """The first and the last day of a line with a point; with their years where it is long."""
    first, last = day_date(line.points[0].first), day_date(line.points[-1].last)
    if line.step is Span.DAY:
        return words.date(first, short=True), words.date(last, short=True)
    return words.date(first, short=True, year=first.year != last.year), words.date(
        last, short=True, year=True
    )


def signal_told(line: Line, words: Words) -> str:
    """What the band and the marks of a drawn line are."""
    match line.step:
        case Span.WEEK:
            return words("The band is what is usual; a square marks a week out of the usual.")
        case Span.MONTH:
            return words("The band is what is usual; a square marks a month out of the usual.")
    return words("The band is what is usual; a square marks a day out of the usual.")


def before_told(line: Line, words: Words) -> str:
    """That the paler part lies before the period; '' where there is none."""
    if not any(line.is_before(point) for point in line.shown):
        return ""
    return words("Grey is what came before.")


def end_told(line: Line, words: Words) -> str:
    """That its last point is not a whole week or month; '' where it is."""
    if not line.ends_early:
        return ""
    last = words.date(day_date(line.points[-1].last))
    if line.step is Span.WEEK:
        return words("The last week goes up to {date}.", date=last)
    return words("The last month goes up to {date}.", date=last)


def mark_date(day: date, latest: date, words: Words) -> str:
    """The date of something marked: with its year where it is not that of the latest day shown."""
    return words.date(day, short=True, year=day.year != latest.year)
