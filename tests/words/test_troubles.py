"""What is wrong is said in the reader's language, wherever the sentence was made."""

import ast
from pathlib import Path

import pytest

import kiosk
import store
from store.sqlite.error import explained
from store.words import words_for
from store.words.troubles import TROUBLES, trouble

FR = words_for("fr")


def sample(node: ast.expr) -> str | None:
    """A sentence as it may come out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) else "/home/shop/kiosk.db" for part in node.values
        )
    return None


def made() -> list[str]:
    """Every sentence of a StoreError."""
    found = []
    for path in sorted((Path(store.__file__ or store.__path__[0]).parent / "sqlite").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "StoreError" and node.args:
                branches = [node.args[0]]
                if isinstance(node.args[0], ast.IfExp):
                    branches = [node.args[0].body, node.args[0].orelse]
                found += [text for branch in branches if (text := sample(branch))]
    return found


def test_every_sentence_that_the_store_makes_is_told_in_french() -> None:
    sentences = made()
    assert len(sentences) > 20
    assert [each for each in sentences if trouble(each, FR) == each] == []


def test_what_a_kiosk_tells_its_operator_is_known_again_when_it_has_become_text() -> None:
    house = Path(kiosk.__file__ or "").parent
    calls = [
        node
        for path in (house / "live_survey.py", house / "rewards" / "giving.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Saying"
    ]
    assert len(calls) == 5
    assert {ast.literal_eval(call.args[0]) for call in calls} <= set(TROUBLES)


@pytest.mark.parametrize("message", TROUBLES)
def test_a_message_is_known_again_with_its_values(message: str) -> None:
    class Values(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return f"/srv/{name} 1.db"

    said = message.format_map(Values())
    assert trouble(said, FR) == FR(message).format_map(Values())
    assert trouble(said, words_for("en")) == said


def test_several_sentences_in_a_row_are_told_each() -> None:
    path = Path("/home/shop/kiosk.db")
    said = f"{explained(OSError('full'), path)} Answers are kept in kiosk-1.spill meanwhile."
    assert trouble(said, FR) == (
        "Le disque de /home/shop/kiosk.db est plein\u202f; libérez de la place."
        " En attendant, les réponses sont gardées dans kiosk-1.spill."
    )


def test_a_sentence_of_another_program_stays_as_it_is() -> None:
    assert trouble("Something else. Entirely.", FR) == "Something else. Entirely."
    assert trouble("", FR) == ""
