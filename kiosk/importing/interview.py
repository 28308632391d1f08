"""What `kiosk import` asks about a file, column by column, each with an answer ready."""

import re
from collections.abc import Callable, Mapping

from kiosk.importing.columns import NOTHING, NUMBER, Cells, guess, look_at, options, slug
from store.exchange.imports.asked_column import folded
from store.exchange.imports.mapping import OWN_CHANNELS
from store.exchange.imports.mapping_text import Value, mapping_text
from store.exchange.imports.sheet import Sheet
from store.model.folding import folded as plain
from store.model.saying import N_
from store.model.scale import SCALES, Metric, Scale
from store.model.survey import Kind
from store.model.survey_file.keys import ID_LENGTH, UNSCORED
from store.model.survey_file.part import listed, write
from store.model.survey_file.problem import shown
from store.words import LANGUAGES, Words, words_for
from store.words.scales import default_labels

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that is typed; '' for Enter alone."""

Say = Callable[[str], None]
"""Shows a line."""

BACK = "<"
_OF_A_ROW = {
    "date": N_("when it was answered"),
    "time": N_("the time, in a column of its own"),
    "id": N_("what names the row, such as a number"),
    "count": N_("how many answers the row stands for"),
    "touchpoint": N_("where it was asked"),
    "kiosk": N_("on which device"),
    "agent": N_("who helped"),
    "language": N_("the language, such as fr"),
    "reference": N_("the number of a call, an order or a ticket"),
}
_QUESTIONS = {
    "csat": N_("satisfaction"),
    "nps": N_("recommendation, 0 to 10"),
    "ces": N_("ease or effort"),
    "none": N_("a scale without a score"),
    "choice": N_("one answer, of a list"),
    "reasons": N_("several answers, of a list"),
    "comment": N_("free text"),
    "contact": N_("how to reach the person"),
}
_MEANINGS = _OF_A_ROW | _QUESTIONS | {NOTHING: N_("leave it out"), BACK: N_("back to the column before")}
_KINDS = {kind.value for kind in Kind}
_NO_ANSWER = {"", "?", "-", "--", "blank", "none", "null", "na", "n.a.", "n/a", "no answer", "not applicable"}
_NO_ANSWER |= {"don't know", "nsp", "ne sait pas", "sans objet", "sans réponse", "k.a.", "keine angabe"}
_NO_ANSWER |= {"weiß nicht", "keine antwort", "entfällt", "ns/nc", "no sabe", "no contesta", "no aplica"}
_NO_ANSWER |= {"non so", "nessuna risposta", "non applicabile", "não sei", "não se aplica", "sem resposta"}
_NO_ANSWER |= {"weet niet", "geen antwoord", "n.v.t.", "nvt"}
"""Words that mostly say that there is none."""


def interview(ask: Ask, say: Say, sheet: Sheet, *, survey: str, words: Words) -> str:
    """Asks what each column is, and returns the text of a mapping file. `survey` is the name proposed."""
    return _Interview(ask, say, words).mapping(sheet, survey)


class _Interview:
    def __init__(self, ask: Ask, say: Say, words: Words) -> None:
        self.ask = ask
        self.say = say
        self.words = words

    def mapping(self, sheet: Sheet, survey: str) -> str:
        words = self.words
        look = look_at(sheet)
        columns: dict[str, str] = {}
        asked: list[dict[str, Value] | None] = []
        self.say(words("A column can be:"))
        for word, meaning in _MEANINGS.items():
            self.say(f"  {word:11} {words(meaning)}")
        self.say(words("Enter takes what stands in brackets; Ctrl-C ends it."))
        while len(asked) < len(look):
            cells = look[len(asked)]
            self.say("")
            number, of, name = len(asked) + 1, len(look), shown(cells.name)
            self.say(
                words("Column {n} of {of}: {name}: {cells}", n=number, of=of, name=name, cells=cells.listed)
                if cells.listed
                else words("Column {n} of {of}: {name}: empty", n=number, of=of, name=name)
            )
            word = self._what(cells, columns)
            if word == BACK:
                if asked:
                    asked.pop()
                    before = look[len(asked)].name
                    columns = {known: name for known, name in columns.items() if name != before}
            elif word in _QUESTIONS:
                taken = {str(one["id"]) for one in asked if one is not None}
                asked.append(self._question(cells, word, taken))
            else:
                asked.append(None)
                columns |= {word: cells.name} if word != NOTHING else {}
        questions = [one for one in asked if one is not None]
        if "date" not in columns:
            self.say(words("No column says when it was answered: name one."))
            names = {name: name for name in sheet.columns}
            columns["date"] = self._one_of(words("The column of the date: "), names, "")
        self.say("")
        head = self._head(sheet, survey, columns)
        return mapping_text(head, columns, questions)

    def _what(self, cells: Cells, columns: Mapping[str, str]) -> str:
        """What a column is: a word of those that were listed."""
        usual = guess(cells, {*columns})
        while True:
            word = self.ask(self.words("What is it? [{guess}] ", guess=usual)).strip().casefold() or usual
            if word in columns:
                self.say(self.words("{column} is that already.", column=shown(columns[word])))
            elif word in _MEANINGS:
                return word
            else:
                self.say(self.words("{typed} is none of them.", typed=shown(word)))

    def _head(self, sheet: Sheet, survey: str, columns: Mapping[str, str]) -> dict[str, Value]:
        words = self.words
        head: dict[str, Value] = {"survey": self._id(words("The survey's name"), slug(survey), set())}
        asked = words("Their channel: web, email, sms, paper…")
        while (channel := self._id(asked, "import", set())) in OWN_CHANNELS:
            self.say(words("That is the kiosk's own: choose another."))
        head["channel"] = channel
        head |= {"encoding": sheet.encoding, "separator": sheet.separator}
        if "touchpoint" not in columns:
            typed = self.ask(words("Where it was asked [{place}] ", place="import"))
            head["touchpoint"] = typed.strip()[:60] or "import"
        if "language" not in columns:
            codes = {code: code for code in LANGUAGES}
            own = words.language if words.language in LANGUAGES else "en"
            prompt = words("The language it was asked in [{language}] ", language=own)
            head["language"] = self._one_of(prompt, codes, own)
        return head

    def _question(self, cells: Cells, word: str, taken: set[str]) -> dict[str, Value]:
        words = self.words
        question: dict[str, Value] = {"id": self._id(words("Kept under the id"), slug(cells.name), taken)}
        question["column"] = cells.name
        if word in _KINDS:
            question["kind"] = word
            if word in (Kind.CHOICE, Kind.REASONS):
                if word == Kind.REASONS:
                    prompt = words("What stands between several? [{sign}] ", sign=";")
                    question["split"] = self.ask(prompt) or ";"
                question["options"] = options(cells, str(question.get("split", "")))
            return question
        metric = Metric(word)
        if metric is Metric.NPS and self._no(words("Was it asked from 0 to 10? [{yes}] ", yes=words("yes"))):
            self.say(words("Then it is no NPS, and it is kept as a question without a score."))
            metric = Metric.NONE
            question |= {"metric": metric.value, "scale": 10}
            scale = Scale(metric, 10)
        else:
            question["metric"] = metric.value
            scale = self._scale(metric, cells)
            if metric is not Metric.NPS:
                question["scale"] = scale.points
            asked = words("Is 1 very difficult, and 5 very easy? [{yes}] ", yes=words("yes"))
            if scale == Scale(Metric.CES, 5) and self._no(asked):
                question["low_is_good"] = True
        labels, not_applicable = self._codes(cells, scale)
        if labels:
            question["labels"] = labels
        if not_applicable:
            question["not_applicable"] = not_applicable
        return question

    def _scale(self, metric: Metric, cells: Cells) -> Scale:
        if metric is Metric.NPS:
            return Scale(metric, 10)
        allowed = tuple(UNSCORED) if metric is Metric.NONE else SCALES[metric]
        numbers = (c for c in cells.counts if NUMBER.fullmatch(c))
        highest = max((int(float(number.replace(",", "."))) for number in numbers), default=5)
        # An 11 or a 6 is more often a code than a point: the largest scale that the file fills.
        usual = max((points for points in allowed if points <= highest), default=allowed[0])
        known = {str(points): str(points) for points in allowed}
        prompt = self.words("How many points ({known})? [{usual}] ", known=", ".join(known), usual=usual)
        return Scale(metric, int(self._one_of(prompt, known, str(usual))))

    def _codes(self, cells: Cells, scale: Scale) -> tuple[dict[str, int], list[str]]:
        """What the cells mean that are no points of the scale."""
        labels: dict[str, int] = {}
        left_out: list[str] = []
        known_words = _known_words(scale)
        low, high = scale.values[0], scale.values[-1]
        for cell, n in cells.counts.most_common():
            if NUMBER.fullmatch(cell) and float(cell.replace(",", ".")) in scale.values:
                continue
            known = known_words.get(folded(cell))
            if known is None and (leading := re.match(r"(\d{1,2})\s*[-–:.)=]\s*\D", cell)):
                known = int(leading[1]) if int(leading[1]) in scale.values else None
            default = str(known) if known is not None else "n" if folded(cell) in _NO_ANSWER else "r"
            prompt = self.words(
                "{cell} ({n}×): a point, {least} to {most}; n: not applicable; r: reject these [{default}] ",
                cell=shown(cell),
                n=n,
                least=low,
                most=high,
                default=default,
            )
            while True:
                typed = self.ask(prompt).strip().casefold() or default
                if typed == "n":
                    left_out.append(cell)
                elif typed.isdecimal() and int(typed) in scale.values:
                    labels[cell] = int(typed)
                elif typed != "r":
                    self.say(self.words("That is none of them."))
                    continue
                break
        return labels, left_out

    def _id(self, prompt: str, default: str, taken: set[str]) -> str:
        while default in taken:
            default = f"{default[: ID_LENGTH - 3]}-{len(taken) + 1}"
        while True:
            typed = self.ask(f"{prompt} [{default}] ").strip() or default
            if typed in taken:
                self.say(self.words("Another question has this id."))
            elif typed == slug(typed):
                return typed
            else:
                self.say(
                    self.words("Small letters, digits, - and _ only, such as {example}.", example=slug(typed))
                )

    def _one_of(self, prompt: str, meant: Mapping[str, str], default: str) -> str:
        while True:
            typed = self.ask(prompt).strip() or default
            if typed in meant:
                return meant[typed]
            self.say(self.words.say(write(listed(meant))))

    def _no(self, prompt: str) -> bool:
        """Whether the answer is no, or begins like it."""
        typed = plain(self.ask(prompt)).strip()
        return bool(typed) and (typed.startswith("n") or plain(self.words("no")).startswith(typed))


def _known_words(scale: Scale) -> dict[str, int]:
    """The program's own words for the points of such a scale, in every language."""
    known: dict[str, int] = {}
    for code in LANGUAGES:
        words = default_labels(scale, words_for(code))
        if len(words) == len(scale.values):
            known |= {folded(word): point for word, point in zip(words, scale.values, strict=True)}
    return known
