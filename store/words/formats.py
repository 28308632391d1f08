"""Numbers, dates and times as the reader's country writes them, by Babel (CLDR).

Imported only when a number or a date is first shown: Babel takes some 40 ms, which the customer's
first screen does not have to spare. What was written once is kept: a live screen writes the same hundred
figures again at every answer, and Babel takes its time over each.
"""

import re
from datetime import date, datetime, time
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_day_names, get_month_names
from babel.numbers import format_decimal

_TERRITORY = {"en": "en_GB", "pt": "pt_PT"}
"""A language without a country. English: day before month, 24 hours, as most shops that read it write them.
Portuguese: CLDR would take it for Brazil's, and the interface's words are Portugal's."""


@cache
def locale_for(language: str) -> Locale:
    """The locale of 'fr', 'fr_CA', 'pt-BR'...; English where CLDR does not know it."""
    try:
        return Locale.parse(_TERRITORY.get(language, language.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en_GB")


def number(locale: Locale, display: str) -> str:
    """A number as the scores write it ('4.12', '>99.9', '+13') with the locale's decimal sign."""
    return display.replace(".", str(locale.number_symbols["latn"]["decimal"]))


@lru_cache(maxsize=1024)
def percent(locale: Locale, display: str) -> str:
    """The same as a percentage: '87%', '87 %'."""
    gap = re.search(r"0(\s*)%", _plain(locale.percent_formats[None].pattern))
    return number(locale, display) + (gap[1] if gap else "") + "%"


@lru_cache(maxsize=4096)
def count(locale: Locale, n: int) -> str:
    """A whole number with the thousands grouped."""
    return _plain(format_decimal(n, locale=locale))


@lru_cache(maxsize=256)
def full_date(locale: Locale, day: date, *, year: bool) -> str:
    """'Saturday 21 November', with the year when asked."""
    pattern = str(locale.date_formats["full"].pattern)
    if not year:
        # The year stands last where a person would leave it out; elsewhere it stays.
        pattern = re.sub(r"(?:\s*'[^']*'\s*|[\s,./-]+)y+$", "", pattern)
    return _plain(format_date(day, pattern, locale))


@lru_cache(maxsize=256)
def short_date(locale: Locale, day: date, *, year: bool) -> str:
    """'21 Nov', with the year when asked."""
    return _plain(format_skeleton("yMMMd" if year else "MMMd", day, locale=locale))


def month(locale: Locale, day: date) -> str:
    """'November 2026'."""
    return _plain(format_skeleton("yMMMM", day, locale=locale))


@lru_cache(maxsize=64)
def short_month(locale: Locale, day: date) -> str:
    """'Nov'."""
    return str(get_month_names("abbreviated", "format", locale)[day.month])


def quarter(locale: Locale, day: date) -> str:
    """'4th quarter 2026'."""
    return _plain(format_skeleton("yQQQQ", day, locale=locale))


def weekday(locale: Locale, day: date) -> str:
    """'Saturday'."""
    return str(get_day_names("wide", "format", locale)[day.weekday()])


def clock(locale: Locale, moment: datetime | time) -> str:
    """'14:32', '2:32 PM', '14 h 32'. A datetime is read as it stands, in its own zone."""
    return _clock(locale, moment.hour, moment.minute)


@lru_cache(maxsize=2048)
def _clock(locale: Locale, hour: int, minute: int) -> str:
    return _plain(format_time(time(hour, minute), "short", locale=locale))


def _plain(text: str) -> str:
    """With the ordinary no-break space, which every terminal font has, for the narrow one."""
    return text.replace("\u202f", "\u00a0")


def day_first(locale: Locale) -> bool:
    """Whether a date of numbers alone has its day before its month."""
    pattern = str(locale.date_formats["short"].pattern)
    return pattern.find("d") < pattern.find("M")


def month_names(locale: Locale) -> dict[str, int]:
    """The months by their names, long and short, in small letters and without stops."""
    found = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale).items():
                found[str(name).lower().rstrip(".")] = number
    return found
