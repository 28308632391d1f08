"""The words that most people write: counted by comment, and without guessing at feelings."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from store.model.folding import folded
from store.model.reader import Comment
from store.model.stop_words import NEGATIONS, STOP_WORDS

LEAST = 3
"""Comments that must hold a word before it is shown: less is one person's turn of phrase."""

_STOPS = frozenset(".,;:!?()\n")
_PART = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[.,;:!?()\n]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a negation with its word: "slow", "not clean"."""

    text: str
    """As it is written most often."""
    comments: int
    """How many hold it."""


def comment_words(comments: Iterable[Comment], *, most: int = 20) -> tuple[Word, ...]:
    """The words that at least 3 of `comments` hold, the most frequent first, at most `most` of them.

    Case and accents make no difference. Little words are left out, those of the language in which the
    person was asked; of a language that has no list, those of all.
    """
    holding: Counter[str] = Counter()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for comment in comments:
        found = words_of(comment.text, comment.language)
        for key in {folded(word) for word in found}:
            holding[key] += 1
        for word in found:
            written[folded(word)][word] += 1
    common = [(key, n) for key, n in holding.items() if n >= LEAST]
    common.sort(key=lambda each: (-each[1], each[0]))
    return tuple(Word(_most_written(written[key]), n) for key, n in common[:most])


def words_of(text: str, language: str) -> Sequence[str]:
    """The words of one comment that say something, in lower case, a negation together with its word.

    A negation reaches over little words ("not very clean" is "not clean"), but not over a comma or a stop.
    """
    stops, negations = _lists(language)
    found = []
    negation = ""
    for part in _PART.findall(text.replace("’", "'").lower()):
        if part in _STOPS:
            negation = ""
        elif part.endswith("n't"):
            negation = "not"
        else:
            for word in part.split("'"):
                key = folded(word)
                if key in negations:
                    negation = word
                elif key not in stops and len(word) > 1:
                    found.append(f"{negation} {word}" if negation else word)
                    negation = ""
    return found


def _lists(language: str) -> tuple[Collection[str], Collection[str]]:
    code = language.replace("-", "_").partition("_")[0]
    return STOP_WORDS.get(code, _ALL), NEGATIONS.get(code, _ALL_NEGATIONS)


def _most_written(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))


_ALL = frozenset().union(*STOP_WORDS.values())
_ALL_NEGATIONS = frozenset().union(*NEGATIONS.values())
