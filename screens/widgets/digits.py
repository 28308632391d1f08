"""Large digits and capitals, five dots high, two dots a cell: a number or code to read from two metres."""

from screens.widgets.canvas import Box, Canvas, style

_DOTS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("##", " #", " #", " #", " #"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "A": (" # ", "# #", "###", "# #", "# #"),
    "B": ("## ", "# #", "## ", "# #", "## "),
    "C": (" ##", "#  ", "#  ", "#  ", " ##"),
    "D": ("## ", "# #", "# #", "# #", "## "),
    "E": ("###", "#  ", "## ", "#  ", "###"),
    "F": ("###", "#  ", "## ", "#  ", "#  "),
    "G": (" ###", "#   ", "# ##", "#  #", " ###"),
    "H": ("# #", "# #", "###", "# #", "# #"),
    "I": ("###", " # ", " # ", " # ", "###"),
    "J": ("  #", "  #", "  #", "# #", " ##"),
    "K": ("#  #", "# # ", "##  ", "# # ", "#  #"),
    "L": ("#  ", "#  ", "#  ", "#  ", "###"),
    "M": ("#   #", "## ##", "# # #", "#   #", "#   #"),
    "N": ("#   #", "##  #", "# # #", "#  ##", "#   #"),
    "O": (" ## ", "#  #", "#  #", "#  #", " ## "),
    "P": ("## ", "# #", "## ", "#  ", "#  "),
    "Q": (" ## ", "#  #", "#  #", "# ##", " ###"),
    "R": ("### ", "#  #", "### ", "# # ", "#  #"),
    "S": (" ###", "#   ", " ## ", "   #", "### "),
    "T": ("###", " # ", " # ", " # ", " # "),
    "U": ("#  #", "#  #", "#  #", "#  #", " ## "),
    "V": ("#   #", "#   #", "#   #", " # # ", "  #  "),
    "W": ("#   #", "#   #", "# # #", "## ##", "#   #"),
    "X": ("#   #", " # # ", "  #  ", " # # ", "#   #"),
    "Y": ("#   #", " # # ", "  #  ", "  #  ", "  #  "),
    "Z": ("####", "   #", " ## ", "#   ", "####"),
    "-": ("   ", "   ", "###", "   ", "   "),
}

ROWS = 3
"""How many rows a large number is high."""


def can_paint(text: str) -> bool:
    """Whether every character of `text` can be painted large."""
    return bool(text) and all(character in _DOTS for character in text)


def width(number: str) -> int:
    """How many cells a large number is wide."""
    return sum(len(_DOTS[digit][0]) for digit in number) + len(number) - 1


_BLOCKS = {("#", "#"): "█", ("#", " "): "▀", (" ", "#"): "▄"}


def paint_number(canvas: Canvas, box: Box, y: int, number: str, ink: str, ground: str) -> None:
    """Paints `number` in the middle of a box, `y` rows below its top."""
    canvas, box = canvas.straight(box)
    x = box.x + (box.width - width(number)) // 2
    open_, full = style(ink, ground), style(ink, ink)
    for digit in number:
        dots = (*_DOTS[digit], " " * len(_DOTS[digit][0]))
        for line in range(ROWS):
            for at, pair in enumerate(zip(dots[2 * line], dots[2 * line + 1], strict=True)):
                block = _BLOCKS.get(pair)
                if block:
                    canvas.put(x + at, box.y + y + line, block, full if block == "█" else open_)
        x += len(dots[0]) + 1
