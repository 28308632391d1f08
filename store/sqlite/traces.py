"""Where a person's words still stand after they were erased from the store: copies, tables, pages."""

import re
from collections.abc import Iterable, Sequence, Set
from contextlib import closing
from pathlib import Path

from store.model.trace import trace
from store.sqlite.engine import sqlite3
from store.sqlite.quarantine import cases, quarantine_folder

_HOLDS = (
    "SELECT 1 FROM response r WHERE r.uid = ? AND (r.reference IS NOT NULL OR EXISTS"
    " (SELECT 1 FROM written w WHERE w.day = r.id >> 24 AND w.response = r.id AND w.text IS NOT NULL))"
)
_LOOKED_FOR = 200
"""So many of them, of all ages, are looked for in a copy: it holds all of its time or none."""
_WORD = re.compile(rb"[^\s,;\"'<>]+")
"""A cell of a table, a text of JSON, an attribute of a page."""


def traces(database: Path, copies: Iterable[Path], files: Iterable[Path], uids: Sequence[str]) -> list[Path]:
    """Of `copies` of the store, what is in quarantine and `files` that were written, those that still hold
    any of `uids`.

    One that cannot be read is among them: what it holds is not known.
    """
    kept = [*copies, *(case.database for case in cases(database))]
    sample = uids[:: len(uids) // _LOOKED_FOR + 1]
    put_away = sorted(quarantine_folder(database).glob("*.jsonl"))
    names = {name.encode() for uid in uids for name in (uid, trace(uid))}
    return [
        *(path for path in kept if _holds(path, sample)),
        *(path for path in (*put_away, *files) if _names(path, names)),
    ]


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


def _names(path: Path, names: Set[bytes]) -> bool:
    try:
        with path.open("rb") as file:
            return any(not names.isdisjoint(_WORD.findall(line)) for line in file)
    except OSError:
        return True
