"""A whole file: looked through first, shown, and then taken batch by batch."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from store.exchange.imports.mapping import FileMapping
from store.exchange.imports.moments import Moments, date_order
from store.exchange.imports.reading import Alike, Reading, WrongRow, rows_alike
from store.exchange.imports.sheet import Row, Sheet, SheetError
from store.model.response import Outcome, Response
from store.model.saying import Saying
from store.model.scale import Metric

AT_ONCE = 2_000
"""Responses in a batch: a fifth of the time that a tap waits before it goes elsewhere."""
_FIRST = 3
_MOST_REASONS = 10_000
_SUSPICIOUS = 100
"""So many answers without a single 0 are hardly of a scale that begins there."""


class AmbiguousDates(SheetError):
    """Dates that may be read in two ways."""

    def __init__(self, unsure: Saying) -> None:
        self.unsure = unsure
        """That they may be, without how to say which."""
        super().__init__(
            Saying("{problem} Say so with --dates day-first or --dates month-first.", problem=unsure)
        )


class Place(Protocol):
    """Where the responses of one file go."""

    def rows_done(self) -> int:
        """How many rows of the file were dealt with before, in a run that was stopped."""

    def take(self, batch: Sequence[Response], *, rows: int, rejected: int) -> None:
        """Keeps `batch`, and that `rows` more rows are dealt with, `rejected` of them not taken: all of it or
        nothing."""


@dataclass(slots=True)
class Seen:
    """What a file holds, as the mapping reads it."""

    rows: int = 0
    responses: int = 0
    first: list[tuple[int, Response]] = field(default_factory=list)
    """The first that would be kept, each with its line."""
    days: tuple[int, int] | None = None
    """The first and the last business day."""
    scores: dict[str, Counter[int | None]] = field(default_factory=dict)
    """By question: how often each point was given; None is asked and not answered."""
    turned_away: int = 0
    """Rows that are not taken."""
    rejected: Counter[str] = field(default_factory=Counter)
    """How many of these, by reason; of very many reasons the first."""
    lines: dict[str, int] = field(default_factory=dict)
    """By reason: the first such line."""

    def take_in(self, row: Row, responses: Sequence[Response]) -> None:
        """Counts what a row stands for."""
        self.responses += len(responses)
        one = responses[0]
        if len(self.first) < _FIRST:
            self.first.append((row.line, one))
        low, high = self.days or (one.day, one.day)
        self.days = min(low, one.day), max(high, one.day)
        for answer in one.answers.values():
            counter = self.scores.get(answer.question) or self.scores.setdefault(answer.question, Counter())
            point = -1 if answer.score is None else answer.score
            counter[None if answer.outcome is Outcome.SKIPPED else point] += len(responses)

    def turn_away(self, row: Row, why: str) -> None:
        """Counts a row that is not taken."""
        self.turned_away += 1
        if why in self.rejected or len(self.rejected) < _MOST_REASONS:
            self.rejected[why] += 1
            self.lines.setdefault(why, row.line)


class Importer:
    """One file with its mapping, on the clock of one shop."""

    def __init__(
        self,
        sheet: Sheet,
        mapping: FileMapping,
        *,
        offset_min: Callable[[datetime], int],
        day_starts: int,
        now_ms: int,
    ) -> None:
        """As `Moments`. SheetError for a column that is missing; AmbiguousDates where the mapping does not
        say how dates are written, and the file does not either."""
        self.sheet = sheet
        if mapping.dates is None:
            mapping = replace(mapping, dates=_dates(sheet, mapping))
        assert mapping.dates is not None
        self.mapping = mapping
        moments = Moments(mapping.dates, offset_min=offset_min, day_starts=day_starts, now_ms=now_ms)
        self._reading = Reading(sheet, mapping, moments)
        self._several: frozenset[int] | None = None

    def look(self, advance: Callable[[int], None] = lambda rows: None) -> Seen:
        """Reads the whole file and keeps nothing. `advance` is told now and then of so many more rows."""
        seen = Seen()
        alike = self._alike()
        for row in self.sheet.rows():
            seen.rows += 1
            try:
                seen.take_in(row, self._reading.responses(row, alike))
            except WrongRow as wrong:
                seen.turn_away(row, str(wrong))
            if not seen.rows % AT_ONCE:
                advance(AT_ONCE)
        return seen

    def doubts(self, seen: Seen) -> Iterator[str]:
        """What looks as if the mapping were wrong: sentences for a person."""
        for asked in self.mapping.asked:
            scale, counts = asked.question.scale, seen.scores.get(asked.question.id)
            if scale is None or counts is None:
                continue
            total = sum(n for point, n in counts.items() if point is not None)
            if scale.metric is Metric.NPS and total >= _SUSPICIOUS and not counts[0]:
                yield Saying(
                    "No 0 among {n} answers to {question}: if it was asked from 1 to 10 it is no NPS; write"
                    " {metric} and {scale}.",
                    n=total,
                    question=asked.question.id,
                    metric='metric = "none"',
                    scale="scale = 10",
                )

    def take(
        self,
        place: Place,
        *,
        reject: Callable[[Row, str], None] = lambda row, why: None,
        advance: Callable[[int], None] = lambda rows: None,
    ) -> None:
        """Takes the file to `place`, from where a run before this one was stopped. `reject` is told every
        row that is not taken, those of that run too."""
        alike = self._alike()
        done = place.rows_done()
        batch: list[Response] = []
        rows = rejected = passed = 0
        for row in self.sheet.rows():
            try:
                found = self._reading.responses(row, alike)
            except WrongRow as wrong:
                reject(row, str(wrong))
                found = []
            passed += 1
            if passed <= done:
                continue
            batch += found
            rows += 1
            rejected += not found
            if len(batch) >= AT_ONCE or rows >= AT_ONCE:
                place.take(batch, rows=rows, rejected=rejected)
                advance(rows)
                batch, rows, rejected = [], 0, 0
        place.take(batch, rows=rows, rejected=rejected)
        advance(rows)

    def _alike(self) -> Alike:
        if self._several is None:
            self._several = rows_alike(self._reading.key(row) for row in self.sheet.rows())
        return Alike(self._several)


def _dates(sheet: Sheet, mapping: FileMapping) -> str:
    column = mapping.columns["date"]
    if column not in sheet.columns:
        return "year-first"  # what is missing is said by whoever looks for all of them
    place = sheet.columns.index(column)
    cells = dict.fromkeys(row.cells[place][:10] for row in sheet.rows())
    order = date_order(cells)
    if order is None:
        example = next((cell for cell in cells if date_order([cell]) is None), "03/04/2018")
        unsure = Saying(
            '{date} in "{column}" may be read with the day or with the month first, and no other date tells'
            " which.",
            date=example.strip(),
            column=column,
        )
        raise AmbiguousDates(unsure)
    return order
