"""Answers on their way out, as CSV or JSON Lines, in the order in which they were last changed.

**One row a response, a column a question** is the table for a manager with a spreadsheet: every row is one
person, so that counting rows counts people, a score is averaged down one column, and a pivot by touchpoint,
hour or agent needs no joining. A cell that is empty was not asked, or left empty; the columns *skipped* and
*timed out* name the questions that were shown but not answered.

**One row an answer** (`long`) is the table for statistics programs and for several surveys at once: it
has every outcome and how long each screen was looked at, and its columns never change when a survey does.

The columns of questions stand in the order in which the store first met them, so that a new question only
ever adds one at the end.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TextIO

from store.exchange.cells import Cell, cell
from store.exchange.record import Record
from store.model.period import day_date
from store.model.reader import AskedQuestion
from store.model.response import Outcome
from store.model.survey import Kind

BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that a CSV file is UTF-8."""

_RESPONSE = (
    "revision",
    "uid",
    "day",
    "hour",
    "started",
    "ended",
    "survey",
    "version",
    "touchpoint",
    "kiosk",
    "agent",
    "language",
    "channel",
    "reference",
    "status",
    "excluded",
    "erased",
    "clock_suspect",
    "reward",
)
_ANSWER = (
    "question",
    "parent",
    "kind",
    "metric",
    "points",
    "outcome",
    "score",
    "choices",
    "text",
    "consent",
    "shown_ms",
    "ended_ms",
)
_WORDS = (Kind.COMMENT, Kind.CONTACT)

_EPOCH = datetime(1970, 1, 1)

Rows = Callable[[Record], Iterator[list[Cell]]]
"""The rows that one response makes."""


class Holds(Enum):
    """What stands in the cells of a column, where they are not empty."""

    TEXT = auto()
    NUMBER = auto()
    FLAG = auto()
    IDS = auto()
    """Several ids."""
    DAY = auto()
    """An ISO date."""
    MOMENT = auto()
    """An ISO date and time with its offset."""


_TYPED: Mapping[str, Holds] = {
    **dict.fromkeys(("revision", "hour", "points", "score", "shown_ms", "ended_ms"), Holds.NUMBER),
    **dict.fromkeys(("erased", "clock_suspect", "consent"), Holds.FLAG),
    **dict.fromkeys(("excluded", "choices", "skipped", "timed_out"), Holds.IDS),
    **dict.fromkeys(("started", "ended"), Holds.MOMENT),
    "day": Holds.DAY,
}
"""Of the columns that every table has; all others are text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header, and how a response becomes rows under it."""

    columns: tuple[str, ...]
    rows: Rows
    holds: tuple[Holds, ...]
    """What each column holds, for formats with types."""


def wide(questions: Sequence[AskedQuestion]) -> Table:
    """One row a response, a column a question (for a comment or contact also its consent)."""
    ordered = sorted(questions, key=lambda question: question.number)
    names = _column_names(ordered)
    places: dict[int, tuple[Kind, int]] = {}
    columns = [*_RESPONSE, "skipped", "timed_out"]
    holds = _held(columns)
    for question in ordered:
        places[question.number] = question.kind, len(columns)
        columns.append(names[question.number])
        if question.kind in _WORDS:
            columns.append(f"{names[question.number]}.consent")
            holds += [Holds.TEXT, Holds.FLAG]
        else:
            holds.append(Holds.NUMBER if question.scale else Holds.IDS)

    def rows(record: Record) -> Iterator[list[Cell]]:
        row = _response_cells(record)
        response = record.response
        row.append(tuple(a.question for a in response.answers.values() if a.outcome is Outcome.SKIPPED))
        row.append(tuple(a.question for a in response.answers.values() if a.outcome is Outcome.TIMED_OUT))
        row += [None] * (len(columns) - len(row))
        for name, answer in response.answers.items():
            if answer.outcome is not Outcome.ANSWERED:
                continue
            kind, place = places[record.numbers[name]]
            if kind in _WORDS:
                row[place], row[place + 1] = answer.text, answer.consent
            else:
                row[place] = answer.choices if answer.score is None else answer.score
        yield row

    return Table(tuple(columns), rows, tuple(holds))


def long(questions: Sequence[AskedQuestion]) -> Table:
    """One row an answer, with every outcome and its times; a response without answers makes none."""
    by_number = {question.number: question for question in questions}

    def rows(record: Record) -> Iterator[list[Cell]]:
        head = _response_cells(record)
        for name, answer in record.response.answers.items():
            question = by_number[record.numbers[name]]
            yield [
                *head,
                name,
                question.parent,
                question.kind.value,
                question.scale.metric.value if question.scale else None,
                question.scale.points if question.scale else None,
                answer.outcome.value,
                answer.score,
                answer.choices or None,
                answer.text,
                answer.consent,
                answer.shown_ms,
                answer.ended_ms,
            ]

    columns = (*_RESPONSE, *_ANSWER)
    return Table(columns, rows, tuple(_held(columns)))


def write_csv(table: Table, responses: Iterable[Record], out: TextIO) -> None:
    """Writes CSV: RFC 4180 (CRLF, quoted where needed), with the mark that says UTF-8.

    `out` must leave line ends alone (newline='').
    """
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(column) for column in table.columns])
    for record in responses:
        # The writer itself does numbers and None as `cell` does, and most cells are those.
        writer.writerows(
            [v if v is None or type(v) is int else cell(v) for v in row] for row in table.rows(record)
        )


def write_json_lines(table: Table, responses: Iterable[Record], out: TextIO) -> None:
    """Writes one JSON object a row; every column is a key of each."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for record in responses:
        for row in table.rows(record):
            out.write(_one_line(encode(dict(zip(table.columns, row, strict=True)))) + "\n")


FORMATS: Mapping[str, Callable[[Table, Iterable[Record], TextIO], None]] = {
    "csv": write_csv,
    "jsonl": write_json_lines,
}
"""By name: what writes it."""


def moment(ms: int, utc_offset_min: int) -> str:
    """Epoch milliseconds as ISO 8601 with the shop's offset: 2026-03-03T14:32:05.123+01:00."""
    wall = _EPOCH + timedelta(milliseconds=ms, minutes=utc_offset_min)
    sign, (hours, minutes) = "-" if utc_offset_min < 0 else "+", divmod(abs(utc_offset_min), 60)
    return f"{wall.isoformat(timespec='milliseconds')}{sign}{hours:02}:{minutes:02}"


def _held(columns: Iterable[str]) -> list[Holds]:
    return [_TYPED.get(column, Holds.TEXT) for column in columns]


def _response_cells(record: Record) -> list[Cell]:
    response = record.response
    ended = response.ended_ms
    return [
        record.revision,
        response.uid,
        day_date(response.day).isoformat(),
        response.hour,
        moment(response.started_ms, response.utc_offset_min),
        None if ended is None else moment(ended, response.utc_offset_min),
        response.survey,
        response.version,
        response.touchpoint,
        response.kiosk,
        response.agent,
        response.language,
        response.channel,
        response.reference,
        response.status.value,
        record.excluded,
        record.erased,
        response.clock_suspect,
        response.reward,
    ]


def _column_names(ordered: Iterable[AskedQuestion]) -> Mapping[int, str]:
    """By number: survey.id, and with its number behind it where the survey had another of that id before."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for question in ordered:
        name = f"{question.survey}.{question.id}"
        names[question.number] = f"{name}#{question.number}" if name in taken else name
        taken.add(name)
    return names


def _one_line(text: str) -> str:
    """JSON may hold these three; some readers of lines end one at them."""
    return text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
