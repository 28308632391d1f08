"""What `kiosk init` asks on a terminal: five questions about a shop, each with an answer ready."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kiosk.setting_values import READERS, WEEKDAYS, Wrong
from store.model.survey_file import read_survey
from store.templates import TEMPLATES, template
from store.words import LANGUAGES

if TYPE_CHECKING:
    from kiosk.settings_text import Written

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that is typed; '' for Enter alone."""

Say = Callable[[str], None]
"""Shows a line."""


class Shop(NamedTuple):
    """What was answered."""

    language: str
    template: str
    settings: "Mapping[str, Written]"
    """The other settings, as `kiosk.toml` has them; what was left at its default is left out."""


def interview(ask: Ask, say: Say, *, language: str) -> Shop:
    """Asks for language, template, shop, touchpoint and opening hours, in this order.

    What cannot be is said, and asked again. `language` is that of the person at the terminal ('fr_CA').
    """
    spoken = _language(ask, say, language.partition("_")[0])
    name = _template(ask, say)
    touchpoint = read_survey(template(name)).touchpoint
    given: dict[str, Written] = {
        "shop": _setting(ask, say, "shop", "The shop's name, shown to customers [none]: "),
        "touchpoint": _setting(ask, say, "touchpoint", f"Where the customer stands [{touchpoint}]: "),
        "opening_hours": _hours(ask, say),
    }
    return Shop(spoken, name, {key: value for key, value in given.items() if value})


def _language(ask: Ask, say: Say, reader: str) -> str:
    languages = read_survey(template("counter")).languages
    default = reader if reader in languages else languages[0]
    names = {LANGUAGES.get(code, code).casefold(): code for code in languages}
    offered = ", ".join(f"{code} ({LANGUAGES.get(code, code)})" for code in languages)
    say(f"The language it starts in: {offered}")
    return _one_of(ask, say, f"Language [{default}]: ", {code: code for code in languages} | names, default)


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
