"""The rows of a damaged file, read page by page and not by way of its trees, as SQLite documents them
(https://sqlite.org/fileformat.html).

So a destroyed page costs what stands on it, and never what hung below it. Only what a page lists as its own
is read, nothing between, so that what was erased stays so.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.sqlite.database import PAGE_BYTES

INNER_INDEX, LEAF_INDEX, LEAF_TABLE = 2, 10, 13
"""Kinds of pages that hold rows: the first byte of each."""

_MAGIC = b"SQLite format 3\0"
_HEADER, _FRAME = 32, 24
"""Bytes before the frames of a log, and before the page in each."""
_ORDERS = {0x377F0682: "<", 0x377F0683: ">"}
"""In which order of bytes a log's checksums are made, by its first number."""
_FRAMES_AT_ONCE = 200
_SIZES = frozenset(1 << bits for bits in range(9, 17))
"""Bytes that a page of SQLite may have."""
_LONGEST = 1 << 20
"""Bytes: no row of ours is longer; where one says it is, its page is noise, and may lead in circles."""
_MOST_FOLLOWED = 4_096
"""Pages that the rows of one page may run over to: as many as it has room for, each of the longest."""
_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}
"""How many a number takes, by the code of its type."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row."""

    key: int | None
    """The rowid, where the table has one."""
    values: tuple[Any, ...]
    """As stored; the last may be a text that is cut short, and those behind it missing."""
    columns: int
    """How many values there were."""
    is_whole: bool
    """False where a page that held the rest of it is destroyed."""


class Pages:
    """A file and its log, as the last commit in it has left them. The file is never written."""

    def __init__(self, path: Path) -> None:
        """OSError when it cannot be opened."""
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._log: int | None = None
        try:
            logged = path.with_name(f"{path.name}-wal")
            if logged.exists():
                self._log = os.open(logged, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            self._size = self._page_bytes()
        except BaseException:
            self.close()
            raise
        self._count = os.fstat(self._file).st_size // self._size
        self._logged: dict[int, int] = {}
        self._follows = 0

    @property
    def count(self) -> int:
        """How many pages there are; the first is number 1."""
        return self._count

    def close(self) -> None:
        """Lets both go."""
        for file in (self._file, self._log):
            if file is not None:
                os.close(file)

    def read_log(self) -> Iterator[None]:
        """Finds the pages that stand in the log, some at a time. To be gone through before `rows`."""
        if self._log is None:
            return
        head = _read(self._log, 0, _HEADER)
        order = _ORDERS.get(int.from_bytes(head[:4], "big")) if len(head) == _HEADER else None
        if order is None or (sums := _summed(order, head[:24], (0, 0))) != struct.unpack(">II", head[24:]):
            return
        salt, waiting = head[16:24], dict[int, int]()
        for number, at in enumerate(
            range(_HEADER, os.fstat(self._log).st_size, _FRAME + self._size), start=1
        ):
            frame = _read(self._log, at, _FRAME + self._size)
            if len(frame) < _FRAME + self._size or frame[8:16] != salt:
                return
            sums = _summed(order, frame[_FRAME:], _summed(order, frame[:8], sums))
            if sums != struct.unpack_from(">II", frame, 16):
                return
            page, pages = struct.unpack_from(">II", frame)
            waiting[page] = at + _FRAME
            if pages:  # a commit: so many pages the file has from then on
                self._logged.update(waiting)
                waiting.clear()
                self._count = pages
            if not number % _FRAMES_AT_ONCE:
                yield

    def rows(self, number: int) -> tuple[int, list[PageRow]]:
        """The kind of that page and the rows that stand on it; none on pages of other kinds."""
        page = self._page(number)
        if not page or (kind := page[0]) not in (INNER_INDEX, LEAF_INDEX, LEAF_TABLE):
            return 0, []
        found = []
        self._follows = _MOST_FOLLOWED
        head = 12 if kind == INNER_INDEX else 8
        for place in range(min(int.from_bytes(page[3:5], "big"), len(page) // 4)):
            at = head + 2 * place
            cell = int.from_bytes(page[at : at + 2], "big")
            if row := self._row(page, cell, kind):
                found.append(row)
        return kind, found

    def _row(self, page: bytes, at: int, kind: int) -> PageRow | None:
        try:
            if kind == INNER_INDEX:
                at += 4
            length, at = _varint(page, at)
            if not 0 < length <= _LONGEST:
                return None
            key = None
            if kind == LEAF_TABLE:
                key, at = _varint(page, at)
            return _unpacked(key, *self._payload(page, at, length, kind), length)
        except (IndexError, ValueError, struct.error):  # a page of something else
            return None

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> tuple[bytes, int]:
        """As much of a row as there is, and how much of it stands on the page itself: the pages that a long
        one runs over to say nothing of themselves, so that they may be anything."""
        size = self._size
        most = size - 35 if kind == LEAF_TABLE else (size - 12) * 64 // 255 - 23
        if length <= most:
            return page[at : at + length], length
        least = (size - 12) * 32 // 255 - 23
        here = least + (length - least) % (size - 4)
        here = here if here <= most else least
        found = [page[at : at + here]]
        missing = length - here
        (following,) = struct.unpack_from(">I", page, at + here)
        while missing > 0 and self._follows and (page := self._page(following)):
            self._follows -= 1
            found.append(page[4 : 4 + missing])
            missing -= size - 4
            (following,) = struct.unpack_from(">I", page)
        return b"".join(found), here

    def _page(self, number: int) -> bytes:
        """b"" for one that is not there, or that the disk does not give."""
        if not 1 < number <= self._count:  # the first holds nothing but the list of tables
            return b""
        at = self._logged.get(number)
        try:
            if at is not None and self._log is not None:
                page = _read(self._log, at, self._size)
            else:
                page = _read(self._file, (number - 1) * self._size, self._size)
        except OSError:
            return b""
        return page if len(page) == self._size else b""

    def _page_bytes(self) -> int:
        """As the file says, or as our files are."""
        head = _read(self._file, 0, 18)
        size = int.from_bytes(head[16:], "big") if head.startswith(_MAGIC) else 0
        size = 65536 if size == 1 else size
        return size if size in _SIZES else PAGE_BYTES


def _read(file: int, at: int, size: int) -> bytes:
    os.lseek(file, at, os.SEEK_SET)
    return os.read(file, size)


def _summed(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    numbers = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for first, second in zip(numbers, numbers, strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    number = 0
    for place in range(8):
        byte = data[at + place]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + place + 1
    number = number << 8 | data[at + 8]
    return (number - (1 << 64) if number >> 63 else number), at + 9


def _unpacked(key: int | None, payload: bytes, sure: int, length: int) -> PageRow:
    head, at = _varint(payload, 0)
    types = []
    while at < head:
        code, at = _varint(payload, at)
        types.append(code)
    at = head
    values: list[Any] = []
    is_whole = len(payload) == length
    for code in types:
        size = (code - 12) // 2 if code >= 12 else _BYTES.get(code, 0)
        part = payload[at : at + size]
        at += size
        if code >= 13 and code % 2 and at > sure:
            text = _as_far_as_it_is_one(part)
            is_whole = is_whole and len(text.encode()) == size
            values.append(text)
        elif is_whole or at <= sure or not size:
            values.append(_value(code, part))
        else:
            break
    return PageRow(key, tuple(values), len(types), is_whole)


def _as_far_as_it_is_one(part: bytes) -> str:
    """The beginning of a text that may go on as something else."""
    part = part.partition(b"\0")[0]
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError as error:
        return part[: error.start].decode("utf-8")


def _value(code: int, part: bytes) -> Any:
    """By its type; ValueError for a code that means nothing."""
    if code == 0:
        return None
    if code <= 6:
        return int.from_bytes(part, "big", signed=True)
    if code == 7:
        return struct.unpack(">d", part)[0]
    if code in (8, 9):
        return code - 8
    if code in (10, 11):
        raise ValueError("reserved by SQLite")
    return part.decode("utf-8") if code % 2 else part
