"""A number in digits three rows tall, drawn from half blocks, or from box lines on a plain console."""

from screens.operator.panels.text import Pen

HEIGHT = 3
"""Rows of a big number."""

_PIXELS = {
    "0": "#####|##.##|##.##|##.##|##.##|#####",
    "1": ".##|###|.##|.##|.##|.##",
    "2": "#####|...##|#####|##...|##...|#####",
    "3": "#####|...##|.####|...##|...##|#####",
    "4": "##.##|##.##|#####|...##|...##|...##",
    "5": "#####|##...|#####|...##|...##|#####",
    "6": "#####|##...|#####|##.##|##.##|#####",
    "7": "#####|...##|...##|...##|...##|...##",
    "8": "#####|##.##|#####|##.##|##.##|#####",
    "9": "#####|##.##|#####|...##|...##|#####",
    "+": "....|....|.##.|####|.##.|....",
    "−": "....|....|....|####|....|....",
    "–": "....|....|....|####|....|....",
    ".": "..|..|..|..|##|##",
    ",": "..|..|..|..|##|.#",
    ">": "#...|.#..|..#.|..#.|.#..|#...",
    "<": "..#|.#.|#..|#..|.#.|..#",
}
"""Pixels of a glyph, six rows, two to a line of the terminal."""

_HALVES = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}

_LINES = {
    "0": ("┌─┐", "│ │", "└─┘"),
    "1": ("┐", "│", "┴"),
    "2": ("──┐", "┌─┘", "└──"),
    "3": ("──┐", " ─┤", "──┘"),
    "4": ("│ │", "└─┤", "  │"),
    "5": ("┌──", "└─┐", "──┘"),
    "6": ("┌──", "├─┐", "└─┘"),
    "7": ("──┐", "  │", "  │"),
    "8": ("┌─┐", "├─┤", "└─┘"),
    "9": ("┌─┐", "└─┤", "──┘"),
    "+": ("   ", "─┼─", "   "),
    "−": ("   ", "───", "   "),
    "–": ("   ", "───", "   "),
    ".": (" ", " ", "."),
    ",": (" ", " ", ","),
    ">": ("──┐", "  ├", "──┘"),
    "<": ("┌──", "┤  ", "└──"),
}
"""The same in the box lines that every console font has."""


def big(number: str, pen: Pen) -> list[str] | None:
    """`number` as three lines of equal width; None where it holds what has no big glyph."""
    glyphs: list[list[str]] = []
    for char in number:
        glyph = _lines(char) if pen.plain else _blocks(char)
        if glyph is None:
            return None
        glyphs.append(glyph)
    return [" ".join(glyph[row] for glyph in glyphs) for row in range(HEIGHT)]


def _blocks(char: str) -> list[str] | None:
    pixels = _PIXELS.get(char)
    if pixels is None:
        return None
    rows = pixels.split("|")
    return [
        "".join(_HALVES[upper + lower] for upper, lower in zip(rows[i], rows[i + 1], strict=True))
        for i in range(0, len(rows), 2)
    ]


def _lines(char: str) -> list[str] | None:
    lines = _LINES.get(char)
    return None if lines is None else list(lines)
