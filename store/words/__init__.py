"""The interface's words in every language it has: gettext catalogues, and the reader's numbers and dates.

English is in the code; `locale/*/LC_MESSAGES/kiosk.po` holds the others, compiled when the project is
built. A missing catalogue or message shows English, never nothing.
"""

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "fr": "Français"}
"""The languages of the interface, each by its own name."""

_LOCALE = Path(__file__).parent / "locale"


class Words:
    """The interface in one language: `words("Skip")`, `words.plural("{n} answer", "{n} answers", 3)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        """A language code; a survey may have one that the interface lacks, whose words are English."""
        self._catalogue = gettext.translation("kiosk", _LOCALE, [language], fallback=True)

    def __call__(self, message: str, /, **values: object) -> str:
        """`message` in this language, with `{name}` filled in from `values`."""
        text = self._catalogue.gettext(message)
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for `n` things, with `{n}` filled in."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)


@cache
def words_for(language: str) -> Words:
    """The interface's words in `language`; read once."""
    return Words(language)
