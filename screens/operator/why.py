"""Why this number: the answers at each point, the formula, the interval, what is left out."""

from collections.abc import Sequence

from screens.operator.page import PageScreen
from screens.operator.panels.bar import FEW, colours
from screens.operator.panels.text import Pen, Piece, Row, right, wrap_rows
from screens.operator.screen import OperatorScreen
from screens.widgets.wrap import harmless
from store.model.reader import AskedQuestion
from store.model.rounding import shares
from store.model.score import Score
from store.model.summary import Card
from store.words import phrases
from store.words.why import why, why_score

_BAR = 40
"""Cells of the longest bar."""


class WhyScreen(PageScreen):
    """Explains the score of one question, and follows it while it changes."""

    def __init__(self, root: OperatorScreen, question: int) -> None:
        """`question`: the store's number of it."""
        super().__init__(root)
        self._question = question

    def title_text(self) -> str:
        """What stands above."""
        words, card = self.pen.words, self._card
        if card is None or self.live is None or self.live.summary is None:
            return words("Why this number")
        title = phrases.titles(self.live.summary, words)[self.live.summary.cards.index(card)]
        return words("Why this number: {title}", title=f"{title} {phrases.figure(card.score, words)}")

    @property
    def _card(self) -> Card | None:
        summary = self.live.summary if self.live else None
        cards = summary.cards if summary else ()
        return next((card for card in cards if card.question.number == self._question), None)

    def rows(self, width: int) -> list[Row]:
        """The question, a bar for each point, and a paragraph for each fact."""
        card, summary = self._card, self.live.summary if self.live else None
        if card is None or summary is None:
            return [(Piece(self.pen.words("No answers yet."), "quiet"),)]
        return score_rows(card.score, why(card, summary, self.pen.words), self.pen, width)


class WhyOneScreen(PageScreen):
    """Explains a score that has no card: of a touchpoint, an agent, an hour. It stands as it was opened."""

    def __init__(self, root: OperatorScreen, question: AskedQuestion, title: str, score: Score) -> None:
        """`title`: whose score it is."""
        super().__init__(root)
        self._question, self._title, self._score = question, title, score

    def title_text(self) -> str:
        """What stands above."""
        figure = phrases.figure(self._score, self.pen.words)
        return self.pen.words("Why this number: {title}", title=f"{self._title} {figure}")

    def rows(self, width: int) -> list[Row]:
        """The question, a bar for each point, and a paragraph for each fact."""
        words = self.pen.words
        lines = [phrases.text(self._question.text, words), *why_score(self._score, words)]
        return score_rows(self._score, lines, self.pen, width)


def score_rows(score: Score, lines: Sequence[str], pen: Pen, width: int) -> list[Row]:
    """The question, a bar for each point of its scale, and a paragraph for each fact."""
    question, *facts = (harmless(line) for line in lines)
    rows = [*wrap_rows(question, width, "strong"), ()]
    if score.n:
        rows += [*_points(score, pen, width), ()]
    for fact in facts:
        first, *others = wrap_rows(fact, width - 2) or [()]
        rows.append((Piece("· ", "quiet"), *first))
        rows += [(Piece("  "), *other) for other in others]
    return rows


def _points(score: Score, pen: Pen, width: int) -> list[Row]:
    """'5 ████████ 66  54%', the best answer first."""
    words = pen.words
    parts = [words.percent(str(share)) for share in shares(score.counts)]
    counts = [words.count(count) for count in score.counts]
    number, part, most = max(map(len, counts)), max(map(len, parts)), max(score.counts)
    room = max(4, min(_BAR, width - number - part - 8))
    kind = "grey" if score.n < FEW else "point"
    lines = zip(score.scale.values, score.counts, counts, parts, colours(score.scale), strict=True)
    rows: list[Row] = []
    for value, n, count, share, colour in reversed(list(lines)):
        length = max(1, round(n * room / most)) if n else 0
        bar = (Piece(" " * length, f"{kind}-{colour}"),) if n else ()
        rest = Piece(" " * (room - length) + "  " + right(count, number))
        shown = Piece("  " + right(share, part), "quiet")
        rows.append((Piece(f"{value:>2}  ", "quiet"), *bar, rest, *((shown,) if score.n >= FEW else ())))
    return rows
