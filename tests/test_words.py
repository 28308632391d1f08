"""The interface speaks every language it says it does: nothing is missing, nothing is promised in vain."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import store.words
from store.words import LANGUAGES, words_for

PACKAGES = Path(store.words.__file__).parents[2]
KEYWORDS = {"words": None, "plural": (1, 2), "N_": None}
TRANSLATED = [language for language in LANGUAGES if language != "en"]


def messages() -> set[str | tuple[str, ...]]:
    """Every message in the code; a plural one is a pair."""
    found = set()
    for package in ("kiosk", "screens", "store"):
        for _, _, message, _, _ in extract_from_dir(
            str(PACKAGES / package), [("**.py", "python")], keywords=KEYWORDS
        ):
            if message:
                found.add(message)
    return found


def catalogue(language: str) -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    path = Path(store.words.__file__).parent / "locale" / language / "LC_MESSAGES" / "kiosk.po"
    with path.open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id and not message.fuzzy}


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_of_the_code_is_translated(language: str) -> None:
    known = catalogue(language)
    missing = [message for message in messages() if not all(forms(known.get(message, "")))]
    assert not missing


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: str) -> None:
    assert set(catalogue(language)) - messages() == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_the_same_values(language: str) -> None:
    for message, translation in catalogue(language).items():
        wanted = set().union(*(fields(form) for form in forms(message)))
        for form in forms(translation):
            assert fields(form) <= wanted, message
            assert wanted - fields(form) <= {"n"}, message  # "one answer" needs no number


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogues_that_are_installed_are_those_that_were_written(language: str) -> None:
    words = words_for(language)
    for message, translation in catalogue(language).items():
        if isinstance(message, str):
            assert words(message) == translation


def test_french_sets_its_spaces_as_the_french_do() -> None:
    for translation in catalogue("fr").values():
        for form in forms(translation):
            assert not re.search(r"(?<![\s\u00a0\u202f(])[?!;](?!\w)", form), form
            assert not re.search(r" [?!;:%»]", form), form
