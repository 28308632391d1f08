"""What survives a power cut from here on."""

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """What was written to a file is on the disk when it returns. OSError when the disk says otherwise."""
    _sync(os.open(path, os.O_RDWR))  # Windows syncs no file that is only read


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk when it returns. OSError when the disk says otherwise."""
    if os.name == "posix":  # Windows opens no folder
        _sync(os.open(folder, os.O_RDONLY))


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
