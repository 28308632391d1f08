"""The words of the comments: one comment one vote, little words left out, a negation kept to its word."""

import pytest

from store.model.comment_words import comment_words, words_of
from store.model.reader import Comment


def said(*texts: str, language: str = "en") -> list[Comment]:
    return [
        Comment(str(n), 1, text, n, 0, "checkout", None, None, None, None, language)
        for n, text in enumerate(texts)
    ]


def found(*texts: str, language: str = "en") -> list[tuple[str, int]]:
    return [(word.text, word.comments) for word in comment_words(said(*texts, language=language))]


def test_comments_that_hold_a_word_are_counted_not_how_often() -> None:
    assert found("Queue! Queue! Queue!", "The queue was long", "a long queue", "long") == [
        ("long", 3), ("queue", 3),
    ]  # fmt: skip


def test_little_words_say_nothing() -> None:
    said_little = "out of the queue at one of them, upon which everyone of us was among others"
    assert words_of(said_little, "en") == ["queue"]


def test_two_comments_are_two_people_s_turn_of_phrase() -> None:
    assert found("lovely", "lovely") == []


def test_case_and_accents_make_no_difference_and_the_usual_spelling_is_shown() -> None:
    assert found("Équipe", "EQUIPE", "équipe super", language="fr") == [("équipe", 3)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "It wasn't very clean, the staff were great", ["not clean", "staff", "great"]),
        ("en", "no, clean", ["clean"]),
        ("fr", "L’accueil n’était pas très aimable", ["accueil", "pas aimable"]),
        ("es", "El personal no es amable", ["personal", "no amable"]),
        ("es", "Nada limpio", ["nada limpio"]),
        ("de", "Das Personal war nicht sehr freundlich", ["personal", "nicht freundlich"]),
        ("it", "Il personale non è gentile", ["personale", "non gentile"]),
        ("pt", "O pessoal não é simpático", ["pessoal", "não simpático"]),
        ("nl", "Het personeel was niet erg vriendelijk", ["personeel", "niet vriendelijk"]),
    ],
)
def test_a_negation_keeps_to_its_word_in_every_language(language: str, text: str, words: list[str]) -> None:
    assert list(words_of(text, language)) == words


def test_a_language_without_a_list_leaves_out_the_little_words_of_all() -> None:
    assert list(words_of("the kassa e la cassa", "xx")) == ["kassa", "cassa"]


def test_what_is_no_word_is_left_alone() -> None:
    assert found("10/10 😀", "10/10 😀", "10/10 😀", "   ", "!!!") == []
