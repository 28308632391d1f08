"""Asks the operator for the PIN, on a pad of digits that keys and fingers work alike."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from screens.widgets.buttons import Button, Buttons
from screens.widgets.guard import Guard
from screens.widgets.notice import Line, Notice
from screens.widgets.pad import ERASE, SEND, Pad
from screens.widgets.painted import Touchable
from screens.widgets.sheet import Sheet
from store.words import Words

LONGEST = 12
"""Digits."""


def closing(words: Words, seconds: int) -> str:
    """What stands on a screen that soon closes by itself."""
    return words.plural("This closes in {n} second.", "This closes in {n} seconds.", seconds)


class PinScreen(Sheet):
    """Posts `Typed` for each try and waits; the app answers with `refuse`, `wait` or by taking it off."""

    CSS_PATH = "pin.tcss"

    @dataclass
    class Typed(Message):
        """A PIN to be checked."""

        pin: str

    class Left(Message):
        """Whoever it was has gone back."""

    def __init__(self, words: Words, *, wait_seconds: int = 0, guard: Guard | None = None) -> None:
        """`wait_seconds`: how long no try is taken yet."""
        super().__init__(words, guard)
        self.wait_seconds = wait_seconds
        self.typed_so_far = ""
        self.said = ""
        """What came of the last try."""
        self.checking = False
        self.closes_in = 0
        """So many seconds are left until it closes by itself; 0: nobody needs to know yet."""
        self.notice = Notice(id="notice")
        self.pad = Pad(id="answers")
        self.below = Buttons((Button("leave", words("Go back")),), id="below")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.notice
        yield self.pad
        yield self.below

    def on_mount(self) -> None:
        """Shows the pad."""
        self.arrange_rows(*self.app.size)
        self._say()

    def arrange_rows(self, width: int, height: int) -> None:
        """The pad as large as there is room for."""
        below = 3 if height >= 23 else 1
        pad = self.pad.rows(height - 6 - below)
        spare = height - pad - below - 5
        self.notice.styles.height = 5
        self.notice.styles.margin = (max(0, spare - 1) // 2, 0, 0, 0)
        self.pad.styles.height = pad
        self.below.styles.height = below
        self.below.styles.margin = (min(1, max(0, spare)), 0, 0, 0)

    def refuse(self, tries_left: int) -> None:
        """The PIN was wrong."""
        wrong = self.words("Wrong PIN.")  # not inside an f-string, where messages are not looked for
        left = self.words.plural("{n} try left", "{n} tries left", tries_left)
        self.tell(f"{wrong} {left}")

    def tell(self, sentence: str) -> None:
        """Why the try came to nothing."""
        self.said = sentence
        self._again()

    def wait(self, seconds: int) -> None:
        """No try is taken for so long; 0: one is taken again."""
        self.wait_seconds = seconds
        if seconds == 0:
            self.said = ""
        self._again()

    def count_down(self, seconds: int) -> None:
        """How soon it closes by itself; 0: nobody needs to know yet."""
        if seconds != self.closes_in:
            self.closes_in = seconds
            self._say()

    def _again(self) -> None:
        self.checking = False
        self.typed_so_far = ""
        self.clear()
        self._say()

    def _say(self) -> None:
        words, said = self.words, Line("")
        if self.wait_seconds:
            waits = words.plural(
                "Too many wrong tries. Wait {n} second.",
                "Too many wrong tries. Wait {n} seconds.",
                self.wait_seconds,
            )
            said = Line(waits, "bad")
        elif self.closes_in:
            said = Line(closing(words, self.closes_in), "quiet")
        elif self.said:
            said = Line(self.said, "bad")
        dots = "● " * len(self.typed_so_far) + "· " * max(0, 6 - len(self.typed_so_far))
        self.notice.speak(Line(words("Enter the PIN"), "title"), Line(""), Line(dots.strip()), said)

    def touched(self, widget: Touchable, spot: str) -> None:
        """A key of the pad, or the way back."""
        if widget is self.below:
            self.post_message(self.Left())
        elif spot == SEND:
            self._send()
        elif spot == ERASE:
            self._type(self.typed_so_far[:-1])
        else:
            self._type(self.typed_so_far + spot)
        widget.show(cursor=widget.cursor)

    def typed(self, event: events.Key) -> bool:
        """Digits, backspace, Enter, Escape."""
        character = event.character or ""
        if len(character) == 1 and character in "0123456789":
            self._type(self.typed_so_far + character)
        elif event.key == "backspace":
            self._type(self.typed_so_far[:-1])
        elif event.key == "escape":
            self.post_message(self.Left())
        elif event.key == "enter" and (self.standing() is None or self.typed_so_far):
            self._send()
        else:
            return False
        return True

    def _type(self, digits: str) -> None:
        if not self.checking and not self.wait_seconds:
            self.typed_so_far = digits[:LONGEST]
            self.said = ""
            self._say()

    def _send(self) -> None:
        if self.typed_so_far and not self.checking and not self.wait_seconds:
            self.checking = True
            self.post_message(self.Typed(self.typed_so_far))
