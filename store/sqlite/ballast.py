"""The ballast: room on the disk that is kept for the moment when there is none left."""

import contextlib
import os
import shutil
from pathlib import Path

SIZE = 32_000_000
"""Bytes."""

_CHUNK = 1 << 20
_SPARE = 3
"""It is only made where it leaves so many times its size free."""


class Ballast:
    """A file beside the store that takes room and holds nothing. All kiosks of a home share it."""

    def __init__(self, database: Path, *, size: int = SIZE) -> None:
        self.path = ballast_path(database)
        """The file."""
        self._size = size
        self.was_released = False
        """Whether this process has let it go."""

    @property
    def is_there(self) -> bool:
        """Whether there is room to let go of."""
        return self.path.exists()

    def release(self) -> bool:
        """Gives its room to whoever needs it now. False: there was none to give."""
        try:
            self.path.unlink()
        except OSError:
            return False
        self.was_released = True
        return True

    def make(self) -> bool:
        """Takes the room, where plenty is left; whether it has it. OSError never."""
        if self.is_there:
            return True
        part = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            if shutil.disk_usage(self.path.parent).free < self._size * (_SPARE + 1):
                return False
            descriptor = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            try:
                _take(descriptor, self._size)
            finally:
                os.close(descriptor)
            os.replace(part, self.path)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            return False
        return True


def ballast_path(database: Path) -> Path:
    """Where the ballast of the store at `database` lies."""
    return database.with_name(f"{database.name}-ballast")


def _take(descriptor: int, size: int) -> None:
    if hasattr(os, "posix_fallocate"):
        with contextlib.suppress(OSError):  # not every file system can; a full one says so again below
            os.posix_fallocate(descriptor, 0, size)
            return
    left = size
    while left > 0:
        left -= os.write(descriptor, os.urandom(min(_CHUNK, left)))  # zeros may be packed to nothing
