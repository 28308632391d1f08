"""Which language, and which country's numbers, the person at this terminal reads."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.home import Home
    from store.words import Words


def reader_language(
    chosen: str | None = None,
    home: "Home | None" = None,
    environ: Mapping[str, str] = os.environ,
    *,
    shop: str | None = None,
) -> str:
    """`chosen`, else what the terminal's locale says ('fr_CA'), else what the settings of `home` say.

    `shop` is what they are about to say, of a home that is being set up.

    An English locale gives way to the shop, unless it is LC_ALL that says so: a machine has one where
    nobody has chosen anything, and cron has none at all. Without settings it is English. It may be a language
    that the interface lacks: its words are then English, but a survey may have it.
    """
    if chosen:
        return chosen
    named = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    locale = named.partition(".")[0].partition("@")[0]
    found = "en" if locale in ("", "C", "POSIX") else locale
    if environ.get("LC_ALL") or found.partition("_")[0] != "en":
        return found
    if home is not None and shop is None:
        from kiosk.settings import language_of

        shop = language_of(home)
    return found if shop is None or shop.partition("-")[0] == "en" else shop


def reader_words(home: "Home | None" = None) -> "Words":
    """The words that a command says to whoever reads this terminal."""
    from store.words import words_for

    return words_for(reader_language(home=home))
