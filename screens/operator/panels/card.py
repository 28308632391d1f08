"""A score at a glance: the figure, how sure it is, how the answers lie, what is usual, the target."""

import re
from functools import lru_cache

from rich.cells import cell_len

from screens.operator.panels.bar import distribution
from screens.operator.panels.digits import HEIGHT, big
from screens.operator.panels.text import Pen, Piece, Row, wrap_pieces, wrap_rows
from screens.widgets.wrap import wrap
from store.model.period import Period
from store.model.scale import Scale
from store.model.score import MIN_N, Interval, Score, Status, Verdict
from store.model.summary import Card, TargetState
from store.words import Words, phrases

ROOMY = 34
"""Cells from which the words stand beside the figure, and whole sentences below it."""

_ENDS, _RECENT, _NO_TARGET = 2, 5, 6
"""What a card can be without, by its place."""

_CHANGE_LOOKS = {Verdict.BETTER: "well", Verdict.WORSE: "alarm"}
_TARGET_LOOKS = {TargetState.MET: "well", TargetState.BELOW: "alarm", TargetState.AROUND: ""}


def card_rows(card: Card, period: Period, pen: Pen, width: int, height: int | None = None) -> list[Row]:
    """Everything a card says, in `width` cells; in fewer than it takes, without what can best be missed."""
    bar, ends = distribution(card.score, pen, width)
    below = (
        _usual(card, pen, width),
        _before(card, period, pen),
        _recent(card, pen, width),
        _target(card, pen),
    )
    parts = [
        _figure(card.score, pen, width),
        [bar],
        [ends],
        *(wrap_pieces(said, width) if said else [] for said in below),
    ]
    for missed in (_NO_TARGET, _ENDS, _RECENT) if card.target is None else (_ENDS, _RECENT):
        if height is not None and sum(map(len, parts)) > height:
            parts[missed] = []
    return [row for part in parts for row in part]


def _figure(score: Score, pen: Pen, width: int) -> list[Row]:
    """The figure three rows tall with its words beside or below it; plain text where it does not fit."""
    look = "quiet" if score.status in (Status.FRAGILE, Status.NO_DATA) else "figure"
    if score.status is Status.TOO_FEW:
        return [
            *_large_counts(score, pen, width),
            *wrap_rows(phrases.unsure(score, pen.words), width, "quiet"),
        ]
    shown = phrases.headline(score, pen.words)
    unit = phrases.unit(score, pen.words)
    probably = phrases.probably(score, pen.words)
    said = [
        (phrases.counted(score, pen.words), "quiet" if score.status is Status.NO_DATA else ""),
        (_held(probably, score, score.interval, pen), "quiet"),
        (phrases.unsure(score, pen.words), "quiet"),
    ]
    digits = big(shown, pen)
    if digits is None or cell_len(digits[0]) > width:
        rows = wrap_rows(f"{shown} {unit}".strip(), width, "strong")
        return rows + [row for text, tone in said for row in wrap_rows(text, width, tone)]
    room = max(1, width - cell_len(digits[0]) - 2)
    beside = [Piece(unit, "strong")] if unit and cell_len(unit) <= room else []
    lines = [Piece(line, tone) for text, tone in said for line in wrap(text, room)]
    fits = width >= ROOMY and len(beside) + len(lines) <= HEIGHT
    if fits:
        beside += lines
    top = HEIGHT - len(beside) if fits else 0
    rows = [
        (Piece(line, look), Piece("  "), beside[i - top])
        if 0 <= i - top < len(beside)
        else (Piece(line, look),)
        for i, line in enumerate(digits)
    ]
    if fits:
        return [*rows, ()]
    return rows + [row for text, tone in said for row in wrap_rows(text, width, tone)]


def _large_counts(score: Score, pen: Pen, width: int) -> list[Row]:
    """'7 of 9 satisfied' with its numbers tall and its words on their foot; plain where that is too wide."""
    text = phrases.counted(score, pen.words)
    parts = [part for part in re.split(r"(\d+)", text) if part.strip()]
    tops: list[str] = [""] * HEIGHT
    rest: list[str] = []
    for part in parts:
        block = big(part, pen) if part.isdigit() else ["", "", part.strip()]
        assert block is not None
        size = max(len(line) for line in block)
        gap = 1 if tops[0] or tops[-1] else 0
        if rest or len(tops[0]) + gap + size > width:
            rest.append(part.strip())
            continue
        tops = [top + " " * gap + line.ljust(size) for top, line in zip(tops, block, strict=True)]
    if any(part.isdigit() for part in rest):
        return wrap_rows(text, width, "strong")
    rows: list[Row] = [(Piece(line, "figure"),) for line in tops]
    return rows + (wrap_rows(" ".join(rest), width) if rest else [])


def _usual(card: Card, pen: Pen, width: int) -> list[Piece]:
    """What is usual; coloured only where the score is out of it, and not by chance."""
    limits = card.usual.limits if card.usual and card.score.n >= MIN_N else None
    text = _held(phrases.usual(card, pen.words), card.score, limits, pen)
    if limits is not None and cell_len(text) > width:
        text = pen.words("usual {range}", range=_held_range(card.score, limits, pen))
    return [Piece(text, _usual_look(card))] if text else []


def _recent(card: Card, pen: Pen, width: int) -> list[Piece]:
    """The last 28 days."""
    interval = card.recent.interval if card.recent.n >= MIN_N else None
    text = _held(phrases.recent(card, pen.words), card.score, interval, pen)
    if interval is not None and cell_len(text) > width:
        text = pen.words("28 days {range}", range=_held_range(card.score, interval, pen))
    return [Piece(text)] if text else []


def _before(card: Card, period: Period, pen: Pen) -> list[Piece]:
    """A closed period against the one before it."""
    if card.change is None:
        return []
    look = _CHANGE_LOOKS.get(card.change.verdict, "")
    return _ending(phrases.against(card, period, pen.words), phrases.verdict(card.change, pen.words), look)


def _target(card: Card, pen: Pen) -> list[Piece]:
    """The target; a click on it sets it."""
    text = phrases.target(card, pen.words)
    if card.target is None:
        return [Piece(text, "quiet", ("target",))]
    look = _TARGET_LOOKS[card.target.state] if card.target.state else ""
    pieces = _ending(text, phrases.target_state(card.target, pen.words), look)
    return [piece._replace(link=("target",)) for piece in pieces]


def _ending(text: str, end: str, look: str) -> list[Piece]:
    """`text` with its `end` in a look of its own."""
    if not text:
        return []
    if not end or not text.endswith(end):
        return [Piece(text)]
    return [Piece(text[: -len(end)]), Piece(end, look)]


@lru_cache(maxsize=64)
def _range(scale: Scale, interval: Interval, words: Words) -> str:
    """'77 to 94'."""
    low, high = phrases.value(scale, interval.low, words), phrases.value(scale, interval.high, words)
    return words("{low} to {high}", low=low, high=high)


def _held_range(score: Score, interval: Interval, pen: Pen) -> str:
    """The same held together, so that no line ends inside it."""
    return _range(score.scale, interval, pen.words).replace(" ", "\u00a0")


def _held(text: str, score: Score, interval: Interval | None, pen: Pen) -> str:
    """`text` with the range in it held together."""
    if interval is None:
        return text
    return text.replace(_range(score.scale, interval, pen.words), _held_range(score, interval, pen))


def _usual_look(card: Card) -> str:
    """Coloured only where the score is out of the usual, and not by chance."""
    usual, value = card.usual, card.score.value
    if usual is None or not usual.signal or usual.centre is None or value is None:
        return ""
    return "well" if (value > usual.centre) != card.score.scale.low_is_good else "alarm"
