"""A roll of paper so many characters wide, on which lines are printed one under the other."""

import unicodedata
from collections.abc import Sequence

from rich.cells import cell_len

from kiosk.report.told import held
from screens.widgets.wrap import cut, harmless, wrap

_PLAIN = str.maketrans(
    {
        "\u2018": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "–": "-", "—": "-",
        "−": "-", "·": "-", "…": "...", "×": "x", "÷": "/", "•": "*", "œ": "oe", "Œ": "OE", "æ": "ae",
        "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "€": "EUR", "\u00a0": " ",
    }
)  # fmt: skip
_GAP = "  "
_LEAST_NAME = 12
_LONGEST_BAR = 40
_SHORTEST_BAR = 5


class Roll:
    """Collects lines of at most `width` cells; `ascii` writes nothing else."""

    def __init__(self, width: int, *, ascii: bool = False) -> None:
        self.width = width
        self.ascii = ascii
        self.lines: list[str] = []

    def clean(self, text: str) -> str:
        """`text` as this paper can bear it."""
        text = harmless(text)
        if not self.ascii:
            return held(text)
        if text.isascii():
            return text
        apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        return "".join(c if c.isascii() else "?" for c in apart if not unicodedata.combining(c))

    def gap(self) -> None:
        """An empty line; never two, and none at the top."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self, text: str, *, indent: int = 0) -> None:
        """A paragraph, broken at blanks."""
        self.lines += [" " * indent + line for line in wrap(self.clean(text), self.width - indent)]

    def heading(self, text: str) -> None:
        """A section's name with a rule behind it."""
        self.gap()
        *lines, last = wrap(self.clean(text), self.width) or [""]
        rule = ("-" if self.ascii else "─") * max(0, self.width - cell_len(last) - 1)
        self.lines += [*lines, f"{last} {rule}".rstrip()]

    def row(self, start: str, end: str) -> None:
        """`start` at the left, `end` at the right of its last line; below it where both do not fit."""
        end = self.clean(end)
        lines = wrap(self.clean(start), self.width)
        if lines and cell_len(lines[-1]) + 2 + cell_len(end) <= self.width:
            start = lines.pop()
            lines.append(start + " " * (self.width - cell_len(start) - cell_len(end)) + end)
        else:
            lines += [" " * max(0, self.width - cell_len(line)) + line for line in wrap(end, self.width)]
        self.lines += lines

    def phrases(self, phrases: Sequence[str], *, indent: int = 0) -> None:
        """Several phrases, as many on a line as there is room for."""
        line = ""
        for phrase in map(self.clean, phrases):
            joined = f"{line}{' - ' if self.ascii else ' · '}{phrase}"
            if line and cell_len(joined) + indent <= self.width:
                line = joined
                continue
            if line:
                self.text(line, indent=indent)
            line = phrase
        if line:
            self.text(line, indent=indent)

    def table(self, rows: Sequence[Sequence[str]], *, needed: int) -> bool:
        """Names at the left, cut where they must be, and columns at the right, as many as fit beside them.

        Prints nothing, and says so, where not even the `needed` columns fit.
        """
        cleaned = [[self.clean(cell) for cell in row] for row in rows]
        widths = [max(map(cell_len, column)) for column in zip(*cleaned, strict=True)]
        least = min(widths[0], max(_LEAST_NAME, self.width // 3))
        while len(widths) > 1 and least + sum(widths[1:]) + len(_GAP) * (len(widths) - 1) > self.width:
            widths.pop()
        if len(widths) < needed:
            return False
        name = min(widths[0], max(1, self.width - sum(widths[1:]) - len(_GAP) * (len(widths) - 1)))
        for first, *cells in cleaned:
            first = self._cut(first, name)
            line = first + " " * (name - cell_len(first))
            for cell, width in zip(cells, widths[1:], strict=False):
                line += _GAP + " " * (width - cell_len(cell)) + cell
            self.lines.append(line.rstrip())
        return True

    def bars(self, rows: Sequence[tuple[str, Sequence[tuple[int, str]], str]], most: int) -> None:
        """A bar a row between its name and its figure, in parts of so many, `most` being the whole room.

        Each part is drawn in its own character. Whole names are worth more than bars.
        """
        names, figures = [self.clean(row[0]) for row in rows], [self.clean(row[2]) for row in rows]
        number = max(map(cell_len, figures), default=0)
        name = min(max(map(cell_len, names), default=0), max(1, self.width - number - 1))
        bar = min(_LONGEST_BAR, self.width - name - number - 2)
        for text, (_, parts, _), figure in zip(names, rows, figures, strict=True):
            text = self._cut(text, name)
            line = text + " " * (name - cell_len(text)) + " "
            if bar >= _SHORTEST_BAR:
                line += _drawn(parts, bar / most if most else 0.0).ljust(bar) + " "
            end = self.width if bar < _SHORTEST_BAR else cell_len(line) + number
            self.lines.append((line + " " * (end - cell_len(line) - cell_len(figure)) + figure).rstrip())

    def _cut(self, text: str, width: int) -> str:
        return cut(text, width).replace("…", ".") if self.ascii else cut(text, width)


def _drawn(parts: Sequence[tuple[int, str]], unit: float) -> str:
    """Parts laid end to end; what there is any of has a character at least."""
    drawn, together = "", 0
    for n, glyph in parts:
        together += n
        drawn += glyph * (max(round(together * unit) - len(drawn), 1) if n else 0)
    return drawn[: max(1, round(together * unit))] if together else ""
