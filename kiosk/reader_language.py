"""Which language, and which country's numbers, the person at this terminal reads."""

import os
from collections.abc import Mapping


def reader_language(chosen: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """`chosen`, else what the terminal's locale says ('fr_CA'), else English.

    It may be a language that the interface lacks: its words are then English, but a survey may have it.
    """
    if chosen:
        return chosen
    named = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    locale = named.partition(".")[0].partition("@")[0]
    return "en" if locale in ("", "C", "POSIX") else locale
