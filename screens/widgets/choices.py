"""A grid of options to choose from, each with its digit."""

from dataclasses import dataclass

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Spot, Touchable
from screens.widgets.tile import paint_tile
from screens.widgets.wrap import balance, cut, wrap

_TALLEST = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One option."""

    id: str
    words: str


class Choices(Touchable):
    """Equal tiles in two columns (one where the words need it, three where there is room), read by rows."""

    def __init__(
        self,
        choices: tuple[Choice, ...],
        *,
        several: bool,
        numbered: bool = True,
        columns: int | None = None,
        id: str | None = None,
    ) -> None:
        """`several`: the tiles are switches. `numbered`: each shows its digit. `columns`: None chooses."""
        super().__init__(id=id)
        self.choices = choices
        self.several = several
        self.numbered = numbered
        self.columns = columns
        self.chosen: frozenset[str] = frozenset()
        """The options that are switched on."""

    def speak(self, choices: tuple[Choice, ...]) -> None:
        """The same options in another language."""
        self.choices = choices
        self.repaint()

    def choose(self, chosen: frozenset[str]) -> None:
        """Switches these options on, and all others off."""
        self.chosen = chosen
        self.repaint()

    def least(self, width: int) -> int:
        """The rows below which not every word can be read."""
        columns, across = self._grid(width)
        return self._rows(columns) * self._lines(across)

    def most(self, width: int) -> int:
        """The rows beyond which it does not grow."""
        columns, across = self._grid(width)
        rows = self._rows(columns)
        return rows * max(_TALLEST, self._lines(across) + 2) + rows - 1

    def _rows(self, columns: int) -> int:
        return -(-len(self.choices) // columns)

    def _grid(self, width: int) -> tuple[int, int]:
        """The number of columns, and the width of a tile."""
        count = len(self.choices)
        if self.columns:
            columns = self.columns
        elif width >= 60 and count <= 3:
            columns = count
        else:
            columns = 3 if width >= 100 else 2 if count > 3 else 1
        if not self.numbered:  # it stands below something else, as wide as that
            return columns, width // columns
        return columns, min(46 - 5 * columns, (width - columns - 1) // columns)

    def _lines(self, across: int) -> int:
        room = across - (6 if across < 24 else 8)
        return max(len(wrap(choice.words, room)) for choice in self.choices)

    def paint(self, canvas: Canvas) -> None:
        """The tiles."""
        columns, across = self._grid(canvas.width)
        rows = self._rows(columns)
        lines = self._lines(across)
        soft = lines == 1 and 3 * rows <= canvas.height < 4 * rows - 1
        space = 1 if canvas.height >= rows * (lines + 1) - 1 and not soft else 0
        tall = min((canvas.height - space * (rows - 1)) // rows, max(_TALLEST, lines + 2))
        if tall > 3 or tall == lines + 1 == 2:
            tall -= (tall - lines) % 2  # the words in its middle
        if self.ink.framed and tall + space >= 3 > tall:
            tall, space = tall + space, 0
        gap = 2 if canvas.width >= 60 else 1
        edges = 0 if not self.numbered else 8 if canvas.width >= 60 else 2
        across = min(across, (canvas.width - edges - gap * (columns - 1)) // columns)
        left = (canvas.width - columns * (across + gap) + gap) // 2
        top = (canvas.height - rows * (tall + space) + space) // 2
        self.spots = []
        for at, choice in enumerate(self.choices):
            row, column = divmod(at, columns)
            box = Box(left + column * (across + gap), top + row * (tall + space), across, tall)
            self.spots.append(Spot(choice.id, box))
            self._paint_choice(canvas, box, at + 1, choice, soft)

    def _paint_choice(self, canvas: Canvas, box: Box, number: int, choice: Choice, soft: bool) -> None:
        on = choice.id in self.chosen
        here = self.cursor == choice.id
        pressed = on or self.pressed == choice.id
        body = paint_tile(canvas, box, self.ink, cursor=here, pressed=pressed, soft=soft)
        if on and here:  # the keys stand on one that is switched on: brackets, as its frame is filled
            edge = style(body.text, body.ground, bold=True)
            canvas.put(box.x, box.y + (box.height - 1) // 2, "[", edge)
            canvas.put(box.x + box.width - 1, box.y + (box.height - 1) // 2, "]", edge)
        tight = box.width < 24
        start = 3 if tight else 4
        room = box.width - start - (4 if self.several and not tight else 3)
        lines = balance(choice.words, room)[: box.height]
        y = box.y + (box.height - len(lines)) // 2
        quiet = style(body.quiet, body.ground)
        if self.numbered:
            canvas.put(box.x + start - 2, y, str(number), quiet)
        for line, text in enumerate(lines):
            text = cut(text, room)
            canvas.put(box.x + start, y + line, text, style(body.text, body.ground, bold=on))
        if self.several:
            mark = "●" if on else "○" if self.ink.blocks else "·"
            canvas.put(box.x + (box.width - start + 1 if self.numbered else start - 2), y, mark, quiet)
