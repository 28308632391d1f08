"""What is printed arrives also where the terminal's letters are few: typographic signs become plain ones."""

import codecs
import sys
from io import TextIOWrapper

_PLAIN = {
    "’": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "−": "-",
    "…": "...",
    "×": "x",
    "·": "-",
    "€": "EUR",
    "\u202f": " ",
    "\u00a0": " ",
}


def print_plainly() -> None:
    """From now on a sign that standard output or error cannot write stops nothing."""
    codecs.register_error("kiosk.plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="kiosk.plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return _PLAIN.get(error.object[error.start], "?"), error.start + 1
