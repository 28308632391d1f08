"""Texts are measured in the cells of a terminal, and broken as a screen breaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.model.survey_file.cells import cell_width, lines_taken


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Été ?", 5),
        ("簡単", 4),
        ("e\u0301", 1),
        ("🙂", 2),
        ("\uff41", 2),
        ("שלום", 4),
        ("👩\u200d🔧", 4),
    ],
)
def test_width(text: str, width: int) -> None:
    assert cell_width(text) == width


@given(st.text(st.sampled_from("aéß…—–«»’ œЖ簡🙂한")))
def test_it_agrees_with_what_draws_the_screen(text: str) -> None:
    assert cell_width(text) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("one two", 7, 1),
        ("one two", 6, 2),
        ("one two three", 7, 2),
        ("a b c d", 1, 4),
        ("abcdefghij", 10, 1),
        ("abcdefghijk", 10, 2),
        ("ab abcdefghijk", 10, 2),
        ("satisfait ?", 10, 2),
        ("satisfait\u00a0?", 10, 2),  # the mark stays with its word, which is then too wide for a line
        ("très satisfait\u00a0?", 14, 2),
        ("簡簡簡", 4, 2),
        ("簡簡簡", 5, 2),
    ],
)
def test_lines(text: str, width: int, lines: int) -> None:
    assert lines_taken(text, width) == lines


@given(st.lists(st.text("ab簡", min_size=1, max_size=12), min_size=1, max_size=12), st.integers(2, 20))
def test_no_text_needs_fewer_lines_than_its_cells(words: list[str], width: int) -> None:
    text = " ".join(words)
    longest = sum(-(-cell_width(word) // (width - 1)) for word in words)
    assert -(-(cell_width(text) - len(words) + 1) // width) <= lines_taken(text, width) <= longest
