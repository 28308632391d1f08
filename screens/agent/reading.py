"""What the agent reads aloud, and the answers with their digits."""

from dataclasses import dataclass

from rich.cells import cell_len

from screens.agent.answering import CHOOSE
from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Spot, Touchable
from screens.widgets.wrap import balance, cut, widest_word, wrap
from screens.widgets.writing import Writing

_WIDEST = 84
_STEP = 1
"""Cells between two columns of answers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer."""

    spot: str
    digit: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """All that stands on it."""

    above: tuple[str, ...]
    """What stands above the script, the longest form first."""
    script: str
    choices: tuple[Choice, ...] = ()
    several: bool = False
    """The choices are switches."""
    row: bool = False
    """The choices stand in one row: only the ends have words."""
    writing: Writing | None = None
    """A field, for an answer in words."""
    consent: str = ""
    """The line to agree to, below the field."""
    note: str = ""
    """What the keys are waiting for."""


class Reading(Touchable):
    """The script first, whatever the room; below it the answers."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = Text((), "")
        self.chosen: frozenset[str] = frozenset()
        self.at: str | None = None
        self.agreed = False
        self._seen: tuple[object, ...] = ()

    def speak(self, text: Text, chosen: frozenset[str], at: str | None, agreed: bool) -> None:
        """Shows this."""
        writing = text.writing
        typed = (writing.text, writing.caret) if writing is not None else None
        seen = (text, typed, chosen, at, agreed)
        if seen != self._seen:
            self._seen = seen
            self.text, self.chosen, self.at, self.agreed = text, chosen, at, agreed
            self.repaint()

    def paint(self, canvas: Canvas) -> None:
        """From top to bottom; air goes first where there is too little room."""
        ink = self.ink
        text = self.text
        self.spots = []
        margin = 3 if canvas.width >= 70 else 1
        room = min(_WIDEST, canvas.width - 2 * margin)
        script = balance(text.script, room)
        answers = self._rows(room, len(script) + 1, canvas.height)
        spare = canvas.height - len(script) - answers
        y = 0
        if spare >= 1:
            above = next((each for each in text.above if cell_len(each) <= room), text.above[-1])
            straight, _ = canvas.straight(Box(0, 0, 0, 0))  # it is for the agent, and not read aloud
            straight.put(margin, y, cut(above, room), style(ink.quiet, ink.ground), right=False)
            y += 2 if spare >= 3 else 1
        bold = style(ink.text, ink.ground, bold=True)
        for line in script:
            canvas.put(margin, y, line, bold)
            y += 1
        y += 1 if spare >= 2 else 0
        if text.writing is not None:
            self._paint_field(canvas, Box(margin, y, room, canvas.height - y), text.writing)
        elif text.row:
            self._paint_row(canvas, margin, y, room)
        else:
            self._paint_list(canvas, margin, y, room, canvas.height - y)

    def _rows(self, room: int, used: int, height: int) -> int:
        """The rows that the answers need."""
        if self.text.writing is not None:
            return 3 + (len(balance(self.text.consent, room - 4)) if self.text.consent else 0)
        if self.text.row:
            return 1 + len(self._ends(room))
        return -(-len(self.text.choices) // len(self._columns(room, height - used)))

    def _columns(self, room: int, height: int) -> list[int]:
        """How wide each column of answers is: as few columns as the height allows, if they have room."""
        widths = [cell_len(choice.words) + (6 if self.text.several else 4) for choice in self.text.choices]
        found = [min(room, max(widths, default=room))]
        for count in (2, 3):
            if -(-len(widths) // len(found)) <= height:
                break
            rows = -(-len(widths) // count)
            columns = [max(widths[at : at + rows]) for at in range(0, len(widths), rows)]
            if sum(columns) + _STEP * (len(columns) - 1) > room:
                break
            found = columns
        return found

    def _paint_list(self, canvas: Canvas, x: int, y: int, room: int, height: int) -> None:
        columns = self._columns(room, height)
        rows = -(-len(self.text.choices) // len(columns))
        for at, choice in enumerate(self.text.choices):
            column, row = divmod(at, rows)
            left = x + sum(columns[:column]) + _STEP * column
            box = Box(left, y + row, columns[column], 1)
            self.spots.append(Spot(CHOOSE + choice.spot, box))
            self._paint_choice(canvas, box, choice)

    def _paint_choice(self, canvas: Canvas, box: Box, choice: Choice) -> None:
        ink = self.ink
        on, here = choice.spot in self.chosen, choice.spot == self.at
        ground = ink.press if on else ink.raised if here else ink.ground
        words = style(ink.on_press if on else ink.text, ground, bold=on or here)
        if on or here:
            canvas.fill(box, words)
        canvas.put(
            box.x + 1, box.y, choice.digit, style(ink.on_press if on else ink.quiet, ground, bold=True)
        )
        start = 3 if len(choice.digit) < 2 else 4
        if self.text.several:
            mark = "●" if on else "○" if ink.blocks else "·"
            canvas.put(box.x + start, box.y, mark, style(ink.on_press if on else ink.quiet, ground))
            start += 2
        canvas.put(box.x + start, box.y, cut(choice.words, box.width - start), words)
        if here:
            canvas.put(box.x, box.y, ">", words)

    def _paint_row(self, canvas: Canvas, x: int, y: int, room: int) -> None:
        ink = self.ink
        count = len(self.text.choices)
        pitch = max(3, min(6, (room + 1) // count))
        for at, choice in enumerate(self.text.choices):
            box = Box(x + at * pitch, y, pitch - 1, 1)
            self.spots.append(Spot(CHOOSE + choice.spot, box))
            here = choice.spot == self.at
            paint = style(ink.on_press if here else ink.text, ink.press if here else ink.tile, bold=True)
            canvas.fill(box, paint)
            canvas.centre(box, 0, choice.digit, paint)
        across = count * pitch - 1
        quiet = style(ink.quiet, ink.ground)
        if self.text.note:
            canvas.put(x, y + 1, cut(self.text.note, room), style(ink.text, ink.ground, bold=True))
            return
        for row, (left, right) in enumerate(self._ends(across), 1):
            canvas.put(x, y + row, left, quiet)
            canvas.put(x + across - cell_len(right), y + row, right, quiet)

    def _ends(self, across: int) -> list[tuple[str, str]]:
        """The words of both ends, side by side."""
        if not self.text.choices:
            return []
        first, last = self.text.choices[0].words, self.text.choices[-1].words
        if cell_len(first) + cell_len(last) + 2 <= across:
            return [(first, last)]
        half = max(8, (across - 2) // 2)
        if max(widest_word(first), widest_word(last)) > half:  # one below the other
            return [(line, "") for line in wrap(first, across)] + [("", line) for line in wrap(last, across)]
        left, right = wrap(first, half), wrap(last, half)
        rows = max(len(left), len(right), 1)
        return list(zip(left + [""] * (rows - len(left)), right + [""] * (rows - len(right)), strict=True))

    def _paint_field(self, canvas: Canvas, box: Box, writing: Writing) -> None:
        ink = self.ink
        consent = balance(self.text.consent, box.width - 4) if self.text.consent else []
        wanted = min(5, writing.longest // (box.width - 2) + 1)
        rows = max(1, min(wanted, box.height - len(consent)))
        gap = 1 if box.height > rows + len(consent) else 0
        ground = style(ink.text, ink.raised)
        canvas.fill(Box(box.x, box.y, box.width, rows), ground)
        if ink.framed:
            for y in range(rows):
                canvas.put(box.x, box.y + y, "_" * box.width, style(ink.quiet, ink.raised))
        lines = writing.rows(box.width - 2)
        row = writing.caret_row(lines)
        first = max(0, row - rows + 1)
        right = writing.reads_right(self.begins_right)
        straight, here = canvas.straight(box)
        words = style(ink.text, ink.raised, bold=True)
        for y, (start, line) in enumerate(lines[first : first + rows], first):
            x = here.x + (here.width - 1 - cell_len(line) if right else 1)
            straight.put(x, here.y + y - first, line, words, right=right)
            if y == row:
                under = writing.text[writing.caret : start + len(line)][:1] or " "
                x += writing.caret_cell((start, line), right)
                straight.put(x, here.y + y - first, under, style(ink.on_press, ink.press))
        left = str(writing.longest - len(writing.text))
        if len(writing.text) > writing.longest * 3 // 4:
            canvas.put(box.x + box.width - len(left), box.y + rows - 1, left, style(ink.quiet, ink.raised))
        for y, line in enumerate(consent, box.y + rows + gap):
            mark = "●" if self.agreed else "○" if ink.blocks else "·"
            lead = f" {mark} " if y == box.y + rows + gap else "   "
            canvas.put(box.x, y, lead + line, style(ink.text, ink.ground, bold=self.agreed))
