"""Every score with and without the answers that are left out, and why they are."""

from rich.cells import cell_len

from screens.operator.page import PageScreen
from screens.operator.panels.funnel import left_out_rows
from screens.operator.panels.text import Piece, Row, left, right, wrap_rows
from store.model.score import Score
from store.model.summary import Summary
from store.words import phrases


class ExcludedScreen(PageScreen):
    """Two columns a score: as it counts, and as it would with everything."""

    def title_text(self) -> str:
        """What stands above."""
        return self.pen.words("With and without the answers left out")

    def rows(self, width: int) -> list[Row]:
        """The scores side by side, then the reasons."""
        summary = self.live.summary if self.live else None
        if summary is None or not summary.cards:
            return [(Piece(self.pen.words("No answers yet."), "quiet"),)]
        words = self.pen.words
        rows = self._table(summary, width)
        rows += [(), (Piece(phrases.left_out_title(summary, words), "strong"),)]
        rows += left_out_rows(summary.excluded, self.pen, width)
        if len(summary.excluded) > 1:
            rows += wrap_rows(
                words("One answer may be left out for several of these reasons."), width, "quiet"
            )
        rows.append(())
        note = words("Nothing is deleted: an answer left out stays in the store, with the reason.")
        return rows + wrap_rows(note, width, "quiet")

    def _table(self, summary: Summary, width: int) -> list[Row]:
        words = self.pen.words
        heads = (words("counted"), words("with all"))
        titles = phrases.titles(summary, words)
        lines = [
            (title, *self._cell(card.score), *self._cell(card.with_excluded))
            for title, card in zip(titles, summary.cards, strict=True)
        ]
        columns = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
        pair = [
            max(columns[1] + 2 + columns[2], cell_len(heads[0])),
            max(columns[3] + 2 + columns[4], cell_len(heads[1])),
        ]
        if columns[0] + sum(pair) + 8 > width:
            return self._stacked(lines, heads, width)
        rows: list[Row] = [
            (
                Piece(" " * columns[0]),
                *(Piece(" " * 4 + left(head, size), "quiet") for head, size in zip(heads, pair, strict=True)),
            )
        ]
        for title, figure, detail, other, other_detail in lines:
            rows.append(
                (
                    Piece(left(title, columns[0])),
                    Piece(" " * 4 + right(figure, columns[1]), "strong"),
                    Piece("  " + left(detail, pair[0] - columns[1] - 2), "quiet"),
                    Piece(" " * 4 + right(other, columns[3]), "strong"),
                    Piece("  " + left(other_detail, pair[1] - columns[3] - 2), "quiet"),
                )
            )
        return rows

    def _stacked(
        self, lines: list[tuple[str, str, str, str, str]], heads: tuple[str, str], width: int
    ) -> list[Row]:
        """The same below each other, on a narrow terminal."""
        words = self.pen.words
        rows: list[Row] = []
        for title, *cells in lines:
            rows += [(Piece(title, "strong"),)]
            for head, figure, detail in ((heads[0], *cells[:2]), (heads[1], *cells[2:])):
                rows += wrap_rows(
                    words("{column}: {figure} ({detail})", column=head, figure=figure, detail=detail), width
                )
            rows.append(())
        return rows[:-1]

    def _cell(self, score: Score) -> tuple[str, str]:
        return phrases.figure(score, self.pen.words), phrases.answers(score.n, self.pen.words)
