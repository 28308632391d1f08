"""Names in the order in which people count: till 1, till 2, till 10."""

import re

_NUMBER = re.compile(r"(\d{1,18})")


def natural(name: str) -> tuple[tuple[str | int, ...], str]:
    """A key to sort names by: without case, the numbers in them as numbers."""
    parts = _NUMBER.split(name.casefold())  # a text, a number, a text...
    return tuple(int(part) if i % 2 else part for i, part in enumerate(parts)), name
