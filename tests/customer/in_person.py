"""A person at a kiosk in a real terminal: sees tiles and words, and touches or types as people do."""

import itertools
import re

from hostile.pseudo_terminal import Terminal

SOON = 0.45
"""Seconds that a person takes at least between seeing a screen and answering it."""

_LOOKS = 20
"""How often, at most, somebody looks whether a key has done anything: for a second."""

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
}


class InPerson:
    """Eyes on the screen of a terminal, and a finger or some keys."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def sees(self, *words: str) -> None:
        """Waits until all these are to be read, each in one line, and takes a moment to read them."""
        for each in words:
            self.terminal.until(each)
        self.terminal.idle(SOON)

    def touches(self, words: str) -> None:
        """Touches the middle of these words; of several, the lowest."""
        rows = self.terminal.screen.display
        hits = [(row.index(words), y) for y, row in enumerate(rows) if words in row]
        assert hits, f"nothing says {words!r}:\n{self.terminal.text}"
        x, y = hits[-1]
        self._touch(x + len(words) // 2, y)

    def touches_tile(self, at: int, of: int) -> None:
        """Touches one of so many tiles that stand side by side, counted from 0 on the left."""
        screen = self.terminal.screen
        for y in range(screen.lines):
            grounds = [screen.buffer[y][x].bg for x in range(screen.columns)]
            ends = [0, *itertools.accumulate(len([*run]) for _, run in itertools.groupby(grounds))]
            tiles = [(a, b) for a, b in itertools.pairwise(ends) if grounds[a] != grounds[0] and b - a > 1]
            if len(tiles) == of:
                left, right = tiles[at]
                self._touch((left + right) // 2, y)
                return
        raise AssertionError(f"there are no {of} tiles side by side:\n{self.terminal.text}")

    def _touch(self, x: int, y: int) -> None:
        self.terminal.type(f"\x1b[<0;{x + 1};{y + 1}M")
        self.terminal.idle(0.05)
        self.terminal.type(f"\x1b[<0;{x + 1};{y + 1}m")
        self.terminal.idle(0.1)

    def presses(self, *keys: str) -> None:
        """Presses keys one after the other: those of `KEYS` by name, all others as they are."""
        for key in keys:
            self.terminal.type(KEYS.get(key, key))
            self.terminal.idle(0.05)

    def stands_on(self, words: str) -> bool:
        """Whether the keys stand on the tile or button with these words: it has a frame or brackets."""
        return re.search(rf"[┃\[] *(\S )?{re.escape(words)}[^┃\]\n]*[┃\]]", self.terminal.text) is not None

    def walks_to(self, words: str, *keys: str) -> None:
        """Presses one arrow until the keys stand there, else the next; fails when none leads there."""
        for key in keys:
            for _ in range(12):
                if self.stands_on(words):
                    return
                before = self.terminal.text
                self.presses(key)
                for _ in range(_LOOKS):
                    if self.terminal.text != before:
                        break
                    self.terminal.idle(0.05)
                else:
                    break  # that is as far as this arrow leads
        assert self.stands_on(words), f"the arrows do not lead to {words!r}:\n{self.terminal.text}"
