"""Which letters stand where on a keyboard that is touched, by language."""

_QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_AZERTY = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_QWERTZ = ("qwertzuiop", "asdfghjkl", "yxcvbnm")
_RUSSIAN = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_ROWS = {
    "fr": _AZERTY,
    **dict.fromkeys(("de", "cs", "sk", "hu", "hr", "sl"), _QWERTZ),
    "el": ("ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"),
    "ru": _RUSSIAN,
    "uk": ("йцукенгшщзхї", "фівапролджє", "ячсмитьбюґ"),
    "he": ("קראטוןםפ", "שדגכעיחלךף", "זסבהנמצתץ"),
    "ar": ("ضصثقفغعهخحج", "شسيبلاتنمكط", "ئءؤرىةوزظدذ"),
}
_ACCENTS = {
    "en": "éèêñüçöä",
    "fr": "éèêëàâçîïôùûœ",
    "es": "áéíóúüñ¿¡",
    "de": "äöüßéèàç",
    "it": "àèéìíòóùú",
    "pt": "áâãàçéêíóôõú",
    "nl": "éëèïóöüáêç",
    "da": "æøåéüöä",
    "no": "æøåéòôü",
    "sv": "åäöéüàæø",
    "fi": "äöåšžéü",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúů",
    "sk": "áäčďéíľňóôšťú",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțéöü",
    "hr": "čćđšžéöü",
    "sl": "čšžćđéöü",
    "tr": "çğıöşüâî",
    "ca": "àçèéíïòóúü·",
    "el": "άέήίόύώϊϋΐΰ",
    "ru": "ёéèüöäñç",
    "uk": "'éèüöäñç",
    "he": "\u05f3\u05f4\u05be\u20aaéèüç",  # geresh, gershayim, maqaf, shekel
    "ar": "أإآلـ؟،؛",
}
LANGUAGES = (*_ACCENTS,)
"""Those with a keyboard of their own; others have the English one."""
LONG_LIST = ("áàâäãåæąăçćčď", "éèêëęěğíìîïıłñ", "ńňóòôöõøőœřśš", "ßțťúùûüůűýÿźž")
"""Every accented letter of Western and Central Europe: in any shop someone has another name."""
SIGNS = ("1234567890", "@.-_/:;+=*", ",.!?'\"()&", "€$£%#°«»¿¡")


_FIRST_LETTERS = {"ar": "ابج", "he": "אבג"}
"""Of an alphabet without capitals."""


def first_letters(language: str) -> str:
    """The name of the key to the letters of a language without capitals; '' for one that has them."""
    return _FIRST_LETTERS.get(language.partition("-")[0], "")


def rows(language: str) -> tuple[str, str, str]:
    """The three rows of letters."""
    return _ROWS.get(language.partition("-")[0], _QWERTY)


def accents(language: str) -> str:
    """The letters with accents, and others that the language itself needs; at most 13."""
    return _ACCENTS.get(language.partition("-")[0], _ACCENTS["en"])


def capital(letter: str) -> str:
    """Its capital, where that is one letter too."""
    upper = {"ß": "ẞ", "\u0131": "I"}.get(letter) or letter.upper()
    return upper if len(upper) == 1 else letter
