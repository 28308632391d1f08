"""The bottom of the desk: one sentence for the agent, and the keys that mean something now."""

from rich.cells import cell_len

from screens.agent.desk import Said
from screens.agent.keys import Key
from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Spot, Touchable
from screens.widgets.wrap import wrap
from store.words import Words

_GAP = 2


class Foot(Touchable):
    """A touch on a key is the key."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.said: Said | None = None
        self.keys: tuple[Key, ...] = ()
        self.words: Words | None = None

    def speak(self, said: Said | None, keys: tuple[Key, ...], words: Words) -> None:
        """Shows these."""
        if (said, keys, words) != (self.said, self.keys, self.words):
            self.said, self.keys, self.words = said, keys, words
            self.repaint()

    def rows(self, width: int, height: int) -> int:
        """The rows it needs on a screen of this size."""
        most = _most(height)
        said = self._said_rows(width) or (1 if height >= 20 else 0)
        air = 1 if height >= 24 else 0
        return said + air + min(most, len(self._lines(width, most)))

    def _said_rows(self, width: int) -> int:
        return len(wrap(self.said.text, width - 2 * _margin(width))) if self.said is not None else 0

    def _lines(self, width: int, most: int) -> list[list[Key]]:
        """The keys in lines; the lightest are left out until they fit in `most`."""
        keys = [key for key in self.keys if key.label]
        while True:
            lines: list[list[Key]] = [[]]
            for key in keys:
                if lines[-1] and self._across([*lines[-1], key]) > width - 2 * _margin(width):
                    lines.append([])
                lines[-1].append(key)
            if len(lines) <= most or len(keys) < 2:
                return lines
            keys.remove(min(reversed(keys), key=lambda key: key.weight))

    def _across(self, keys: list[Key]) -> int:
        return sum(cell_len(" ".join(self._named(key))) + _GAP for key in keys) - _GAP

    def _named(self, key: Key) -> tuple[str, str]:
        """A key and what it does."""
        assert self.words is not None, "it speaks before it paints"
        name, label = map(self.words, (key.names[0], key.label))
        return name, label

    def paint(self, canvas: Canvas) -> None:
        """The sentence above, the keys at the very bottom."""
        ink, words = self.ink, self.words
        self.spots = []
        if words is None:
            return
        margin = _margin(canvas.width)
        if self.said is not None:
            colours = {"bad": ink.bad, "doubt": ink.bad, "good": ink.good}
            paint = style(colours.get(self.said.role, ink.text), ink.ground, bold=True)
            for y, line in enumerate(wrap(self.said.text, canvas.width - 2 * margin)):
                canvas.put(margin, y, line, paint)
        lines = self._lines(canvas.width, _most(self.app.size.height))
        said = self._said_rows(canvas.width)
        if len(lines) > canvas.height - said:
            lines = self._lines(canvas.width, max(1, canvas.height - said))
        y = canvas.height - len(lines)
        for line_of_keys in lines:
            x = margin
            for key in line_of_keys:
                name, label = self._named(key)
                across = cell_len(name) + 1 + cell_len(label)
                self.spots.append(Spot(key.keys[0], Box(x, y, across, 1)))
                canvas.put(x, y, name, style(ink.text, ink.ground, bold=True))
                canvas.put(x + cell_len(name) + 1, y, label, style(ink.quiet, ink.ground))
                x += across + _GAP
            y += 1


def _most(height: int) -> int:
    """The lines of keys on a screen of this height: a low one is narrow, too."""
    return 2 if height >= 20 else 3


def _margin(width: int) -> int:
    return 3 if width >= 70 else 1
