"""The demo's shop: where it asks, when it is busy, and how its customers feel there.

Invented, but in the proportions that shops of this kind publish: about 85 % satisfied, an NPS of about
+35, an ease of about 5.3 on 7, and one weak spot, the returns desk, because of the waiting.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from store.model.scale import Standing

Chances = tuple[float, ...]
"""One weight a scale point, lowest first; they need not add up to 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """One device and those who answer at it."""

    kiosk: str
    touchpoint: str
    survey: str
    channel: str
    daily: float
    """Visits on an average day."""
    scores: Chances
    """Of the survey's first question."""
    agents: tuple[str, ...] = ()


AGENTS: Mapping[str, float] = {"Amina": 0.22, "Bruno": 0.05, "Chloe": 0.0, "Dev": -0.28}
"""Those who help, and by how much those they help feel better or worse (see `tilted`)."""

_TILL: Chances = (0.011, 0.019, 0.05, 0.35, 0.57)
_RETURNS: Chances = (0.075, 0.145, 0.15, 0.37, 0.26)
_HELP: Chances = (0.018, 0.032, 0.06, 0.1, 0.21, 0.315, 0.265)
_CALLED: Chances = (0.015, 0.03, 0.05, 0.1, 0.2, 0.315, 0.29)

PLACES = (
    Place("till-1", "checkout", "counter", "self", 22, _TILL),
    Place("till-2", "checkout", "counter", "self", 17, _TILL),
    Place("collection", "collection", "counter", "self", 11, _TILL),
    Place("returns-desk", "returns", "counter", "self", 10.5, _RETURNS),
    Place("help-desk", "support", "support", "self", 8, _HELP, tuple(AGENTS)),
    Place("phone", "support", "support", "assisted", 6, _CALLED, tuple(AGENTS)),
)

WEEKDAYS = (0.84, 0.8, 0.9, 0.96, 1.18, 1.62, 0.7)
"""Monday to Sunday: how busy, against an average day."""

OPEN_FOR: Chances = (3, 5, 6, 8, 10, 8, 6, 6, 8, 11, 12, 7)
"""How busy each twelfth of an opening day is: a hump at noon, a higher one after work."""

EARLY: Chances = (5, 7, 9, 11, 12, 10, 8, 6, 5, 4, 3, 2)
"""The same of a shop that opens early, because someone looks in the morning: busiest before noon."""

RECOMMEND: Mapping[Standing, Chances] = {
    Standing.LOW: (12, 9, 12, 14, 10, 14, 9, 8, 8, 3, 1),
    Standing.MIDDLE: (0, 1, 2, 4, 5, 14, 14, 24, 21, 10, 5),
    Standing.HIGH: (0, 0, 0.3, 0.7, 1, 3.8, 4.2, 11, 18.5, 30.5, 30),
}
"""The likelihood to recommend, by how satisfied one was in the same visit."""

REASONS: Mapping[str, Mapping[Standing, Mapping[str, float]]] = {
    "checkout": {
        Standing.LOW: {"wait": 4, "staff": 3, "price": 3, "choice": 2, "finding": 2, "tidy": 1},
        Standing.MIDDLE: {"wait": 3, "price": 3, "choice": 3, "finding": 2, "staff": 1, "tidy": 1},
        Standing.HIGH: {"staff": 5, "choice": 4, "finding": 2, "price": 2, "wait": 2, "tidy": 2},
    },
    "collection": {
        Standing.LOW: {"wait": 4, "finding": 3, "staff": 2, "choice": 1},
        Standing.MIDDLE: {"wait": 3, "finding": 3, "choice": 1, "price": 1},
        Standing.HIGH: {"wait": 5, "staff": 4, "finding": 2, "tidy": 1},
    },
    "returns": {
        Standing.LOW: {"wait": 13, "staff": 3, "finding": 2, "price": 1, "choice": 1},
        Standing.MIDDLE: {"wait": 7, "staff": 2, "finding": 2, "price": 1},
        Standing.HIGH: {"staff": 7, "wait": 2, "finding": 1, "tidy": 1},
    },
    "support": {
        Standing.LOW: {"wait": 4, "transfers": 3, "repeat": 3, "clear": 2, "staff": 1},
        Standing.MIDDLE: {"wait": 3, "clear": 2, "repeat": 2, "transfers": 1, "staff": 1},
        Standing.HIGH: {"staff": 5, "clear": 5, "wait": 2, "repeat": 0.5},
    },
}
"""What mattered, by touchpoint and by how one felt: option to weight."""

COMMENTED: Mapping[Standing, float] = {Standing.LOW: 0.34, Standing.MIDDLE: 0.13, Standing.HIGH: 0.08}
"""How many of them write something: the unhappy write more."""

FOREIGN = 0.28
"""The share of visits in the other of the shop's two languages."""

BAD_DAY = 11
"""So many days ago the card machines were down from noon on."""

MASHED = (0, 23)
"""So many days ago a child played with the first till."""


def tilted(chances: Chances, tilt: float) -> Chances:
    """`chances` moved towards the high end (`tilt` > 0) or the low one, each point by a factor of e^tilt.

    Keeps every point possible, which adding to a score would not.
    """
    return tuple(weight * 2.718281828459045 ** (tilt * point) for point, weight in enumerate(chances))
