"""Reads the tables of a survey file by type, and collects what is wrong on the way."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from store.model.saying import Saying
from store.model.survey_file.keys import ID_LENGTH, Keys

Path = tuple[str | int, ...]
"""Where a value stands in the parsed file: keys, and indexes into arrays."""

Data = dict[str, object]
"""A parsed table."""


class Found(NamedTuple):
    """One thing that is wrong; its line is looked up only if there is one."""

    path: Path
    value: object
    """`MISSING` where there is none."""
    sentence: Saying
    mend: Saying
    warning: bool = False


MISSING = object()

_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")

_SORTS = {
    str: (Saying("This is not text in quotes."), Saying("Write text in quotes.")),
    int: (Saying("This is not a whole number."), Saying("Write a whole number.")),
    bool: (Saying("This is neither true nor false."), Saying("Write true or false, without quotes.")),
    list: (Saying("This is not a list."), "{} = [ … ]"),
    dict: (Saying("This is not a table."), "{} = {{ … }}"),
}
"""What is missed where a value is of another type, and the mend, or how it is written."""


class Part:
    """One table of the file."""

    def __init__(self, data: Data, path: Path, found: list[Found]) -> None:
        self.data = data
        self.path = path
        self.found = found
        """Shared by all parts of one file."""

    def wrong(self, key: str | None, sentence: Saying, mend: Saying) -> None:
        """Notes a problem with `key`, present or missing; with the table itself for None."""
        if key is None:
            self.found.append(Found(self.path, MISSING, sentence, mend))
        else:
            self.found.append(Found((*self.path, key), self.data.get(key, MISSING), sentence, mend))

    def known(self, keys: Keys, but: Collection[str] = ()) -> None:
        """Notes every key that is neither one of `keys` nor in `but`, and every value of another type than
        `keys` says. What is read afterwards is then there and right, or missing."""
        for key in self.data:
            if key in keys:
                kind = keys[key].type
                if kind is not None and not (kind is list and keys[key].keys):  # `parts` notes those
                    self.typed(key, kind)
            elif key not in but:
                self.wrong(key, Saying('There is no key "{key}" here.', key=key), meant(key, (*keys, *but)))

    def typed(self, key: str, kind: type) -> None:
        """Notes that the value at `key` is not of the type `kind`, where there is one."""
        if key in self.data and type(self.data[key]) is not kind:
            sentence, mend = _SORTS[kind]
            self.wrong(key, sentence, mend if isinstance(mend, Saying) else write(mend.format(key)))

    def string(self, key: str) -> str | None:
        """The text at `key`; None where it is missing or no text."""
        value = self.data.get(key)
        return value if isinstance(value, str) else None

    def whole(self, key: str) -> int | None:
        """The whole number at `key`; None where it is missing or none."""
        value = self.data.get(key)
        return value if type(value) is int else None

    def flag(self, key: str, default: bool) -> bool:
        """Yes or no; `default` where it is missing or neither."""
        value = self.data.get(key)
        return value if isinstance(value, bool) else default

    def one_of(self, key: str, words: Collection[str]) -> str | None:
        """The word at `key`, if it is one of `words`; None where it is missing or (noted) another."""
        value = self.string(key)
        if value is not None and value not in words:
            self.wrong(key, Saying("This is not one of {words}.", words=listed(words)), meant(value, words))
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
                Saying("This is not a good id."),
                Saying(
                    "Use lower case letters, digits, - and _, first a letter or digit, at most {most}.",
                    most=ID_LENGTH,
                ),
            )
            return None
        return value

    def part(self, key: str) -> "Part | None":
        """The table at `key`; None where it is missing or no table."""
        value = self.data.get(key)
        return Part(value, (*self.path, key), self.found) if isinstance(value, dict) else None

    def array(self, key: str) -> list[object] | None:
        """The array at `key`; None where it is missing or no array."""
        value = self.data.get(key)
        return value if isinstance(value, list) else None

    def parts(self, key: str, mend: Saying) -> "list[Part]":
        """The tables of the array at `key`; none where it is missing. What is no table is noted."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.wrong(key, Saying("This is not a list of tables."), mend)
            return []
        parts: list[Part] = []
        for index, item in enumerate(value):
            path = (*self.path, key, index)
            if isinstance(item, dict):
                parts.append(Part(item, path, self.found))
            else:
                self.found.append(Found(path, item, Saying("This is not a table."), mend))
        return parts


def listed(words: Iterable[object]) -> str:
    """'a, b or c'."""
    *first, last = [str(word) for word in words]
    return Saying("{some} or {last}", some=", ".join(first), last=last) if first else last


def write(what: str) -> Saying:
    """The mend that names what to write instead."""
    return Saying("Write {what}.", what=what)


def add(what: str) -> Saying:
    """The mend that names what to write besides."""
    return Saying("Add {what}.", what=what)


def begin(heading: str) -> Saying:
    """The mend where the tables of a list have no headings."""
    return Saying("Begin each with a line {heading}, in two pairs of brackets.", heading=heading)


def meant(word: str, allowed: Collection[str]) -> Saying:
    """The mend for `word`: the nearest of `allowed`, or else all of them."""
    import difflib  # only for a file that is wrong: a kiosk that starts must not wait for it

    close = difflib.get_close_matches(word.lower(), allowed, n=1, cutoff=0.6)
    return Saying('Did you mean "{near}"?', near=close[0]) if close else write(listed(allowed))
