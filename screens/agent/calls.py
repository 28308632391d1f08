"""The last calls of the agent: their references and how they ended, never what was answered."""

from dataclasses import dataclass
from enum import Enum, auto

from rich.cells import cell_len

from screens.widgets.canvas import Canvas, style
from screens.widgets.painted import Painted
from screens.widgets.wrap import cut
from store.model.response import Status
from store.words import Words
from store.words.endings import ended

COUNT = 10
"""How many are listed."""


class Disk(Enum):
    """Whether a call lies on the disk."""

    KEEPING = auto()
    """It is just being written."""
    KEPT = auto()
    WAITING = auto()
    """It could not be written, and is tried again."""


@dataclass(frozen=True, slots=True)
class Call:
    """One of them."""

    at: str
    """The time of day."""
    reference: str
    status: Status
    disk: Disk = Disk.KEPT


def kept(disk: Disk, words: Words) -> str:
    """Whether it is on the disk, in a word or two."""
    match disk:
        case Disk.KEEPING:
            return words("keeping…")
        case Disk.KEPT:
            return words("kept")
        case Disk.WAITING:
            return words("not kept yet")


class Calls(Painted):
    """A line a call, newest first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.title = ""
        self.calls: tuple[Call, ...] = ()
        self.words: Words | None = None

    def speak(self, title: str, calls: tuple[Call, ...], words: Words) -> None:
        """Shows these."""
        if (title, calls, words) != (self.title, self.calls, self.words):
            self.title, self.calls, self.words = title, calls, words
            self.repaint()

    def paint(self, canvas: Canvas) -> None:
        """As many as there is room for."""
        ink, words = self.ink, self.words
        if words is None:
            return
        margin = 3 if canvas.width >= 70 else 1
        quiet, text = style(ink.quiet, ink.ground), style(ink.text, ink.ground)
        canvas.put(margin, 0, cut(self.title, canvas.width - 2 * margin), quiet)
        y = 2 if canvas.height >= COUNT + 2 else 1
        shown = self.calls[: max(0, canvas.height - y)]
        rows = [(call.at, call.reference or "–", ended(call.status, words), call.disk) for call in shown]
        if not rows:
            return
        last = max(cell_len(kept(disk, words)) for _, _, _, disk in rows)
        ends = max(cell_len(how) for _, _, how, _ in rows)
        clock = max(cell_len(at) for at, _, _, _ in rows)
        room = min(canvas.width - 2 * margin - clock - ends - last - 6, 24)
        for at, reference, how, disk in rows:
            x = margin
            canvas.put(x, y, at, quiet)
            x += clock + 2
            canvas.put(x, y, cut(reference, room), style(ink.text, ink.ground, bold=True))
            x += max(8, min(room, max(cell_len(r) for _, r, _, _ in rows))) + 2
            canvas.put(x, y, how, text)
            x += ends + 2
            bad = style(ink.bad, ink.ground)
            canvas.put(x, y, kept(disk, words), bad if disk is Disk.WAITING else quiet)
            y += 1
