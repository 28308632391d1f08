"""The body of a tile, as every row, grid and button of the kiosk draws it."""

from dataclasses import dataclass

from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.ink import Ink


@dataclass(frozen=True, slots=True)
class Body:
    """The colours for what stands on a tile."""

    ground: str
    text: str
    quiet: str
    pressed: bool


_ROUND = "╭─╮│╰╯"
_HEAVY = "┏━┓┃┗┛"
_DOUBLE = "╔═╗║╚╝"


def paint_tile(
    canvas: Canvas,
    box: Box,
    ink: Ink,
    *,
    cursor: bool = False,
    pressed: bool = False,
    frame: bool = True,
    soft: bool = False,
) -> Body:
    """Paints an empty tile. From three rows on it may have a `frame`, in a cell all round; a `soft` one ends
    in the middle of its first and last row, so that two of them need no row between.

    The tile that the keys stand on has a heavy frame (or, when flat, brackets), so that no one needs to tell
    shades apart; a touched one is inverted.
    """
    body = _body(ink, cursor, pressed)
    canvas.fill(box, style(body.ground, body.ground))
    if soft and box.height >= 3 and ink.blocks and not ink.framed and (pressed or not cursor):
        edge = style(body.ground, ink.ground)
        canvas.fill(Box(box.x, box.y, box.width, 1), edge, "▄")
        canvas.fill(Box(box.x, box.y + box.height - 1, box.width, 1), edge, "▀")
    if not frame:
        return body
    if box.height < 3 or box.width < 4:
        if cursor and box.width > 4:
            edge = style(body.text if pressed else ink.focus, body.ground, bold=True)
            middle = box.y + (box.height - 1) // 2
            canvas.put(box.x, middle, "[", edge)
            canvas.put(box.x + box.width - 1, middle, "]", edge)
        elif ink.framed and not pressed and box.width > 4:
            canvas.fill(Box(box.x, box.y, 1, box.height), style(ink.line, body.ground), "│")
            canvas.fill(Box(box.x + box.width - 1, box.y, 1, box.height), style(ink.line, body.ground), "│")
    elif cursor and not pressed:
        _frame(canvas, box, _HEAVY if ink.blocks else _DOUBLE, ink.focus, body.ground)
    elif ink.framed:
        _frame(canvas, box, _ROUND, body.text if pressed else ink.line, body.ground)
    return body


def _body(ink: Ink, cursor: bool, pressed: bool) -> Body:
    if pressed:
        return Body(ink.press, ink.on_press, ink.on_press, True)
    return Body(ink.raised if cursor else ink.tile, ink.text, ink.quiet, False)


def _frame(canvas: Canvas, box: Box, lines: str, colour: str, ground: str) -> None:
    paint = style(colour, ground)
    across = lines[1] * (box.width - 2)
    canvas.put(box.x, box.y, lines[0] + across + lines[2], paint)
    for y in range(box.y + 1, box.y + box.height - 1):
        canvas.put(box.x, y, lines[3], paint)
        canvas.put(box.x + box.width - 1, y, lines[3], paint)
    canvas.put(box.x, box.y + box.height - 1, lines[4] + across + lines[5], paint)
