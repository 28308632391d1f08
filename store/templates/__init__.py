"""The surveys that come with the program, one TOML file each."""

import re
import textwrap
import tomllib
from collections.abc import Sequence
from pathlib import Path

from store.model.saying import N_

TEMPLATES = {
    "counter": N_("after paying: the visit, and what mattered most"),
    "checkout-ease": N_("after paying: how easy it was to pay"),
    "exit": N_("leaving, bought or not: did they find what they wanted"),
    "support-call": N_("after a call or chat: the ease, the agent, is it solved"),
    "complaint": N_("after a problem was solved: the solution, the effort"),
    "warranty": N_("after a warranty claim: how easy it was"),
    "returns": N_("after a return or an exchange: how easy it was"),
    "onboarding": N_("after opening an account, or a first use: how easy"),
    "new-feature": N_("after first using something new: how easy it was"),
    "delivery": N_("after a delivery or a collection: how it went"),
    "renewal": N_("at a renewal: would they recommend you"),
    "cancellation": N_("at a cancellation: how easy it was, and why they leave"),
    "relationship": N_("every quarter: would they recommend you, and why"),
    "website-help-desk": N_("after using your web site or desk: was it easy to find"),
}
"""By name: when to use it, and what it asks, in a line that fits 80 columns beside the name."""


LANGUAGES = ("en", "fr", "es", "de", "it", "pt", "nl")
"""Every template can be had in any of them, and in several at once."""

_FOLDER = Path(__file__).parent
_WRITTEN_IN = ("en", "fr")
_TEXT = r'"(?:[^"\\]|\\.)*"'
_COMMENT = re.compile(r"(?:^# .*\n)+", re.MULTILINE)
"""A paragraph for the reader; a line to take the mark from has no blank behind it."""
_WIDTH = 100
_PAIR = re.compile(rf"\ben = (?P<en>{_TEXT}), fr = (?P<fr>{_TEXT})")


def template(name: str, languages: Sequence[str] = _WRITTEN_IN, reader: str = "en") -> str:
    """The text of a template in these languages; it starts in the first of them.

    Its comments are in the language of the `reader` ('fr_CA'), or in English where it is none of them.
    KeyError for a name that is not one of `TEMPLATES`, or a language that is not one of `LANGUAGES`.
    """
    if name not in TEMPLATES:
        raise KeyError(name)
    text = _explained((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"), reader)
    if tuple(languages) == _WRITTEN_IN:
        return text
    texts = {language: _texts(language) for language in languages}

    def spoken(pair: re.Match[str]) -> str:
        said = [f"{language} = {texts[language].get(pair['en']) or pair[language]}" for language in languages]
        return ", ".join(said)

    listed = ", ".join(f'"{language}"' for language in languages)
    return _PAIR.sub(spoken, text).replace('languages = ["en", "fr"]', f"languages = [{listed}]")


def _explained(text: str, reader: str) -> str:
    """A template with its comments in the language of the reader."""
    language = reader.replace("-", "_").partition("_")[0]
    if language not in LANGUAGES or language == "en":
        return text
    file = _FOLDER / "comments" / f"{language}.toml"
    known = tomllib.loads(file.read_text(encoding="utf-8"))

    def said(comment: re.Match[str]) -> str:
        number, english = paragraph(comment[0])
        lines = textwrap.wrap(
            known[english],
            _WIDTH,
            initial_indent=f"# {number}",
            subsequent_indent=f"# {' ' * len(number)}",
            break_on_hyphens=False,
        )
        return "".join(f"{line}\n" for line in lines)

    return _COMMENT.sub(said, text)


def paragraph(comment: str) -> tuple[str, str]:
    """The number that a comment begins with ('1. ', or ''), and its text in one line."""
    text = " ".join(comment.replace("\n# ", " ").removeprefix("# ").split())
    number = re.match(r"\d\. ", text)
    return ("", text) if number is None else (number[0], text[number.end() :])


def _texts(language: str) -> dict[str, str]:
    """By a text in English, as it stands in a template: the same in `language`; {} for one written there."""
    if language not in LANGUAGES:
        raise KeyError(language)
    if language in _WRITTEN_IN:
        return {}
    found = tomllib.loads((_FOLDER / "texts" / f"{language}.toml").read_text(encoding="utf-8"))
    return {f'"{english}"': f'"{text}"' for english, text in found.items()}
