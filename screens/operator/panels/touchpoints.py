"""Touchpoints side by side, grey where there are too few answers to be sure."""

from collections.abc import Sequence

from rich.cells import cell_len

from screens.operator.panels.text import Pen, Piece, Row, apart, right
from screens.widgets.wrap import cut, harmless
from store.model.score import Score, Status, Verdict
from store.model.summary import Card
from store.model.summary import Row as Line
from store.words import phrases
from store.words.figures import ends

_LOOKS = {Verdict.BETTER: "well", Verdict.WORSE: "alarm"}
_NAME = 12
"""Cells that a name has at least."""


def touchpoint_rows(
    lines: Sequence[Line], cards: Sequence[Card], titles: Sequence[str], pen: Pen, width: int, height: int
) -> list[Row]:
    """A header and a line each; the last line counts those that did not fit."""
    if not lines:
        return [(Piece(pen.words("No answers yet."), "quiet"),)]
    answers = [pen.words.count(max((s.n for s in line.scores.values()), default=0)) for line in lines]
    columns: list[tuple[str, list[tuple[str, str]]]] = [
        (pen.words("answers"), [(text, "") for text in answers]),
        *(
            (title, [_figure(line, card, pen) for line in lines])
            for title, card in zip(titles, cards, strict=True)
        ),
    ]
    roomy = [columns[0]]
    for (title, cells), card in zip(columns[1:], cards, strict=False):
        ranges = [_range(line, card, pen) for line in lines]
        widest = max(map(cell_len, ranges), default=0)
        roomy.append(
            (
                title,
                [(f"{text} {right(r, widest)}", look) for (text, look), r in zip(cells, ranges, strict=True)],
            )
        )
    if _NAME + sum(_sizes(roomy)) + 2 * len(roomy) <= width:
        columns = roomy
    sizes = _sizes(columns)
    while len(columns) > 1 and _NAME + sum(sizes) + 2 * len(sizes) > width:
        columns.pop()
        sizes.pop()
    longest = max(cell_len(harmless(line.name)) for line in lines) + 2
    name = max(0, min(width - sum(sizes) - 2 * len(sizes), longest))
    shown = lines if len(lines) < height else lines[: max(1, height - 2)]
    rows: list[Row] = [
        (
            Piece(" " * name),
            *(
                Piece("  " + right(head, size), "quiet")
                for (head, _), size in zip(columns, sizes, strict=True)
            ),
        )
    ]
    names = apart([harmless(line.name) for line in shown], name)
    for i, line in enumerate(shown):
        figures = [
            Piece("  " + right(c[i][0], size), c[i][1]) for (_, c), size in zip(columns, sizes, strict=True)
        ]
        rows.append((Piece(names[i], _name_look(line), ("touchpoint", line.name)), *figures))
    if len(shown) < len(lines):
        more = pen.words("and {n} more", n=len(lines) - len(shown))
        rows.append((Piece(cut(more, width), "quiet", ("table", "touchpoint")),))
    return rows


def _sizes(columns: Sequence[tuple[str, list[tuple[str, str]]]]) -> list[int]:
    return [max(cell_len(head), *(cell_len(text) for text, _ in cells)) for head, cells in columns]


def _range(line: Line, card: Card, pen: Pen) -> str:
    """'(90 to 94)', how far chance reaches; '' where there is no score."""
    score = line.scores.get(card.question.number)
    if score is None or score.interval is None or score.status is Status.TOO_FEW or not score.n:
        return ""
    low, high = ends(score.scale, score.interval, pen.words)
    return "(" + pen.words("{low} to {high}", low=low, high=high) + ")"


def _figure(line: Line, card: Card, pen: Pen) -> tuple[str, str]:
    score: Score | None = line.scores.get(card.question.number)
    if score is None or not score.n:
        return "–", "quiet"
    if score.status is Status.TOO_FEW:
        return f"{score.favourable}/{score.n}", "quiet"
    if score.status is not Status.OK:
        return phrases.figure(score, pen.words), "quiet"
    verdict = line.verdicts.get(card.question.number)
    return phrases.figure(score, pen.words), _LOOKS.get(verdict, "") if verdict else ""


def _name_look(line: Line) -> str:
    return "alarm" if line.worst else "well" if line.best else ""
