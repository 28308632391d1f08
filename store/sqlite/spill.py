"""The spill: where answers are kept while the store cannot be written, and from where they go into it.

A file of a fixed size beside the store, made while there is room, so that writing in it needs none. Each
snapshot of a response is a line with a CRC, written whole and synced before `keep` returns. A line that was
torn by a power cut, or is none of ours, is passed over. What has gone into the store is overwritten with
zeros: a customer's words do not stay.
"""

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from store.model.response import Response
from store.model.survey import Survey
from store.sqlite.file import identity
from store.sqlite.locks import Lock, label_name, lock_file
from store.sqlite.snapshot import packed, sealed, unpacked, unsealed
from store.sqlite.synced import sync_folder

SIZE = 4 << 20
"""Bytes: some 8,000 snapshots."""

_CHUNK = 1 << 16
_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class SpillFull(OSError):
    """There is no room left in the spill."""


@dataclass(frozen=True, slots=True)
class Spilled:
    """What a spill holds."""

    snapshots: tuple[Response, ...]
    """Oldest first; a visit may be there several times."""
    surveys: tuple[str, ...]
    """The texts of the surveys that they answer."""
    unreadable: int
    """Lines that were torn or are not ours; their answers were never thanked for."""


class Spill:
    """The spill of one kiosk. Used by one process at a time, which holds its lock."""

    def __init__(self, path: Path, *, size: int = SIZE) -> None:
        self.path = path
        """The file: `spill_path`."""
        self._size = size
        self._lock: Lock | None = None
        self._descriptor = -1
        self._end = 0
        self._surveys: set[tuple[str, str]] = set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits in it. True before `open`."""
        return self._end == 0

    @property
    def end(self) -> int:
        """How many of its bytes are used."""
        return self._end

    @property
    def is_open(self) -> bool:
        """Whether this process has it."""
        return self._descriptor >= 0

    def open(self) -> None:
        """Takes the file for this process, and makes it as large as it should be while there is room.

        OSError when it cannot be opened at all; StoreError when another process has it. A disk that is full
        is no error: the file then stays as large as it could be made.
        """
        self.close()
        self._lock = lock_file(self.path, f"{self.path} is in use by another kiosk; close that one.")
        try:
            self._descriptor = os.open(self.path, _OPEN, 0o600)
            self._end = _end_of(self._descriptor)
            with contextlib.suppress(OSError):
                self.fill()
        except BaseException:
            self.close()
            raise

    def fill(self) -> None:
        """Makes the file as large as it should be, of real bytes. OSError when there is no room."""
        at = os.fstat(self._descriptor).st_size
        if at >= self._size:
            return
        # Written and not only reserved: a reserved block may need room elsewhere when it is used.
        _write(self._descriptor, bytes(self._size - at), at)
        os.fsync(self._descriptor)
        sync_folder(self.path.parent)

    def keep(self, response: Response, survey: Survey) -> None:
        """Writes a snapshot down: on disk when this returns. OSError, or SpillFull, when it is not.

        `survey` is what it answers; its text is kept once, for a store that does not know it.
        """
        self._be_there()
        lines = b""
        version = (survey.name, survey.version)
        if version not in self._surveys:
            lines += b"\n%s\n" % sealed({"survey": survey.source})
        # Between line ends, so that one that was torn before it swallows no other.
        lines += b"\n%s\n" % sealed(packed(response))
        if self._end + len(lines) > self._size:
            raise SpillFull(errno.ENOSPC, "It is full", str(self.path))
        try:
            _write(self._descriptor, lines, self._end)
            os.fsync(self._descriptor)
        except OSError:
            # What a file holds after a failed fsync is not known, and asking again would not say: the next
            # one is written at the same place, in the file opened anew.
            self._let_go()
            raise
        self._end += len(lines)
        self._surveys.add(version)

    def _be_there(self) -> None:
        """Opens the file again after an error; makes it again, with what it held, after it was deleted."""
        if self._descriptor < 0:
            end = self._end
            self.open()
            self._end = max(end, self._end)
        elif identity(self.path) != _identity(self._descriptor):
            held, descriptor = _bytes(self._descriptor, self._end), self._descriptor
            self._descriptor = -1
            try:
                self.open()
                _write(self._descriptor, held, 0)
                self._end = len(held)
            except BaseException:
                self.close()
                self._descriptor = descriptor
                raise
            os.close(descriptor)

    def read(self) -> Spilled:
        """All that waits in it. OSError when it cannot be read."""
        self._be_there()
        return parsed(_bytes(self._descriptor, self._end))

    def clear(self) -> None:
        """Empties it: what it held is in the store. OSError when that is not on the disk.

        From the front, so that of a visit the newest snapshot goes last.
        """
        if self._end:
            _write(self._descriptor, bytes(self._end), 0)
            os.fsync(self._descriptor)
        self._end = 0
        self._surveys.clear()

    def close(self) -> None:
        """Lets the file go; a second call does nothing."""
        self._let_go()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _let_go(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            # Also where it reports an error: the number may be another file's by then.
            with contextlib.suppress(OSError):
                os.close(descriptor)


def spill_path(database: Path, label: str) -> Path:
    """Where the kiosk called `label` keeps what the store at `database` cannot take."""
    return database.with_name(f"{database.name}-spill-{label_name(label)}")


def spills(database: Path) -> list[Path]:
    """The spills of all kiosks of a store."""
    return sorted(database.parent.glob(f"{database.name}-spill-*"))


def waiting(database: Path) -> int:
    """How many visits the spills of the store at `database` hold; what cannot be read holds none."""
    uids: set[str] = set()
    for path in spills(database):
        with contextlib.suppress(OSError):
            uids.update(response.uid for response in look(path).snapshots)
    return len(uids)


def look(path: Path) -> Spilled:
    """What a spill holds, without taking it. OSError when it cannot be read."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return parsed(_bytes(descriptor, _end_of(descriptor)))
    finally:
        os.close(descriptor)


def parsed(data: bytes) -> Spilled:
    """What the bytes of a spill hold, whatever happened to them."""
    snapshots, surveys, unreadable = [], [], 0
    for line in _lines(data):
        content = unsealed(line)
        if content is None:
            unreadable += 1
        elif isinstance(survey := content.get("survey"), str) and len(content) == 1:
            surveys.append(survey)
        elif (response := unpacked(content)) is not None:
            snapshots.append(response)
        else:
            unreadable += 1
    return Spilled(tuple(snapshots), tuple(surveys), unreadable)


def _lines(data: bytes) -> Iterator[bytes]:
    # A sector that never reached the disk, and what was emptied, are zeros.
    for line in data.split(b"\n"):
        if found := line.strip(b"\0"):
            yield found


def _bytes(descriptor: int, end: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    data = b""
    while len(data) < end and (more := os.read(descriptor, end - len(data))):
        data += more
    return data


def _end_of(descriptor: int) -> int:
    """Behind the last byte that is not zero."""
    at = os.fstat(descriptor).st_size
    while at > 0:
        start = max(0, at - _CHUNK)
        os.lseek(descriptor, start, os.SEEK_SET)
        data = os.read(descriptor, at - start)
        if data != bytes(len(data)):  # far sooner than stripping the zeros of an empty spill off
            return start + len(data.rstrip(b"\0"))
        at = start
    return 0


def _write(descriptor: int, data: bytes, at: int) -> None:
    view = memoryview(data)
    os.lseek(descriptor, at, os.SEEK_SET)
    while view:
        view = view[os.write(descriptor, view[:_CHUNK]) :]


def _identity(descriptor: int) -> tuple[int, int]:
    found = os.fstat(descriptor)
    return found.st_dev, found.st_ino
