"""Touchpoints, agents or kiosks in a table: answers, scores, how far chance reaches, what is clear."""

from typing import ClassVar

from rich.cells import cell_len

from screens.operator.closer.answers import AnswersScreen
from screens.operator.closer.wishes import AnswersWanted, Table, TableWanted
from screens.operator.cursor import CURSOR, CursorScreen
from screens.operator.keys import BACK, LOCK, Key, bindings
from screens.operator.panels.text import Piece, Row, apart, cut_row, left, right, wrap_rows
from screens.operator.screen import OperatorScreen
from screens.operator.view import Reply
from screens.operator.why import WhyOneScreen
from screens.widgets.wrap import harmless
from store.model.breakdown import Order, ordered, withheld
from store.model.cut import Cut
from store.model.facts import Row as Line
from store.model.reader import AskedQuestion, Dimension
from store.model.response import Status
from store.model.saying import N_
from store.model.score import Score, Verdict
from store.model.score import Status as ScoreStatus
from store.words import LANGUAGES, Words, phrases
from store.words.visits import steps

_KEYS = (
    Key("enter", "Enter", N_("only this one"), N_("Shows the scores of this one only"), "only", 9),
    Key("i", "i", N_("answers"), N_("Opens its answers"), "answers", 6),
    Key("question_mark", "?", N_("why"), N_("Why this number"), "why", 7),
    Key("tab", "Tab", N_("next score"), N_("The scores of the next question"), "next_question", 6),
    Key("n", "n", N_("by name"), N_("In the order of their names"), "order('name')", 4),
    Key("a", "a", N_("by answers"), N_("The most answers first"), "order('answers')", 4),
    Key("b", "b", N_("best first"), N_("The surely best first, from 30 answers on"), "order('best')", 5),
    Key("w", "w", N_("worst first"), N_("The surely worst first, from 30 answers on"), "order('worst')", 5),
    BACK,
    LOCK,
    *CURSOR,
)
_NAME = 60
_LEAST_NAME = 12
_ARROWS = {Order.BEST: " ▼", Order.WORST: " ▲"}
_RATES = (Status.REFUSED, Status.NO_TIME, Status.DROPPED)


class TableScreen(CursorScreen):
    """Gives the name that is to be looked at alone; asks for the table itself, with every new reading."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)
    head = 2

    def __init__(self, root: OperatorScreen, by: Dimension) -> None:
        super().__init__(root)
        self._by = by
        self._cut: Cut | None = None
        self._question = 0
        self._order = Order.NAME
        self._clicked: str | None = None

    def wish(self) -> TableWanted:
        """The scores, cut by this."""
        return TableWanted(self._by.value)

    def tell(self, told: Reply) -> None:
        """Takes the table."""
        if isinstance(told, Table) and told.by == self._by and told.cut != self._cut:
            self._cut = told.cut
            self.refresh_page()
            self.refresh_keys()

    @property
    def question(self) -> AskedQuestion | None:
        """The one whose scores are shown."""
        asked = self._cut.questions if self._cut else ()
        return asked[self._question % len(asked)] if asked else None

    @property
    def _lines(self) -> tuple[Line, ...]:
        question = self.question
        return ordered(self._cut.rows, question, self._order) if self._cut and question else ()

    @property
    def lines(self) -> int:
        """How many can be stood on."""
        return len(self._cut.rows) if self._cut and self.question else 0

    @property
    def _line(self) -> Line | None:
        lines = self._lines
        return lines[self.at] if self.at < len(lines) else None

    def works(self, key: Key) -> bool:
        """Whether a key does anything now."""
        match key.action:
            case "next_question":
                return self._cut is not None and len(self._cut.questions) > 1
            case "only" | "answers" | "why":
                return self.lines > 0
        return super().works(key)

    def action_order(self, order: str) -> None:
        """Puts the lines in another order."""
        self._order, self.at = Order(order), 0
        self.refresh_page()

    def action_next_question(self) -> None:
        """The scores of the next question."""
        if self._cut and self._cut.questions:
            self._question = (self._question + 1) % len(self._cut.questions)
            self.refresh_page()

    def action_only(self) -> None:
        """Goes back to the scores of this one."""
        if self._line is not None and self.app.screen is self:
            self.dismiss(self._line.name)

    def action_why(self) -> None:
        """Explains the score of the line that is stood on."""
        line, question = self._line, self.question
        if line is not None and question is not None and not self._hidden(line, question):
            score = line.scores[question.number]
            self.open(WhyOneScreen(self, question, self._called(line), score))

    def action_answers(self) -> None:
        """Opens the answers of the line that is stood on."""
        line, question = self._line, self.question
        if line is None or question is None or self._hidden(line, question):
            return
        wanted = AnswersWanted(question.number, only=(self._by, line.name))
        self.open(AnswersScreen(self, question, self._called(line), wanted))

    def clicked(self, what: tuple[str, ...]) -> None:
        """A head puts in order, a line is stood on; a second click opens it."""
        match what:
            case ("order", "score"):
                self.action_order(Order.WORST if self._order is Order.BEST else Order.BEST)
            case ("order", order):
                self.action_order(order)
            case ("question",):
                self.action_next_question()
            case ("line", line):
                self.at = int(line)
                name = self._line.name if self._line else None
                if name == self._clicked:
                    self.action_only()
                self._clicked = name
            case ("why", line):
                self.at = int(line)
                self.action_why()

    def _hidden(self, line: Line, question: AskedQuestion) -> bool:
        return withheld(self._by.value, line.scores[question.number])

    def title_text(self) -> str:
        """What stands above."""
        words = self.pen.words
        title = {
            Dimension.TOUCHPOINT: words("Touchpoints"),
            Dimension.AGENT: words("Agents"),
            Dimension.KIOSK: words("Kiosks"),
            Dimension.LANGUAGE: words("Languages"),
        }[self._by]
        question = self.question
        return f"{title} · {phrases.title(question, words)}" if question else title

    def rows(self, width: int) -> list[Row]:
        """The heads of the columns, which can be clicked, and a line each."""
        words, question = self.pen.words, self.question
        if self._cut is None:
            return [()]
        if question is None:
            return wrap_rows(words("No answers yet."), width, "quiet")
        lines = self._lines
        columns = self._columns(lines, question)
        sizes = [max(cell_len(head), *(cell_len(p.text) for p in cells)) for head, _, cells in columns]
        name = min(_NAME, max([_LEAST_NAME, *(cell_len(self._called(line)) for line in lines)]))
        while len(columns) > 2 and 2 + max(_LEAST_NAME, min(name, 20)) + sum(sizes) + 2 * len(sizes) > width:
            columns.pop()
            sizes.pop()
        name = max(_LEAST_NAME, min(name, width - 2 - sum(sizes) - 2 * len(sizes)))
        head: list[Piece] = [
            Piece("  "),
            Piece(left(words("name"), name), self._head("name"), ("order", "name")),
        ]
        for (text, order, _), size in zip(columns, sizes, strict=True):
            link = ("order", order) if order else None
            head.append(Piece("  " + right(text, size), self._head(order), link))
        rows: list[Row] = [cut_row(tuple(head), width), ()]
        called = apart([self._called(line) for line in lines], name)
        for i, line in enumerate(lines):
            look = "alarm" if line.worst else "well" if line.best else ""
            row = [self.mark(i), Piece(called[i], look, ("line", str(i)))]
            for (_, order, cells), size in zip(columns, sizes, strict=True):
                link = ("why" if order == "score" else "line", str(i))
                row.append(Piece("  " + right(cells[i].text, size), cells[i].look, link))
            rows.append(cut_row(tuple(row), width))
        return [*rows, (), *self._notes(lines, width)]

    def _head(self, order: str) -> str:
        chosen = "score" if self._order in _ARROWS else self._order.value
        return "strong" if order == chosen else "quiet"

    def _columns(
        self, lines: tuple[Line, ...], question: AskedQuestion
    ) -> list[tuple[str, str, list[Piece]]]:
        """A head, the order that a click on it makes ('': none), and a cell a line; the first matter most."""
        words, number = self.pen.words, question.number
        figures = [self._figure(line, question) for line in lines]
        columns = [
            (words("answers"), "answers", [Piece(words.count(line.scores[number].n)) for line in lines]),
            (words("score") + _ARROWS.get(self._order, ""), "score", figures),
            (
                words("probably"),
                "",
                [
                    Piece(_reach(line.scores[number], words, self._hidden(line, question)), "quiet")
                    for line in lines
                ],
            ),
        ]
        if any(line.verdicts for line in lines):
            cells = [self._verdict(line.verdicts.get(number)) for line in lines]
            columns.append((words("than the others"), "", cells))
        if any(line.changes for line in lines):
            cells = [self._verdict(line.changes.get(number)) for line in lines]
            columns.append((words("than before"), "", cells))
        for status in _RATES:
            cells = [_rate(line, status, words) for line in lines]
            if any(cell.text for cell in cells):
                columns.append((_rate_name(status, words), "", cells))
        return columns

    def _figure(self, line: Line, question: AskedQuestion) -> Piece:
        score = line.scores[question.number]
        if self._hidden(line, question):
            return Piece(self.pen.words("under 10"), "quiet")
        grey = score.status is not ScoreStatus.OK
        return Piece(phrases.figure(score, self.pen.words), "quiet" if grey else "strong")

    def _verdict(self, verdict: Verdict | None) -> Piece:
        words = self.pen.words
        match verdict:
            case Verdict.BETTER:
                return Piece(words("better"), "well")
            case Verdict.WORSE:
                return Piece(words("worse"), "alarm")
            case Verdict.NO_CLEAR_CHANGE:
                return Piece(words("not clear"), "quiet")
        return Piece("")

    def _notes(self, lines: tuple[Line, ...], width: int) -> list[Row]:
        words = self.pen.words
        notes = [
            words("Best and worst are named only from 30 answers on, and where chance hardly explains it.")
        ]
        if self._by is Dimension.AGENT:
            notes.append(words("An agent’s score is shown from 10 answers on."))
            if any(line.visits for line in lines):
                notes.append(
                    words("Who asks only some callers gets other answers: read a score beside its refusals.")
                )
        return [row for note in notes for row in wrap_rows(note, width, "quiet")]

    def _called(self, line: Line) -> str:
        if self._by is Dimension.LANGUAGE:
            return LANGUAGES.get(line.name, line.name)
        return harmless(line.name) or self.pen.words("without a name")


def _reach(score: Score, words: Words, hidden: bool) -> str:
    if hidden or score.interval is None or score.status is ScoreStatus.TOO_FEW:
        return ""
    low, high = (
        phrases.value(score.scale, score.interval.low, words),
        phrases.value(score.scale, score.interval.high, words),
    )
    return words("{low} to {high}", low=low, high=high)


def _rate(line: Line, status: Status, words: Words) -> Piece:
    if line.visits is None:
        return Piece("")
    return next((Piece(step.share) for step in steps(line.visits, words) if step.status is status), Piece(""))


def _rate_name(status: Status, words: Words) -> str:
    match status:
        case Status.REFUSED:
            return words("refused")
        case Status.NO_TIME:
            return words("no time")
    return words("dropped")
