"""What went wrong with the store, in one sentence for a person."""

from pathlib import Path


class StoreError(Exception):
    """The store cannot be opened, read or written; `str(error)` says why, and the mend."""


_SENTENCES = (
    ("not a database", "{path} is not a database; move it away, or name another home."),
    ("malformed", "{path} is damaged; move it away and restore a backup (kiosk restore)."),
    ("encrypted", "{path} is not a database; move it away, or name another home."),
    ("locked", "{path} is in use by another program for too long; close that program, then try again."),
    ("busy", "{path} is in use by another program for too long; close that program, then try again."),
    ("readonly", "{path} cannot be written; give yourself the right to write it and its folder."),
    ("unable to open", "{path} cannot be opened; look at the rights of the file and of its folder."),
    ("full", "The disk of {path} is full; free some space."),
    ("disk i/o", "The disk of {path} reported an error; look at the cable or card, and keep a backup."),
)


def explained(error: Exception, path: Path) -> StoreError:
    """SQLite's `error` about the file at `path` as a sentence; to be raised from it."""
    said = str(error).lower()
    for part, sentence in _SENTENCES:
        if part in said:
            return StoreError(sentence.format(path=path))
    return StoreError(f"{path} cannot be used: SQLite says {error}.")
