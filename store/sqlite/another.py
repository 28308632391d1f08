"""A file that somebody names, which is not the store at work: what is wrong with it is said as of a copy."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from store.sqlite.database import APPLICATION_ID
from store.sqlite.error import StoreError, Trouble, denied
from store.sqlite.file import HEADER, mendable

_OWNER = slice(68, 72)
"""Where the first page says whose database it is (https://sqlite.org/fileformat.html, 1.3)."""
_LOOKED_AT = 512


def check_another(path: Path) -> None:
    """StoreError for a file that is no kiosk's. To be asked before this process has a connection to it."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError as error:
        raise denied(error, path) from error
    owner = int.from_bytes(head[_OWNER], "big")
    if mendable(path) or (head.startswith(HEADER) and owner == APPLICATION_ID):
        return
    if head and b"\0" not in head:
        raise StoreError(f"{path} is no kiosk's file; kiosk import takes over answers from a CSV file.")
    raise StoreError(f"{path} is no kiosk's file; name a kiosk's backup, or its kiosk.db.")


@contextlib.contextmanager
def another(path: Path) -> Iterator[None]:
    """What goes wrong within is said of the copy at `path`, which no kiosk mends at its start. StoreError."""
    try:
        yield
    except StoreError as error:
        if error.trouble is Trouble.DAMAGED:
            raise StoreError(
                f"{path} is damaged, or only a part of it is there; copy it anew, or take an older copy."
            ) from error
        if error.trouble is Trouble.UNWRITABLE:
            raise StoreError(
                f"{path} cannot be read where nothing may be written beside it; copy it to a disk of this"
                " machine, and name that copy."
            ) from error
        raise
