"""Where a person's words still stand after they were erased from the store: copies made before."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from store.sqlite.engine import sqlite3
from store.sqlite.quarantine import cases

_HOLDS = (
    "SELECT 1 FROM response r WHERE r.uid = ? AND (r.reference IS NOT NULL OR EXISTS"
    " (SELECT 1 FROM written w WHERE w.day = r.id >> 24 AND w.response = r.id AND w.text IS NOT NULL))"
)
_AT_ONCE = 1 << 20


def traces(
    database: Path, copies: Iterable[Path], exports: Iterable[Path], uids: Sequence[str]
) -> list[Path]:
    """Of `copies` of the store, files in quarantine and `exports`, those that still hold any of `uids`.

    One that cannot be read is among them: what it holds is not known.
    """
    kept = [*copies, *(case.database for case in cases(database))]
    return [path for path in kept if _holds(path, uids)] + [path for path in exports if _names(path, uids)]


def _holds(path: Path, uids: Sequence[str]) -> bool:
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:  # a damaged file's: what is in it is not told by the file
        return True
    # Without its log and without a lock: a copy lies still, and a file in quarantine is nobody's to change.
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            return any(connection.execute(_HOLDS, (uid,)).fetchone() for uid in uids)
    except sqlite3.Error:
        return True


def _names(path: Path, uids: Sequence[str]) -> bool:
    wanted = [uid.encode() for uid in uids]
    tail = b""
    try:
        with path.open("rb") as file:
            while block := file.read(_AT_ONCE):
                text = tail + block
                if any(uid in text for uid in wanted):
                    return True
                tail = text[-max(map(len, wanted), default=0) :]
    except OSError:
        return True
    return False
