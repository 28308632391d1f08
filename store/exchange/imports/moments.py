"""When a row was answered: dates and times as people and programs write them."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, TypeVar

from store.model.period import day_number
from store.model.saying import Saying

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_A_DAY = 86_400
_NOON = 12 * 3600
_FIRST_YEAR = 1980
_MOST_KEPT = 200_000

_NUMBERS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})\.?", re.ASCII)
_CLOSE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_LETTERS = re.compile(
    r"(?:[^\W\d]+\.?,? +)?(\d{1,2})(?:st|nd|rd|th|er|\.)?[- ]+(?:de +)?([^\W\d]{3,})\.?,?[- ]+(?:de +)?"
    r"(\d{4})"
)
_LETTERS_FIRST = re.compile(r"(?:[^\W\d]+\.?,? +)?([^\W\d]{3,})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_TIME = re.compile(
    r"(\d{1,2})(?:[:h.](\d{2})(?:[:.m](\d{2})(?:[.,]\d+)?)?)?\s*(?:([ap])\.?\s?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
_APART = re.compile(r"(.*?\d)(?:T|,?\s+)(\d{1,2}(?:[:h]\d{2}.*|\s*[AaPp]\.?[Mm]\.?))", re.DOTALL)
_MONTHS = {
    "jan": 1, "gen": 1, "ene": 1, "feb": 2, "fev": 2, "mar": 3, "mrt": 3, "apr": 4, "avr": 4, "abr": 4,
    "may": 5, "mai": 5, "mei": 5, "mag": 5, "jun": 6, "juin": 6, "giu": 6, "jul": 7, "juil": 7, "lug": 7,
    "aug": 8, "aou": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10, "out": 10, "nov": 11,
    "dec": 12, "dez": 12, "dic": 12,
}  # fmt: skip


class Moment(NamedTuple):
    """When something was answered."""

    written_ms: int
    """What was written, in milliseconds as if that were UTC: the same whatever the shop's time zone is."""
    started_ms: int
    """Epoch milliseconds."""
    offset_min: int
    day: int
    """The business day, in days since 1970-01-01."""
    hour: int


class WrongMoment(ValueError):
    """No moment; `str()` says why."""


def date_order(cells: Iterable[str]) -> str | None:
    """How numbers make dates in these cells: 'day-first', 'month-first', 'year-first'; None: either of the
    first two, or a mixture."""
    found: set[str] = set()
    plain = False
    for cell in cells:
        numbers = _NUMBERS.match(cell.strip())
        if not numbers or len(numbers[1]) > 2:
            continue
        plain = True
        first, second = int(numbers[1]), int(numbers[2])
        if first > 12:
            found.add("day-first")
        elif second > 12:
            found.add("month-first")
    if len(found) == 1:
        return found.pop()
    return None if plain else "year-first"


class Moments:
    """Reads them for one shop."""

    def __init__(
        self, form: str, *, offset_min: Callable[[datetime], int], day_starts: int, now_ms: int
    ) -> None:
        """`form`: one of `mapping.DATES`. `offset_min` gives the shop's offset from UTC at a time on its wall
        (without a zone), or at a moment (with one). What is more than a day after `now_ms` is refused."""
        self._form = form
        self._offset_min = offset_min
        self._day_starts = day_starts
        self._latest_ms = now_ms + _A_DAY * 1000
        self._dates: dict[str, int] = {}
        self._times: dict[str, tuple[int, int | None]] = {}
        self._offsets: dict[int, int] = {}

    def read(self, written: str, time: str = "") -> Moment:
        """The moment in a cell, or in one for the date and one for the time. WrongMoment.

        Without a time of day it is noon, and the business day is the date.
        """
        if self._form in ("excel", "epoch"):
            return self._from_number(written.strip(), time.strip())
        if not time:
            written, _, time = written.partition("T" if written[10:11] == "T" else " ")
        day = self._dates.get(written)
        if day is None or (time and time not in self._times):
            whole = f"{written} {time}".strip()
            apart = _APART.fullmatch(whole)
            written, time = (apart[1].strip(), apart[2].strip()) if apart else (whole, "")
            day = self._date(written)
        if not time:
            return self._at(day, _NOON, None, day)
        seconds, offset = self._times.get(time) or self._time(time)
        return self._at(day, seconds, offset, None)

    def _at(self, day: int, seconds: int, offset: int | None, business_day: int | None) -> Moment:
        """`offset` is that of the time that was written; None where that is the shop's."""
        wall = day * _A_DAY + seconds
        if offset is not None:
            return self._of_instant((wall - offset * 60) * 1000, wall * 1000)
        self._refuse_future((wall - _A_DAY) * 1000)  # no clock is a day ahead of UTC
        hour_of_all = wall // 3600
        offset = self._offsets.get(hour_of_all)
        if offset is None:
            offset = self._offset_min(datetime(1970, 1, 1) + timedelta(hours=hour_of_all))
            _remember(self._offsets, hour_of_all, offset)
        started_ms = (wall - offset * 60) * 1000
        self._refuse_future(started_ms)
        return self._moment(wall * 1000, started_ms, offset, business_day)

    def _of_instant(self, started_ms: int, written_ms: int) -> Moment:
        """A moment that is told with its zone: on the shop's wall it was perhaps another day."""
        self._refuse_future(started_ms)
        offset = self._offset_min(datetime.fromtimestamp(started_ms / 1000, UTC))
        return self._moment(written_ms, started_ms, offset, None)

    def _moment(self, written_ms: int, started_ms: int, offset: int, business_day: int | None) -> Moment:
        day, seconds = divmod(started_ms // 1000 + offset * 60, _A_DAY)
        hour = seconds // 3600
        if business_day is None:
            business_day = day - (hour < self._day_starts)
        return Moment(written_ms, started_ms, offset, business_day, hour)

    def _refuse_future(self, at_ms: int) -> None:
        if at_ms > self._latest_ms:
            raise WrongMoment(Saying("It is in the future."))

    def _date(self, text: str) -> int:
        if not text:
            raise WrongMoment(Saying("It has no date."))
        if numbers := _NUMBERS.fullmatch(text):
            year, month, day = self._ordered(*numbers.groups())
        elif numbers := _CLOSE.fullmatch(text):
            year, month, day = map(int, numbers.groups())
        elif (letters := _LETTERS.fullmatch(text)) and (named := _month(letters[2])):
            year, month, day = int(letters[3]), named, int(letters[1])
        elif (letters := _LETTERS_FIRST.fullmatch(text)) and (named := _month(letters[1])):
            year, month, day = int(letters[3]), named, int(letters[2])
        else:
            raise WrongMoment(Saying("{cell} is no date.", cell=_shown(text)))
        try:
            found = date(year, month, day)
        except ValueError:
            raise WrongMoment(self._no_date(text)) from None
        if found.year < _FIRST_YEAR:
            raise WrongMoment(Saying("{cell} is before {year}.", cell=_shown(text), year=_FIRST_YEAR))
        number = day_number(found)
        _remember(self._dates, text, number)
        return number

    def _no_date(self, text: str) -> Saying:
        return Saying("{cell} is no date with dates = {form}.", cell=_shown(text), form=self._form)

    def _ordered(self, first: str, second: str, third: str) -> tuple[int, int, int]:
        if len(first) > 2:
            return int(first), int(second), int(third)
        if self._form == "year-first" and len(third) < 3:
            return _century(first), int(second), int(third)
        year = _century(third)
        if self._form == "month-first":
            return year, int(first), int(second)
        return year, int(second), int(first)

    def _time(self, text: str) -> tuple[int, int | None]:
        found = _TIME.fullmatch(text)
        hour = int(found[1]) if found else 24
        minute, second = (int(found[n] or 0) for n in (2, 3)) if found else (0, 0)
        if found and found[4]:
            hour = hour % 12 + 12 * (found[4].lower() == "p") if 1 <= hour <= 12 else 24
        elif found and found[2] is None:
            hour = 24
        if not found or hour > 23 or minute > 59 or second > 60:
            raise WrongMoment(Saying("{cell} is no time of day.", cell=_shown(text)))
        offset = None
        if zone := found[5]:
            offset = 0
            if zone[0] in "+-":
                offset = int(zone[1:3]) * 60 + int(zone[-2:])
                offset = -offset if zone[0] == "-" else offset
        read = (hour * 3600 + minute * 60 + min(second, 59), offset)
        _remember(self._times, text, read)
        return read

    def _from_number(self, text: str, time: str) -> Moment:
        try:
            number = float(text.replace(",", "."))
            if self._form == "epoch":
                started_ms = round(number if number > 1e11 else number * 1000)
                local = datetime.fromtimestamp(started_ms / 1000, UTC)
                local += timedelta(minutes=self._offset_min(local))
            else:
                local = datetime(1899, 12, 30) + timedelta(seconds=round(number * _A_DAY))
        except (ValueError, OverflowError, OSError):
            raise WrongMoment(self._no_date(text)) from None
        if not _FIRST_YEAR <= local.year < 9999:
            raise WrongMoment(self._no_date(text))
        day = day_number(local.date())
        if time:
            return self._at(day, *self._time(time), None)
        if self._form == "epoch":
            return self._of_instant(started_ms, started_ms)
        seconds_of_day = local.hour * 3600 + local.minute * 60 + local.second
        if not seconds_of_day:
            return self._at(day, _NOON, None, day)
        return self._at(day, seconds_of_day, None, None)


def _remember(known: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    if len(known) < _MOST_KEPT:
        known[key] = value


def _century(year: str) -> int:
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < 70 else 1900)


def _month(name: str) -> int | None:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3])


def _shown(text: str) -> str:
    from store.model.survey_file.problem import shown

    return shown(text)
