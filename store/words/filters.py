"""Which answers are looked at, in words."""

from collections.abc import Sequence

from store.model.reader import AskedQuestion, Filters
from store.words import LANGUAGES, Words
from store.words.figures import text, title


def filtered(filters: Filters, words: Words, questions: Sequence[AskedQuestion] = ()) -> list[str]:
    """A few words for each filter that is set: "touchpoint returns", "agent 17", "Français"...

    With `questions` they read as on their cards, and segments as the survey words them; else by their ids.
    """
    found = []
    if filters.touchpoint is not None:
        found.append(words("touchpoint {name}", name=filters.touchpoint))
    if filters.agent is not None:
        found.append(words("agent {name}", name=filters.agent))
    if filters.kiosk is not None:
        found.append(words("kiosk {name}", name=filters.kiosk))
    if filters.language is not None:
        name = LANGUAGES.get(filters.language)
        found.append(name or words("language {name}", name=filters.language))
    if filters.question is not None:
        found.append(words("question {name}", name=_called(filters.question, questions, words)))
    for segment in filters.segments:
        asked = next((q for q in questions if q.id == segment.question and q.options), None)
        options = dict(asked.options) if asked else {}
        option = options.get(segment.option)
        question = text(asked.text, words) if asked else segment.question
        answer = text(option, words) if option else segment.option
        if question.endswith("?"):  # "First visit? Yes": the question mark parts them
            found.append(f"{question} {answer}")
        else:
            found.append(words("{question}: {option}", question=question, option=answer))
    return found


def _called(id: str, questions: Sequence[AskedQuestion], words: Words) -> str:
    """By its title; where another question has the same one by its words, where it is unknown by its id."""
    titles = {q.id: title(q, words) for q in questions if q.parent is None and q.scale is not None}
    if id not in titles:
        return id
    if list(titles.values()).count(titles[id]) == 1:
        return titles[id]
    return next(text(q.text, words) for q in questions if q.id == id)
