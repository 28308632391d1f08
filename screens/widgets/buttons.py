"""A row of small tiles below the question: back, skip, done."""

from dataclasses import dataclass

from rich.cells import cell_len

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Spot, Touchable
from screens.widgets.tile import paint_tile


@dataclass(frozen=True, slots=True)
class Button:
    """One of them."""

    id: str
    words: str
    main: bool = False
    """The one that goes on: its words are bold."""
    short: str = ""
    """Fewer words, for where there is no room."""


class Buttons(Touchable):
    """The buttons, in the middle of one row. Three rows high they are tiles, one row high flat."""

    def __init__(self, buttons: tuple[Button, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.buttons = buttons

    def speak(self, buttons: tuple[Button, ...]) -> None:
        """The same buttons in another language, or others."""
        self.buttons = buttons
        self.repaint()

    def paint(self, canvas: Canvas) -> None:
        """The buttons."""
        words = [button.words for button in self.buttons]
        widths, gap = self._fit(words, canvas.width - 2)
        if sum(widths) + gap * (len(widths) - 1) > canvas.width - 2:
            words = [button.short or button.words for button in self.buttons]
            widths, gap = self._fit(words, canvas.width - 2)
        x = (canvas.width - sum(widths) - gap * (len(widths) - 1)) // 2
        self.spots = []
        for button, text, across in zip(self.buttons, words, widths, strict=True):
            box = Box(x, 0, across, canvas.height)
            self.spots.append(Spot(button.id, box))
            body = paint_tile(
                canvas,
                box,
                self.ink,
                cursor=self.cursor == button.id,
                pressed=self.pressed == button.id,
                soft=True,
            )
            paint = style(body.text, body.ground, bold=button.main)
            canvas.centre(box, (canvas.height - 1) // 2, text, paint)
            x += across + gap

    @staticmethod
    def _fit(words: list[str], width: int) -> tuple[list[int], int]:
        """The width of each button and of the gap between two, as generous as there is room for."""
        for margin, gap in ((4, 3), (3, 2), (2, 2), (2, 1)):
            widths = [cell_len(text) + 2 * margin for text in words]
            if sum(widths) + gap * (len(widths) - 1) <= width:
                break
        return widths, gap
