"""A question with yes or no is answered in the words of the reader, or in English."""

import click
import pytest

from kiosk.options.agreed import agreed
from store.words import LANGUAGES, words_for


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_are_taken_in_the_readers_words_and_in_english(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = words_for(language)
    typed: list[str] = []
    monkeypatch.setattr(click, "prompt", lambda *_, **__: typed.pop(0))

    def answer(*lines: str) -> bool:
        typed[:] = lines
        said = agreed("?", words)
        assert not typed, "one answer is enough"
        return said

    for yes in (words("yes"), words("yes")[0].upper(), "y", "Yes", " YES "):
        assert answer(yes), yes
    for no in (words("no"), "n", "No", " NO ", ""):
        assert not answer(no), no
    assert answer("maybe", "0", "yes"), "what is neither is asked again"
