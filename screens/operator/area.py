"""A part of an operator's screen: draws rows of pieces into its frame, and knows what lies where. No widget.

A widget a panel would cost ten times as much to put up and to paint; see `board.py`.
"""

from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from screens.operator.panels.looks import style_of
from screens.operator.panels.text import Link, Row
from screens.widgets.ink import Ink
from screens.widgets.wrap import cut

Draw = Callable[[int, int], list[Row]]
"""From width and height, in cells, to rows. It may give fewer; those over the height are not seen."""

TALL = 1000
"""A height that nothing reaches: for measuring."""


class Frame(NamedTuple):
    """What stands around the rows."""

    across: int
    """Cells at each side, the line included."""
    down: int
    """Rows above, and below where it is closed."""
    lines: str = ""
    """'' none; the glyph of a rule above; the six of a box, clockwise from its upper left corner."""

    @property
    def height(self) -> int:
        """Rows of it above and below together."""
        return self.down if self.lines == _RULE else 2 * self.down


_RULE = "─"
BARE = Frame(1, 0)
MARGIN = Frame(2, 0)
PAGE = Frame(2, 1)
RULE = Frame(1, 1, _RULE)
BOX = Frame(2, 1, "╭─╮│╯╰")

_TITLE_ROOM = 6
"""Cells of a frame's upper edge that are not its title's."""


class Area:
    """Shows what its `draw` gives for its place, and says which of its lines have changed."""

    def __init__(self, id: str, changed: Callable[["Area", Iterable[int]], None]) -> None:
        """`changed` is told of lines, counted from the upper edge of the frame, that are to be painted."""
        self.id = id
        self.x = self.y = self.width = self.height = 0
        """Where it stands, frame and all, on its board."""
        self.in_sight = True
        """False: nobody sees it, and nothing is drawn until somebody does."""
        self.settled = False
        """Whether what it shows wants as many rows as when it was last given its place."""
        self.frame = BARE
        self.frame_look = "faint"
        self.title_look = ""
        self._changed = changed
        self._draw: Draw = _nothing
        self._of: object = None
        self._fixed = 0
        self._titles: tuple[str, ...] = ()
        self._title = ""
        self._rows: list[Row] | None = None
        self._whole: dict[int, list[Row]] = {}
        self._heights: dict[int, int] = {}
        self._strips: dict[int, Strip] = {}

    def show(self, draw: Draw, *titles: str, height: int = 0, of: object = None) -> None:
        """Takes new content. The place stays; `wants` tells whether it still fits.

        `titles` for the frame: the first that fits its width is shown. `height`: how many rows it wants,
        where that does not follow from what it draws. `of`: what it is drawn from; where that is the same
        as before, nothing is drawn anew. None is never the same.
        """
        same = of is not None and of == self._of
        self._draw, self._titles, self._fixed, self._of = draw, titles, height, of
        if not same:
            self._whole.clear()
            if self.in_sight:
                before, self._heights = self._heights, {}
                self._redraw()
                self.settled = self.settled and all(self.wants(at) == rows for at, rows in before.items())
            else:  # the height it had will do until it is seen
                self._rows = None
                self._strips.clear()
                self._changed(self, range(self.height))
        self._entitle()

    def put(self, x: int, y: int, width: int, height: int) -> None:
        """Gives it its place."""
        self.x, self.y = x, y
        if (width, height) != (self.width, self.height):
            self.width, self.height = width, height
            self._rows = None
            self._strips.clear()
            self._entitle()

    def dress(self, frame: Frame, look: str = "faint", title_look: str = "") -> None:
        """Gives it a frame, the look of its lines and of its title."""
        if (frame, look, title_look) == (self.frame, self.frame_look, self.title_look):
            return
        if frame != self.frame:
            self._rows = None
            self._heights.clear()
            self.settled = False
        self.frame, self.frame_look, self.title_look = frame, look, title_look
        self._strips.clear()
        self._entitle()
        self._changed(self, range(self.height))

    def wants(self, width: int) -> int:
        """The height it would fill, frame and all, at this outer width."""
        if width not in self._heights:
            inner = max(1, width - 2 * self.frame.across)
            self._heights[width] = (self._fixed or len(self._all_rows(inner))) + self.frame.height
        return self._heights[width]

    @property
    def title(self) -> str:
        """What stands in its frame."""
        return self._title

    @property
    def plain_text(self) -> str:
        """What it shows, without its looks."""
        return "\n".join("".join(piece.text for piece in row).rstrip() for row in self.rows)

    @property
    def rows(self) -> list[Row]:
        """What it shows; drawn only now where nobody had seen it."""
        if self._rows is None:
            self._rows = self._rows_for(*self.inner) if self.width else []
        return self._rows

    @property
    def inner(self) -> tuple[int, int]:
        """Width and height inside the frame."""
        return max(1, self.width - 2 * self.frame.across), max(0, self.height - self.frame.height)

    def seen(self) -> None:
        """It has come into sight: the height it wants is again that of what it shows."""
        if not self.in_sight:
            self.in_sight = True
            if not self._whole:
                self._heights.clear()
                self.settled = False

    def repaint(self) -> None:
        """Forgets what was painted: the theme has changed."""
        self._strips.clear()

    def strip(self, y: int, ink: Ink, ground: str) -> Strip:
        """One line, counted from the upper edge of the frame."""
        found = self._strips.get(y)
        if found is None:
            found = self._strips[y] = self._painted(y, ink, ground)
        return found

    def link_at(self, x: int, y: int) -> Link | None:
        """Where the piece at that cell leads, counted from the upper left corner of the frame."""
        x, y = x - self.frame.across, y - self.frame.down
        if x < 0 or not 0 <= y < len(self.rows):
            return None
        for piece in self.rows[y]:
            x -= cell_len(piece.text)
            if x < 0:
                return piece.link
        return None

    def _all_rows(self, width: int) -> list[Row]:
        """All it has to say at a width, however tall."""
        if width not in self._whole:
            self._whole[width] = self._draw(width, TALL)
        return self._whole[width]

    def _rows_for(self, width: int, height: int) -> list[Row]:
        if not self._fixed and len(self._all_rows(width)) <= height:
            return self._all_rows(width)
        return self._draw(width, height)

    def _redraw(self) -> None:
        before, self._rows = self._rows, None
        if not self.width:
            return
        if before is None:
            self._strips.clear()
            self._changed(self, range(self.height))
            return
        down = self.frame.down
        changed = [
            y + down
            for y, (old, new) in enumerate(zip_longest(before, self.rows))
            if old != new and y + down < self.height
        ]
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            self._changed(self, changed)

    def _entitle(self) -> None:
        """Puts the longest title that fits into the frame."""
        room = self.width - _TITLE_ROOM
        title = next((title for title in self._titles if cell_len(title) <= room), "")
        if self._titles and not title:
            title = cut(self._titles[-1], room)
        if title != self._title:
            self._title = title
            self._strips.pop(0, None)
            self._changed(self, (0,))

    def _painted(self, y: int, ink: Ink, ground: str) -> Strip:
        frame, lines, base = self.frame, self.frame.lines, style_of("", ink, ground)
        if y == 0 and lines:
            return self._upper_edge(ink, ground)
        width, row = self.inner[0], y - frame.down
        if len(lines) > 1 and y == self.height - 1:
            edge = lines[5] + lines[1] * (self.width - 2) + lines[4]
            return Strip([Segment(edge, style_of(self.frame_look, ink, ground))], self.width)
        side = [Segment(" " * frame.across, base)]
        if len(lines) > 1:
            bar = Segment(lines[3], style_of(self.frame_look, ink, ground))
            left, right = [bar, Segment(" ", base)], [Segment(" ", base), bar]
        else:
            left = right = side
        pieces = self.rows[row] if 0 <= row < len(self.rows) else ()
        inside = Strip([Segment(piece.text, style_of(piece.look, ink, ground)) for piece in pieces])
        return Strip([*left, *inside.adjust_cell_length(width, base), *right], self.width)

    def _upper_edge(self, ink: Ink, ground: str) -> Strip:
        line, boxed = style_of(self.frame_look, ink, ground), len(self.frame.lines) > 1
        corner, across, other = tuple(self.frame.lines[:3]) if boxed else ("", _RULE, "")
        title = f"{' ' * boxed}{self._title} " if self._title else ""
        room = max(0, self.width - len(corner) - 1 - cell_len(title) - len(other))
        segments = [Segment(corner + across, line), Segment(across * room + other, line)]
        if title:
            segments.insert(1, Segment(title, style_of(self.title_look, ink, ground)))
        return Strip(segments).adjust_cell_length(self.width, line)


def _nothing(_width: int, _height: int) -> list[Row]:
    return []
