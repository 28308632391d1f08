"""Slips in the words of a scale."""

import pytest
from model.survey_slips import Slip, check_that_it_is_named

SLIPS: dict[str, Slip] = {
    "three labels on seven points": (
        [("scale = 7", 'scale = 7\nlabels = { en = ["1", "2", "3"], fr = ["1", "7"] }')],
        "question.labels.en",
        "A scale of 7 points cannot have 3 labels. Write 2 (both ends) or 7 (every point), lowest first.",
        "labels",
    ),
    "a single label": (
        [("scale = 7", 'scale = 7\nlabels = { en = ["Hard"], fr = ["1", "7"] }')],
        "question.labels.en",
        "cannot have 1 label.",
        "labels",
    ),
    "an end without a label": (
        [("scale = 7", 'scale = 7\nlabels = { en = ["Hard", ""], fr = ["1", "7"] }')],
        "question.labels.en",
        "There are no words in it.",
        "labels",
    ),
    "a label that is a number": (
        [("scale = 7", 'scale = 7\nlabels = { en = ["Hard", 7], fr = ["1", "7"] }')],
        "question.labels.en",
        "This is not text in quotes.",
        "labels",
    ),
    "a label too long": (
        [("scale = 7", f'scale = 7\nlabels = {{ en = ["Hard", "{"x" * 31}"], fr = ["1", "7"] }}')],
        "question.labels.en",
        "It is 31 columns wide; 30 fit on a tile.",
        "labels",
    ),
    "labels in one language of two": (
        [("scale = 7", 'scale = 7\nlabels = { en = ["Hard", "Easy"] }')],
        "question.labels.fr",
        'The words in "fr" are missing.',
        "labels",
    ),
    "other points labelled in other languages": (
        [("scale = 5", 'scale = 5\nlabels = { en = ["1", "5"], fr = ["1", "2", "3", "4", "5"] }')],
        "question.labels",
        "The languages do not label the same points.",
        "labels",
    ),
    "labels that are a text": (
        [("scale = 7", 'scale = 7\nlabels = { en = "Hard to easy", fr = ["1", "7"] }')],
        "question.labels.en",
        "This is not a list.",
        "labels",
    ),
    "a scale turned high to low": (
        [("scale = 7", 'scale = 7\nlabels = { en = ["Very easy", "Very difficult"], fr = ["1", "7"] }')],
        "question.labels.en",
        "This scale runs from high to low. Write the lowest first",
        "labels",
    ),
    "a scale turned high to low in French": (
        [
            (
                "scale = 5",
                'scale = 5\nlabels = { en = ["1", "5"], fr = ["Très satisfait", "Pas du tout satisfait"] }',
            )
        ],
        "question.labels.fr",
        "This scale runs from high to low.",
        "labels",
    ),
    "numbers that count downwards": (
        [
            (
                "scale = 5",
                'scale = 5\nlabels = { en = ["5", "4", "3", "2", "1"], fr = ["1", "2", "3", "4", "5"] }',
            )
        ],
        "question.labels.en",
        "This scale runs from high to low.",
        "labels",
    ),
    "effort instead of ease": (
        [
            (
                "scale = 7",
                'scale = 7\nlabels = { en = ["Very low effort", "Very high effort"], fr = ["1", "7"] }',
            )
        ],
        "question.labels.en",
        "This scale runs from high to low.",
        "labels",
    ),
    "labels where there is no scale": (
        [('id = "age"', 'id = "age"\nlabels = { en = ["a", "b"], fr = ["a", "b"] }')],
        "question.labels",
        'Kind "choice" has no scale.',
        "labels",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_it_is_named(slip: str) -> None:
    check_that_it_is_named(SLIPS[slip])
