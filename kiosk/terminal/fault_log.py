"""What went wrong, in a file that cannot grow without end; never with the values of local variables."""

import os
import traceback
from datetime import datetime
from pathlib import Path

LARGEST = 1_000_000
"""Bytes after which the file is set aside as `.1`, in place of the one before; so two are kept."""


def write(log: Path, fault: BaseException, now: datetime) -> None:
    """Adds the traceback of `fault`. What cannot be written is let go: a kiosk must not fail of its log."""
    text = "".join(traceback.format_exception(fault))
    try:
        if log.exists() and log.stat().st_size > LARGEST:
            log.replace(log.with_name(log.name + ".1"))
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{now.isoformat(timespec='seconds')} {text}\n")
    except OSError:
        return
