"""Which language, and which country's numbers, the person at this terminal reads."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.home import Home
    from store.words import Words


def reader_language(
    chosen: str | None = None, home: "Home | None" = None, environ: Mapping[str, str] = os.environ
) -> str:
    """`chosen`, else what the terminal's locale says ('fr_CA'), else what the settings of `home` say.

    An English locale gives way to the settings, unless it is LC_ALL that says so: a machine has one where
    nobody has chosen anything, and cron has none at all. Without settings it is English. It may be a language
    that the interface lacks: its words are then English, but a survey may have it.
    """
    if chosen:
        return chosen
    named = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    locale = named.partition(".")[0].partition("@")[0]
    found = "en" if locale in ("", "C", "POSIX") else locale
    if home is None or environ.get("LC_ALL") or found.partition("_")[0] != "en":
        return found
    from kiosk.settings import language_of

    shops = language_of(home)
    return found if shops is None or shops.partition("-")[0] == "en" else shops


def reader_words(home: "Home | None" = None) -> "Words":
    """The words that a command says to whoever reads this terminal."""
    from store.words import words_for

    return words_for(reader_language(home=home))
