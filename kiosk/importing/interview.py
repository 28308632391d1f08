"""What `kiosk import` asks about a file, column by column, each with an answer ready."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from store.exchange.imports.mapping import OWN_CHANNELS, folded
from store.exchange.imports.mapping_keys import COLUMNS
from store.exchange.imports.mapping_text import Value, mapping_text
from store.exchange.imports.sheet import Sheet
from store.model.scale import SCALES, Metric, Scale
from store.model.survey import Kind
from store.model.survey_file.keys import ID_LENGTH, UNSCORED
from store.model.survey_file.problem import shown
from store.words import LANGUAGES, words_for
from store.words.scales import default_labels

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that is typed; '' for Enter alone."""

Say = Callable[[str], None]
"""Shows a line."""

NOTHING = "-"
BACK = "<"
_QUESTIONS = {
    "csat": "satisfaction",
    "nps": "recommendation, 0 to 10",
    "ces": "ease or effort",
    "none": "a scale without a score",
    "choice": "one of several answers",
    "reasons": "several of several answers",
    "comment": "text",
    "contact": "how to reach the person",
}
_KINDS = {kind.value for kind in Kind}
_NO_ANSWER = {"", "?", "-", "--", "blank", "none", "null", "na", "n.a.", "n/a", "no answer", "not applicable"}
_NO_ANSWER |= {"don't know", "nsp", "ne sait pas", "sans objet", "sans réponse", "k.a.", "keine angabe"}
"""Words that mostly say that there is none."""
_FEW = 40
"""A column with no more different cells than this may be of codes."""
_LISTED = 6
_NUMBER = re.compile(r"-?\d{1,3}(?:[.,]0+)?", re.ASCII)
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
        """The most frequent ones, for a person."""
        if not self.counts:
            return "empty"
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


def interview(ask: Ask, say: Say, sheet: Sheet, *, survey: str) -> str:
    """Asks what each column is, and returns the text of a mapping file. `survey` is the name proposed."""
    look = look_at(sheet)
    columns: dict[str, str] = {}
    asked: list[dict[str, Value] | None] = []
    say(f"Each column can be: {', '.join(COLUMNS)};")
    for word, meaning in _QUESTIONS.items():
        say(f"  {word:8} {meaning}")
    say(f"or {NOTHING} to leave it out, {BACK} to go back to the column before.")
    say("Enter takes what stands in brackets; Ctrl-C ends it.")
    while len(asked) < len(look):
        cells = look[len(asked)]
        say("")
        say(f"Column {len(asked) + 1} of {len(look)}: {shown(cells.name)}: {cells.listed}")
        word = _what(ask, say, cells, columns)
        if word == BACK:
            if asked:
                asked.pop()
                before = look[len(asked)].name
                columns = {known: name for known, name in columns.items() if name != before}
        elif word in _QUESTIONS:
            taken = {str(one["id"]) for one in asked if one is not None}
            asked.append(_question(ask, say, cells, word, taken))
        else:
            asked.append(None)
            columns |= {word: cells.name} if word != NOTHING else {}
    questions = [one for one in asked if one is not None]
    if "date" not in columns:
        say("No column says when it was answered: name one.")
        names = {name: name for name in sheet.columns}
        columns["date"] = _one_of(ask, say, "The column of the date: ", names, "")
    say("")
    head = _head(ask, say, sheet, survey, columns)
    return mapping_text(head, columns, questions)


def _what(ask: Ask, say: Say, cells: Cells, columns: Mapping[str, str]) -> str:
    """What a column is: a word of those that were listed."""
    guess = _guess(cells, {*columns})
    while True:
        word = ask(f"What is it? [{guess}] ").strip().casefold() or guess
        if word in columns:
            say(f"{shown(columns[word])} is that already.")
        elif word in COLUMNS or word in _QUESTIONS or word in (NOTHING, BACK):
            return word
        else:
            say(f"{shown(word)} is none of them.")


def _head(ask: Ask, say: Say, sheet: Sheet, survey: str, columns: Mapping[str, str]) -> dict[str, Value]:
    head: dict[str, Value] = {"survey": _id(ask, say, "The survey's name", slug(survey), set())}
    asked = "Their channel: web, email, sms, paper…"
    while (channel := _id(ask, say, asked, "import", set())) in OWN_CHANNELS:
        say("That is the kiosk's own: choose another.")
    head["channel"] = channel
    head |= {"encoding": sheet.encoding, "separator": sheet.separator}
    if "touchpoint" not in columns:
        head["touchpoint"] = ask("Where it was asked [import] ").strip()[:60] or "import"
    if "language" not in columns:
        codes = {code: code for code in LANGUAGES}
        head["language"] = _one_of(ask, say, "The language it was asked in [en] ", codes, "en")
    return head


def _question(ask: Ask, say: Say, cells: Cells, word: str, taken: set[str]) -> dict[str, Value]:
    question: dict[str, Value] = {"id": _id(ask, say, "Kept under the id", slug(cells.name), taken)}
    question["column"] = cells.name
    if word in _KINDS:
        question["kind"] = word
        if word in (Kind.CHOICE, Kind.REASONS):
            if word == Kind.REASONS:
                question["split"] = ask("What stands between several? [;] ") or ";"
            question["options"] = _options(cells, str(question.get("split", "")))
        return question
    metric = Metric(word)
    if metric is Metric.NPS and _no(ask("Was it asked from 0 to 10? [yes] ")):
        say("Then it is no NPS, and it is kept as a question without a score.")
        metric = Metric.NONE
        question |= {"metric": metric.value, "scale": 10}
        scale = Scale(metric, 10)
    else:
        question["metric"] = metric.value
        scale = _scale(ask, say, metric, cells)
        if metric is not Metric.NPS:
            question["scale"] = scale.points
        if scale == Scale(Metric.CES, 5) and _no(ask("Is 1 very difficult, and 5 very easy? [yes] ")):
            question["low_is_good"] = True
    labels, not_applicable = _codes(ask, say, cells, scale)
    if labels:
        question["labels"] = labels
    if not_applicable:
        question["not_applicable"] = not_applicable
    return question


def _scale(ask: Ask, say: Say, metric: Metric, cells: Cells) -> Scale:
    if metric is Metric.NPS:
        return Scale(metric, 10)
    allowed = tuple(UNSCORED) if metric is Metric.NONE else SCALES[metric]
    highest = max((int(float(c.replace(",", "."))) for c in cells.counts if _NUMBER.fullmatch(c)), default=5)
    # An 11 or a 6 is more often a code than a point: the largest scale that the file fills.
    usual = max((points for points in allowed if points <= highest), default=allowed[0])
    written = ", ".join(map(str, allowed))
    numbers = {str(points): str(points) for points in allowed}
    chosen = _one_of(ask, say, f"How many points ({written})? [{usual}] ", numbers, str(usual))
    return Scale(metric, int(chosen))


def _codes(ask: Ask, say: Say, cells: Cells, scale: Scale) -> tuple[dict[str, int], list[str]]:
    """What the cells mean that are no points of the scale."""
    labels: dict[str, int] = {}
    left_out: list[str] = []
    words = _known_words(scale)
    low, high = scale.values[0], scale.values[-1]
    for cell, n in cells.counts.most_common():
        if _NUMBER.fullmatch(cell) and float(cell.replace(",", ".")) in scale.values:
            continue
        known = words.get(folded(cell))
        if known is None and (leading := re.match(r"(\d{1,2})\s*[-–:.)=]\s*\D", cell)):
            known = int(leading[1]) if int(leading[1]) in scale.values else None
        default = str(known) if known is not None else "n" if folded(cell) in _NO_ANSWER else "r"
        while True:
            typed = (
                ask(
                    f"{shown(cell)} ({n}×): a point, {low} to {high}; n: not applicable; r: reject such rows"
                    f" [{default}] "
                )
                .strip()
                .casefold()
                or default
            )
            if typed == "n":
                left_out.append(cell)
            elif typed.isdecimal() and int(typed) in scale.values:
                labels[cell] = int(typed)
            elif typed != "r":
                say("That is none of them.")
                continue
            break
    return labels, left_out


def _known_words(scale: Scale) -> dict[str, int]:
    """The program's own words for the points of such a scale, in every language."""
    known: dict[str, int] = {}
    for code in LANGUAGES:
        words = default_labels(scale, words_for(code))
        if len(words) == len(scale.values):
            known |= {folded(word): point for word, point in zip(words, scale.values, strict=True)}
    return known


def _options(cells: Cells, split: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell in cells.counts:
        for part in cell.split(split) if split else (cell,):
            if (words := part.strip()) and words not in found:
                id, nth = slug(words), 2
                while id in found.values():
                    id, nth = f"{slug(words)[: ID_LENGTH - 3]}-{nth}", nth + 1
                found[words] = id
    return found


def _guess(cells: Cells, taken: set[str]) -> str:
    name = cells.name.casefold()
    values = list(cells.counts)
    numbers = [cell for cell in values if _NUMBER.fullmatch(cell)]
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


def _id(ask: Ask, say: Say, prompt: str, default: str, taken: set[str]) -> str:
    while default in taken:
        default = f"{default[: ID_LENGTH - 3]}-{len(taken) + 1}"
    while True:
        typed = ask(f"{prompt} [{default}] ").strip() or default
        if typed in taken:
            say("Another question has this id.")
        elif typed == slug(typed):
            return typed
        else:
            say(f"Small letters, digits, - and _ only, such as {slug(typed)}.")


def _one_of(ask: Ask, say: Say, prompt: str, meant: Mapping[str, str], default: str) -> str:
    while True:
        typed = ask(prompt).strip() or default
        if typed in meant:
            return meant[typed]
        say(f"Write one of {', '.join(meant)}.")


def _no(typed: str) -> bool:
    return typed.strip().casefold().startswith("n")


def slug(text: str) -> str:
    """`text` as an id: small letters, digits and -, at most 40 of them."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:ID_LENGTH].strip("-") or "column"
