"""Text without what makes no difference to a reader who searches: case and accents."""

import unicodedata


def folded(text: str) -> str:
    """`text` without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
