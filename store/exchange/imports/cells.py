"""One column's cells as answers: numbers, words and codes, each read once and remembered."""

import re
from collections.abc import Callable
from typing import NamedTuple

from store.exchange.imports.asked_column import AskedColumn, folded
from store.model.response import Answer, Outcome
from store.model.saying import Saying
from store.model.scale import Scale
from store.model.survey import Kind
from store.model.survey_file.problem import shown

_MOST_KEPT = 10_000
_WHOLE = re.compile(r"([+-]?\d{1,9})(?:[.,]0+)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)

_YES = frozenset(
    (
        "yes",
        "y",
        "true",
        "1",
        "x",
        "oui",
        "o",
        "vrai",
        "ja",
        "j",
        "wahr",
        "waar",
        "si",
        "sí",
        "s",
        "sim",
        "vero",
    )
)
_NO = frozenset(
    ("", "no", "n", "false", "0", "non", "faux", "nein", "nee", "falsch", "onwaar", "não", "nao", "falso")
)

Read = Callable[[str], Answer | None]
"""Reads one cell: None where it is empty. WrongCell."""


class WrongCell(ValueError):
    """A cell that is no answer to its question; `str()` says why."""


class Wrong(NamedTuple):
    """What is remembered of a cell that is no answer. The error itself, raised again and again, would keep
    every row that it was raised for."""

    why: str


class Column:
    """Reads the cells of one scale, choice or reasons: each different one only once."""

    def __init__(self, asked: AskedColumn) -> None:
        self.asked = asked
        self._read = _reader(asked)
        self.known: dict[str, Answer | Wrong | None] = {}
        """What was read before, by the cell as it stands in the file."""

    def read(self, cell: str) -> Answer | None:
        """The answer in `cell`; None where it is empty. WrongCell."""
        try:
            found: Answer | Wrong | None = self._read(cell.strip())
        except WrongCell as wrong:
            found = Wrong(str(wrong))
        if len(self.known) < _MOST_KEPT:
            self.known[cell] = found
        if isinstance(found, Wrong):
            raise WrongCell(found.why)
        return found


def typed(asked: AskedColumn, cell: str, consent: str | None) -> Answer | None:
    """A comment or contact as it is kept: without control characters; None where it is empty. WrongCell.

    `consent` is the cell of the column that says whether it may be used; None where there is none.
    """
    text = "".join(c if c.isprintable() else " " for c in cell.replace("\r\n", "\n")).strip()
    if not text:
        return None
    if folded(text) in asked.not_applicable:
        return skipped(asked)
    agreed = None
    if consent is not None:
        word = folded(consent)
        if word not in _YES and word not in _NO:
            raise WrongCell(
                Saying(
                    "{cell} is neither yes nor no ({question}).",
                    cell=shown(consent),
                    question=asked.question.id,
                )
            )
        agreed = word in _YES
    return Answer(asked.question.id, Outcome.ANSWERED, 0, 0, text=text, consent=agreed)


def skipped(asked: AskedColumn) -> Answer:
    """It was asked, and the code says that there is no answer."""
    return Answer(asked.question.id, Outcome.SKIPPED, 0, 0)


def _reader(asked: AskedColumn) -> Read:
    if asked.question.scale is not None:
        scale = asked.question.scale
        return lambda cell: _score(asked, scale, cell)
    if asked.question.kind is Kind.REASONS:
        return lambda cell: _reasons(asked, cell)
    return lambda cell: _choice(asked, cell)


def _score(asked: AskedColumn, scale: Scale, cell: str) -> Answer | None:
    if not cell:
        return None
    word = folded(cell)
    if word in asked.not_applicable:
        return skipped(asked)
    id = asked.question.id
    point = asked.codes.get(word)
    if point is None:
        whole = _WHOLE.fullmatch(cell)
        if whole is None:
            if _NUMBER.fullmatch(cell):
                raise WrongCell(Saying("{cell} is no whole number ({question}).", cell=cell, question=id))
            raise WrongCell(
                Saying("{cell} is no point of the scale ({question}).", cell=shown(cell), question=id)
            )
        if whole[1] in asked.not_applicable:
            return skipped(asked)
        point = int(whole[1])
        if point not in scale.values:
            raise WrongCell(
                Saying(
                    "{cell} is not on the scale {least} to {most} ({question}).",
                    cell=point,
                    least=scale.values[0],
                    most=scale.values[-1],
                    question=id,
                )
            )
        if asked.turned:
            point = scale.values[0] + scale.values[-1] - point
    return Answer(id, Outcome.ANSWERED, 0, 0, point)


def _choice(asked: AskedColumn, cell: str) -> Answer | None:
    if not cell:
        return None
    if folded(cell) in asked.not_applicable:
        return skipped(asked)
    return Answer(asked.question.id, Outcome.ANSWERED, 0, 0, choices=(_option(asked, cell),))


def _reasons(asked: AskedColumn, cell: str) -> Answer | None:
    if not cell:
        return None
    if folded(cell) in asked.not_applicable:
        return skipped(asked)
    chosen = dict.fromkeys(_option(asked, part) for part in cell.split(asked.split) if part.strip())
    return Answer(asked.question.id, Outcome.ANSWERED, 0, 0, choices=tuple(chosen))


def _option(asked: AskedColumn, cell: str) -> str:
    option = asked.options.get(folded(cell))
    if option is None:
        raise WrongCell(
            Saying(
                "{cell} is none of the options ({question}).",
                cell=shown(cell.strip()),
                question=asked.question.id,
            )
        )
    return option
