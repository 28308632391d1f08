"""Advice on wording that bends the answers, and on what says nothing. It stops nothing, because only a
person can be sure.

English and French are understood; texts in other languages pass.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from store.model.saying import Saying
from store.model.scale import Metric
from store.model.survey import Kind, Question
from store.model.survey_file.part import MISSING, Data, Found, Path
from store.model.survey_file.questions import Placed

_TWO_THINGS = {
    "en": re.compile(r"(\w+)(?:/|\s+(?:and|as well as|&)\s+)(\w+)", re.I),
    "fr": re.compile(r"(\w+)(?:/|\s+(?:et|ainsi que|&)\s+)(\w+)", re.I),
}
_SATISFACTION = {
    "en": re.compile(r"\b(?:dis|un)?satisf\w+|\b(?:un)?happy\b|\bpleased\b", re.I),
    "fr": re.compile(r"\b(?:in)?satisf\w+|\bcontente?s?\b|\bheureu(?:x|se)s?\b", re.I),
}
_EASE = {
    "en": re.compile(r"\beas(?:y|ily|e|ier)\b|\bdifficult\w*|\bhard\b|\beffort\w*|\bsimple\b", re.I),
    "fr": re.compile(r"\bfacile\w*|\bfacilité\b|\bdifficile\w*|\bsimple\w*|\beffort\w*|\bais[ée]\w*", re.I),
}
_LIKELY = {
    "en": re.compile(r"\blikel\w+|\bprobab\w+", re.I),
    "fr": re.compile(r"\bprobab\w+|\bchances?\b|\bvraisembl\w+", re.I),
}
_GROUPS = {
    "en": re.compile(r"\b(?:promoter|detractor|passive)s?\b", re.I),
    "fr": re.compile(r"\b(?:promoteur|détracteur|passif)s?\b", re.I),
}
_PRAISE = {
    "en": re.compile(r"\bour (?:excellent|great|fantastic|amazing|wonderful|friendly|best|superb)\b", re.I),
    "fr": re.compile(r"\bnotre (?:excellente?|formidable|superbe|fantastique|merveilleu(?:x|se))\b", re.I),
}


def on_wording(placed: Iterable[Placed]) -> None:
    """Notes a warning for each question of `placed` whose words bend its answers."""
    for question, part, _ in placed:
        for language, path, text in _texts(question, part.data, part.path):
            for sentence, mend in _about(question, language.partition("-")[0], text):
                part.found.append(Found(path, text, sentence, mend, warning=True))


def on_labels(placed: Iterable[Placed], languages: Iterable[str], interface: Collection[str] | None) -> None:
    """Notes a warning for each scale that would be shown in English to readers of another language."""
    if interface is None:
        return
    foreign = [language for language in languages if language.partition("-")[0] not in interface]
    for question, part, _ in placed:
        if foreign and question.scale is not None and "labels" not in part.data:
            sentence = Saying(
                'The program has no words for this scale in "{language}", and would show English ones.',
                language=foreign[0],
            )
            path, mend = (*part.path, "labels"), Saying("Add labels in every language.")
            part.found.append(Found(path, MISSING, sentence, mend, warning=True))


def on_sampling(placed: Iterable[Placed]) -> None:
    """Notes a warning for each question that is asked of every visit in so many words."""
    for _, part, _ in placed:
        ask = part.part("ask")
        if ask is not None and ask.whole("every") == 1:
            sentence, mend = (
                Saying("Every visit is asked anyway."),
                Saying("Write 2 or more, or take it out."),
            )
            part.found.append(Found((*ask.path, "every"), 1, sentence, mend, warning=True))


def _texts(question: Question, data: Data, path: Path) -> Iterator[tuple[str, Path, str]]:
    """What a customer reads or hears as the question: language, place, words."""
    for key, texts in (("text", question.text), ("script", question.script or {})):
        for language, text in texts.items():
            table = isinstance(data.get(key), dict)
            yield language, (*path, key, language) if table else (*path, key), text


def _about(question: Question, language: str, text: str) -> Iterator[tuple[Saying, Saying]]:
    if language not in _TWO_THINGS:
        return
    if question.kind is Kind.SCALE and (both := _two_things(language, text)):
        yield (
            Saying('It asks for two things at once ("{both}").', both=both),
            Saying("Ask for one; the other is another question."),
        )
    metric = question.scale.metric if question.scale is not None else Metric.NONE
    if metric is Metric.CES and (word := _word(_SATISFACTION, language, text)):
        yield (
            Saying('"{word}" asks for satisfaction; ces measures ease.', word=word),
            Saying("Ask how easy it was, or write {metric}.", metric='metric = "csat"'),
        )
    if metric is Metric.CSAT and (word := _word(_EASE, language, text)):
        yield (
            Saying('"{word}" asks for ease; csat measures satisfaction.', word=word),
            Saying("Ask how satisfied, or write {metric}.", metric='metric = "ces"'),
        )
    if metric is Metric.NPS and not _word(_LIKELY, language, text):
        yield (
            Saying("NPS asks how likely a recommendation is."),
            Saying("Ask for the likelihood, never yes or no."),
        )
    if word := _word(_GROUPS, language, text):
        yield (
            Saying('"{word}" tells customers how they are counted.', word=word),
            Saying("Take the word out."),
        )
    if word := _word(_PRAISE, language, text):
        yield Saying('"{word}" answers before the customer does.', word=word), Saying("Take the praise out.")


def _word(words: dict[str, re.Pattern[str]], language: str, text: str) -> str | None:
    match = words[language].search(text)
    return match[0] if match else None


def _two_things(language: str, text: str) -> str | None:
    """The two things that are asked for at once. Two capitals are one name: "Marks & Spencer"."""
    for match in _TWO_THINGS[language].finditer(text):
        names = match[1][0].isupper() and match[2][0].isupper()
        if not names and not (match[1].isdecimal() and match[2].isdecimal()):
            return match[0]
    return None
