"""A widget of one area: the line above a screen, and the one below it."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.operator.area import Area, Draw
from screens.operator.panels.text import Link, Row
from screens.widgets.ink import ink_of


class Panel(Widget):
    """Shows what its `draw` gives for its size, and repaints only where that has changed."""

    ALLOW_SELECT = False
    can_focus = False

    @dataclass
    class Clicked(Message):
        """A piece that leads somewhere, or the area as a whole, was clicked."""

        panel: Area
        link: Link | None

    def __init__(self, id: str, *, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.area = Area(id, self._area_changed)
        self._ground = ""

    def show(self, draw: Draw, *, of: object = None) -> None:
        """Takes new content, as `Area.show`."""
        self.area.show(draw, of=of)

    @property
    def plain_text(self) -> str:
        """What it shows, without its looks."""
        return self.area.plain_text

    @property
    def rows(self) -> list[Row]:
        """What it shows."""
        return self.area.rows

    def on_resize(self) -> None:
        """Draws for the new size."""
        self.area.put(0, 0, *self.size)
        self.refresh()

    def notify_style_update(self) -> None:
        """The theme may have changed."""
        super().notify_style_update()
        self._ground = ""
        self.area.repaint()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its lines, past Textual's cache of styles, which costs more than the painting."""
        if not self._ground:
            self._ground = self.background_colors[1].hex6
        ink = ink_of(self.app)
        strips = [self.area.strip(y, ink, self._ground) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, self.background_colors[1]) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def on_click(self, event: events.Click) -> None:
        """Finds the piece under the pointer."""
        event.stop()
        self.post_message(self.Clicked(self.area, self.area.link_at(event.x, event.y)))

    def _area_changed(self, area: Area, lines: Iterable[int]) -> None:
        regions = [Region(0, y, area.width, 1) for y in lines]
        if regions:
            self.refresh(*regions)
