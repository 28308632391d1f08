"""The names of desks: a desk without a name of its own sits on the first free seat."""

import os
import re
from pathlib import Path

from store.sqlite.error import StoreError
from store.sqlite.locks import Lock, lock_label

_SEATS = 999


def take_seat(folder: Path, label: str | None) -> tuple[Lock, str]:
    """Makes this process the one called `label`; without a label, the first of desk-1, desk-2… that is free.

    The seats are few and used again, so that what a killed desk left open is ended by the next one that
    sits there. StoreError when the label is taken.
    """
    if label is not None:
        return lock_label(folder, label), label
    refused: StoreError | None = None
    for number in range(1, _SEATS + 1):
        seat = f"desk-{number}"
        try:
            return lock_label(folder, seat), seat
        except StoreError as error:
            refused = error
            if not os.access(folder, os.W_OK):
                break
    assert refused is not None, "there was a first seat"
    raise refused


def terminal_label(descriptor: int) -> str:
    """The name of a terminal as a label: 'tty1', 'pts-3'. Each till has its own, whoever stands there."""
    try:
        name = os.ttyname(descriptor)
    except OSError:
        return "terminal"
    return re.sub(r"[^A-Za-z0-9]+", "-", name.removeprefix("/dev/")).strip("-")[:40]
