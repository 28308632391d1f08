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
    CORRECTED = auto()
    """As it was corrected."""
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


_MARKS = {Disk.KEEPING: "…", Disk.KEPT: "", Disk.CORRECTED: "", Disk.WAITING: "!"}


def kept(disk: Disk, words: Words) -> str:
    """Whether it is on the disk, in a word or two."""
    match disk:
        case Disk.KEEPING:
            return words("keeping…")
        case Disk.KEPT:
            return words("kept")
        case Disk.CORRECTED:
            return words("corrected")
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
        if words is None or not self.calls:
            return
        margin = 3 if canvas.width >= 70 else 1
        quiet, text = style(ink.quiet, ink.ground), style(ink.text, ink.ground)
        canvas.put(margin, 0, cut(self.title, canvas.width - 2 * margin), quiet)
        y = 2 if canvas.height >= COUNT + 2 else 1
        shown = self.calls[: max(0, canvas.height - y)]
        rows = [(call.at, call.reference or "–", ended(call.status, words), call.disk) for call in shown]
        if not rows:  # no room for any
            return
        clock = max(cell_len(at) for at, _, _, _ in rows)
        names = max(cell_len(reference) for _, reference, _, _ in rows)
        ends = max(cell_len(how) for _, _, how, _ in rows)
        marks = [kept(disk, words) for _, _, _, disk in rows]
        room = canvas.width - 2 * margin - clock - ends - max(map(cell_len, marks)) - 6
        if room < min(names, 24):  # the words for what is on the disk have no room: only what is not shows
            marks = [_MARKS[disk] for _, _, _, disk in rows]
            room = canvas.width - 2 * margin - clock - ends - 7
        room = max(4, min(room, 24))
        for (at, reference, how, disk), mark in zip(rows, marks, strict=True):
            x = margin
            canvas.put(x, y, at, quiet)
            x += clock + 2
            canvas.put(x, y, cut(reference, room), style(ink.text, ink.ground, bold=True))
            x += min(room, names) + 2
            canvas.put(x, y, how, text)
            bad = style(ink.bad, ink.ground, bold=True)
            canvas.put(x + ends + 2, y, mark, bad if disk is Disk.WAITING else quiet)
            y += 1
