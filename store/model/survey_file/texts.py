"""Reads what people will see: texts in every language of the survey, that fit the smallest screen."""

from collections.abc import Sequence

from store.model.survey import Text
from store.model.survey_file.cells import cell_width, lines_taken
from store.model.survey_file.part import Found, Part, Path, meant

COLUMNS = 40
"""The smallest screen's width, in cells."""
QUESTION_LINES = 6
CONSENT_LINES = 3
SCRIPT_LINES = 12
TILE_CELLS = 30
"""The longest option or label, so that it stands on one line of a tile on the smallest screen."""


def read_text(part: Part, key: str, languages: Sequence[str], *, lines: int) -> Text | None:
    """The text at `key`, for a paragraph of at most `lines` lines; None where it is missing or wrong."""
    if key not in part.data:
        return None
    if isinstance(part.data[key], str) and len(languages) == 1:
        text = part.string(key)
        return {languages[0]: text} if good(part.path, key, text, part.found, lines=lines) and text else None
    words = part.part(key)
    return None if words is None else by_language(words, languages, lines=lines)


def by_language(words: Part, languages: Sequence[str], *, lines: int = 1, but: Sequence[str] = ()) -> Text | None:
    """The text in each of `languages` of the table `words`, whose keys `but` are no languages.

    One line is a tile's, more are a paragraph's. None where one is missing or wrong."""
    same_languages(words, languages, but)
    text = {
        language: found
        for language in languages
        if good(words.path, language, found := words.string(language), words.found, lines=lines) and found
    }
    return text if len(text) == len(languages) else None


def same_languages(words: Part, languages: Sequence[str], but: Sequence[str] = ()) -> None:
    """Notes the languages of the survey that `words` lacks, and those it has too many."""
    for language in languages:
        if language not in words.data:
            words.wrong(
                language,
                f"The words in {language!r} are missing.",
                f"Add {language} = …, or take {language!r} out of languages.",
            )
    for key in words.data:
        if key not in languages and key not in but:
            mend = f"Add {key!r} to languages, or take it out here."
            if but:
                mend = meant(key, (*but, *languages))
            words.wrong(key, f"This survey is not in {key!r}.", mend)


def good(where: Path, key: str | int, text: str | None, found: list[Found], *, lines: int = 1) -> bool:
    """Whether `text` can be shown; what is wrong with it is noted. None is missing, noted elsewhere."""
    if text is None:
        return False
    path = (*where, key)
    if not text.strip():
        found.append(Found(path, text, "There are no words in it.", "Write them, or take the key out."))
        return False
    if not text.isprintable() and (bad := _control_character(text)):
        mend = "Write it on one line, without it."
        found.append(Found(path, text, f"It holds the control character U+{ord(bad):04X}.", mend))
        return False
    if lines == 1:
        width = cell_width(text)
        if width > TILE_CELLS:
            found.append(
                Found(path, text, f"It is {width} columns wide; {TILE_CELLS} fit on a tile.", "Shorten it.")
            )
            return False
        return True
    needed = lines_taken(text, COLUMNS)
    if needed > lines:
        sentence = f"It takes {needed} lines of {COLUMNS} columns; {lines} fit on a small screen."
        found.append(Found(path, text, sentence, "Shorten it."))
        return False
    return True


def _control_character(text: str) -> str | None:
    """The first character that a terminal could obey instead of showing."""
    for c in text:
        code = ord(c)
        if code < 32 or 127 <= code < 160 or code in (0x2028, 0x2029, 0xFEFF) or 0x202A <= code <= 0x202E:
            return c
    return None


