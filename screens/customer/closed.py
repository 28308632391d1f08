"""Outside the opening hours: when to come."""

from datetime import date, time

from screens.customer.plain import PlainScreen
from screens.widgets.guard import Guard
from screens.widgets.notice import Line
from screens.widgets.sign import PAUSED
from store.words import Words


class ClosedScreen(PlainScreen):
    """Nothing is asked; the languages can be chosen."""

    GOES_ON = False

    def __init__(
        self,
        words: Words,
        *,
        day: date,
        days_ahead: int,
        hours: tuple[time, time],
        languages: tuple[str, ...] = (),
        shop: str = "",
        guard: Guard | None = None,
    ) -> None:
        """The shop opens next on `day`, from the first of `hours` to the second; `days_ahead` 0 is today."""
        super().__init__(words, languages=languages, shop=shop, guard=guard)
        self.day = day
        self.days_ahead = days_ahead
        self.hours = hours

    def lines(self) -> tuple[Line, ...]:
        """When the shop is open next."""
        words = self.words
        opens, closes = map(words.time, self.hours)
        if self.hours == (time(0), time(0)) and self.days_ahead == 1:
            when = words("We are open all day tomorrow.")
        elif self.hours == (time(0), time(0)):
            when = words("We are open all day on {day}.", day=words.weekday(self.day))
        elif self.days_ahead == 0:
            when = words("We are open today from {opens} to {closes}.", opens=opens, closes=closes)
        elif self.days_ahead == 1:
            when = words("We are open tomorrow from {opens} to {closes}.", opens=opens, closes=closes)
        else:
            when = words(
                "We are open on {day} from {opens} to {closes}.",
                day=words.weekday(self.day),
                opens=opens,
                closes=closes,
            )
        return Line(PAUSED, "sign"), Line(""), Line(words("We are closed now"), "title"), Line(""), Line(when)
