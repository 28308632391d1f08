"""Which language, and which country's numbers, the person at this terminal reads."""

import os
from collections.abc import Mapping

from store.words import LANGUAGES


def reader_language(chosen: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """`chosen`, else what the terminal's locale says ('fr_CA'), else English.

    Only languages of the interface: a locale of another one is read in English.
    """
    if chosen:
        return chosen
    named = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    locale = named.partition(".")[0].partition("@")[0]
    return locale if locale.partition("_")[0] in LANGUAGES else "en"
