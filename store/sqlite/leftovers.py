"""What a power cut or a kill left of files that never became whole: people's answers are in them."""

import contextlib
import time
from pathlib import Path

PART = ".part"
"""How the name of a file ends that is not whole yet; it begins with a dot."""
_STALE_SECONDS = 86_400
"""Nobody writes at one file for so long."""


def clear_leftovers(folder: Path) -> None:
    """Removes them from `folder`, but for those that somebody may still be writing; what cannot go stays."""
    for part in folder.glob(f".*{PART}"):
        with contextlib.suppress(OSError):
            if part.stat().st_mtime < time.time() - _STALE_SECONDS:
                part.unlink()
