"""What the shop must know before the first customer: the PIN, where everything lies, how to stop."""

from screens.customer.plain import PlainScreen
from screens.widgets.guard import Guard
from screens.widgets.notice import Line
from store.words import Words


class FirstRunScreen(PlainScreen):
    """Shows the operator's PIN, once. Enter or a touch goes on."""

    def __init__(
        self,
        words: Words,
        *,
        pin: str,
        folder: str,
        key: str,
        languages: tuple[str, ...] = (),
        shop: str = "",
        guard: Guard | None = None,
    ) -> None:
        super().__init__(words, languages=languages, shop=shop, guard=guard)
        self.pin = pin
        self.folder = folder
        self.key = key

    def lines(self) -> tuple[Line, ...]:
        """All of it."""
        words = self.words
        half = (len(self.pin) + 1) // 2
        return (
            # In plain figures too: those drawn from blocks are not for every font, nor for reading aloud.
            Line(words("The operator’s PIN: {pin}", pin=self.pin), "title"),
            Line(""),
            Line(f"{self.pin[:half]} {self.pin[half:]}", "number"),
            Line(""),
            Line(words("Write it down: it is shown only now.")),
            Line(words("It opens the scores and closes the kiosk."), "quiet"),
            Line(""),
            Line(words("To stop: {key}, PIN, Close", key=self.key)),
            Line(words("Everything lies in {folder}", folder=self.folder), "quiet"),
            Line(""),
            Line(words("Touch the screen or press Enter"), "title"),
        )
