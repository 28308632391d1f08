"""How much of a text can be shown where it is shown."""

from typing import NamedTuple


class Room(NamedTuple):
    """How much of a text can be shown, at worst."""

    columns: int
    lines: int
    place: str


QUESTION = Room(40, 6, "the smallest screen")
CONSENT = Room(40, 3, "the smallest screen")
SCRIPT = Room(80, 6, "an agent's desk")
TILE = Room(30, 1, "a tile")
NAME = Room(60, 1, "the scores' screen")
