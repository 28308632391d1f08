"""Many areas on one widget that scrolls: Textual lays out and paints one thing instead of a dozen."""

from collections.abc import Iterable

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.operator.area import Area
from screens.operator.panel import Panel
from screens.operator.panels.looks import style_of
from screens.operator.plan import Place
from screens.widgets.ink import Ink, ink_of


class Board(ScrollView, can_focus=False, inherit_bindings=False):
    """Shows its areas where `places` says."""

    ALLOW_SELECT = False

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.areas: dict[str, Area] = {}
        self._shown: tuple[str, ...] = ()
        self._placed: list[Place] = []
        self._fitted: tuple[tuple[str, ...], Size] | None = None
        self._changed: list[Region] = []
        self._lines: dict[int, Strip] = {}

    def places(self, size: Size) -> list[Place]:
        """Where each of the areas that are shown stands in a board of this size; it scrolls below that."""
        raise NotImplementedError

    def panel(self, name: str) -> Area:
        """The area of that name; made when it is first asked for, since few days have all of them."""
        if name not in self.areas:
            self.areas[name] = Area(name, self._area_changed)
        return self.areas[name]

    @property
    def shown(self) -> tuple[Area, ...]:
        """Those that have a place now."""
        return tuple(self.areas[place.name] for place in self._placed)

    def fit(self, shown: tuple[str, ...]) -> None:
        """Shows these areas and no others, as they were last told to be; lays out anew only where something
        has to move."""
        self._shown = shown
        size = self.scrollable_content_region.size
        if not size:
            return
        if self._changed:
            self.refresh(*self._changed)
            self._changed = []
        if self._fitted == (shown, size) and all(self.areas[name].settled for name in shown):
            return
        placed = self.places(size)
        self._fitted = shown, size
        for name in shown:
            self.areas[name].settled = True
        if placed == self._placed:
            return
        self._placed = placed
        for name, x, y, width, height in placed:
            self.areas[name].put(x, y, width, height)
        self._lines.clear()
        self.virtual_size = Size(size.width, max((p.y + p.height for p in placed), default=0))
        self._look_which_are_seen()
        self.refresh()

    def on_resize(self) -> None:
        """Everything may stand elsewhere."""
        self._lines.clear()
        self.fit(self._shown)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What comes into sight is drawn now, and may be taller than it was."""
        super().watch_scroll_y(old_value, new_value)
        self._look_which_are_seen()
        self.fit(self._shown)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the board that are in sight; Textual's own way looks at a dozen styles for each."""
        top, width, known = self._top, self.size.width, self._lines
        missing = [y for y in range(crop.y + top, crop.bottom + top) if y not in known]
        if missing:
            self._paint(missing, width)
        strips = [known[y + top] for y in crop.line_range]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def notify_style_update(self) -> None:
        """The theme may have changed."""
        super().notify_style_update()
        self._lines.clear()
        for area in self.areas.values():
            area.repaint()

    def on_click(self, event: events.Click) -> None:
        """Finds the piece under the pointer."""
        event.stop()
        x, y = event.x, event.y + self._top
        for area in self.shown:
            if area.x <= x < area.x + area.width and area.y <= y < area.y + area.height:
                self.post_message(Panel.Clicked(area, area.link_at(x - area.x, y - area.y)))

    @property
    def _top(self) -> int:
        return round(self.scroll_y)

    def _look_which_are_seen(self) -> None:
        top, bottom = self._top, self._top + self.size.height
        for area in self.shown:
            if area.y < bottom and top < area.y + area.height:
                area.seen()
            else:
                area.in_sight = False

    def _area_changed(self, area: Area, lines: Iterable[int]) -> None:
        if not area.width or not self.is_attached:
            return
        top, height = self._top, self.size.height
        for y in lines:
            self._lines.pop(area.y + y, None)
            if 0 <= area.y + y - top < height:
                self._changed.append(Region(area.x, area.y + y - top, area.width, 1))

    def _paint(self, lines: Iterable[int], width: int) -> None:
        """Makes lines of the board anew; what is the same for all of them is looked up once."""
        ink, filters, background = ink_of(self.app), self.get_line_filters(), self.background_colors[1]
        ground = background.hex6
        shown = sorted(self.shown, key=lambda area: area.x)
        for y in lines:
            line = self._joined(y, shown, width, ink, ground)
            for line_filter in filters:
                line = line.apply_filter(line_filter, background)
            self._lines[y] = line

    @staticmethod
    def _joined(y: int, areas: Iterable[Area], width: int, ink: Ink, ground: str) -> Strip:
        base = style_of("", ink, ground)
        segments: list[Segment] = []
        at = 0
        for area in areas:
            if not area.y <= y < area.y + area.height:
                continue
            if area.x > at:
                segments.append(Segment(" " * (area.x - at), base))
            segments += area.strip(y - area.y, ink, ground)
            at = area.x + area.width
        if at < width:
            segments.append(Segment(" " * (width - at), base))
            at = width
        strip = Strip(segments, at)
        return strip if at == width else strip.crop(0, width)
