"""What stands in the columns of a foreign file, and what each of them probably is."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from store.exchange.imports.sheet import Sheet
from store.model.survey_file.keys import ID_LENGTH
from store.model.survey_file.problem import shown

NOTHING = "-"
"""What a column is that is left out."""
NUMBER = re.compile(r"-?\d{1,3}(?:[.,]0+)?", re.ASCII)
"""A cell that may be a point of a scale."""
_FEW = 40
"""A column with no more different cells than this may be of codes."""
_LISTED = 6
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?|\d{1,2} \w+ \d{4}")
_HINTS = {
    "count": r"count|nombre|effectif|anzahl|frequenc|fréquence",
    "time": r"^(time|heure|uhrzeit|hora|ora)\b",
    "agent": r"agent|conseiller|mitarbeiter|advisor",
    "language": r"langu|sprache|idioma|lingua",
    "reference": r"ticket|order|commande|reference|référence|call|case",
    "touchpoint": r"touchpoint|location|store|lieu|magasin|zone|place|branch",
    "comment": r"comment|remark|remarque|verbatim|feedback",
    "nps": r"nps|recommend|recommand|empfehl|recomend|raccomand",
    "ces": r"effort|ease|easy|facil|difficult|aufwand",
    "csat": r"satisf|zufrieden|soddisf|happy|rating|note",
}


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in one column."""

    name: str
    counts: Counter[str]
    """How often each cell stands there, of the first different ones."""
    many: bool
    """There are more different ones than were counted."""
    rows: int

    @property
    def listed(self) -> str:
        """The most frequent ones, for a person; '' for an empty column."""
        most = self.counts.most_common(_LISTED)
        more = self.many or len(self.counts) > len(most)
        return ", ".join(f"{shown(cell)} ×{n}" if n > 1 else shown(cell) for cell, n in most) + " …" * more


def look_at(sheet: Sheet) -> list[Cells]:
    """Every column of a file, with what stands in it."""
    counters: list[Counter[str]] = [Counter() for _ in sheet.columns]
    many = [False] * len(counters)
    rows = 0
    for row in sheet.rows():
        rows += 1
        for place, (counter, cell) in enumerate(zip(counters, row.cells, strict=False)):
            cell = cell.strip()
            if not cell:
                continue
            if cell in counter or len(counter) <= _FEW:
                counter[cell] += 1
            else:
                many[place] = True
    return [Cells(*each, rows) for each in zip(sheet.columns, counters, many, strict=True)]


def guess(cells: Cells, taken: set[str]) -> str:
    """The word for what a column probably is; those in `taken` are other columns already."""
    name = cells.name.casefold()
    values = list(cells.counts)
    numbers = [cell for cell in values if NUMBER.fullmatch(cell)]
    if "date" not in taken and values and all(_DATE.fullmatch(cell) for cell in values):
        return "date"
    if not values:
        return NOTHING
    for word, hint in _HINTS.items():
        scored = word in ("csat", "ces", "nps")
        if re.search(hint, name) and word not in taken and not (scored and cells.many):
            return word
    if "id" not in taken and cells.many and all(n == 1 for n in cells.counts.values()):
        return "id" if all(len(cell) <= 40 and " " not in cell for cell in values) else "comment"
    if cells.many:
        return "comment"
    if len(numbers) * 2 > len(values):
        return "nps" if any(cell in ("0", "10") for cell in numbers) and len(numbers) > 8 else "csat"
    return "choice"


def options(cells: Cells, split: str) -> dict[str, str]:
    """The answers that stand in a column, each with an id; `split` is what stands between several."""
    found: dict[str, str] = {}
    for cell in cells.counts:
        for part in cell.split(split) if split else (cell,):
            if (words := part.strip()) and words not in found:
                id, nth = slug(words), 2
                while id in found.values():
                    id, nth = f"{slug(words)[: ID_LENGTH - 3]}-{nth}", nth + 1
                found[words] = id
    return found


def slug(text: str) -> str:
    """`text` as an id: small letters, digits and -, at most 40 of them."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:ID_LENGTH].strip("-") or "column"
