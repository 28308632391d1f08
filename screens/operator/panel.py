"""A framed part of an operator's screen: draws rows of pieces, and says which piece was clicked."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.operator.panels.looks import style_of
from screens.operator.panels.text import Link, Row
from screens.widgets.ink import ink_of
from screens.widgets.wrap import cut

Draw = Callable[[int, int], list[Row]]
"""From width and height, in cells, to rows. It may give fewer; those over the height are not seen."""

_CORNERS = 6
"""Cells of a frame's upper edge that are not its title's."""

TALL = 1000
"""A height that nothing reaches: for measuring."""


class Panel(Widget):
    """Shows what its `draw` gives for its size, and repaints only where that has changed."""

    ALLOW_SELECT = False
    can_focus = False

    @dataclass
    class Clicked(Message):
        """A piece that leads somewhere, or the panel as a whole, was clicked."""

        panel: "Panel"
        link: Link | None

        @property
        def control(self) -> "Panel":
            """The panel."""
            return self.panel

    def __init__(self, id: str, *, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._draw: Draw = _nothing
        self._rows: list[Row] | None = None
        self._height = 0
        self._titles: tuple[str, ...] = ()
        self._title = ""
        self._ground = ""
        self._of: object = None
        self._natural: dict[int, list[Row]] = {}

    def show(self, draw: Draw, *titles: str, height: int = 0, of: object = None) -> None:
        """Takes new content. The size stays; `wants` tells whether it still fits.

        `titles` for the frame: the first that fits its width is shown. `height`: how many rows it wants,
        where that does not follow from what it draws. `of`: what it is drawn from; where that is the same
        as before, nothing is drawn anew. None is never the same.
        """
        same = of is not None and of == self._of
        self._draw, self._titles, self._height, self._of = draw, titles, height, of
        if not same:
            self._natural.clear()
            self._redraw()
        self._entitle()

    def wants(self, width: int) -> int:
        """The height it would fill, frame and all, at this outer width."""
        gutter = self.gutter
        return (self._height or len(self._whole(max(1, width - gutter.width)))) + gutter.height

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
            self._rows = self._rows_for(*self.size) if self.size else []
        return self._rows

    def _whole(self, width: int) -> list[Row]:
        """All it has to say at a width, however tall."""
        if width not in self._natural:
            self._natural[width] = self._draw(width, TALL)
        return self._natural[width]

    def _rows_for(self, width: int, height: int) -> list[Row]:
        if not self._height and len(self._whole(width)) <= height:
            return self._whole(width)
        return self._draw(width, height)

    def _redraw(self) -> None:
        before, self._rows = self._rows, None
        if before is None or not self._in_sight:
            self.refresh()
            return
        changed = [
            Region(0, y, self.size.width, 1)
            for y, (old, new) in enumerate(zip_longest(before, self.rows))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    @property
    def _in_sight(self) -> bool:
        """Whether some of it is on the screen, and not scrolled away."""
        return isinstance(self.parent, Widget) and self.region.overlaps(self.parent.region)

    def _entitle(self) -> None:
        """Puts the longest title that fits into the frame."""
        room = self.outer_size.width - _CORNERS
        title = next((title for title in self._titles if cell_len(title) <= room), "")
        if self._titles and not title:
            title = cut(self._titles[-1], room)
        if title and not self.styles.border_left[0]:
            title += " "  # a corner would give it
        if title != self._title:
            self._title = title
            self.border_title = Content(title) if title else None

    def on_resize(self) -> None:
        """Draws for the new size."""
        self._redraw()
        self._entitle()

    def notify_style_update(self) -> None:
        """The theme may have changed."""
        super().notify_style_update()
        self._ground = ""

    def render_line(self, y: int) -> Strip:
        """One line of the content."""
        if not self._ground:
            self._ground = self.background_colors[1].hex6
        width, ink, ground = self.size.width, ink_of(self.app), self._ground
        base = style_of("", ink, ground)
        if y >= len(self.rows):
            return Strip.blank(width, base)
        segments = [Segment(piece.text, style_of(piece.look, ink, ground)) for piece in self.rows[y]]
        return Strip(segments).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Finds the piece under the pointer."""
        event.stop()
        at = event.get_content_offset(self)
        self.post_message(self.Clicked(self, None if at is None else self._link_at(at.x, at.y)))

    def _link_at(self, x: int, y: int) -> Link | None:
        if y < len(self.rows):
            for piece in self.rows[y]:
                x -= cell_len(piece.text)
                if x < 0:
                    return piece.link
        return None


def _nothing(_width: int, _height: int) -> list[Row]:
    return []
