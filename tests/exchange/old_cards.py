"""A file of old answers, its mapping, and a store to take it into."""

from collections.abc import Sequence
from pathlib import Path

from exchange.kept_answers import NOW_MS

from store.exchange.imports.mapping import FileMapping, read_mapping
from store.exchange.imports.sheet import Row, open_sheet
from store.exchange.imports.taking import Importer
from store.model.response import Response
from store.sqlite.database import Database
from store.sqlite.imported import Done, ImportedFile
from store.sqlite.reader import SqliteReader

HEAD = 'survey = "cards"\nchannel = "paper"\n'
COLUMNS = '[columns]\ndate = "when"\n'
SCORE = '[[question]]\nid = "score"\ncolumn = "score"\n'
CSAT = f'{SCORE}metric = "csat"\nscale = 5\n'
NPS = f'{SCORE}metric = "nps"\n'


def mapping(question: str = CSAT, *, head: str = "", columns: str = "") -> FileMapping:
    return read_mapping(f"{HEAD}{head}{COLUMNS}{columns}{question}")


def written(folder: Path, *lines: str, name: str = "cards.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


class Take:
    """One import, and what it turned away."""

    def __init__(self, path: Path, mapping: FileMapping, *, offset: int = 60, day_starts: int = 4) -> None:
        self.sheet = open_sheet(
            path,
            encoding=mapping.encoding,
            separator=mapping.separator,
            quote=mapping.quote,
            header=mapping.header,
        )
        self.importer = Importer(
            self.sheet, mapping, offset_min=lambda _: offset, day_starts=day_starts, now_ms=NOW_MS
        )
        self.rejected: list[tuple[int, str]] = []
        self.kept: list[Response] = []

    def rows_done(self) -> int:
        return 0

    def take(self, batch: Sequence[Response], *, rows: int, rejected: int) -> None:
        self.kept += batch

    def reject(self, row: Row, why: str) -> None:
        self.rejected.append((row.line, why))

    def read(self) -> list[Response]:
        """The responses that the file makes, kept nowhere."""
        self.importer.take(self, reject=self.reject)
        return self.kept

    def into(self, database: Database, digest: str | None = None) -> Done:
        """Takes the file into a store."""
        mapping = self.importer.mapping
        name = digest or self.sheet.path.name
        place = ImportedFile(database, name, name, mapping.survey, mapping.channel, "")
        before = place.done()
        place.begin()
        self.importer.take(place, reject=self.reject)
        place.end("me")
        return Done(*(now - then for now, then in zip(place.done(), before, strict=True)))


def scores(responses: Sequence[Response]) -> list[object]:
    """Of each its score; its outcome where it has none."""
    found: list[object] = []
    for response in responses:
        answer = response.answers["score"]
        found.append(answer.outcome.value if answer.score is None else answer.score)
    return found


def reader(database: Database) -> SqliteReader:
    return SqliteReader(database)
