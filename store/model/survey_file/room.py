"""How much of a text can be shown where it is shown."""

from typing import NamedTuple

from store.model.saying import N_, Saying


class Room(NamedTuple):
    """How much of a text can be shown, at worst."""

    columns: int
    lines: int
    too_much: str
    """What is said of a text that does not fit: `taken` are the lines it takes, or its columns where there is
    one line."""

    def refuse(self, taken: int) -> Saying:
        """What is wrong with a text that takes so much."""
        return Saying(self.too_much, taken=taken, columns=self.columns, lines=self.lines)


_SCREEN = N_("It takes {taken} lines of {columns} columns; {lines} fit on the smallest screen.")
QUESTION = Room(40, 6, _SCREEN)
CONSENT = Room(40, 3, _SCREEN)
SCRIPT = Room(80, 6, N_("It takes {taken} lines of {columns} columns; {lines} fit on an agent's desk."))
TILE = Room(30, 1, N_("It is {taken} columns wide; {columns} fit on a tile."))
NAME = Room(60, 1, N_("It is {taken} columns wide; {columns} fit on the scores' screen."))
