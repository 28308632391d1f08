"""Answers by hour: how busy each hour was, and how much of it was good."""

from collections.abc import Sequence
from functools import lru_cache

from screens.operator.panels.bar import FEW, standing_counts
from screens.operator.panels.text import Pen, Piece, Row, left, merged, right
from store.model.summary import Card, HourBar

_ACROSS = " ▏▎▍▌▋▊▉█"
_UP = " ▁▂▃▄▅▆▇█"
_WIDEST = 9
"""Cells of one hour at most where the bars stand upright."""


def hours(card: Card, pen: Pen, width: int, height: int) -> list[Row]:
    """The hours as lying bars, a line each; as upright ones where there are more hours than lines."""
    if not card.hours:
        return [(Piece(pen.words("No answers yet."), "quiet"),)]
    bars = card.hours
    if len(bars) <= height:
        rows = _lying(bars, pen, width)
        return rows if height < 2 * len(rows) - 1 else [line for row in rows for line in (row, ())][:-1]
    return _upright(bars, pen, width, max(height, 3))


def _lying(bars: Sequence[HourBar], pen: Pen, width: int) -> list[Row]:
    """'10 ████████ 21 of 22': the length is the number of answers, the colour how they were."""
    counted = [pen.words("{k} of {n}", k=bar.score.favourable, n=bar.score.n) for bar in bars]
    label = max(len(text) for text in counted)
    room = max(4, width - 3 - 1 - label)
    most = max(bar.score.n for bar in bars)
    rows: list[Row] = []
    for bar, text in zip(bars, counted, strict=True):
        lengths, looks = _parts(bar, room / most)
        rows.append(
            (
                Piece(right(str(bar.hour), 2) + " ", "quiet"),
                *_strip(lengths, looks, room, pen.plain),
                Piece(" " + right(text, label), "quiet" if bar.score.n < FEW else ""),
            )
        )
    return rows


def _parts(bar: HourBar, unit: float) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The lengths of the good, middling and bad part, and their looks."""
    low, middle, high = standing_counts(bar.score.scale, bar.score.counts)
    looks = ("pale-3", "pale-2", "pale-1") if bar.score.n < FEW else ("good", "middle", "low")
    return (high * unit, middle * unit, low * unit), looks


@lru_cache(maxsize=64)
def _strip(lengths: Sequence[float], looks: Sequence[str], room: int, plain: bool) -> tuple[Piece, ...]:
    """Parts laid end to end over `room` cells, to an eighth of a cell (whole cells on a plain console)."""
    edges: list[float] = []
    at = 0.0
    for length in lengths:
        at += length
        edges.append(round(at) if plain else round(at * 8) / 8)
    pieces: list[Piece] = []
    for cell in range(room):
        glyph, look = _cell(cell, edges, looks)
        if pieces and pieces[-1].look == look:
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + glyph)
        else:
            pieces.append(Piece(glyph, look))
    return tuple(pieces)


def _cell(cell: int, edges: Sequence[float], looks: Sequence[str]) -> tuple[str, str]:
    """What one cell of a strip shows: one part, or the edge between two."""
    inside = [i for i, edge in enumerate(edges) if edge > cell]
    if not inside:
        return " ", ""
    first = inside[0]
    edge = edges[first]
    if edge >= cell + 1:
        return "█", looks[first]
    glyph = _ACROSS[round((edge - cell) * 8)]
    following = next((i for i in inside if edges[i] > edge), None)
    return glyph, looks[first] if following is None else f"{looks[first]}/{looks[following]}"


def _upright(bars: Sequence[HourBar], pen: Pen, width: int, height: int) -> list[Row]:
    """Columns over '12/14' (over '14' where that does not fit) and the hour; bare ones where not all fit."""
    counts = [f"{bar.score.favourable}/{bar.score.n}" for bar in bars]
    if len(bars) * (max(map(len, counts)) + 1) - 1 > width:
        counts = [str(bar.score.n) for bar in bars]
    widest = max(2, *map(len, counts))
    column = max(widest, min(_WIDEST, (width + 1) // len(bars) - 1))
    if len(bars) * (column + 1) - 1 > width:
        return _bare(bars, pen, width, height)
    tall = height - 2
    step = 1 if pen.plain else 8
    unit = step * tall / max(bar.score.n for bar in bars)
    parts = [standing_counts(bar.score.scale, bar.score.counts) for bar in bars]
    columns = [
        _column(str(bar.hour), text, bar.score.n, part, unit, tall, column, step)
        for bar, text, part in zip(bars, counts, parts, strict=True)
    ]
    return [merged(piece for each in columns for piece in each[line]) for line in range(tall + 2)]


def _bare(bars: Sequence[HourBar], pen: Pen, width: int, height: int) -> list[Row]:
    """Columns of one cell, apart where that fits, over some of the hours; the latest where not all fit."""
    bars = bars[-width:]
    gap = 1 if 2 * len(bars) - 1 <= width else 0
    every = 3 - gap  # so that two digits and a space fit
    tall, step = height - 1, 1 if pen.plain else 8
    unit = step * tall / max(bar.score.n for bar in bars)
    apart = every * (1 + gap)
    named = [str(bar.hour) for bar in bars[::every]]
    under = "".join(left(hour, apart) for i, hour in enumerate(named) if i * apart + len(hour) <= width)
    levels = [_levels(bar.score.n, standing_counts(bar.score.scale, bar.score.counts), unit) for bar in bars]
    rows = [
        merged(piece for each in levels for piece in _slice(each, line * step, step, 1, gap))
        for line in range(tall - 1, -1, -1)
    ]
    return [*rows, (Piece(under[:width].rstrip(), "quiet"),)]


@lru_cache(maxsize=64)  # a tap changes one of them
def _column(
    hour: str, text: str, n: int, parts: tuple[int, int, int], unit: float, tall: int, column: int, step: int
) -> tuple[Row, ...]:
    """One hour, from its top down: `tall` cells of `step` steps each, `text` below them, then the hour."""
    levels = _levels(n, parts, unit)
    return (
        *(_slice(levels, line * step, step, column, 1) for line in range(tall - 1, -1, -1)),
        _under(text, column, "quiet" if n < FEW else ""),
        _under(hour, column, "quiet"),
    )


def _levels(n: int, parts: tuple[int, int, int], unit: float) -> tuple[int, int, str, str]:
    """How high the good part and the whole reach, in steps, and the looks of the good and of the rest."""
    low, middle, high = parts
    good, rest = ("pale-3", "pale-1") if n < FEW else ("good", "low" if low >= middle else "middle")
    return round(high * unit), max(1, round(n * unit)) if n else 0, good, rest


def _slice(levels: tuple[int, int, str, str], floor: int, step: int, column: int, gap: int) -> Row:
    """One line of a column, from `floor` up a step, `column` cells wide and `gap` cells from the next."""
    glyph, look = _level(levels, floor, step)
    bar = Piece(glyph * column, look)
    return (bar, Piece(" " * gap, look.partition("/")[0])) if gap else (bar,)


def _under(text: str, column: int, look: str) -> Row:
    return (Piece(left(text.center(column), column + 1), look),)


def _level(levels: tuple[int, int, str, str], floor: int, step: int) -> tuple[str, str]:
    """One cell of a column, from `floor` up a step: good below, the rest above. `levels`: of `_levels`."""
    top_good, top, good, rest = levels
    if top_good >= floor + step:
        return "█", good
    if top_good <= floor:
        part = min(top - floor, step)
        return (_UP[part * 8 // step], rest) if part > 0 else (" ", "")
    if top - floor >= 0.75 * step:  # the rest nearly fills the cell: better shown whole than not at all
        return _UP[(top_good - floor) * 8 // step], f"{good}/{rest}"
    return _UP[(top - floor) * 8 // step], good
