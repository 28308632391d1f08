"""What every full screen of the kiosk has in common: keys, the place they stand on, too little room."""

from typing import ClassVar

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.screen import Screen

from screens.widgets.bidi import begins_right
from screens.widgets.guard import Guard
from screens.widgets.painted import Painted, Spot, Touchable
from store.words import Words

LEAST_WIDTH, LEAST_HEIGHT = 40, 15
"""Below that a screen says so, in one line."""

_STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class Sheet(Screen[None], inherit_bindings=False):
    """A screen whose every place can be touched, and reached by arrows or Tab and Enter.

    The keys stand nowhere until an arrow or Tab moves them, so a stray Enter does nothing. Nothing is
    answered by a key or touch that the guard takes for one that was meant for the screen before.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = ""
    BEGINS_GUARD = True
    """Whether what comes at once is taken to be meant for the screen before."""

    def __init__(self, words: Words, guard: Guard | None = None) -> None:
        super().__init__()
        self.words = words
        self.guard = guard

    def speak(self, language: str) -> None:
        """Says everything in another language; what was chosen or typed so far stays."""

    def turn(self, language: str) -> None:
        """Everything stands as it is read in `language`."""
        right = begins_right(language)
        for widget in self.query(Painted):
            widget.turn(right)

    def arrange_rows(self, width: int, height: int) -> None:
        """Gives each widget its rows, for a screen of this size."""

    def touched(self, widget: Touchable, spot: str) -> None:
        """A place was touched, by a finger, a mouse or Enter."""

    def typed(self, event: events.Key) -> bool:
        """A key that does not move; True if it meant something here."""
        return False

    def pasted(self, text: str) -> None:
        """Text was pasted."""

    def first_place(self) -> str:
        """The id of the widget on which the keys begin."""
        return "answers"

    @property
    def too_small(self) -> bool:
        """Whether there is too little room for anything but a line that says so."""
        width, height = self.app.size
        return width < LEAST_WIDTH or height < LEAST_HEIGHT

    def render(self) -> RenderableType:
        """The ground; with too little room, the line that says so."""
        if not self.too_small:
            return super().render()
        width, height = self.app.size
        text = self.words("This window is too small: {width} × {height} at least.", width=40, height=15)
        if cell_len(text) > width:
            text = self.words("Too small")
        return Text("\n" * ((height - 1) // 2) + text.center(width), no_wrap=True)

    def on_mount(self) -> None:
        """Ready to be touched. Textual calls this by itself after a subclass's own `on_mount`."""
        self.set_class(self.too_small, "-small")
        for widget in self.query(Touchable):  # also what is shown only later
            widget.guard = self.guard
        if self.guard is not None and self.BEGINS_GUARD:
            self.guard.appeared()

    def on_unmount(self) -> None:
        """Forgets what was painted, as its widgets do."""
        self._styles_cache.clear()

    def on_resize(self, event: events.Resize) -> None:
        """The terminal has another size."""
        self.set_class(self.too_small, "-small")
        self.arrange_rows(event.size.width, event.size.height)

    def _pop_result_callback(self) -> None:
        # Textual 8 gives an app's first screen no result callback, and then fails when it is replaced.
        if self._result_callbacks:
            super()._pop_result_callback()

    def touchables(self) -> list[Touchable]:
        """The widgets with places to touch, from top to bottom."""
        return [widget for widget in self.query(Touchable) if widget.styles.display != "none"]

    def clear(self) -> None:
        """The keys stand nowhere, and nothing looks touched."""
        for widget in self.touchables():
            widget.show()

    def on_touchable_touched(self, event: Touchable.Touched) -> None:
        """A place was touched."""
        event.stop()
        if not self.too_small:
            self.touched(event.widget, event.spot)

    def on_key(self, event: events.Key) -> None:
        """Keys that the guard lets through: first what the screen makes of them, then arrows, Tab, Enter."""
        event.stop()
        event.prevent_default()
        if self.too_small or (self.guard is not None and not self.guard.passes(event.key)):
            return
        if self.typed(event):
            return
        if event.key in _STEPS:
            self._step(*_STEPS[event.key])
        elif event.key in ("tab", "shift+tab"):
            self._next(1 if event.key == "tab" else -1)
        elif event.key in ("enter", "space"):
            here = self.standing()
            if here is not None:
                self.touched(*here)

    def on_paste(self, event: events.Paste) -> None:
        """Text was pasted."""
        event.stop()
        if not self.too_small:
            self.pasted(event.text)

    def standing(self) -> tuple[Touchable, str] | None:
        """The place that the keys stand on."""
        return next(((w, w.cursor) for w in self.touchables() if w.cursor is not None), None)

    def stand(self, widget: Touchable, spot: str) -> None:
        """Puts the keys on a place."""
        for other in self.touchables():
            other.show(cursor=spot if other is widget else None, pressed=other.pressed)

    def _places(self) -> list[tuple[Touchable, Spot]]:
        places = []
        for widget in self.touchables():
            widget.ready()
            places += [(widget, spot) for spot in widget.spots if spot.id not in widget.HELD]
        return places

    def _start(self, places: list[tuple[Touchable, Spot]]) -> tuple[Touchable, Spot] | None:
        """Where the keys begin: on the first place that is an answer."""
        first = self.first_place()
        return next((p for p in places if p[0].id == first), places[0] if places else None)

    def _next(self, step: int) -> None:
        """One place further in reading order, from the last round to the first."""
        places = self._places()
        here = self.standing()
        if not places:
            return
        if here is None:
            target = self._start(places)
        else:
            at = next((i for i, (w, s) in enumerate(places) if (w, s.id) == here), 0)
            target = places[(at + step) % len(places)]
        if target is not None:
            self.stand(target[0], target[1].id)

    def _step(self, across: int, down: int) -> None:
        """To the nearest place in that direction; stays where there is none."""
        places = self._places()
        here = self.standing()
        if here is None:
            start = self._start(places)
            if start is not None:
                self.stand(start[0], start[1].id)
            return
        now = next((p for p in places if (p[0], p[1].id) == here), None)
        if now is None:
            return
        x, y = _middle(*now)
        best: tuple[float, Touchable, str] | None = None
        for widget, spot in places:
            dx, dy = (a - b for a, b in zip(_middle(widget, spot), (x, y), strict=True))
            ahead, aside = (dx * across, abs(dy)) if across else (dy * down, abs(dx))
            # A cell is twice as high as it is wide; to the side only what stands about in the same line.
            if ahead <= 0 or (across and aside > 0 and widget is not now[0]):
                continue
            far = ahead * (1 if across else 2) + aside * (6 if across else 0.2)
            if best is None or far < best[0]:
                best = far, widget, spot.id
        if best is not None:
            self.stand(best[1], best[2])


def _middle(widget: Touchable, spot: Spot) -> tuple[float, float]:
    region = widget.region
    return region.x + spot.box.x + spot.box.width / 2, region.y + spot.box.y + spot.box.height / 2
