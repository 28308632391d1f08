"""What became of the visits that started, and which answers are left out of the scores."""

from collections.abc import Sequence

from rich.cells import cell_len

from screens.operator.panels.text import Pen, Piece, Row, left, right, wrap_rows
from screens.widgets.wrap import harmless
from store.model.reader import Excluded, Funnel
from store.model.response import Status
from store.model.summary import Summary
from store.words import Words, phrases
from store.words.rules import rule_name
from store.words.visits import steps

_LOOKS = {None: "good", Status.COMPLETE: "good", Status.PARTIAL: "middle", Status.OPEN: "pale-3"}


def funnel_rows(summary: Summary, pen: Pen, width: int) -> list[Row]:
    """A line for every way a visit ended, each as a part of those that started, and what that leaves open."""
    rows = _steps(summary.funnel, pen, width)
    if others := _others(summary, pen.words):
        rows += wrap_rows(pen.words("Kept apart: {list}", list=others), width, "quiet")
    return rows


def _others(summary: Summary, words: Words) -> str:
    """'12 assisted', of the channels that are not shown."""
    return ", ".join(
        f"{words.count(n)} {phrases.channel(harmless(name), words)}"
        for name, n in summary.other_channels.items()
        if n
    )


def _steps(funnel: Funnel, pen: Pen, width: int) -> list[Row]:
    words = pen.words
    found = steps(funnel, words)
    if not found:
        return [(Piece(words("Nobody has started yet."), "quiet"),)]
    name = max(cell_len(step.name) for step in found)
    counts = [words.count(step.n) for step in found]
    number, part = max(map(len, counts)), max(len(step.share) for step in found)
    room = width - name - number - part - 4
    rows: list[Row] = []
    for step, count in zip(found, counts, strict=True):
        bar: tuple[Piece, ...] = ()
        if room >= 6:
            length = max(1, round(step.n * room / funnel.started)) if step.n else 0
            look = _LOOKS.get(step.status, "pale-2")
            bar = (Piece("█" * length, look), Piece(" " * (room - length)))
        share = Piece(right(step.share if step.status else "", part), "quiet")
        rows.append(
            (Piece(left(step.name, name) + " "), *bar, Piece(" " + right(count, number) + "  "), share)
        )
    return rows


def left_out_rows(excluded: Sequence[Excluded], pen: Pen, width: int) -> list[Row]:
    """Each reason with its count, who and why where a person did it."""
    if not excluded:
        return wrap_rows(pen.words("Nothing is left out of these scores."), width)
    counts = [pen.words.count(line.responses) for line in excluded]
    number = max(len(count) for count in counts)
    rows: list[Row] = []
    for line, count in zip(excluded, counts, strict=True):
        text = rule_name(line.rule, pen.words)
        if line.by:
            text = pen.words("{rule} by {who}", rule=text, who=harmless(line.by))
        if line.why:
            text = pen.words("{rule}: {why}", rule=text, why=harmless(line.why))
        first, *others = wrap_rows(text, width - number - 2)
        rows.append((Piece(right(count, number) + "  "), *first))
        rows += [(Piece(" " * (number + 2)), *other) for other in others]
    return rows


def volunteers_rows(pen: Pen, width: int) -> list[Row]:
    """What no count can say: what those think who did not answer."""
    note = pen.words("Who did not answer is not known: “probably” covers chance only.")
    return wrap_rows(note, width, "quiet")
