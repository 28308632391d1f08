"""A pad of digits, to type a PIN by touch."""

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.painted import Spot, Touchable
from screens.widgets.tile import paint_tile

ERASE, SEND = "erase", "send"

_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", ERASE, "0", SEND)


class Pad(Touchable):
    """Three columns and four rows: the digits, take one back, and OK."""

    TURNS = False

    def rows(self, height: int) -> int:
        """The rows it takes where it may have `height`."""
        return min(4 * 3, max(4, height // 4 * 4))

    def paint(self, canvas: Canvas) -> None:
        """The keys."""
        tall = canvas.height // 4
        across, gap = (11, 2) if canvas.width >= 60 else (9, 1)
        left = (canvas.width - 3 * across - 2 * gap) // 2
        self.spots = []
        for at, key in enumerate(_KEYS):
            row, column = divmod(at, 3)
            box = Box(left + column * (across + gap), row * tall, across, tall)
            self.spots.append(Spot(key, box))
            if tall == 2:  # a row of air between two flat keys
                box = Box(box.x, box.y, box.width, 1)
            shaded = tall > 1 or (row + column) % 2 == 0
            body = paint_tile(
                canvas,
                box,
                self.ink,
                cursor=self.cursor == key,
                pressed=self.pressed == key,
                frame=shaded or self.cursor == key,
                soft=True,
            )
            text = {ERASE: "←", SEND: "OK"}.get(key, key)
            canvas.centre(box, (box.height - 1) // 2, text, style(body.text, body.ground, bold=key != ERASE))
