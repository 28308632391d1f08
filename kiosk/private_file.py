"""Small files, whole or absent, for their owner only, and on disk before anyone relies on them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from store.sqlite.leftovers import PART
from store.sqlite.synced import sync_folder


def replace(path: Path, text: str) -> None:
    """Writes `text` as `path`, mode 0600, replacing what was there at one stroke. OSError when it cannot."""
    temporary = _beside(path, text)
    try:
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def create(path: Path, text: str) -> bool:
    """Writes `text` as `path`, mode 0600, unless something is there already. True if it was written."""
    if path.is_symlink() or path.exists():
        return False
    temporary = _beside(path, text)
    try:
        try:
            os.link(temporary, path)  # unlike a rename, never over a file that has just appeared
        except FileExistsError:
            return False
        except OSError:  # a file system without hard links
            os.rename(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


@contextmanager
def growing(path: Path) -> Iterator[TextIO]:
    """A file that is written little by little, and is `path` only once all of it is on the disk. OSError.

    Line ends are as they are written. What goes wrong within leaves nothing of it.
    """
    import tempfile  # loads OpenSSL, which no kiosk's first picture is to wait for

    descriptor, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="") as out:
            yield out
            out.flush()
            os.fsync(descriptor)
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise


def _beside(path: Path, text: str) -> Path:
    """A synced file with `text` beside `path`. One left by a process that was killed is written over."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600
    )
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
