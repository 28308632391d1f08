"""What stands in the columns of a foreign file, and what each of them probably is."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from store.exchange.imports.sheet import Sheet
from store.model.folding import folded
from store.model.survey_file.keys import ID_LENGTH
from store.model.survey_file.problem import shown

NOTHING = "-"
"""What a column is that is left out."""
NUMBER = re.compile(r"-?\d{1,3}(?:[.,]0+)?", re.ASCII)
"""A cell that may be a point of a scale."""
_FEW = 40
"""A column with no more different cells than this may be of codes."""
_LISTED = 6
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?|\d{1,2}\.? (de )?[^\W\d]+\.? (de )?\d{4}")
_TIME = re.compile(r"\d{1,2}([:.h]\d{2})+( ?[ap]\.?m\.?)?", re.ASCII | re.IGNORECASE)
_COUNT = re.compile(r"\d{1,5}([.,]0)?", re.ASCII)
_HINTS = {
    "count": r"count|nombre|effectif|anzahl|haufigkeit|frequen|cantidad|quanti|contagem|aantal",
    "time": r"^(time|heure|uhrzeit|zeit|hora|ora|tijd|tijdstip)\b",
    "contact": r"\be-?mail|courriel|correo|phone|telefo|\btel\b|contact|kontakt|contatto|contato",
    "agent": r"agent|conseiller|vendeu|mitarbeiter|berater|advisor|clerk|asesor|vendedor|consulente|addetto"
    r"|venditore|atendente|medewerker|adviseur|verkoper",
    "language": r"langu|sprache|idioma|lingua|\btaal\b",
    "reference": r"ticket|order|commande|referenc|referenz|referentie|riferimento|auftrag|bestell|pedido"
    r"|ordine|encomenda|call|case|dossier|vorgang",
    "kiosk": r"kiosk|borne|terminal|device|gerat|quiosco|quiosque|totem|zuil|tablet",
    "touchpoint": r"touchpoint|location|store|shop|lieu|magasin|zone|place|branch|filial|standort|abteilung"
    r"|tienda|sucursal|lugar|negozio|luogo|reparto|loja|winkel|locatie|plaats|afdeling|vestiging|kasse|kassa"
    r"|caisse|\bcaja\b|\bcassa\b|\bcaixa\b",
    "comment": r"comment|remark|remarque|verbatim|feedback|kommentar|bemerkung|anmerkung|comentario|observac"
    r"|osservazion|opmerking|toelichting",
    "nps": r"nps|recommend|recommand|empfehl|recomend|raccomand|consigli|aanbevel|aanrad",
    "ces": r"effort|ease|easy|facil|difficult|dificult|aufwand|leicht|einfach|esfuerzo|sforzo|esforco|gemak"
    r"|makkelijk|moeite",
    "csat": r"satisf|zufrieden|soddisf|tevreden|happy|rating|note|nota\b|bewertung|valoracion|avaliacao"
    r"|valutazione|beoordeling|waardering|voto\b",
}
"""What headings hold, by the word for the column; in the seven languages, folded."""
_MUST_BE = {"count": _COUNT, "time": _TIME}
"""Those whose cells tell whether the heading means it."""
_SCORED = ("csat", "ces", "nps")


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
    name = folded(cells.name)
    values = list(cells.counts)
    numbers = [cell for cell in values if NUMBER.fullmatch(cell)]
    if "date" not in taken and values and all(_DATE.fullmatch(cell) for cell in values):
        return "date"
    if not values:
        return NOTHING
    for word, hint in _HINTS.items():
        if not re.search(hint, name) or word in taken or (word in _SCORED and cells.many):
            continue
        form = _MUST_BE.get(word)
        if (form is None or all(map(form.fullmatch, values))) and (word != "contact" or cells.many):
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
