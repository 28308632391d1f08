"""A disk with a cache that forgets: what may stand on it when the power goes.

What was synced is there. Of what was not, anything may be: all, none, any part of it in any order, a write
torn at a sector, a write that left zeros. A name (of a new, renamed or removed file) is on the
disk when its folder was synced, and not before: stricter than any journalling file system.
"""

import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from hostile.power.log import Kind, Operation

SECTOR = 512

_DATA = (Kind.WRITE, Kind.TRUNCATE)
_NAMES = (Kind.CREATE, Kind.RENAME, Kind.UNLINK, Kind.LINK, Kind.FOLDER)


@dataclass(frozen=True, slots=True)
class Cut:
    """One way in which a cut may end."""

    how: str
    kept: Sequence[Operation]
    """Of the operations that were not synced, those that reached the disk."""


@dataclass(slots=True)
class Disk:
    """What is on the disk for certain, and what may be."""

    names: dict[str, int] = field(default_factory=dict)
    """Relative names, of files and folders, and the inode of each."""
    contents: dict[int, bytes] = field(default_factory=dict)
    """Of files only."""
    pending: list[Operation] = field(default_factory=list)
    """Done, and not synced; oldest first."""
    syncs: int = 0
    """How many there were."""
    doubtful: list[Operation] = field(default_factory=list)
    """What a failed sync should have written: the system forgets that it is not on the disk, so that no
    later sync writes it, and shows it to whoever reads."""
    _current: dict[int, int] = field(default_factory=dict)
    _next: int = 1 << 62

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """A disk that holds `folder` as it is now, synced."""
        disk = cls()
        for path in (folder, *sorted(folder.rglob("*"))):
            name = "" if path == folder else str(path.relative_to(folder))
            inode = os.stat(path).st_ino
            disk.names[name] = inode
            if path.is_file() and not name.endswith("-shm"):
                disk.contents[inode] = path.read_bytes()
        return disk

    def do(self, operation: Operation) -> None:
        """Does the next operation of a program."""
        match operation.kind:
            case Kind.SYNC:
                self._sync(operation)
            case Kind.SYNC_FAILED:
                mine = self._mine(operation)
                self.doubtful += [pending for pending in mine if pending.kind is Kind.WRITE]
                self.pending = [p for p in self.pending if p not in mine or p.kind is not Kind.WRITE]
            case Kind.CREATE | Kind.FOLDER:
                # A file system uses an inode's number again; here each file has its own.
                self._next += 1
                self._current[operation.inode] = self._next
                if operation.kind is Kind.CREATE:
                    self.contents[self._next] = b""
                self.pending.append(replace(operation, inode=self._next))
            case Kind.MARK:
                pass
            case _:
                self.pending.append(replace(operation, inode=self._now(operation.inode)))

    def _now(self, inode: int) -> int:
        return self._current.get(inode, inode)

    def _sync(self, operation: Operation) -> None:
        self.syncs += 1
        synced = self._mine(operation)
        self.names, self.contents = _after(self.names, self.contents, synced)
        self.pending = [pending for pending in self.pending if pending not in synced]
        for over in synced:
            self.doubtful = [left for doubtful in self.doubtful for left in _less(doubtful, over)]

    def _mine(self, operation: Operation) -> list[Operation]:
        """Of what is pending, that which a sync of this file or folder writes."""
        inode = self._now(operation.inode)
        if inode in self.contents:
            return [p for p in self.pending if p.kind in _DATA and p.inode == inode]
        return [p for p in self.pending if p.kind in _NAMES and operation.name in _folders(p)]

    @property
    def _uncertain(self) -> list[Operation]:
        return [*self.doubtful, *self.pending]

    def image(self, cut: Cut) -> dict[str, bytes]:
        """The files after the cut, by name."""
        names, contents = _after(self.names, self.contents, cut.kept)
        return {
            name: contents[inode]
            for name, inode in names.items()
            if inode in contents and all(str(folder) in names for folder in _parents(name))
        }

    def folders(self) -> list[str]:
        """The folders that are there for certain."""
        return [name for name, inode in self.names.items() if inode not in self.contents]

    def whole(self) -> Cut:
        """All that was done has reached the disk."""
        return Cut("all of it", self._uncertain)

    def cut(self, dice: random.Random) -> Cut:
        """One way in which a cut now may end, by chance."""
        pending = self._uncertain
        if not pending:
            return self.whole()
        at = dice.randrange(len(pending))
        one = pending[at]
        before, after = pending[:at], pending[at + 1 :]
        match dice.randrange(10):
            case 0:
                return Cut("one dropped", [*before, *after])
            case 1:
                return Cut("one alone", [one])
            case 2:
                return Cut("no more than the first", [*before, one])
            case 3:
                return Cut("one torn", [*before, _torn(one, dice), *after])
            case 4:
                return Cut("the last torn", [*before, _torn(one, dice)])
            case 5:
                return (
                    Cut("one as zeros", [*before, replace(one, data=bytes(len(one.data))), *after])
                    if (one.kind is Kind.WRITE)
                    else Cut("one dropped", [*before, *after])
                )
            case 6:
                keeps = dice.random() < 0.5
                return Cut("by file", [o for o in pending if (o.inode == one.inode) is keeps])
            case 7:
                return Cut("none of it", ())
            case 8:
                return self.whole()
            case _:
                return Cut("any of it", [o for o in pending if dice.random() < 0.5])


def _less(doubtful: Operation, over: Operation) -> Iterator[Operation]:
    """What is left of a doubtful write when another was written over it, and synced."""
    start, end = doubtful.number, doubtful.number + len(doubtful.data)
    covered, until = over.number, over.number + len(over.data)
    if over.inode != doubtful.inode or over.kind not in _DATA or covered >= end:
        yield doubtful
        return
    if over.kind is Kind.WRITE and until < end:
        at = max(until, start)
        yield replace(doubtful, number=at, data=doubtful.data[at - start :])
    if start < covered:
        yield replace(doubtful, data=doubtful.data[: covered - start])


def _torn(operation: Operation, dice: random.Random) -> Operation:
    """Some sectors of a write: its beginning or its end."""
    if operation.kind is not Kind.WRITE or len(operation.data) <= SECTOR:
        return operation
    at = SECTOR * dice.randrange(1, -(-len(operation.data) // SECTOR))
    if dice.random() < 0.5:
        return replace(operation, data=operation.data[:at])
    return replace(operation, data=operation.data[at:], number=operation.number + at)


def _folders(operation: Operation) -> tuple[str, ...]:
    """The folders in which an operation changes a name."""
    both = (operation.name, operation.other) if operation.kind is Kind.RENAME else (operation.name,)
    if operation.kind is Kind.LINK:
        both = (operation.other,)
    return tuple("" if str(PurePosixPath(n).parent) == "." else str(PurePosixPath(n).parent) for n in both)


def _parents(name: str) -> Iterator[PurePosixPath]:
    return (folder for folder in PurePosixPath(name).parents if str(folder) != ".")


def _after(
    names: Mapping[str, int], contents: Mapping[int, bytes], done: Sequence[Operation]
) -> tuple[dict[str, int], dict[int, bytes]]:
    """Names and contents after some operations; what needs a name that is not there does nothing."""
    names, contents = dict(names), dict(contents)
    changed: dict[int, bytearray] = {}
    for operation in done:
        name = operation.name if operation.kind in _NAMES else ""
        match operation.kind:
            case Kind.CREATE | Kind.FOLDER:
                names[name] = operation.inode
            case Kind.UNLINK:
                names.pop(name, None)
            case Kind.RENAME if name in names:
                names[operation.other] = names.pop(name)
            case Kind.LINK if name in names:
                names[operation.other] = names[name]
            case Kind.WRITE | Kind.TRUNCATE:
                content = changed.get(operation.inode)
                if content is None:
                    content = changed[operation.inode] = bytearray(contents.get(operation.inode, b""))
                end = operation.number + len(operation.data)
                if len(content) < end:
                    content.extend(bytes(end - len(content)))
                if operation.kind is Kind.TRUNCATE:
                    del content[end:]
                else:
                    content[operation.number : end] = operation.data
    contents.update((inode, bytes(content)) for inode, content in changed.items())
    return names, contents
