"""The answers behind a score, newest first; Enter opens the whole response."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import ClassVar

from rich.cells import cell_len

from screens.operator.closer.response import ResponseScreen
from screens.operator.closer.wishes import Answers, AnswersWanted
from screens.operator.cursor import CURSOR, CursorScreen
from screens.operator.keys import BACK, LOCK, Key, bindings
from screens.operator.panels.bar import colours
from screens.operator.panels.text import Piece, Row, cut_row, left, wrap_rows
from screens.operator.screen import OperatorScreen
from screens.operator.view import Reply
from screens.widgets.wrap import harmless
from store.model.given import Given
from store.model.period import Span
from store.model.reader import AskedQuestion
from store.model.saying import N_

_KEYS = (
    Key("enter", "Enter", N_("open"), N_("Opens the whole response"), "open", 9),
    Key("o", "o", N_("only low"), N_("Only low answers, or all"), "low", 8),
    Key("x", "x", N_("left out"), N_("With and without the answers left out"), "left_out", 6),
    Key("plus", "+", N_("older"), N_("Reads older answers"), "older", 7),
    BACK,
    LOCK,
    *CURSOR,
)
_LEAST_NEEDED = (2, 1, 3)
"""The columns that are left away where there is no room, in that order: kiosk, touchpoint, agent."""

_NAME = 16
"""Cells of the longest name in a column."""
_PLACE = 1
"""The column of the touchpoint, which takes what room the others leave."""


class AnswersScreen(CursorScreen):
    """Asks for the answers itself, and again with every new reading while the first page is shown."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)

    def __init__(
        self, root: OperatorScreen, question: AskedQuestion, title: str, wanted: AnswersWanted
    ) -> None:
        """`title`: of the score that was opened."""
        super().__init__(root)
        self._question = question
        self._title = title
        self._wanted = wanted
        self._rows: tuple[Given, ...] | None = None
        self._more = False

    def wish(self) -> AnswersWanted | None:
        """The newest, or the older page that has not come yet; those that have stay as they were read."""
        return self._wanted if self._wanted.before is None or self._awaits_older else None

    @property
    def _awaits_older(self) -> bool:
        """Whether the page that follows the last line was asked for and has not come."""
        return bool(self._more and self._rows and self._wanted.before == self._rows[-1].place)

    def tell(self, told: Reply) -> None:
        """Takes the answers, unless they were asked for before the filter changed, or have come already."""
        if not isinstance(told, Answers) or told.wanted != self._wanted:
            return
        if told.wanted.before is None:
            rows = told.rows
        elif self._awaits_older:
            rows = (self._rows or ()) + told.rows
        else:
            return
        if (rows, told.more) != (self._rows, self._more):
            self._rows, self._more = rows, told.more
            self.refresh_page()
            self.refresh_keys()

    @property
    def lines(self) -> int:
        """How many can be stood on."""
        return len(self._rows or ())

    def works(self, key: Key) -> bool:
        """Whether a key does anything now."""
        match key.action:
            case "open":
                return bool(self._rows)
            case "older":
                return self._more
        return super().works(key)

    def action_low(self) -> None:
        """Only low ones, or all."""
        self._start(replace(self._wanted, low=not self._wanted.low, before=None))

    def action_left_out(self) -> None:
        """With and without what is left out."""
        self._start(replace(self._wanted, left_out=not self._wanted.left_out, before=None))

    def _start(self, wanted: AnswersWanted) -> None:
        self._wanted, self._rows, self._more = wanted, None, False
        self.at = 0
        self.ask()
        self.refresh_page()

    def action_older(self) -> None:
        """Reads the page before."""
        if self._more and self._rows and not self._awaits_older:
            self._wanted = replace(self._wanted, before=self._rows[-1].place)
            self.lowest.post_message(self.Asking(self._wanted))

    def action_open(self) -> None:
        """Opens the response of the line that is stood on."""
        if self._rows and self.at < len(self._rows):
            self.open(ResponseScreen(self, self._rows[self.at].uid))

    def clicked(self, what: tuple[str, ...]) -> None:
        """A line opens; the last one reads older answers."""
        if what[0] == "older":
            self.action_older()
        elif what[0] == "line":
            self.at = int(what[1])
            self.action_open()

    def title_text(self) -> str:
        """What stands above."""
        words = self.pen.words
        parts = [words("Answers: {title}", title=self._title)]
        if self._wanted.low:
            parts.append(words("only low"))
        if self._wanted.left_out:
            parts.append(words("with those left out"))
        return " · ".join(parts)

    def rows(self, width: int) -> list[Row]:
        """A line each, in columns as wide as they need."""
        words = self.pen.words
        if self._rows is None:
            return [()]
        if not self._rows:
            return wrap_rows(words("There is no such answer."), width, "quiet")
        lines = [self._cells(each) for each in self._rows]
        sizes = [min(_NAME, max(map(cell_len, column))) for column in zip(*lines, strict=True)]
        sizes[0] = max(cell_len(line[0]) for line in lines)
        for column in _LEAST_NEEDED:
            if sum(sizes) + 2 * sum(map(bool, sizes)) + 6 > width:
                sizes[column] = 0
        room = width - 6 - sum(sizes) - 2 * sum(map(bool, sizes))
        if sizes[_PLACE] and room > 0:
            sizes[_PLACE] = min(sizes[_PLACE] + room, max(cell_len(line[_PLACE]) for line in lines))
        assert self._question.scale is not None
        ramp = colours(self._question.scale)
        rows: list[Row] = []
        for i, (given, line) in enumerate(zip(self._rows, lines, strict=True)):
            row = [
                self.mark(i),
                Piece(left(line[0], sizes[0]) + "  ", "quiet"),
                Piece(f"{given.score:>2} ", f"point-{ramp[self._question.scale.index(given.score)]}"),
            ]
            for text, size in zip(line[1:], sizes[1:], strict=True):
                row += [Piece("  " + left(text, size), "" if given.counted else "quiet")] if size else []
            link = ("line", str(i))
            rows.append(cut_row(tuple(piece._replace(link=link) for piece in row), width))
        if self._more:
            rows += [(), (Piece("+ ", "key", ("older",)), Piece(words("older answers"), "", ("older",)))]
        return rows

    def _cells(self, given: Given) -> Sequence[str]:
        """When, where, by whom, and what is to be known of it."""
        words = self.pen.words
        moment = datetime.fromtimestamp(given.at_ms / 1000, timezone(timedelta(minutes=given.utc_offset_min)))
        notes = [words("not counted")] if not given.counted else []
        notes += [words("wrote something")] if given.wrote else []
        agent = words("agent {name}", name=harmless(given.agent)) if given.agent else ""
        when = words.time(moment)
        summary = self.live.summary if self.live else None
        if self._wanted.field is not None or summary is None or summary.period.span is not Span.DAY:
            when = f"{words.date(moment.date(), short=True)} {when}"
        return (
            when,
            harmless(given.touchpoint),
            harmless(given.kiosk),
            agent,
            ", ".join(notes),
        )
