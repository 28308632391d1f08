"""What `kiosk init` asks on a terminal: five questions about a shop, each with an answer ready."""

import re
import textwrap
from collections.abc import Callable, Collection, Mapping
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NamedTuple

from kiosk.settings.values import READERS, WEEKDAYS, Wrong
from store.model.survey_file import read_survey
from store.templates import LANGUAGES, TEMPLATES, template
from store.words import LANGUAGES as NAMES
from store.words import Words, words_for

if TYPE_CHECKING:
    from kiosk.settings.text import Written

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that is typed; '' for Enter alone."""

Say = Callable[[str], None]
"""Shows a line."""

_TIME = r"(\d{1,2})(?:[:.h](\d\d)?)?"


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
    return _Interview(ask, say, words_for(language)).shop()


def wrapped(line: str, indent: int = 0) -> str:
    """A line broken between words where the terminal ends; what goes on below begins `indent` blanks in."""
    return textwrap.fill(
        line, get_terminal_size().columns, subsequent_indent=" " * indent, break_on_hyphens=False
    )


def as_span(typed: str) -> str:
    """'9-18', '9h30-18h' and '9.30-18.00' as `kiosk.toml` has hours; anything else as it was typed."""
    times = re.fullmatch(rf"{_TIME}-{_TIME}", typed)
    if times is None:
        return typed
    opens, past, closes, past_too = (int(part or 0) for part in times.groups())
    return f"{opens:02}:{past:02}-{closes:02}:{past_too:02}"


class _Interview:
    def __init__(self, ask: Ask, say: Say, words: Words) -> None:
        self.ask = ask
        self.say = say
        self.words = words

    def shop(self) -> Shop:
        words = self.words
        spoken = self._languages()
        name = self._template()
        touchpoint = read_survey(template(name)).touchpoint
        shop = self._setting("shop", words("The shop's name, shown to customers [none]: "))
        place = self._setting("touchpoint", words("Where the customer stands [{place}]: ", place=touchpoint))
        given: dict[str, Written] = {"shop": shop, "touchpoint": place, "opening_hours": self._hours()}
        return Shop(spoken, name, {key: value for key, value in given.items() if value})

    def _languages(self) -> tuple[str, ...]:
        default = self.words.language if self.words.language in LANGUAGES else "en"
        meant = {name.casefold(): code for code, name in NAMES.items()} | {code: code for code in LANGUAGES}
        heading = self.words("The languages it speaks, the first one to start in, such as de or de,fr:")
        self.say(wrapped(heading))
        self.say(wrapped(", ".join(f"{code} ({NAMES.get(code, code)})" for code in LANGUAGES)))
        prompt = self.words("Language [{language}]: ", language=default)
        while True:
            typed = self.ask(prompt).replace(",", " ").split() or [default]
            wrong = next((word for word in typed if word.casefold() not in meant), None)
            if wrong is None:
                return tuple(dict.fromkeys(meant[word.casefold()] for word in typed))
            self._none_of_them(wrong)

    def _template(self) -> str:
        self.say(self.words("What it asks, and when:"))
        width = max(map(len, TEMPLATES))
        meant = {name: name for name in TEMPLATES}
        for number, (name, when) in enumerate(TEMPLATES.items(), 1):
            meant[str(number)] = name
            self.say(wrapped(f"  {number:2}  {name:{width}}  {self.words(when)}", indent=width + 8))
        while True:
            typed = self.ask(self.words("Number or name [1]: ")).strip()
            if not typed:
                return "counter"
            if typed.casefold() in meant:
                return meant[typed.casefold()]
            self._none_of_them(typed)

    def _none_of_them(self, typed: str) -> None:
        from store.model.survey_file.problem import shown

        self.say(self.words("{typed} is none of them.", typed=shown(typed)))  # harmless to the terminal

    def _setting(self, name: str, prompt: str) -> str:
        """What the setting takes; '' for its default."""
        while True:
            typed = self.ask(prompt).strip()
            if not typed or self._fits(name, typed):
                return typed

    def _hours(self) -> dict[str, str]:
        """The opening hours by weekday; {} for a shop that is always open."""
        words = self.words
        weekdays = self._span(words("Open from Monday to Friday, such as 09:00-19:00 [always open]: "))
        if not weekdays:
            return {}
        on_sunday = words("On Sunday [closed]: ")
        closed = {"-", "closed", *(word.casefold() for word in re.findall(r"\[(.+)\]", on_sunday))}
        saturday = (
            self._span(words("On Saturday; - for closed [{hours}]: ", hours=weekdays), closed) or weekdays
        )
        sunday = self._span(on_sunday, closed)
        spans = dict.fromkeys(WEEKDAYS[:5], weekdays) | {"sat": saturday, "sun": sunday}
        return {day: span for day, span in spans.items() if span not in ("", "-")}

    def _span(self, prompt: str, closed: Collection[str] = ()) -> str:
        """Opening hours as `kiosk.toml` has them; '-' for one of the words for closed, '' for Enter alone."""
        while True:
            typed = "".join(self.ask(prompt).split()).replace("–", "-").strip("\"'“”").casefold()
            if typed in closed:
                return "-"
            span = as_span(typed)
            if not span or self._fits("opening_hours", {"mon": span}):
                return span

    def _fits(self, name: str, value: object) -> bool:
        try:
            READERS[name](value)
        except Wrong as wrong:
            self.say(self.words.say(str(wrong)))
            return False
        return True
