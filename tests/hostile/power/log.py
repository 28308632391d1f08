"""What a program did to its disk, as `disk.c` wrote it down, and what it was thanked for meanwhile."""

import json
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any


class Kind(IntEnum):
    """The operations; the numbers are those of `disk.c`."""

    CREATE = 1
    WRITE = 2
    TRUNCATE = 3
    SYNC = 4
    RENAME = 5
    UNLINK = 6
    FOLDER = 7
    LINK = 8
    SYNC_FAILED = 9
    UNKNOWN = 10
    MARK = 11


_HEAD = struct.Struct("<IIQq")


@dataclass(frozen=True, slots=True)
class Operation:
    """One record. Names are relative to the disk's folder, '' for itself."""

    kind: Kind
    inode: int
    number: int
    """Where a write begins; the size after a truncation."""
    data: bytes

    @property
    def name(self) -> str:
        """The name, or the first of two."""
        return self.data.partition(b"\0")[0].decode()

    @property
    def other(self) -> str:
        """The second name of a rename or a link."""
        return self.data.partition(b"\0")[2].decode()

    @property
    def mark(self) -> Any:
        """What was marked."""
        return json.loads(self.data)


def operations(log: Path) -> Iterator[Operation]:
    """Every record of `log`. ValueError if the program did something that is not followed."""
    data = log.read_bytes()
    at = 0
    while at < len(data):
        kind, size, inode, number = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        operation = Operation(Kind(kind), inode, number, data[at : at + size])
        at += size
        if operation.kind is Kind.UNKNOWN:
            raise ValueError(f"the recorder does not follow {operation.name}")
        yield operation
    assert at == len(data), "a log that ends in mid-record"


class Marks:
    """Writes marks into a log among the operations, from whichever process knows what was thanked for."""

    def __init__(self, log: Path) -> None:
        self._file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def put(self, mark: object) -> None:
        """Writes `mark` (JSON) down as having happened now."""
        data = json.dumps(mark).encode()
        os.write(self._file, _HEAD.pack(Kind.MARK, len(data), 0, 0) + data)

    def close(self) -> None:
        """Closes the log."""
        os.close(self._file)
