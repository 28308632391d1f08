"""The file itself, before SQLite touches it: what may be told without a connection.

Only while this process has no connection to the file: closing any handle on it drops the POSIX locks of all
its connections (https://sqlite.org/howtocorrupt.html, 2.2).
"""

import contextlib
import errno
import os
import stat
from pathlib import Path

from store.sqlite.engine import OLDEST, Version
from store.sqlite.error import StoreError, Trouble, denied
from store.sqlite.place import require_local

HEADER = b"SQLite format 3\x00"


def check_place(path: Path, *, writing: bool, engine: Version) -> None:
    """StoreError where no store can be at `path`; looks at names and rights only."""
    if engine < OLDEST:
        raise StoreError(
            f"SQLite {'.'.join(map(str, engine))} is too old (needs {'.'.join(map(str, OLDEST))}); "
            "install the pysqlite3 package or a newer Python."
        )
    if not path.parent.is_dir():
        raise StoreError(
            f"The folder {path.parent} does not exist; run kiosk init, or name another home (--home)."
        )
    if path.is_dir():
        raise StoreError(f"{path} is a folder, where a file should be; move it away, or name another home.")
    require_local(path.parent)
    if not path.exists():
        if not writing:
            raise StoreError(f"There is no store at {path} yet; start the kiosk first (kiosk run).")
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise StoreError(
                f"The folder {path.parent} cannot be written; give yourself the right to write it.",
                Trouble.UNWRITABLE,
            )
    elif writing and not os.access(path, os.W_OK):
        raise StoreError(
            f"{path} cannot be written; give yourself the right to write it and its folder.",
            Trouble.UNWRITABLE,
        )


def check_file(path: Path, *, writing: bool) -> None:
    """StoreError for a file that is no database; where there is none, makes an empty one for its owner."""
    try:
        if not path.exists():
            # SQLite gives the same rights to -wal and -shm.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        if stat.S_ISFIFO(path.stat().st_mode):  # opening it would wait for another end
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        with path.open("rb") as file:
            head = file.read(len(HEADER))
    except OSError as error:
        raise denied(error, path) from error
    if head and head != HEADER and not mendable(path):
        trouble = Trouble.DAMAGED if _was_ours(path) else Trouble.OTHER
        raise StoreError(f"{path} is not a database; move it away, or name another home.", trouble)
    if writing and stat.S_IMODE(path.stat().st_mode) & 0o077:
        with contextlib.suppress(OSError):  # another person's file that we may write: their rights stand
            path.chmod(0o600)


def _was_ours(path: Path) -> bool:
    """Whether a kiosk has lived with this file: what it lays beside it is still there."""
    return any(path.parent.glob(f"{path.name}-*"))


def identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at `path`, whatever it is called; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def in_wal(path: Path) -> bool:
    """Whether the file is in WAL mode, from its header.

    An engine with the WAL-reset bug must not even connect to find out, since its closing may checkpoint.
    Where a log lies beside it, a power cut may have spoilt the header, and SQLite goes by the log. StoreError
    when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(20)[18:20] == b"\x02\x02" or _has_content(_beside(path, "-wal"))
    except OSError as error:
        raise denied(error, path) from error


def mendable(path: Path) -> bool:
    """Whether a log or journal beside the file may hold its first page.

    A power cut while that page was written leaves anything there; SQLite puts it right, or says that it is
    no database.
    """
    return any(_has_content(_beside(path, suffix)) for suffix in ("-wal", "-journal"))


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
