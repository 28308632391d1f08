"""The version of a survey: the hash of what its file says, not of how it is written."""

import sys

# hashlib loads OpenSSL, 2 ms that the first screen would wait for; `random` goes this way too.
if sys.version_info >= (3, 12):
    from _sha2 import sha256  # type: ignore[import-not-found]  # typeshed leaves it out
else:
    from _sha256 import sha256  # type: ignore[import-not-found]  # typeshed leaves it out

_HEX = 16


def version_of(data: object) -> str:
    """The first 16 hex digits of the SHA-256 of the parsed content, as canonical JSON in UTF-8.

    Canonical: keys sorted, no spaces, nothing escaped that need not be. Comments, white space and the
    order of keys therefore change nothing; every word, and the order of questions, does.
    """
    digest: str = sha256(canonical(data).encode()).hexdigest()
    return digest[:_HEX]


def canonical(data: object) -> str:
    """`data` as canonical JSON; the same as `json.dumps` with sorted keys, which costs 2 ms to import."""
    if isinstance(data, dict):
        return "{" + ",".join(f"{canonical(key)}:{canonical(data[key])}" for key in sorted(data)) + "}"
    if isinstance(data, list):
        return "[" + ",".join(map(canonical, data)) + "]"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, int):
        return str(data)
    if isinstance(data, str):  # without control characters, which the reader refuses
        return '"' + data.replace("\\", "\\\\").replace('"', '\\"') + '"'
    raise TypeError(f"no survey holds a {type(data).__name__}")
