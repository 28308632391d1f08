"""Why this number: the answers at each point, the formula, the interval, what is left out."""

from screens.operator.page import PageScreen
from screens.operator.panels.bar import FEW, colours
from screens.operator.panels.text import Piece, Row, right, wrap_rows
from screens.operator.screen import OperatorScreen
from screens.widgets.wrap import harmless
from store.model.rounding import shares
from store.model.score import Score
from store.model.summary import Card
from store.words import phrases
from store.words.why import why

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
        question, *facts = (harmless(line) for line in why(card, summary, self.pen.words))
        rows = [*wrap_rows(question, width, "strong"), ()]
        if card.score.n:
            rows += [*self._points(card.score, width), ()]
        for fact in facts:
            first, *others = wrap_rows(fact, width - 2) or [()]
            rows.append((Piece("· ", "quiet"), *first))
            rows += [(Piece("  "), *other) for other in others]
        return rows

    def _points(self, score: Score, width: int) -> list[Row]:
        """'5 ████████ 66  54%', the best answer first."""
        words = self.pen.words
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
