"""Sentences that are made where nobody knows who will read them, and put into the reader's language later."""

from collections.abc import Mapping
from typing import Any


def N_(message: str) -> str:  # the name by which messages in tables are found
    """Marks a message for translation where it is shown."""
    return message


class Saying(str):
    """An English sentence that knows what it was made of: `Saying("There is no key {key}.", key=key)`.

    To whoever knows no better it is a text like any other; `Words.say` says it in the reader's language. It
    goes through an exception unchanged: `str(error)` gives it back whole.
    """

    __slots__ = ("many", "message", "values")

    message: str
    """As it stands in the code, with `{name}` where a value goes."""
    many: str | None
    """The message for more than one thing; `values["n"]` is how many there are."""
    values: Mapping[str, Any]
    """What goes into it; another `Saying` among them is said in the reader's language too, and a number with
    decimals is written as the reader writes it."""

    def __new__(cls, message: str, /, **values: object) -> "Saying":
        said = super().__new__(cls, message.format(**values) if values else message)
        said.message, said.many, said.values = message, None, values
        return said

    @classmethod
    def plural(cls, one: str, many: str, n: int, /, **values: object) -> "Saying":
        """The form for `n` things, with `{n}` filled in."""
        said = cls(one if n == 1 else many, n=n, **values)
        said.message, said.many = one, many
        return said

    @classmethod
    def row(cls, form: str, /, **parts: object) -> "Saying":
        """Parts that are each said for themselves, in a `form` that has no words of its own."""
        return cls(form, **parts)

    def __str__(self) -> str:
        return self  # str.__str__ would give the bare text


def why_of(error: OSError) -> Saying:
    """What the system says of an error: 'Permission denied'."""
    return Saying(error.strerror or str(error))
