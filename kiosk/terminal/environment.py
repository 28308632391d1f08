"""The environment that Textual reads when it is imported: nothing in it may steer a kiosk."""

import os
from collections.abc import MutableMapping

_KEPT = {"TEXTUAL_ANIMATIONS"}
"""A person's wish for less movement is respected."""


def clear(environ: MutableMapping[str, str] = os.environ, *, served: bool = False) -> None:
    """Takes out whatever would open devtools, press keys, take screenshots or fix the terminal's size.

    `served` keeps TEXTUAL_DRIVER, by which a session in a browser draws. Call it before textual is imported.
    """
    kept = _KEPT | {"TEXTUAL_DRIVER"} if served else _KEPT
    for name in list(environ):
        if name.startswith("TEXTUAL") and name not in kept:
            del environ[name]
    for name in ("COLUMNS", "LINES"):  # a shell's export would outlive the next resize
        environ.pop(name, None)
