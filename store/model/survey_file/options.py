"""Reads what can be chosen, and what is agreed to."""

from collections.abc import Sequence

from store.model.saying import Saying
from store.model.survey import Kind, Option, Text
from store.model.survey_file.keys import MOST_OPTIONS, OPTION
from store.model.survey_file.part import Part, add
from store.model.survey_file.room import CONSENT, TILE
from store.model.survey_file.texts import by_language, read_text

CHOSEN = (Kind.REASONS, Kind.CHOICE)
TYPED = (Kind.COMMENT, Kind.CONTACT)
_WRITTEN = '{ id = "wait", en = "…", … }'


def read_options(part: Part, kind: Kind, languages: Sequence[str]) -> tuple[Option, ...]:
    """The options of a question of `kind`. What is wrong with them is noted."""
    if kind not in CHOSEN:
        if "options" in part.data:
            sentence = Saying('Nothing is chosen under kind "{kind}".', kind=kind)
            part.wrong("options", sentence, Saying("Take them out, or write {kind}.", kind='kind = "choice"'))
        return ()
    each = Saying("Write {option} for each.", option=_WRITTEN)
    given = part.data.get("options", [])
    count = len(given) if isinstance(given, list) else MOST_OPTIONS
    if count == 0:
        part.wrong("options", Saying("There is nothing to choose from."), add(f"options = [ {_WRITTEN} ]"))
    elif count > MOST_OPTIONS:
        sentence = Saying("Nobody reads {n} options.", n=count)
        part.wrong("options", sentence, Saying("Keep the {n} that matter most.", n=MOST_OPTIONS))
    elif count == 1:
        part.wrong("options", Saying("One option is no choice."), Saying("Add another."))
    options: list[Option] = []
    seen: set[tuple[str, str]] = set()
    for table in part.parts("options", each):
        if "id" not in table.data:
            table.wrong("id", Saying("The option has no id."), each)
        table.typed("id", str)
        id = table.id("id") or ""
        if id and any(option.id == id for option in options):
            table.wrong("id", Saying("Another option has this id."), Saying("Give each its own."))
        text = by_language(table, languages, TILE, but=tuple(OPTION)) or {}
        for language, words in text.items():
            if (language, words.casefold()) in seen:
                table.wrong(language, Saying("Another option reads the same."), Saying("Word them apart."))
            seen.add((language, words.casefold()))
        options.append(Option(id, text))
    return tuple(options)


def read_consent(part: Part, kind: Kind, languages: Sequence[str]) -> Text | None:
    """The line to agree to: a contact must have one, a comment may."""
    if kind not in TYPED:
        if "consent" in part.data:
            part.wrong("consent", Saying("Only a comment or a contact is agreed to."), Saying("Take it out."))
        return None
    if kind is Kind.CONTACT and "consent" not in part.data:
        sentence = Saying("A contact is asked for without a line to agree to.")
        part.wrong("consent", sentence, add('consent = { en = "You may call me back about this.", … }'))
    return read_text(part, "consent", languages, CONSENT)
