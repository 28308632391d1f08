"""What tells one import from another: the bytes of the file, and how they are read."""

from hashlib import blake2b
from pathlib import Path


def digest(path: Path, about: object) -> str:
    """32 hex digits of the file at `path` and of `about`, whose `repr` is the same for the same. OSError."""
    found = blake2b(repr(about).encode("utf-8", "surrogatepass"), digest_size=16)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()
