"""What a stranger typed is harmless in a spreadsheet, and can be had back as it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.cells import cell, harmless


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.org";"click")',
        "+33 6 12 34 56 78",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1:A9)",
        "\t1+1",
        "\r1+1",
        " =1+1",
        "'=1+1",
        "＝1+1",  # noqa: RUF001  # that is the point
        "-",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_becomes_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('so; =HYPERLINK("http://example.org")', """so;' =HYPERLINK("http://example.org")"""),
        ('so;"=1+1"', """so;'"=1+1\""""),
        ("\t=1+1", "'\t'=1+1"),
        ("good\n+bad;-3;-a;3", "good\n'+bad;-3;'-a;3"),
    ],
)
def test_nor_is_run_what_stands_behind_the_end_of_a_cell_as_others_write_it(text: str, made: str) -> None:
    assert harmless(text) == made


@pytest.mark.parametrize(
    "text",
    ["", "-5", "so; and so", "a;-5", "-12.5", "-3,75", "5", "Fine - thanks", "a=b", "it's", "l’été", "10 %"],
)
def test_plain_text_and_negative_numbers_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@given(st.text(alphabet="'=+-@ \t;\n\"12a", max_size=8))
def test_what_was_typed_can_always_be_had_back(text: str) -> None:
    made = harmless(text)
    assert not made.startswith(("=", "+", "@", "\t"))
    added = re.compile(r"""\A'(?=[' ]*[=+@\t\n-])|(?<=[;\t\n])'(?=['" ]*[=+@-])""")
    assert added.sub("", made) == text


def test_each_kind_of_value_is_written_for_a_spreadsheet() -> None:
    cells = [cell(value) for value in (None, True, False, 0, -13, "=x", ("wait", "staff"), ())]
    assert cells == ["", "yes", "no", "0", "-13", "'=x", "wait|staff", ""]
