"""A foreign file as rows of text: its encoding, its separators, its quotation marks."""

import codecs
import csv
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from store.model.saying import Saying

ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1", "cp850", "mac-roman")
"""Those that can be named; the first three are found out."""
SEPARATORS = (";", ",", "\t", "|")
_LOOKED_AT = 64 * 1024
_LONGEST = 131_072
"""Characters in one cell; more is a quotation mark that was never closed."""
_LONGEST_LINE = 16 << 20
"""Bytes in one line: Python reads a line whole, however long it is."""

SAID = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
    "cp850": "DOS (850)",
    "mac-roman": "Mac Roman",
}
"""Encodings as people call them."""


class SheetError(Exception):
    """A file that cannot be read as a table; `str()` says why, and the mend."""


class Row(NamedTuple):
    """One row of the file."""

    line: int
    """Where it begins, from 1."""
    cells: list[str]
    """As many as there are columns, or more where it has too many."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file, and how it is written."""

    path: Path
    encoding: str
    separator: str
    quote: str
    columns: tuple[str, ...]
    """By their headings; the second of one name is 'Name (2)'. Without headings '1', '2'…"""
    header: bool

    def rows(self) -> Iterator[Row]:
        """The rows below the heading, in order; empty lines are passed over. SheetError."""
        width = len(self.columns)
        line = 0
        try:
            with self.path.open(encoding=_codec(self.encoding), newline="") as file:
                reader = csv.reader(file, delimiter=self.separator, quotechar=self.quote)
                if self.header:
                    for cells in reader:
                        if cells:
                            break
                line = reader.line_num
                for cells in reader:
                    if cells:
                        if len(cells) < width:
                            cells += [""] * (width - len(cells))
                        yield Row(line + 1, cells)
                    line = reader.line_num
        except UnicodeError:
            raise SheetError(
                Saying(
                    "{path} is not {encoding} after line {line}; name its encoding, as in --encoding cp1252.",
                    path=self.path,
                    encoding=SAID[self.encoding],
                    line=line,
                )
            ) from None
        except csv.Error as error:
            raise _torn(self.path, line, error) from None


def open_sheet(
    path: Path,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    quote: str = '"',
    header: bool = True,
) -> Sheet:
    """Looks at the file at `path`; what is None is found out. SheetError or OSError where it is no table."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise SheetError(
            Saying("{path} is no file, and it is read more than once: save it as one first.", path=path)
        )
    _refuse_endless(path)
    encoding = encoding or find_encoding(path)
    try:
        with path.open(encoding=_codec(encoding), newline="") as file:
            head = file.read(_LOOKED_AT)
            whole = not file.read(1)
    except UnicodeError:
        raise SheetError(
            Saying(
                "{path} is not {encoding}; name its encoding with --encoding.",
                path=path,
                encoding=SAID[encoding],
            )
        ) from None
    if not head.strip():
        raise SheetError(Saying("{path} is empty.", path=path))
    separator = separator or _find_separator(head, quote, whole=whole)
    try:
        first = next(_cut(head, separator, quote))
    except csv.Error as error:
        raise _torn(path, 0, error) from None
    names = [cell.strip() for cell in first] if header else [str(n + 1) for n in range(len(first))]
    return Sheet(path, encoding, separator, quote, _unlike(names), header)


def find_encoding(path: Path) -> str:
    """'utf-16' or 'utf-8' by the mark or the bytes of the whole file, else 'cp1252'."""
    with path.open("rb") as file:
        head = file.read(4096)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if head[:2] == b"PK":
            raise SheetError(
                Saying("{path} is a spreadsheet or an archive: save it as CSV, then import that.", path=path)
            )
        if b"\0" in head:
            raise SheetError(
                Saying(
                    "{path} is no text: save it as CSV from your spreadsheet, then import that.", path=path
                )
            )
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(head)
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            _refuse_mixed(path)
            return "cp1252"
    return "utf-8"


def _refuse_endless(path: Path) -> None:
    """SheetError for a file with a line that would fill the memory."""
    length = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            end = max(block.rfind(b"\n"), block.rfind(b"\r"))
            length = len(block) - end - 1 if end >= 0 else length + len(block)
            if length > _LONGEST_LINE:
                raise SheetError(
                    Saying(
                        "{path} has a line of more than {most} MB: it is no table.",
                        path=path,
                        most=_LONGEST_LINE >> 20,
                    )
                )


def _refuse_mixed(path: Path) -> None:
    """SheetError for a file of which some lines are UTF-8, and others are not: two that were put together."""
    utf8 = other = first = 0
    with path.open(encoding="latin-1") as file:  # every byte a letter; a line may end in a CR alone
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            try:
                line.encode("latin-1").decode("utf-8")
                utf8 += 1
            except UnicodeDecodeError:
                other += 1
                first = first or number
    if utf8 * 10 > other:  # now and then a line of another encoding looks like it
        raise SheetError(
            Saying(
                "{path} is UTF-8 in some lines and not in others, as in line {line}: save it anew, or name"
                " the encoding of all of it with --encoding.",
                path=path,
                line=first,
            )
        )


def _codec(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _cut(head: str, separator: str, quote: str) -> Iterator[list[str]]:
    return filter(None, csv.reader(StringIO(head, newline=""), delimiter=separator, quotechar=quote))


def _find_separator(head: str, quote: str, *, whole: bool) -> str:
    """The one that cuts the first lines into most cells, the same number in each."""
    best, found = (0, 0), ","
    for candidate in SEPARATORS:
        try:
            rows = list(_cut(head, candidate, quote))
        except csv.Error:
            continue
        rows = rows[:50] if whole or len(rows) < 3 else rows[:-1][:50]
        width = len(rows[0]) if rows else 0
        if width > 1:
            same = sum(len(cells) == width for cells in rows)
            best, found = max((best, found), ((same * 100 // len(rows), width), candidate))
    return found


def _unlike(names: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    unlike = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unlike.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(unlike)


def _torn(path: Path, line: int, error: csv.Error) -> SheetError:
    if "field larger" in str(error):
        return SheetError(
            Saying(
                "{path}: a cell that begins after line {line} is longer than {most} characters; probably a"
                " quotation mark in it is never closed.",
                path=path,
                line=line,
                most=_LONGEST,
            )
        )
    return SheetError(
        Saying("{path} cannot be cut into cells after line {line} ({why}).", path=path, line=line, why=error)
    )
