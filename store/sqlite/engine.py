"""The SQLite engine: which module, which version, and which journal is safe with it.

SQLite 3.7.0 to 3.51.2 can corrupt a file in WAL mode when a second process checkpoints while the first one
restarts the log (https://sqlite.org/wal.html#walresetbug); mended in 3.51.3, 3.50.7 and 3.44.6. Because the
fault lies in each process and not in the file, every process that opens the store has to decide by its own
engine.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    # The very module that sqlite_utils.utils.sqlite3 is, without importing sqlite_utils (50-80 ms):
    # two copies of SQLite in one process, open on one file, would drop each other's POSIX locks.
    try:
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3

__all__ = ["OLDEST", "VERSION", "Version", "journal_mode", "sqlite3", "wal_is_safe"]

Version = tuple[int, int, int]

VERSION: Version = sqlite3.sqlite_version_info
"""The version of SQLite in this process."""

OLDEST: Version = (3, 37, 0)
"""The first version with STRICT tables."""


def wal_is_safe(version: Version) -> bool:
    """Whether `version` of SQLite has the WAL-reset bug mended."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def journal_mode(version: Version) -> str:
    """The journal that survives a power cut with `version`: 'wal', or 'truncate' where WAL is not safe.

    Not 'delete': the unlink that ends its transactions is not synced, so a power cut can roll back what
    was already acknowledged.
    """
    return "wal" if wal_is_safe(version) else "truncate"
