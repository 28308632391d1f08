"""Rows as responses, each under a name of its own that is the same whenever the row is met again.

A row is known by its column of ids, or else by all its cells but the one that counts answers. So the same
rows in a longer file, in another order or in another encoding are the same responses. Rows that are alike in
everything are as many people: the second of them is the second wherever it stands.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import itemgetter

from store.exchange.imports.cells import Column, Wrong, WrongCell, typed
from store.exchange.imports.mapping import FileMapping
from store.exchange.imports.moments import Moments, WrongMoment
from store.exchange.imports.sheet import Row, Sheet, SheetError
from store.model.response import Answer, Outcome, Response, Status
from store.model.saying import Saying
from store.model.survey import Kind
from store.model.survey_file.problem import shown

MOST_ALIKE = 100_000
"""So many answers may one row stand for."""
_NAME = 60
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
_MOST_NAMES = 10_000
_MOST_LISTED = 30
_PARTS = 64
_NAMED = ("touchpoint", "kiosk", "agent", "language", "reference")
"""What a row may say besides; each is known by its place here."""


class WrongRow(ValueError):
    """A row that is not taken; `str()` says why."""


@dataclass(slots=True)
class Alike:
    """Which rows of a file stand there more than once, by a number drawn from their cells."""

    several: frozenset[int] = frozenset()
    """Those that do."""
    met: dict[int, int] = field(default_factory=dict)
    """How many of each of them have gone by."""


class Reading:
    """Reads the rows of one file by its mapping."""

    def __init__(self, sheet: Sheet, mapping: FileMapping, moments: Moments) -> None:
        """SheetError where a column of the mapping is not in the file."""
        self.mapping = mapping
        self._moments = moments
        self._width = len(sheet.columns)
        at = _places(sheet, mapping)
        columns = mapping.columns
        self._date = at[columns["date"]]
        self._time = at.get(columns.get("time", ""))
        self._count = at.get(columns.get("count", ""))
        self._names = [(nth, at[columns[key]]) for nth, key in enumerate(_NAMED) if key in columns]
        self._columns: list[tuple[str, int, Column]] = []
        self._typed = []
        for asked in mapping.asked:
            place = at[asked.column]
            if asked.question.kind in (Kind.COMMENT, Kind.CONTACT):
                consent = None if asked.consent is None else at[asked.consent]
                self._typed.append((asked, place, consent))
            else:
                self._columns.append((asked.question.id, place, Column(asked)))
        if "id" in columns:
            known_by = [at[columns["id"]]]
        else:
            known_by = [at[name] for name in sorted(sheet.columns) if at[name] != self._count]
        self.has_ids = "id" in columns
        self._id = known_by[0] if self.has_ids else 0
        self._cells: Callable[[Sequence[str]], tuple[str, ...]] = (
            itemgetter(*known_by) if len(known_by) > 1 else lambda cells: (cells[known_by[0]],)
        )
        self._salt = blake2b("\x1f".join((mapping.survey.name, mapping.channel, "")).encode(), digest_size=16)
        self._good_names: set[str] = set()

    def key(self, row: Row) -> int:
        """A number by which the row is known as long as the program runs: equal rows have the same."""
        return hash("\x1f".join(map(str.strip, self._cells(row.cells))))

    def responses(self, row: Row, alike: Alike) -> list[Response]:
        """The responses that a row stands for, mostly one. WrongRow. To be asked for every row, in order."""
        cells = row.cells
        if len(cells) > self._width:
            raise WrongRow(
                Saying("It has {n} cells, where the heading has {width}.", n=len(cells), width=self._width)
            )
        try:
            moment = self._moments.read(
                cells[self._date].strip(), "" if self._time is None else cells[self._time].strip()
            )
            answers = self._answers(cells)
        except (WrongMoment, WrongCell) as wrong:
            raise WrongRow(str(wrong)) from None
        if not answers:
            raise WrongRow(Saying("It holds no answer."))
        count = 1 if self._count is None else self._how_many(cells[self._count].strip())
        names = self._named(cells)
        before = 0
        if count > 1 or (alike.several and self.key(row) in alike.several):
            number = self.key(row)
            before = alike.met.get(number, 0)
            if before and self.has_ids:
                raise WrongRow(
                    Saying("The id {id} stands on a line before too.", id=cells[self._id].strip()[:_NAME])
                )
            alike.met[number] = before + count
        elif self.has_ids and not cells[self._id].strip():
            raise WrongRow(Saying("It has no id."))
        mapping, survey = self.mapping, self.mapping.survey
        touchpoint, kiosk, agent, language, reference = names
        status = Status.SKIPPED
        for answer in answers.values():
            if answer.outcome is Outcome.ANSWERED:
                status = Status.COMPLETE
                break
        written_ms, started_ms, offset_min, day, hour = moment
        digest = self._digest(cells)
        found = []
        for nth in range(before, before + count):  # a comprehension takes longer for one
            found.append(
                Response(
                    _uid(written_ms, digest, nth),
                    survey.name,
                    survey.version,
                    touchpoint or mapping.touchpoint,
                    kiosk or mapping.kiosk,
                    language or mapping.language,
                    mapping.channel,
                    status,
                    started_ms,
                    offset_min,
                    day,
                    hour,
                    started_ms,
                    agent,
                    reference,
                    False,
                    None,
                    answers,
                )
            )
        return found

    def _digest(self, cells: Sequence[str]) -> bytes:
        found = self._salt.copy()
        found.update("\x1f".join(map(str.strip, self._cells(cells))).encode("utf-8", "surrogatepass"))
        return found.digest()

    def _answers(self, cells: Sequence[str]) -> dict[str, Answer]:
        answers = {}
        for id, place, column in self._columns:
            cell = cells[place]
            try:
                answer = column.known[cell]
            except KeyError:
                answer = column.read(cell)
            if answer is not None:
                if isinstance(answer, Wrong):
                    raise WrongCell(answer.why)
                answers[id] = answer
        for asked, place, consent in self._typed:
            if cell := cells[place]:
                text = typed(asked, cell, None if consent is None else cells[consent])
                if text is not None:
                    answers[asked.question.id] = text
        return answers

    def _named(self, cells: Sequence[str]) -> list[str | None]:
        found: list[str | None] = [None] * len(_NAMED)
        for nth, place in self._names:
            if cell := cells[place].strip():
                if cell not in self._good_names:
                    if len(cell) > _NAME or not cell.isprintable():
                        raise WrongRow(
                            Saying(
                                'Its "{column}" is longer than {most} characters, or cannot be shown.',
                                column=_NAMED[nth],
                                most=_NAME,
                            )
                        )
                    if len(self._good_names) < _MOST_NAMES:
                        self._good_names.add(cell)
                found[nth] = cell
        return found

    def _how_many(self, cell: str) -> int:
        try:
            count = int(cell.removesuffix(".0").removesuffix(",0"))
        except ValueError:
            raise WrongRow(
                Saying("{cell} is not how many answers it stands for.", cell=shown(cell))
            ) from None
        if not 1 <= count <= MOST_ALIKE:
            raise WrongRow(
                Saying("It stands for {count} answers: not one to {most}.", count=count, most=MOST_ALIKE)
            )
        return count


def rows_alike(numbers: Iterator[int]) -> frozenset[int]:
    """Those that come more than once. Looked for in parts, it takes 8 bytes a number, and little more."""
    parts = [array("q") for _ in range(_PARTS)]
    for number in numbers:
        parts[number % _PARTS].append(number)
    several: set[int] = set()
    for part in parts:
        if len(set(part)) < len(part):
            several.update(number for number, times in Counter(part).items() if times > 1)
    return frozenset(several)


def _uid(written_ms: int, digest: bytes, nth: int) -> str:
    """A UUIDv7 whose chance is drawn from the row itself, and from which of those that are alike it is."""
    text = digest.hex() if nth == 0 else blake2b(nth.to_bytes(4), key=digest, digest_size=16).hexdigest()
    begin = f"{written_ms >> 16:08x}-{written_ms & 0xFFFF:04x}-7{text[:3]}"
    return f"{begin}-{_VARIANT[text[3]]}{text[4:7]}-{text[7:19]}"


def _places(sheet: Sheet, mapping: FileMapping) -> dict[str, int]:
    """The place of each column by its heading."""
    at = {name: place for place, name in enumerate(sheet.columns)}
    wanted = [*mapping.columns.values(), *(asked.column for asked in mapping.asked)]
    wanted += [asked.consent for asked in mapping.asked if asked.consent is not None]
    for name in wanted:
        if name not in at:
            from difflib import get_close_matches

            from store.model.survey_file.part import meant

            known = [column[:_NAME] for column in sheet.columns]
            near = get_close_matches(name, known, n=1) or known[:_MOST_LISTED]
            mend = meant(name, [*near, "…"] if len(near) == _MOST_LISTED else near)
            raise SheetError(
                Saying('{path} has no column "{name}". {mend}', path=sheet.path, name=name, mend=mend)
            )
    return at
