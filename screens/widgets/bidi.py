"""Arabic and Hebrew in the order in which their letters stand on the screen, joined as they are written.

Most terminals put down one cell after the other from the left, and those that turn text around turn whole
lines, columns and all. So each piece of text is turned here, by itself, and terminals that would do it once
more are told not to (`EXPLICIT`). The rules are those of the Unicode Bidirectional Algorithm (UAX 9) for
text without embeddings, which `harmless` takes out.
"""

import re
import unicodedata
from functools import cache, lru_cache

EXPLICIT = "\x1b[8l"
"""Tells a terminal that turns text around that this program does it (ECMA-48, BDSM)."""
IMPLICIT = "\x1b[8h"
"""Gives it back."""

RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"))
"""Languages that are written from the right."""

_TURNED = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
"""A character that is written from the right, or a number of those who write so."""
_PAIRS = "()[]{}<>«»\u2039\u203a"
_MIRRORED = {one: _PAIRS[at ^ 1] for at, one in enumerate(_PAIRS)}


def has_turned(text: str) -> bool:
    """Whether something in `text` is read from the right."""
    return _TURNED.search(text) is not None


def is_turned(text: str, otherwise: bool = False) -> bool:
    """Whether `text` as a whole is read from the right: by its first letter; without one, `otherwise`."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), otherwise)


def begins_right(language: str) -> bool:
    """Whether a page in `language` ('ar', 'he-IL') begins on the right."""
    return language.partition("-")[0] in RIGHT_TO_LEFT


def towards(bracket: str) -> str:
    """The sign that closes where `bracket` opens; any other text as it is."""
    return _MIRRORED.get(bracket, bracket)


def visual(text: str, *, right: bool | None = None) -> str:
    """`text` as it stands on the screen from left to right. `right`: it is part of something that is read
    from the right, or from the left; None: its first letter says."""
    return _visual(text, right) if _TURNED.search(text) else text


def order(text: str, *, right: bool | None = None) -> list[int]:
    """For each character of `visual(text)`, where it stood in `text`."""
    return _order(text, right) if _TURNED.search(text) else [*range(len(text))]


def forget() -> None:
    """Forgets every text that was turned."""
    _visual.cache_clear()


@lru_cache(maxsize=512)
def _visual(text: str, right: bool | None) -> str:
    joined = _joined(text)
    levels = _levels(text, right)
    return "".join(
        _MIRRORED.get(joined[at], joined[at]) if levels[at] % 2 else joined[at] for at in _order(text, right)
    )


def _order(text: str, right: bool | None) -> list[int]:
    levels = _levels(text, right)
    places = _clusters(text)
    if not places:
        return []
    ranks = [levels[cluster[0]] for cluster in places]
    for level in range(max(ranks), 0, -1):  # rule L2
        at = 0
        while at < len(places):
            end = at
            while end < len(places) and ranks[end] >= level:
                end += 1
            places[at:end] = places[at:end][::-1]
            ranks[at:end] = ranks[at:end][::-1]
            at = end + 1
    return [at for cluster in places for at in cluster]


def _clusters(text: str) -> list[list[int]]:
    """Each character with the marks upon it, which stay behind it (rule L3)."""
    clusters: list[list[int]] = []
    for at, character in enumerate(text):
        if clusters and unicodedata.bidirectional(character) == "NSM":
            clusters[-1].append(at)
        else:
            clusters.append([at])
    return clusters


def _levels(text: str, right: bool | None) -> list[int]:
    """The embedding level of each character: odd is from right to left."""
    base = int(is_turned(text) if right is None else right)
    kinds = _weak([unicodedata.bidirectional(c) or "ON" for c in text], "R" if base else "L")
    side = "R" if base else "L"
    at = 0
    while at < len(kinds):  # rules N1 and N2: what is neutral goes with what stands on both sides
        end = at
        while end < len(kinds) and kinds[end] not in ("L", "R", "EN", "AN"):
            end += 1
        if end > at:
            before = _strong(kinds[at - 1]) if at else side
            after = _strong(kinds[end]) if end < len(kinds) else side
            kinds[at:end] = [before if before == after else side] * (end - at)
        at = end + 1
    raised = {"L": base and 2, "R": 1, "EN": 2, "AN": 2}  # rules I1 and I2
    return [raised[kind] for kind in kinds]


def _strong(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _weak(kinds: list[str], side: str) -> list[str]:
    """Rules W1 to W7: marks, numbers, and the signs in and around them."""
    strong, before = side, side
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kind = before
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        before = kinds[at] = kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        left, right = kinds[at - 1], kinds[at + 1]
        if left == right == "EN" and kinds[at] in ("ES", "CS"):
            kinds[at] = "EN"
        elif left == right == "AN" and kinds[at] == "CS":
            kinds[at] = "AN"
    for span in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        near = ""
        for at in span:
            if kinds[at] == "ET" and near == "EN":
                kinds[at] = "EN"
            near = kinds[at]
    strong = side
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
    return kinds


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Each Arabic letter's shapes by where it stands in a word: 'isolated', 'initial', 'medial', 'final'."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEF5)):
        tag, *letters = unicodedata.decomposition(chr(code)).split()[:2] or [""]
        if tag.startswith("<") and letters:
            forms.setdefault(chr(int(letters[0], 16)), {})[tag.strip("<>")] = chr(code)
    return forms


def _joined(text: str) -> list[str]:
    """The characters of `text`, Arabic letters in the shape that joins them to their neighbours."""
    forms = _forms() if any("\u0600" <= c <= "\u06ff" for c in text) else {}
    letters = [*text]
    if not forms:
        return letters
    marks = [unicodedata.bidirectional(c) == "NSM" for c in text]
    for at, character in enumerate(text):
        shapes = forms.get(character)
        if shapes is None:
            continue
        before = next((text[i] for i in range(at - 1, -1, -1) if not marks[i]), "")
        after = next((text[i] for i in range(at + 1, len(text)) if not marks[i]), "")
        joins_before = "final" in shapes and ("initial" in forms.get(before, {}) or before == "\u0640")
        joins_after = "initial" in shapes and ("final" in forms.get(after, {}) or after == "\u0640")
        shape = (
            "medial"
            if joins_before and joins_after
            else "final"
            if joins_before
            else "initial"
            if joins_after
            else "isolated"
        )
        letters[at] = shapes.get(shape, character)
    return letters
