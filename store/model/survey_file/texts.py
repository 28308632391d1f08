"""Reads what people will see: texts in every language of the survey, that fit where they are shown."""

from collections.abc import Sequence

from store.model.saying import Saying
from store.model.survey import Text
from store.model.survey_file.cells import cell_width, lines_taken
from store.model.survey_file.part import Found, Part, Path, meant
from store.model.survey_file.room import Room


def read_text(part: Part, key: str, languages: Sequence[str], room: Room) -> Text | None:
    """The text at `key` in every language; None where it is missing or (noted) wrong.

    A survey in one language may write the words themselves instead of a table."""
    if key not in part.data:
        return None
    if len(languages) == 1 and isinstance(part.data[key], str):
        text = part.string(key)
        return (
            {languages[0]: text}
            if text is not None and good((*part.path, key), text, part.found, room)
            else None
        )
    part.typed(key, dict)
    words = part.part(key)
    return None if words is None else by_language(words, languages, room)


def by_language(words: Part, languages: Sequence[str], room: Room, but: Sequence[str] = ()) -> Text | None:
    """The text in each of `languages` that the table `words` holds, whose keys `but` are no languages;
    None where one is missing or (noted) wrong."""
    same_languages(words, languages, but)
    texts: dict[str, str] = {}
    for language in languages:
        words.typed(language, str)
        text = words.string(language)
        if text is not None and good((*words.path, language), text, words.found, room):
            texts[language] = text
    return texts if len(texts) == len(languages) else None


def same_languages(words: Part, languages: Sequence[str], but: Sequence[str] = ()) -> None:
    """Notes the languages of the survey that `words` lacks, and those it has too many.

    Without `languages` (they were wrong, which is noted) there is nothing to compare with."""
    if not languages:
        return
    for language in languages:
        if language not in words.data:
            words.wrong(
                language,
                Saying('The words in "{language}" are missing.', language=language),
                Saying('Add {language} = …, or take "{language}" out of languages.', language=language),
            )
    for key in words.data:
        if key in languages or key in but:
            continue
        if but:
            sentence = Saying('There is no key and no language "{key}" here.', key=key)
            words.wrong(key, sentence, meant(key, (*but, *languages)))
        else:
            sentence = Saying('The survey is not in "{language}".', language=key)
            words.wrong(key, sentence, Saying('Take it out, or add "{language}" to languages.', language=key))


def good(path: Path, text: str, found: list[Found], room: Room) -> bool:
    """Whether `text`, which stands at `path`, can be shown in `room`; what is wrong with it is noted."""
    if not text.strip():
        sentence, mend = Saying("There are no words in it."), Saying("Write them, or take the key out.")
    elif not text.isprintable() and (character := _not_to_show(text)):
        sentence = Saying(
            "It holds the character {character}, which no screen shows.", character=f"U+{ord(character):04X}"
        )
        mend = Saying("Write it on one line, without that.")
    elif room.lines == 1 and cell_width(text) > room.columns:
        sentence, mend = room.refuse(cell_width(text)), Saying("Shorten it.")
    elif room.lines > 1 and lines_taken(text, room.columns) > room.lines:
        sentence, mend = room.refuse(lines_taken(text, room.columns)), Saying("Shorten it.")
    else:
        return True
    found.append(Found(path, text, sentence, mend))
    return False


def _not_to_show(text: str) -> str | None:
    """The first character that a terminal could obey, or that turns the order of the others."""
    for character in text:
        code = ord(character)
        if code < 32 or 127 <= code < 160 or code in (0x2028, 0x2029, 0xFEFF):
            return character
        if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
            return character
    return None
