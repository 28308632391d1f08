"""The interface speaks every language it says it does: nothing is missing, nothing is promised in vain."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import store.words
from store.words import AT_THE_COUNTER, LANGUAGES, words_for

PACKAGES = Path(store.words.__file__).parents[2]
KEYWORDS = {"words": None, "plural": (1, 2), "N_": None, "Saying": None}
TRANSLATED = [language for language in LANGUAGES if language != "en"]


@cache
def messages() -> frozenset[str | tuple[str, ...]]:
    """Every message in the code; a plural one is a pair."""
    found = set()
    for package in ("kiosk", "screens", "store"):
        for _, _, message, _, _ in extract_from_dir(
            str(PACKAGES / package), [("**.py", "python")], keywords=KEYWORDS
        ):
            if message:
                found.add(message)
    return frozenset(found)


def spoken() -> list[ast.expr]:
    """The first argument of each call that says something, wherever it stands."""
    calls = [
        node
        for package in ("kiosk", "screens", "store")
        for path in (PACKAGES / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args
    ]
    names = [getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls]
    return [call.args[0] for call, name in zip(calls, names, strict=True) if name in KEYWORDS]


def said_at_once() -> set[object]:
    """What is said as `words_for(…)("…")`, where the extraction does not look."""
    return {
        node.args[0].value
        for package in ("kiosk", "screens", "store")
        for path in (PACKAGES / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and node.args
        if getattr(node.func.func, "id", "") in ("words_for", "reader_words")
        and isinstance(node.args[0], ast.Constant)
    }


@cache
def catalogue(language: str) -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    path = Path(store.words.__file__).parent / "locale" / language / "LC_MESSAGES" / "kiosk.po"
    with path.open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id and not message.fuzzy}


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_found_where_messages_are_looked_for() -> None:
    found = {form for message in messages() for form in forms(message)}
    calls = spoken()
    said = {each.value for each in calls if isinstance(each, ast.Constant)}
    assert said - found == set()  # such as one inside an f-string
    assert {ast.unparse(each) for each in calls if not isinstance(each, ast.Constant)} == {
        "_EXAMPLES[name]",  # all three in the tables of the settings' file
        "explanation",
        "paragraph",
        "check.state.value",  # all three in the tables and names of the doctor
        "name",
        "state",
        "error.strerror or str(error)",  # what the system says: in the table of troubles
        "line",  # all three in the tables and helps of commands
        "text",
        "told.help",
        "key.label",  # both marked in the tables of keys
        "key.meaning",
        "meaning",  # in the table of what a column may be
        "message",  # in the table of troubles
        "self.too_much",  # in the table of rooms
        "value",  # what the system says, within a trouble
        "when",  # in the table of templates
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_of_the_code_is_translated(language: str) -> None:
    known = catalogue(language)
    missing = [message for message in messages() if not all(forms(known.get(message, "")))]
    assert not missing


@pytest.mark.parametrize("language", AT_THE_COUNTER)
def test_a_language_of_the_counter_has_all_that_a_customer_reads(language: str) -> None:
    read = set()
    for folder in ("screens/customer", "screens/question", "screens/widgets", "store/words"):
        for file, _, message, _, _ in extract_from_dir(
            str(PACKAGES / folder), [("**.py", "python")], keywords=KEYWORDS
        ):
            if folder != "store/words" or file == "scales.py":
                read.add(message)
    known = {message: said for message, said in catalogue(language).items() if said}
    assert read == {*known}
    for message, translation in known.items():
        assert words_for(language)(message) == translation
        assert fields(translation) == fields(message), message


def test_nothing_is_said_where_it_is_not_found() -> None:
    assert said_at_once() <= messages()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: str) -> None:
    assert set(catalogue(language)) - messages() == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_the_same_values(language: str) -> None:
    for message, translation in catalogue(language).items():
        given = set().union(*(fields(form) for form in forms(message)))
        for source, form in zip(forms(message), forms(translation), strict=True):
            assert fields(form) <= given, message
            # "One answer" needs no number, and click's name for a kind of number is English.
            assert fields(source) - fields(form) <= {"n", "number_type"}, message


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


def test_spanish_opens_what_it_asks_or_calls_out() -> None:
    for translation in catalogue("es").values():
        for form in (re.sub(r"\{\w+![rs]\}", "", each) for each in forms(translation)):
            assert [form.count(mark) for mark in "?!"] == [form.count(mark) for mark in "¿¡"], form


@pytest.mark.parametrize("language", TRANSLATED)
def test_apostrophes_and_quotes_are_those_of_books(language: str) -> None:
    for translation in catalogue(language).values():
        for form in forms(translation):
            assert not re.search("['\"]", form), form
