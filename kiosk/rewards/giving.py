"""The codes that a kiosk gives for finishing: from the shop's list, or made up by a pattern."""

import secrets
from collections import deque
from collections.abc import Callable
from pathlib import Path

from kiosk.rewards.codes import read_codes
from kiosk.watched import Watched
from store.model.reward import USUAL, made
from store.model.saying import Saying
from store.model.survey import Reward
from store.sqlite.rewards import Offer

_FEW = 20
"""So many codes left, or fewer: the operator should bring more."""
_TRIES = 100
"""How often a code is made up that was given before, until the pattern is taken to be used up."""


class Rewards:
    """Used in the thread of the store, but for `problem` and `has_changed`."""

    def __init__(
        self, reward: Reward, folder: Path, *, choose: Callable[[str], str] = secrets.choice
    ) -> None:
        """`folder` is where the survey lies. `choose` takes a character that nobody can guess."""
        self._pattern = reward.generate or USUAL
        self._choose = choose
        self._list = Watched(folder / reward.codes) if reward.codes else None
        self._free: deque[str] = deque()
        self.offer = Offer(self._next, reward.hourly)
        """What the store gives by."""
        self.problem = ""
        """What the operator should see to, in one sentence; '' when nothing."""

    def has_changed(self) -> bool:
        """Whether the list is another than it was; then `look` is due."""
        return self._list is not None and self._list.has_changed()

    def look(self, is_given: Callable[[str], bool]) -> None:
        """Reads the list, and sees what of it is left."""
        if self._list is not None:
            self._free = deque(code for code in read_codes(self._list.path) if not is_given(code))
            self._count()

    def was_given(self, code: str) -> None:
        """`code` is somebody's now."""
        if self._free and self._free[0] == code:
            self._free.popleft()
        self._count()

    def _next(self, is_given: Callable[[str], bool]) -> str | None:
        if self._list is None:
            codes = (made(self._pattern, self._choose) for _ in range(_TRIES))
            code = next((code for code in codes if not is_given(code)), None)
            self.problem = (
                ""
                if code
                else Saying("All codes by the pattern {pattern} have been given.", pattern=self._pattern)
            )
            return code
        while self._free and is_given(self._free[0]):
            self._free.popleft()
        return self._free[0] if self._free else None  # it stays until `was_given`

    def _count(self) -> None:
        if self._list is None:
            return
        left, name = len(self._free), self._list.path
        if not left:
            self.problem = Saying("There is no reward code left in {path}; add more, one a line.", path=name)
        elif left <= _FEW:
            self.problem = Saying("Reward codes left in {path}: {n}. Add more.", path=name, n=left)
        else:
            self.problem = ""
