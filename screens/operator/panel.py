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
        self._lines: list[Strip] = []

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
        self._lines = []
        self.refresh()

    def notify_style_update(self) -> None:
        """The theme may have changed."""
        super().notify_style_update()
        self._lines = []
        self.area.repaint()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its lines, past Textual's cache of styles, which costs more than the painting."""
        width, height = self.size
        if len(self._lines) != height:
            self._paint(height)
        strips = self._lines[crop.y : crop.bottom]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _paint(self, height: int) -> None:
        ink, background = ink_of(self.app), self.background_colors[1]
        self._lines = [self.area.strip(y, ink, background.hex6) for y in range(height)]
        for line_filter in self.get_line_filters():
            self._lines = [strip.apply_filter(line_filter, background) for strip in self._lines]

    def on_click(self, event: events.Click) -> None:
        """Finds the piece under the pointer."""
        event.stop()
        self.post_message(self.Clicked(self.area, self.area.link_at(event.x, event.y)))

    def _area_changed(self, area: Area, lines: Iterable[int]) -> None:
        regions = [Region(0, y, area.width, 1) for y in lines]
        if regions:
            self._lines = []
            self.refresh(*regions)
