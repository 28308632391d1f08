"""The customer's screens that say that nothing is asked just now: a pause, one moment."""

from screens.customer.plain import PlainScreen
from screens.widgets.notice import Line
from screens.widgets.sign import MOMENT, PAUSED


class PauseScreen(PlainScreen):
    """The operator has paused the kiosk."""

    GOES_ON = False

    def lines(self) -> tuple[Line, ...]:
        """Back in a moment."""
        words = self.words
        return (
            Line(PAUSED, "sign"),
            Line(""),
            Line(words("Back in a moment"), "title"),
            Line(""),
            Line(words("This kiosk is taking a short break."), "quiet"),
        )


class MomentScreen(PlainScreen):
    """Something does not work, and the kiosk is at it."""

    GOES_ON = False

    def lines(self) -> tuple[Line, ...]:
        """One moment."""
        words = self.words
        return (
            Line(MOMENT, "sign"),
            Line(""),
            Line(words("One moment, please"), "title"),
            Line(""),
            Line(words("The kiosk will be with you again directly."), "quiet"),
        )
