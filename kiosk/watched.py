"""A file that somebody may change while the kiosk runs."""

import os
from pathlib import Path

_Stamp = tuple[int, int, int, int]


class Watched:
    """Says when a file is another than it was. Looking costs a few microseconds."""

    def __init__(self, path: Path) -> None:
        """What lies there now is taken to be known."""
        self.path = path
        self._stamp = self._look()

    def has_changed(self) -> bool:
        """Whether it was written, replaced, deleted or made since the last look."""
        stamp = self._look()
        changed, self._stamp = stamp != self._stamp, stamp
        return changed

    def _look(self) -> _Stamp | None:
        try:
            found = os.stat(self.path)
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
