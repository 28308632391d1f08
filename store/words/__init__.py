"""The interface's words in every language it has: gettext catalogues, and the reader's numbers and dates.

English is in the code; `locale/*/LC_MESSAGES/kiosk.po` holds the others, compiled when the project is
built. A missing catalogue or message shows English, never nothing.
"""

import datetime as dt
import gettext
from functools import cache
from pathlib import Path

from store.model.saying import Saying
from store.words.by_heart import WRITTEN

LANGUAGES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "de": "Deutsch",
    "it": "Italiano",
    "pt": "Português",
    "nl": "Nederlands",
}
"""The languages of the interface, each by its own name."""
AT_THE_COUNTER = ("ar", "he")
"""Languages that only the customer's screens have, and what stands on a scale."""

LOCALE = Path(__file__).parent / "locale"
"""Where the catalogues lie."""


class Words:
    """The interface in one language: `words("Skip")`, `words.plural("{n} answer", "{n} answers", 3)`."""

    def __init__(self, language: str) -> None:
        """`language` may name a country too ('fr_CA'), for its numbers and dates."""
        self.language = language.replace("-", "_").partition("_")[0]
        """A language code; a survey may have one that the interface lacks, whose words are English."""
        self._written = language if self.language in (*LANGUAGES, *AT_THE_COUNTER) else "en"
        self._heart = WRITTEN.get(self._written)
        self._catalogue = gettext.translation("kiosk", LOCALE, [self.language], fallback=True)

    def __call__(self, message: str, /, **values: object) -> str:
        """`message` in this language, with `{name}` filled in from `values`."""
        text = self._catalogue.gettext(message)
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for `n` things, with `{n}` filled in, or `{count}`, which groups its thousands."""
        text = self._catalogue.ngettext(one, many, n)
        if "{count}" in text:
            values["count"] = self.count(n)
        return text.format(n=n, **values)

    def say(self, sentence: str) -> str:
        """A sentence that was `Saying` elsewhere, in this language; any other text as it is."""
        if not isinstance(sentence, Saying):
            return sentence
        values = {name: self._value(value) for name, value in sentence.values.items()}
        if sentence.many is None:
            return self(sentence.message, **values)
        return self._catalogue.ngettext(sentence.message, sentence.many, sentence.values["n"]).format(
            **values
        )

    def _value(self, value: object) -> object:
        if isinstance(value, Saying):
            return self.say(value)
        return self.number(str(value)) if isinstance(value, float) else value

    def number(self, display: str) -> str:
        """A number as the scores write it ('4.12', '>99.9', '+13'), as this reader writes it: '4,12'."""
        if self._heart is not None:
            return self._heart.number(display)
        from store.words import formats

        return formats.number(formats.locale_for(self._written), display)

    def percent(self, display: str) -> str:
        """The same as a percentage: '87%', '87 %'."""
        if self._heart is not None:
            return self._heart.percent(display)
        from store.words import formats

        return formats.percent(formats.locale_for(self._written), display)

    def count(self, n: int) -> str:
        """A whole number with its thousands grouped: '12,345'."""
        if self._heart is not None:
            return self._heart.grouped(n)
        from store.words import formats

        return formats.count(formats.locale_for(self._written), n)

    def date(self, day: dt.date, *, year: bool = False, short: bool = False) -> str:
        """'Saturday, 21 November', or '21 Nov' when `short`."""
        if self._heart is not None and not year:
            return self._heart.short_date(day) if short else self._heart.full_date(day)
        from store.words import formats

        write = formats.short_date if short else formats.full_date
        return write(formats.locale_for(self._written), day, year=year)

    def month(self, day: dt.date, *, short: bool = False) -> str:
        """'November 2026', or 'Nov' when `short`."""
        if self._heart is not None and short:
            return self._heart.short_month(day)
        from store.words import formats

        write = formats.short_month if short else formats.month
        return write(formats.locale_for(self._written), day)

    def quarter(self, day: dt.date) -> str:
        """'4th quarter 2026'."""
        from store.words import formats

        return formats.quarter(formats.locale_for(self._written), day)

    def weekday(self, day: dt.date) -> str:
        """'Saturday'."""
        if self._heart is not None:
            return self._heart.weekday(day)
        from store.words import formats

        return formats.weekday(formats.locale_for(self._written), day)

    def typed_date(self, typed: str, today: dt.date) -> dt.date | None:
        """A date as this reader may type it: "2026-03-01", "1.3.", "1/3/26", "1 March"; None: it is none."""
        from store.words import typed_dates

        return typed_dates.typed_date(typed, today, self._written)

    def time(self, moment: dt.datetime | dt.time) -> str:
        """'14:32'. A datetime is read as it stands, in its own zone."""
        if self._heart is not None:
            return self._heart.clock(moment)
        from store.words import formats

        return formats.clock(formats.locale_for(self._written), moment)


@cache
def words_for(language: str) -> Words:
    """The interface's words in `language`; read once."""
    return Words(language)
