"""The small files of a home that people write: settings, surveys, PINs, reward codes."""

import errno
import os
import stat
from pathlib import Path

_MOST = 16 * 1024 * 1024
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def read_written(file: Path) -> bytes:
    """What is in `file`.

    OSError as from any reading, and for what is no file or far too long: waiting for the other end of a pipe,
    or for the last byte of a device, would stop a kiosk at its start without a word.
    """
    with open(file, "rb", opener=lambda path, flags: os.open(path, flags | _OPEN)) as opened:
        found = os.fstat(opened.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
        if found.st_size > _MOST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
        return opened.read()
