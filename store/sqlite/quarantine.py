"""The quarantine: where damaged files go, whole and with their logs, to be read from there.

A case is a folder of the file's own name, its -wal and -shm, and a note of how far it has been read.
Nothing in it is ever deleted by the program.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from store.sqlite.error import StoreError, Trouble
from store.sqlite.file import identity
from store.sqlite.locks import lock_file
from store.sqlite.synced import sync_folder

_BESIDE = ("-wal", "-shm", "-journal")
_NOTE = "salvaged.json"
_POLL = 0.02
_WAIT_SECONDS = 5.0

Identities = dict[str, tuple[int, int]]
"""Which files lay beside a store, by what their names end in."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a case has been read."""

    after: int = -1
    """The key of the last response that was looked at."""
    saved: int = 0
    """Responses that are in the store now."""
    lost: int = 0
    """Responses that can no longer be read, as far as that can be told."""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One file in quarantine."""

    folder: Path
    name: str

    @property
    def database(self) -> Path:
        """The file."""
        return self.folder / self.name

    @property
    def progress(self) -> Progress:
        """As noted; from the beginning where nothing is."""
        try:
            return Progress(**json.loads((self.folder / _NOTE).read_text(encoding="ascii")))
        except (OSError, ValueError, TypeError):
            return Progress()

    def note(self, progress: Progress) -> None:
        """Notes how far it has been read. OSError when that cannot be written."""
        part = self.folder / f".{_NOTE}.{os.getpid()}"
        fields = {name: getattr(progress, name) for name in Progress.__slots__}
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            json.dump(fields, file)
        os.replace(part, self.folder / _NOTE)


def quarantine_folder(database: Path) -> Path:
    """Where the cases of the store at `database` lie."""
    return database.parent / "quarantine"


def cases(database: Path) -> list[Case]:
    """Every case with a file in it, newest first."""
    with contextlib.suppress(OSError):
        found = sorted((f for f in quarantine_folder(database).iterdir() if f.is_dir()), reverse=True)
        return [Case(f, database.name) for f in found if (f / database.name).is_file()]
    return []


def beside(database: Path) -> Identities:
    """Which -wal, -shm and -journal lie beside `database` now."""
    found = {end: identity(_with(database, end)) for end in _BESIDE}
    return {end: file for end, file in found.items() if file is not None}


@contextmanager
def changing_files(database: Path) -> Iterator[None]:
    """Of all the processes of a home, one at a time puts files away and opens new ones. StoreError: busy."""
    folder = quarantine_folder(database)
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            lock = lock_file(folder / ".lock", f"{folder} is in use by another process.")
            break
        except OSError as error:
            raise StoreError(f"{folder} cannot be made ({error.strerror}).") from error
        except StoreError as error:
            if error.trouble is not Trouble.LOCKED or time.monotonic() >= deadline:
                raise
        time.sleep(_POLL)
    with lock:
        yield


def put_away(database: Path, now_ms: int) -> Case:
    """Moves the file at `database` and all that lies beside it into a new case. OSError when it cannot.

    Inside `changing_files`. A connection that is still open goes on using the moved files.
    """
    case = new_case(database, now_ms)
    ends = [end for end in ("", *_BESIDE) if _with(database, end).exists()]
    try:
        # First a second name for each, so that no kill comes between a file and its log.
        for end in ends:
            os.link(_with(database, end), _with(case.database, end))
        sync_folder(case.folder)
        for end in ends:
            _with(database, end).unlink()
    except OSError:  # a file system without hard links
        for end in ends:
            if _with(database, end).exists():
                os.replace(_with(database, end), _with(case.database, end))
    sync_folder(case.folder)
    sync_folder(database.parent)
    return case


def put_log_away(database: Path, ours: Identities, now_ms: int) -> None:
    """Moves the log of a file that is no longer there, so that none takes it for its own.

    Inside `changing_files`. `ours`: only files that are these are moved. OSError when it cannot.
    """
    there = [end for end, file in beside(database).items() if ours.get(end) == file]
    if there:
        case = new_case(database, now_ms)
        for end in there:
            os.rename(_with(database, end), _with(case.database, end))
        sync_folder(case.folder)
        sync_folder(database.parent)


def is_in_quarantine(database: Path, file: tuple[int, int] | None) -> bool:
    """Whether a file that is no longer at `database` was put away by somebody."""
    return file is not None and any(identity(case.database) == file for case in cases(database))


def _with(database: Path, end: str) -> Path:
    return database.with_name(database.name + end)


def new_case(database: Path, now_ms: int) -> Case:
    """A case with nothing in it yet. OSError when it cannot be made."""
    moment = datetime.fromtimestamp(now_ms / 1000, UTC)
    for count in range(1000):
        folder = quarantine_folder(database) / (
            f"{moment:%Y-%m-%dT%H%M%SZ}" + (f"-{count:03}" if count else "")
        )
        try:
            folder.mkdir(mode=0o700, parents=True)
        except FileExistsError:
            continue
        # The way to it is on the disk before anything is moved there.
        sync_folder(folder.parent)
        sync_folder(database.parent)
        return Case(folder, database.name)
    raise FileExistsError(f"{quarantine_folder(database)} holds too many cases of one second.")
