"""Reads the tables of a survey file by type, and collects what is wrong on the way."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands in the parsed file: keys, and indexes into arrays."""

Data = dict[str, object]
"""A parsed table."""


class Found(NamedTuple):
    """One thing that is wrong; its line is looked up only if there is one."""

    path: Path
    value: object
    """`MISSING` where there is none."""
    sentence: str
    mend: str
    warning: bool = False


MISSING = object()

_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")
ID_LENGTH = 40

_KINDS = {str: "text in quotes", int: "a whole number", bool: "true or false"}


class Part:
    """One table of the file."""

    def __init__(self, data: Data, path: Path, found: list[Found]) -> None:
        self.data = data
        self.path = path
        self.found = found
        """Shared by all parts of one file."""

    def wrong(self, key: str | None, sentence: str, mend: str) -> None:
        """Notes a problem with `key`, present or missing; with the table itself for None."""
        if key is None:
            self.found.append(Found(self.path, MISSING, sentence, mend))
        else:
            self.found.append(Found((*self.path, key), self.data.get(key, MISSING), sentence, mend))

    def known(self, keys: Collection[str]) -> None:
        """Notes every key that is not one of `keys`."""
        for key in self.data:
            if key not in keys:
                self.wrong(key, f'There is no key "{key}" here.', meant(key, keys))

    def _typed(self, key: str, kind: type) -> object:
        value = self.data.get(key)
        if key in self.data and type(value) is not kind:
            self.wrong(key, f"This is not {_KINDS[kind]}.", f"Write {_KINDS[kind]}.")
            return None
        return value

    def string(self, key: str) -> str | None:
        """The text at `key`; None where it is missing or (noted) no text."""
        value = self._typed(key, str)
        return value if isinstance(value, str) else None

    def whole(self, key: str) -> int | None:
        """The whole number at `key`; None where it is missing or (noted) none."""
        value = self._typed(key, int)
        return value if isinstance(value, int) else None

    def flag(self, key: str, default: bool) -> bool:
        """Yes or no."""
        value = self._typed(key, bool)
        return value if isinstance(value, bool) else default

    def one_of(self, key: str, allowed: Iterable[str]) -> str | None:
        """The word at `key`, if it is one of `allowed`; None where it is missing or (noted) another."""
        value = self.string(key)
        words = tuple(allowed)
        if value is not None and value not in words:
            self.wrong(key, f"This is not one of {listed(words)}.", meant(value, words))
            return None
        return value

    def id(self, key: str) -> str | None:
        """The id at `key`; None where it is missing or (noted) not a good one."""
        value = self.string(key)
        if value is None:
            return None
        if not value or not _ID.issuperset(value) or value[0] in "-_" or len(value) > ID_LENGTH:
            self.wrong(
                key,
                "This is not a good id.",
                f"Use lower case letters, digits, - and _, first a letter or digit, at most {ID_LENGTH}.",
            )
            return None
        return value

    def part(self, key: str) -> "Part | None":
        """The table at `key`; None where it is missing or (noted) no table."""
        if key not in self.data:
            return None
        value = self.data[key]
        if not isinstance(value, dict):
            self.wrong(key, "This is not a table.", f"Write {key} = {{ … }}.")
            return None
        return Part(value, (*self.path, key), self.found)

    def array(self, key: str) -> list[object] | None:
        """The array at `key`; None where it is missing or (noted) no array."""
        if key not in self.data:
            return None
        value = self.data[key]
        if not isinstance(value, list):
            self.wrong(key, "This is not a list.", f"Write {key} = [ … ].")
            return None
        return value

    def parts(self, key: str, mend: str) -> "list[Part]":
        """The tables of the array at `key`; none where it is missing. What is no table is noted."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.wrong(key, "This is not a list of tables.", mend)
            return []
        parts: list[Part] = []
        for index, item in enumerate(value):
            path = (*self.path, key, index)
            if isinstance(item, dict):
                parts.append(Part(item, path, self.found))
            else:
                self.found.append(Found(path, item, "This is not a table.", mend))
        return parts


def listed(words: Iterable[object]) -> str:
    """'a, b or c'."""
    *first, last = [str(word) for word in words]
    return f"{', '.join(first)} or {last}" if first else last


def meant(word: str, allowed: Collection[str]) -> str:
    """The mend for `word`: the nearest of `allowed`, or else all of them."""
    import difflib  # only for a file that is wrong: a kiosk that starts must not wait for it

    close = difflib.get_close_matches(word.lower(), allowed, n=1, cutoff=0.6)
    return f'Did you mean "{close[0]}"?' if close else f"Write {listed(allowed)}."
