"""What stands beside a person's words on a printed page, so that the page is found when they are erased."""

from hashlib import blake2b

_BYTES = 8


def trace(uid: str) -> str:
    """16 hexadecimal digits for the response `uid`. Unlike that, they do not tell when it was given."""
    return blake2b(uid.encode(), digest_size=_BYTES).hexdigest()
