"""What was made last, and of what: at a tap most of a screen's numbers are those of the paint before."""

from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memo:
    """Keeps one thing a name, and makes it again only when what it is made of has changed."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: dict[object, tuple[object, Any]] = {}

    def made(self, name: object, of: object, make: Callable[[], Made]) -> Made:
        """What `make` returned last under that name, if it was made of what equals `of`; else anew.

        All that `make` looks at must be in `of`, or stay as it is for as long as this object lives.
        """
        kept = self._kept.get(name)
        if kept is not None and kept[0] == of:
            found: Made = kept[1]
            return found
        found = make()
        self._kept[name] = of, found
        return found
