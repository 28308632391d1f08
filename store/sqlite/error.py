"""What went wrong with the store, in one sentence for a person."""

import errno
from enum import Enum, auto
from pathlib import Path


class Trouble(Enum):
    """What kind of thing went wrong, for a program that has to go on."""

    DAMAGED = auto()
    """The file is no database, or no longer a whole one."""
    FULL = auto()
    LOCKED = auto()
    """Another program had it for longer than we wait."""
    UNWRITABLE = auto()
    """By the rights of the file or its folder, or because the disk takes no more writing."""
    DISK = auto()
    """The disk reported an error."""
    OTHER = auto()


class StoreError(Exception):
    """The store cannot be opened, read or written; `str(error)` says why, and the mend."""

    def __init__(self, sentence: str, trouble: Trouble = Trouble.OTHER) -> None:
        super().__init__(sentence)
        self.trouble = trouble


_DAMAGED = "{path} is damaged; a kiosk that starts puts it aside and saves what can be read of it."
_SENTENCES = (
    ("not a database", Trouble.DAMAGED, "{path} is not a database; move it away, or name another home."),
    ("malformed", Trouble.DAMAGED, _DAMAGED),
    ("encrypted", Trouble.DAMAGED, "{path} is not a database; move it away, or name another home."),
    (
        "locked",
        Trouble.LOCKED,
        "{path} is in use by another program for too long; close that program, then try again.",
    ),
    (
        "busy",
        Trouble.LOCKED,
        "{path} is in use by another program for too long; close that program, then try again.",
    ),
    (
        "readonly",
        Trouble.UNWRITABLE,
        "{path} cannot be written; give yourself the right to write it and its folder.",
    ),
    (
        "unable to open",
        Trouble.UNWRITABLE,
        "{path} cannot be opened; look at the rights of the file and of its folder.",
    ),
    ("full", Trouble.FULL, "The disk of {path} is full; free some space."),
    (
        "disk i/o",
        Trouble.DISK,
        "The disk of {path} reported an error; look at the cable or card, and keep a backup.",
    ),
)


def explained(error: Exception, path: Path) -> StoreError:
    """SQLite's `error` about the file at `path` as a sentence; to be raised from it."""
    said = str(error).lower()
    for part, trouble, sentence in _SENTENCES:
        if part in said:
            return StoreError(sentence.format(path=path), trouble)
    return StoreError(f"{path} cannot be used: SQLite says {error}.")


def damaged(path: Path) -> StoreError:
    """What the file at `path` holds cannot be: to be raised where SQLite itself sees nothing wrong."""
    return StoreError(_DAMAGED.format(path=path), Trouble.DAMAGED)


def denied(error: OSError, path: Path) -> StoreError:
    """The operating system's `error` about the file at `path` as a sentence; to be raised from it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return explained(OSError("full"), path)
    if error.errno == errno.EIO:
        return explained(OSError("disk i/o"), path)
    return StoreError(
        f"{path} cannot be opened ({error.strerror}); look at the rights of the file and of its folder.",
        Trouble.UNWRITABLE,
    )
