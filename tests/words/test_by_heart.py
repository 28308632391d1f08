"""What is known by heart of the interface's languages is what Babel knows."""

from datetime import date, time, timedelta

import pytest

from store.words import LANGUAGES, by_heart, formats

DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]


@pytest.mark.parametrize("language", by_heart.WRITTEN)
def test_it_is_written_as_babel_writes_it(language: str) -> None:
    locale, ours = formats.locale_for(language), by_heart.WRITTEN[language]
    for day in DAYS:
        assert ours.full_date(day) == formats.full_date(locale, day, year=False)
        assert ours.short_date(day) == formats.short_date(locale, day, year=False)
        assert ours.short_month(day) == formats.short_month(locale, day)
        assert ours.weekday(day) == formats.weekday(locale, day)
    for n in (0, 7, 999, 1000, 1234, 12_345, 1_234_567):
        assert ours.grouped(n) == formats.count(locale, n)
    for display in ("87", "4.12", ">99.9", "<0.1", "+13", "−13", "–"):
        assert ours.number(display) == formats.number(locale, display)
        assert ours.percent(display) == formats.percent(locale, display)
    for moment in (time(0, 5), time(9, 30), time(23, 59)):
        assert ours.clock(moment) == formats.clock(locale, moment)


def test_every_language_of_the_interface_is_known() -> None:
    assert by_heart.WRITTEN.keys() >= LANGUAGES.keys()
