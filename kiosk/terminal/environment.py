"""The environment that Textual reads when it is imported: only the kiosk itself steers by it."""

import os
from collections.abc import MutableMapping

_KEPT = {"TEXTUAL_ANIMATIONS"}
"""A person's wish for less movement is respected."""
_PAINTS_A_SECOND = "250"
"""At most: what has changed waits for the next of them. With Textual's own 60, most of the time from a key
to its being seen was this wait."""


def prepare(environ: MutableMapping[str, str] = os.environ, *, served: bool = False) -> None:
    """Takes out whatever would open devtools, press keys, take screenshots or fix the terminal's size, and
    says how soon to paint.

    `served` keeps TEXTUAL_DRIVER, by which a session in a browser draws. Call it before textual is imported.
    """
    kept = _KEPT | {"TEXTUAL_DRIVER"} if served else _KEPT
    for name in list(environ):
        if name.startswith("TEXTUAL") and name not in kept:
            del environ[name]
    for name in ("COLUMNS", "LINES"):  # a shell's export would outlive the next resize
        environ.pop(name, None)
    environ["TEXTUAL_FPS"] = _PAINTS_A_SECOND
