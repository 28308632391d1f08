"""Reads what can be chosen, and what is agreed to."""

from collections.abc import Sequence

from store.model.survey import Kind, Option, Text
from store.model.survey_file.keys import MOST_OPTIONS, OPTION
from store.model.survey_file.part import Part
from store.model.survey_file.room import CONSENT, TILE
from store.model.survey_file.texts import by_language, read_text

CHOSEN = (Kind.REASONS, Kind.CHOICE)
TYPED = (Kind.COMMENT, Kind.CONTACT)
_EACH = 'Write { id = "wait", en = "Waiting time", … } for each.'


def read_options(part: Part, kind: Kind, languages: Sequence[str]) -> tuple[Option, ...]:
    """The options of a question of `kind`. What is wrong with them is noted."""
    if kind not in CHOSEN:
        if "options" in part.data:
            part.wrong(
                "options", f'Nothing is chosen under kind "{kind}".', 'Take them out, or write "choice".'
            )
        return ()
    given = part.data.get("options", [])
    count = len(given) if isinstance(given, list) else MOST_OPTIONS
    if count == 0:
        part.wrong("options", "There is nothing to choose from.", f"Add options = [ … ]. {_EACH}")
    elif count > MOST_OPTIONS:
        part.wrong("options", f"Nobody reads {count} options.", f"Keep the {MOST_OPTIONS} that matter most.")
    elif count == 1:
        part.wrong("options", "One option is no choice.", "Add another.")
    options: list[Option] = []
    seen: set[tuple[str, str]] = set()
    for table in part.parts("options", _EACH):
        if "id" not in table.data:
            table.wrong("id", "The option has no id.", _EACH)
        table.typed("id", str)
        id = table.id("id") or ""
        if id and any(option.id == id for option in options):
            table.wrong("id", "Another option has this id.", "Give each its own.")
        text = by_language(table, languages, TILE, but=tuple(OPTION)) or {}
        for language, words in text.items():
            if (language, words.casefold()) in seen:
                table.wrong(language, "Another option reads the same.", "Word them apart.")
            seen.add((language, words.casefold()))
        options.append(Option(id, text))
    return tuple(options)


def read_consent(part: Part, kind: Kind, languages: Sequence[str]) -> Text | None:
    """The line to agree to: a contact must have one, a comment may."""
    if kind not in TYPED:
        if "consent" in part.data:
            part.wrong("consent", "Only a comment or a contact is agreed to.", "Take it out.")
        return None
    if kind is Kind.CONTACT and "consent" not in part.data:
        mend = 'Add consent = { en = "You may call me back about this.", … }.'
        part.wrong("consent", "A contact is asked for without a line to agree to.", mend)
    return read_text(part, "consent", languages, CONSENT)
