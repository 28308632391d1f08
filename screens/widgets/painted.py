"""Widgets that paint themselves cell by cell, and those of them that can be touched."""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.guard import Guard
from screens.widgets.ink import Ink, ink_of

HOLD_SECONDS = 1.5
"""How long a press is a long one."""


class Painted(Widget):
    """A widget that paints a canvas of its whole size, and again only when something changes.

    One such widget for a whole row of tiles is shown several times sooner than a container of tiles.
    """

    DEFAULT_CSS = "Painted { width: 1fr; height: 1; }"
    TURNS: ClassVar[bool] = True
    """Whether it stands the other way round on a page that is read from the right."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: list[Strip] = []
        self._painted_for: tuple[int, int, str] | None = None
        self.begins_right = False
        """It is read from the right."""

    @property
    def ink(self) -> Ink:
        """The colours to paint with."""
        return ink_of(self.app)

    def paint(self, canvas: Canvas) -> None:
        """Paints everything; the canvas is blank ground."""
        raise NotImplementedError

    def painted(self, canvas: Canvas) -> None:
        """Everything is painted."""

    def repaint(self) -> None:
        """Something to be seen has changed."""
        self._painted_for = None
        self.refresh()

    def turn(self, begins_right: bool) -> None:
        """On a page that begins on the right, or on the left."""
        begins_right = begins_right and self.TURNS
        if begins_right != self.begins_right:
            self.begins_right = begins_right
            self.repaint()

    def ready(self) -> None:
        """Paints if what was painted does not fit any more."""
        width, height = self.size
        ink = self.ink
        if self._painted_for != (width, height, ink.name):
            canvas = Canvas(width, height, style(ink.text, ink.ground), mirrored=self.begins_right)
            self.paint(canvas)
            self.painted(canvas)
            self._strips = canvas.strips()
            self._painted_for = (width, height, ink.name)

    def on_unmount(self) -> None:
        """Forgets what was painted: Textual 8 holds the line caches of a thousand removed widgets."""
        self._strips = []
        self._styles_cache.clear()

    def render_line(self, y: int) -> Strip:
        """One row, for Textual."""
        self.ready()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to touch."""

    id: str
    box: Box


class Touchable(Painted):
    """A painted widget with places to touch.

    A press shows at once and counts where it is let go on the same place; sliding away takes it back.
    The keys stand on one place of one widget of a screen, or on none (see `Sheet`).
    """

    DEFAULT_CSS = ""
    HELD: ClassVar[frozenset[str]] = frozenset()
    """The places where a long press means something else."""

    @dataclass
    class Touched(Message):
        """A place was touched, or Enter pressed on it."""

        widget: "Touchable"
        spot: str

        @property
        def control(self) -> "Touchable":
            """The widget, for `@on`."""
            return self.widget

    @dataclass
    class Held(Message):
        """A place was pressed for a long time."""

        widget: "Touchable"
        spot: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.spots: list[Spot] = []
        """Where to touch, in reading order; set while painting."""
        self.cursor: str | None = None
        """The place that the keys stand on."""
        self.pressed: str | None = None
        """The place that is being touched, or was chosen a moment ago."""
        self.guard: Guard | None = None
        """Ignores what comes too soon; None ignores nothing."""
        self._down: str | None = None
        self._hold: Timer | None = None

    def spot_at(self, x: int, y: int) -> str | None:
        """The place at a cell of this widget."""
        self.ready()
        return next((spot.id for spot in self.spots if spot.box.holds(x, y)), None)

    def painted(self, canvas: Canvas) -> None:
        """The places go where they were painted."""
        self.spots = [replace(spot, box=canvas.turned(spot.box)) for spot in self.spots]

    def show(self, *, cursor: str | None = None, pressed: str | None = None) -> None:
        """Moves the keys' place and the touched one; repaints only if something changed."""
        if (cursor, pressed) != (self.cursor, self.pressed):
            self.cursor, self.pressed = cursor, pressed
            self.repaint()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press begins."""
        event.stop()
        spot = self.spot_at(event.x, event.y)
        if spot is None or self.disabled or (self.guard is not None and not self.guard.passes("touch")):
            return
        self._down = spot
        self.capture_mouse()
        if spot in self.HELD:
            self._hold = self.set_timer(HOLD_SECONDS, self._held)
        else:
            self.show(cursor=self.cursor, pressed=spot)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """A press ends: on the place where it began, it counts."""
        event.stop()
        down, self._down = self._down, None
        self.release_mouse()
        if self._hold is not None:
            self._hold.stop()
            self._hold = None
        if down is None:
            return
        if down == self.spot_at(event.x, event.y) and not self.disabled:
            self.post_message(self.Touched(self, down))
        elif self.pressed == down:
            self.show(cursor=self.cursor)

    def _held(self) -> None:
        down, self._down = self._down, None
        if down is not None:
            self.post_message(self.Held(self, down))
