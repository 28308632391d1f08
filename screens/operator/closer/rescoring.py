"""The scores under other rules, beside those under the usual ones. Nothing that is kept changes."""

from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len

from screens.operator.closer.wishes import Rescoring, ScoringWanted
from screens.operator.keys import PAGE, Key, bindings
from screens.operator.page import PageScreen
from screens.operator.panel import Panel
from screens.operator.panels.text import Piece, Row, left, right, wrap_rows
from screens.operator.screen import OperatorScreen
from screens.operator.view import Reply
from screens.widgets.wrap import wrap
from store.model.rescore import RULES, Rescored, Scoring
from store.model.saying import N_
from store.model.scale import Metric
from store.model.score import Verdict
from store.words import phrases
from store.words.rules import rule_name

_RULES = tuple(RULES)
_KEYS = (
    *(
        Key(str(i + 1), str(i + 1), "", N_("Switches that rule off, or on again"), f"rule({i})")
        for i in range(len(_RULES))
    ),
    Key("t", "t", N_("best point only"), N_("Satisfied is only who gives the best answer, or not"), "top", 7),
    Key("u", "u", N_("as usual"), N_("All rules as usual"), "usual", 6),
    *PAGE,
)
_LOOKS = {Verdict.BETTER: "well", Verdict.WORSE: "alarm"}


class RescoringScreen(PageScreen):
    """Asks for both scores itself, and again with every new reading."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)

    def __init__(self, root: OperatorScreen) -> None:
        super().__init__(root)
        self._scoring = Scoring()
        self._rows: tuple[Rescored, ...] | None = None

    def wish(self) -> ScoringWanted:
        """The scores under these rules."""
        return ScoringWanted(self._scoring)

    def tell(self, told: Reply) -> None:
        """Takes the scores, unless they were asked for under other rules."""
        if isinstance(told, Rescoring) and told.scoring == self._scoring and told.rows != self._rows:
            self._rows = told.rows
            self.refresh_page()

    def action_rule(self, index: int) -> None:
        """Switches a rule off, or on again."""
        self._try(replace(self._scoring, without=self._scoring.without ^ {_RULES[index].value}))

    def action_top(self) -> None:
        """Only the best point satisfies, or the two best."""
        self._try(replace(self._scoring, top_box=not self._scoring.top_box))

    def action_usual(self) -> None:
        """Everything as usual."""
        self._try(Scoring())

    def _try(self, scoring: Scoring) -> None:
        self._scoring = scoring
        self.ask()
        self.refresh_page()

    def on_panel_clicked(self, event: Panel.Clicked) -> None:
        """A click on a rule switches it."""
        match event.link:
            case ("rule", index):
                event.stop()
                self.action_rule(int(index))
            case ("top",):
                event.stop()
                self.action_top()

    def title_text(self) -> str:
        """What stands above."""
        return self.pen.words("The same answers under other rules")

    def rows(self, width: int) -> list[Row]:
        """The rules with their switches, then the scores side by side."""
        words = self.pen.words
        rows: list[Row] = [(Piece(words("Left out of the scores:"), "strong"),)]
        for i, rule in enumerate(_RULES):
            off = rule.value in self._scoring.without
            rows += self._switch(str(i + 1), not off, rule_name(rule, words), ("rule", str(i)), width)
        rows += [(), (Piece(words("Satisfied is:"), "strong"),)]
        text = words("only who gives the best answer")
        rows += self._switch("t", self._scoring.top_box, text, ("top",), width)
        rows += [(), *self._table(width), ()]
        return rows + wrap_rows(
            words("Nothing that is kept changes; this is only looked at."), width, "quiet"
        )

    def _switch(self, key: str, on: bool, text: str, link: tuple[str, ...], width: int) -> list[Row]:
        box = "[x] " if on else "[ ] "
        look = "" if on or key == "t" else "alarm"
        first, *others = wrap(text, max(8, width - 8))
        rows: list[Row] = [(Piece(f"  {key} ", "key", link), Piece(box, look, link), Piece(first, "", link))]
        return rows + [(Piece(" " * 8), Piece(line, "", link)) for line in others]

    def _table(self, width: int) -> list[Row]:
        words = self.pen.words
        if not self._rows:
            return [] if self._rows is None else [(Piece(words("No answers yet."), "quiet"),)]
        lines = [self._line(each) for each in self._rows]
        heads = ("", words("as usual"), "", words("like this"), "", "")
        sizes = [
            max(cell_len(head), *(cell_len(line[i].text) for line in lines)) for i, head in enumerate(heads)
        ]
        if sum(sizes) + 2 * len(sizes) > width:
            return [row for line in lines for row in self._stacked(line, heads, width)]
        rows: list[Row] = [
            tuple(Piece(right(h, s) + "  ", "quiet") for h, s in zip(heads, sizes, strict=True))
        ]
        for line in lines:
            cells = [
                left(line[0].text, sizes[0]),
                *(right(p.text, s) for p, s in zip(line[1:], sizes[1:], strict=True)),
            ]
            rows.append(tuple(Piece(text + "  ", p.look) for text, p in zip(cells, line, strict=True)))
        return rows

    def _stacked(self, line: tuple[Piece, ...], heads: tuple[str, ...], width: int) -> list[Row]:
        """The same below each other, on a narrow terminal."""
        rows: list[Row] = [(line[0]._replace(look="strong"),)]
        for at in (1, 3):
            rows += wrap_rows(f"{heads[at]}: {line[at].text} ({line[at + 1].text})", width)
        return [*rows, *([(line[5],)] if line[5].text else []), ()]

    def _line(self, each: Rescored) -> tuple[Piece, ...]:
        words = self.pen.words
        verdict = ""
        if each.verdict in (Verdict.BETTER, Verdict.WORSE):
            verdict = words("better") if each.verdict is Verdict.BETTER else words("worse")
        if self._scoring.top_box and each.question.scale and each.question.scale.metric is Metric.CSAT:
            verdict = words("another measure")
        return (
            Piece(phrases.title(each.question, words)),
            Piece(phrases.figure(each.old, words), "strong"),
            Piece(phrases.answers(each.old.n, words), "quiet"),
            Piece(phrases.figure(each.new, words), "strong"),
            Piece(phrases.answers(each.new.n, words), "quiet"),
            Piece(verdict, _LOOKS.get(each.verdict, "quiet")),
        )
