"""Which answers are looked at, in words."""

from collections.abc import Sequence

from store.model.reader import AskedQuestion, Filters
from store.words import LANGUAGES, Words
from store.words.figures import text


def filtered(filters: Filters, words: Words, questions: Sequence[AskedQuestion] = ()) -> list[str]:
    """A few words for each filter that is set: "touchpoint returns", "agent 17", "Français"...

    With `questions` a segment reads as the survey words it, else by its ids.
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
        found.append(words("question {name}", name=filters.question))
    for segment in filters.segments:
        asked = next((q for q in questions if q.id == segment.question and q.options), None)
        options = dict(asked.options) if asked else {}
        option = options.get(segment.option)
        question = text(asked.text, words) if asked else segment.question
        found.append(
            words(
                "{question}: {option}",
                question=question,
                option=text(option, words) if option else segment.option,
            )
        )
    return found
