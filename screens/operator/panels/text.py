"""Rows of text pieces, measured in terminal cells; a number is never broken in the middle."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import NamedTuple

from rich.cells import cell_len

from screens.widgets.wrap import cut, harmless, wrap
from store.words import Words

Link = tuple[str, ...]
"""What a click on a piece asks for: ("touchpoint", "Returns"). Data, never code."""


class Piece(NamedTuple):
    """Some text in one look, which may be clicked."""

    text: str
    look: str = ""
    """A name that `looks.style_of` knows; '' is plain text."""
    link: Link | None = None


Row = tuple[Piece, ...]
"""One line of a panel."""

WIDEST = 110
"""Cells of a line that is still comfortable to read."""

_LEAST_APART = 8
"""Cells of a name before both its start and what sets it apart are worth showing."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Who reads, and what their terminal can draw."""

    words: Words
    plain: bool = False
    """Only the glyphs of the Linux console: no half blocks, no braille."""
    zone: tzinfo | None = None
    """The shop's time zone; None: the machine's."""


def cells(row: Iterable[Piece]) -> int:
    """How wide a row is."""
    return sum(cell_len(piece.text) for piece in row)


def left(text: str, width: int) -> str:
    """`text` cut or padded on its right to exactly `width` cells."""
    text = cut(text, width)
    return text + " " * (width - cell_len(text))


def apart(names: Sequence[str], width: int) -> list[str]:
    """Each name cut or padded to `width` cells; those that would read the same show where they differ."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        alike[cut(name, width)].append(harmless(name))
    return [left(_apart(harmless(name), alike[cut(name, width)], width), width) for name in names]


def _apart(name: str, alike: Sequence[str], width: int) -> str:
    """'North e…, east': its start, and from the word on in which it differs from the others."""
    first, last = min(alike), max(alike)  # what these two begin with, all of them do
    if first == last or width < _LEAST_APART:
        return name
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    start = first.rfind(" ", 0, same) + 1
    if same - start > width // 4:
        start = same
    while 0 < start < len(name) and not cell_len(name[start]):  # an accent stays with its letter
        start -= 1
    end = cut(name[start:], width // 2)
    return cut(name, width - cell_len(end)) + end


def right(text: str, width: int) -> str:
    """`text` padded on its left to at least `width` cells; never cut, because it is a number."""
    return " " * (width - cell_len(text)) + text


def cut_row(row: Row, width: int) -> Row:
    """A row in at most `width` cells."""
    if cells(row) <= width:
        return row
    kept: list[Piece] = []
    for piece in row:
        room = width - cells(kept)
        if cell_len(piece.text) > room:
            kept.append(piece._replace(text=cut(piece.text, room)))
            break
        kept.append(piece)
    return tuple(kept)


def title_row(title: str, width: int) -> Row:
    """What stands above a page; where it is too long, its last words are left out: they may be numbers."""
    title = harmless(title)
    if cell_len(title) > width:
        kept = cut(title, width)[:-1]
        if title[len(kept) : len(kept) + 1] != " ":
            kept = kept.rpartition(" ")[0] or kept
        title = kept.rstrip(" ·:") + "…"
    return (Piece(title, "strong"),)


def spread(start: Row, end: Row, width: int) -> Row:
    """`start` at the left and `end` at the right of a line; `start` is cut where they do not both fit."""
    room = width - cells(end)
    start = cut_row(start, max(0, room - 1))
    return (*start, Piece(" " * (room - cells(start))), *end)


def wrap_rows(text: str, width: int, look: str = "") -> list[Row]:
    """`text` broken at plain spaces into rows of one look."""
    return [(Piece(line, look),) for line in wrap(text, width)]


def wrap_pieces(pieces: Sequence[Piece], width: int) -> list[Row]:
    """Several looks flowing as one text, broken at plain spaces."""
    rows: list[Row] = []
    row: list[Piece] = []
    used = 0
    for piece, word, starts in _words(pieces):
        size = cell_len(word)
        if row and used + starts + size > width:
            rows.append(tuple(row))
            row, used = [], 0
        if starts and row:
            row.append(Piece(" ", "" if row[-1].look != piece.look else piece.look, piece.link))
            used += 1
        row.append(piece._replace(text=cut(word, width)))
        used += size
    rows.append(tuple(row))
    return [merged(r) for r in rows]


def _words(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, str, bool]]:
    """Each word with its piece, and whether a space stands before it."""
    space = False
    for piece in pieces:
        for i, word in enumerate(piece.text.split(" ")):
            space = space or i > 0
            if word:
                yield piece, word, space
                space = False


def merged(pieces: Iterable[Piece]) -> Row:
    """Neighbours of one look and link as one piece: each piece costs something to paint."""
    row: list[Piece] = []
    for piece in pieces:
        if row and row[-1][1:] == piece[1:]:
            row[-1] = Piece(row[-1].text + piece.text, piece.look, piece.link)
        else:
            row.append(piece)
    return tuple(row)
