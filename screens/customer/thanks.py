"""Thanks, the same whatever was answered; perhaps with a reward code."""

from screens.customer.plain import PlainScreen
from screens.widgets.guard import Guard
from screens.widgets.notice import Line
from screens.widgets.sign import DONE
from store.words import Words


class ThanksScreen(PlainScreen):
    """A touch ends it."""

    def __init__(
        self,
        words: Words,
        *,
        code: str | None = None,
        languages: tuple[str, ...] = (),
        shop: str = "",
        guard: Guard | None = None,
    ) -> None:
        """`code` is this person's own; None: there is none."""
        super().__init__(words, languages=languages, shop=shop, guard=guard)
        self.code = code

    def lines(self) -> tuple[Line, ...]:
        """Thanks, and the code in large digits."""
        words = self.words
        thanks = Line(words("Thank you!"), "title")
        if self.code is None:
            return Line(DONE, "sign"), Line(""), thanks, Line(""), Line(words("Have a good day."), "quiet")
        return (
            thanks,
            Line(""),
            Line(words("Your code, good once:")),
            Line(""),
            Line(self.code, "number"),
            Line(""),
            # As it is typed, too: letters drawn from blocks are not for every eye.
            Line(self.code, "spelt"),
            Line(""),
            Line(words("Note it down or take a picture, then touch the screen."), "quiet"),
        )
