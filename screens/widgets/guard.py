"""What comes too soon: the second half of a double tap, a key that is still held down."""

from collections.abc import Callable

SOON = 0.35
"""Seconds after a question appears in which nothing answers it. Double taps are 20 to 250 ms apart."""
REPEAT = 0.7
"""Seconds in which the key that answered the question before is taken to be still down. Keyboards begin to
repeat after 250 to 660 ms."""
STEP = 0.2
"""Seconds from one repetition to the next are fewer: whoever presses the same key more slowly means it."""

LATE = 1.5
"""Seconds without a key or a touch after which nobody goes on with what was closed over their head."""
LATEST = 8.0
"""Seconds after which whoever still touches means what they see, as someone does who taps again and again."""


class Guard:
    """Ignores touches and keys that were meant for the screen before."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """`seconds` is a clock that never jumps."""
        self._seconds = seconds
        self._appeared = -SOON
        self.last = ""
        """The key or touch that came last; held, it comes again and again."""
        self._last_at = -REPEAT
        self._meant_before = ""
        """The key that brought this screen, until it has been let go."""
        self._repeated = False
        """Whether it has come again since."""
        self._closed_at = -LATEST

    def taken_away(self) -> None:
        """A screen closed by itself, perhaps under somebody's fingers: nothing passes until these rest,
        or a few seconds have gone by."""
        self._closed_at = self._last_at = self._seconds()

    def called(self) -> None:
        """Somebody asked for the screen that comes now: what they touch there goes on with nothing before."""
        self._closed_at = -LATEST

    def appeared(self) -> None:
        """A new question is to be seen."""
        self._appeared = self._seconds()
        self._meant_before = self.last
        self._repeated = False

    def passes(self, what: str) -> bool:
        """Whether a key ('enter', '3') or a touch ('touch') counts now."""
        now = self._seconds()
        since, self._last_at = now - self._last_at, now
        again = what == self._meant_before and what == self.last and what != "touch"
        held = again and since < (STEP if self._repeated else REPEAT)
        self.last = what
        goes_on = since < LATE and now - self._closed_at < LATEST
        if not goes_on:
            self._closed_at = -LATEST
        if goes_on or now - self._appeared < SOON:
            self._meant_before = what
            return False
        if held:
            self._repeated = True
            return False
        self._meant_before = ""
        return True
