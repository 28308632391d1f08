"""What `kiosk init` asks on a terminal: five questions about a shop, each with an answer ready."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kiosk.setting_values import READERS, WEEKDAYS, Wrong
from store.model.survey_file import read_survey
from store.templates import LANGUAGES, TEMPLATES, template
from store.words import LANGUAGES as NAMES

if TYPE_CHECKING:
    from kiosk.settings_text import Written

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that is typed; '' for Enter alone."""

Say = Callable[[str], None]
"""Shows a line."""


class Shop(NamedTuple):
    """What was answered."""

    languages: tuple[str, ...]
    """The first is what it starts in; () for English and French."""
    template: str
    settings: "Mapping[str, Written]"
    """The other settings, as `kiosk.toml` has them; what was left at its default is left out."""


def interview(ask: Ask, say: Say, *, language: str) -> Shop:
    """Asks for language, template, shop, touchpoint and opening hours, in this order.

    What cannot be is said, and asked again. `language` is that of the person at the terminal ('fr_CA').
    """
    spoken = _languages(ask, say, language.partition("_")[0])
    name = _template(ask, say)
    touchpoint = read_survey(template(name)).touchpoint
    given: dict[str, Written] = {
        "shop": _setting(ask, say, "shop", "The shop's name, shown to customers [none]: "),
        "touchpoint": _setting(ask, say, "touchpoint", f"Where the customer stands [{touchpoint}]: "),
        "opening_hours": _hours(ask, say),
    }
    return Shop(spoken, name, {key: value for key, value in given.items() if value})


def _languages(ask: Ask, say: Say, reader: str) -> tuple[str, ...]:
    default = reader if reader in LANGUAGES else "en"
    meant = {name.casefold(): code for code, name in NAMES.items()} | {code: code for code in LANGUAGES}
    say("The languages it speaks, the first one to start in, such as de or de,fr:")
    say(", ".join(f"{code} ({NAMES.get(code, code)})" for code in LANGUAGES))
    while True:
        typed = ask(f"Language [{default}]: ").replace(",", " ").split() or [default]
        wrong = next((word for word in typed if word.casefold() not in meant), None)
        if wrong is None:
            return tuple(dict.fromkeys(meant[word.casefold()] for word in typed))
        say(f"{_shown(wrong)} is none of them.")


def _template(ask: Ask, say: Say) -> str:
    say("What it asks, and when:")
    width = max(map(len, TEMPLATES))
    for number, (name, when) in enumerate(TEMPLATES.items(), 1):
        say(f"  {number:2}  {name:{width}}  {when}")
    numbers = {str(number): name for number, name in enumerate(TEMPLATES, 1)}
    return _one_of(ask, say, "Number or name [1]: ", {name: name for name in TEMPLATES} | numbers, "counter")


def _one_of(ask: Ask, say: Say, prompt: str, meant: Mapping[str, str], default: str) -> str:
    while True:
        typed = ask(prompt).strip()
        if not typed:
            return default
        if typed.casefold() in meant:
            return meant[typed.casefold()]
        say(f"{_shown(typed)} is none of them.")


def _setting(ask: Ask, say: Say, name: str, prompt: str) -> str:
    """What the setting takes; '' for its default."""
    while True:
        typed = ask(prompt).strip()
        if not typed or _fits(say, name, typed):
            return typed


def _hours(ask: Ask, say: Say) -> dict[str, str]:
    """The opening hours by weekday; {} for a shop that is always open."""
    weekdays = _span(ask, say, "Open from Monday to Friday, such as 09:00-19:00 [always open]: ")
    if not weekdays:
        return {}
    saturday = _span(ask, say, f"On Saturday; - for closed [{weekdays}]: ", closed=("-",)) or weekdays
    sunday = _span(ask, say, "On Sunday [closed]: ", closed=("-",))
    spans = dict.fromkeys(WEEKDAYS[:5], weekdays) | {"sat": saturday, "sun": sunday}
    return {day: span for day, span in spans.items() if span not in ("", "-")}


def _span(ask: Ask, say: Say, prompt: str, closed: Collection[str] = ()) -> str:
    while True:
        typed = "".join(ask(prompt).split()).replace("–", "-")
        if not typed or typed in closed or _fits(say, "opening_hours", {"mon": typed}):
            return typed


def _fits(say: Say, name: str, value: object) -> bool:
    try:
        READERS[name](value)
    except Wrong as wrong:
        say(str(wrong))
        return False
    return True


def _shown(typed: str) -> str:
    """What was typed, harmless to the terminal."""
    from store.model.survey_file.problem import shown

    return shown(typed)
