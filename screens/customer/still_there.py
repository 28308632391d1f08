"""Asks whether anyone is still there, and counts down."""

from textual import events
from textual.app import ComposeResult

from screens.customer.plain import GoneOn
from screens.widgets.guard import Guard
from screens.widgets.notice import Line, Notice
from screens.widgets.sheet import Sheet
from store.words import Words


class StillThereScreen(Sheet):
    """Lies over a question. A touch anywhere or any key posts `GoneOn`, once, and answers nothing below."""

    CSS_PATH = "still_there.tcss"
    BEGINS_GUARD = False  # whoever touches now means this

    def __init__(self, words: Words, seconds: int, guard: Guard | None = None) -> None:
        super().__init__(words, guard)
        self._modal = True
        self.seconds = seconds
        self.notice = Notice(id="notice")
        self.gone = False

    def compose(self) -> ComposeResult:
        """The notice."""
        yield self.notice

    def on_mount(self) -> None:
        """Shows the seconds."""
        self.turn(self.words.language)
        self.count(self.seconds)

    def count(self, seconds: int) -> None:
        """So many seconds are left."""
        self.seconds = seconds
        words = self.words
        self.notice.speak(
            Line(words("Still there?"), "title"),
            Line(""),
            Line(str(seconds), "number"),
            Line(""),
            Line(words("Touch anywhere to go on."), "quiet"),
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A touch anywhere."""
        event.stop()
        self._go_on()

    def typed(self, event: events.Key) -> bool:
        """Any key."""
        self._go_on()
        return True

    def _go_on(self) -> None:
        if not self.gone:
            self.gone = True
            self.post_message(GoneOn())
