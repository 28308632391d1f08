"""The customer's screens that ask nothing: welcome, thanks, a pause, one moment."""

from screens.customer.plain import PlainScreen
from screens.widgets.notice import Line
from screens.widgets.sign import DONE, MOMENT, PAUSED


class WelcomeScreen(PlainScreen):
    """Invites the next person; the visit begins with the touch."""

    def lines(self) -> tuple[Line, ...]:
        """In every language where there are two, else in one."""
        from store.words import words_for

        lines = [Line(self.bottom.shop, "title"), Line("")] if self.bottom.shop else []
        languages = self.top.languages
        spoken = languages if len(languages) == 2 else (self.words.language,)
        for at, language in enumerate(sorted(spoken, key=lambda code: code != self.words.language)):
            words = words_for(language)
            lines.append(Line(words("How was it?"), "quiet" if at else "title"))
            lines.append(Line(words("Touch the screen, or press any key."), "quiet" if at else "text"))
            lines.append(Line(""))
        return tuple(lines[:-1])


class ThanksScreen(PlainScreen):
    """The same whatever was answered."""

    def lines(self) -> tuple[Line, ...]:
        """Thanks."""
        words = self.words
        return (
            Line(DONE, "sign"),
            Line(""),
            Line(words("Thank you!"), "title"),
            Line(""),
            Line(words("Have a good day."), "quiet"),
        )


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
