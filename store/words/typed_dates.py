"""Dates as people type them, by the reader's country."""

import re
from datetime import date

from store.words import formats


def typed_date(typed: str, today: date, language: str) -> date | None:
    """The date that is meant; None where it is none.

    Year, month, day where it begins with four digits; else in the order of the reader's country, with or
    without a year, the month as a number or by its name. Without a year it is the newest such day that is
    not after `today`.
    """
    locale = formats.locale_for(language)
    months = formats.month_names(locale)
    parts = re.findall(r"\d+|[^\W\d_]+", typed.strip().lower())
    words = [part for part in parts if not part.isdigit()]
    numbers = [int(part) for part in parts if part.isdigit() and len(part) <= 4]
    if len(numbers) + len(words) != len(parts):
        return None
    named = [months[word] for word in words if word in months]
    if len(named) > 1 or any(word not in months and word not in _LITTLE for word in words):
        return None
    if named:
        if len(numbers) not in (1, 2):
            return None
        return _date(numbers[1] if len(numbers) == 2 else None, named[0], numbers[0], today)
    if len(parts) == 3 and len(parts[0]) == 4:
        return _date(numbers[0], numbers[1], numbers[2], today)
    if len(numbers) not in (2, 3):
        return None
    first, second, *rest = numbers
    day, month = (first, second) if formats.day_first(locale) else (second, first)
    return _date(rest[0] if rest else None, month, day, today)


_LITTLE = frozenset({"de", "of", "the", "st", "nd", "rd", "th", "er", "le"})
"""Words that stand inside a date and mean nothing."""


def _date(year: int | None, month: int, day: int, today: date) -> date | None:
    try:
        if year is not None:
            return date(year + 2000 if year < 100 else year, month, day)
        this = date(today.year, month, day)
        return this if this <= today else date(today.year - 1, month, day)
    except ValueError:  # there is no such day; in a year without it, 29 February is none either
        return None
