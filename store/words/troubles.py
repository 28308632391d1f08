"""Sentences about what is wrong, in the language of whoever reads them."""

from store.words import Words


def trouble(sentence: str, words: Words) -> str:
    """The English `sentence` of an error, as this reader is told it."""
    return sentence
