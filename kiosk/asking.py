"""Starts a kiosk: what can be refused cheaply, then the first picture, and only then the store."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiosk.home import Home, make_home, not_set_up
from kiosk.settings import Settings, load_settings
from kiosk.settings.values import LONGEST_AGENT
from kiosk.terminal.host import has_terminal, host
from store.model.saying import Saying

if TYPE_CHECKING:
    from kiosk.apps.customer import CustomerApp
    from store.model.survey import Survey


@dataclass(frozen=True, slots=True)
class Ready:
    """What is asked, by whom it is chosen, and in which language it begins."""

    settings: Settings
    survey: "Survey"
    language: str

    def app_options(self, home: Home, label: str) -> dict[str, Any]:
        """What an app takes that asks as the device `label`; all but the PIN of a first run."""
        from kiosk.live_survey import LiveSurvey
        from kiosk.shop_clock import new_uid, shop_clock

        settings = replace(self.settings, label=label)
        return {
            "survey": self.survey,
            "settings": settings,
            "home": home,
            "language": self.language,
            "touchpoint": settings.touchpoint or self.survey.touchpoint,
            "clock": shop_clock(settings.timezone),
            "ids": new_uid,
            "live": LiveSurvey(home, settings.survey, self.survey),
        }


class CannotAsk(Exception):
    """A wrong option, or nobody to ask. `str()` is one sentence."""


def ask(home: Home, options: Mapping[str, str | None]) -> int:
    """Asks customers until the operator ends it, and returns the exit code.

    `options` are text settings that go before those of the home, by name; None is not given. A home where
    nothing is set up is made first. What stands in the way is a CannotAsk, HomeError, SettingsError,
    NoSurvey, SurveyError or StoreError.
    """
    from kiosk.reader_language import reader_language
    from kiosk.surveys import languages_for
    from store.sqlite.locks import lock_label
    from store.words import words_for

    if not has_terminal():
        raise CannotAsk(Saying("A kiosk asks in a terminal, and standard input is none."))
    if not home.is_set_up:
        reader = reader_language()
        make_home(home, languages=languages_for(reader), reader=reader)
    ready = _ready(home, options)
    settings = ready.settings
    if sys.platform == "win32" and settings.lock:
        words = words_for(reader_language(home=home))
        unlocked = words("On this system a kiosk is not locked: Ctrl-C ends it.")
        print(f"kiosk: {unlocked}", file=sys.stderr)
        ready = replace(ready, settings=replace(settings, lock=False))
    with lock_label(home.path, settings.label):
        return host(
            lambda: _load(home, ready),
            locked=ready.settings.lock,
            log=home.log,
            one_moment=words_for(ready.language)("One moment, please"),
        )


def prepare(home: Home, options: Mapping[str, str | None]) -> Ready:
    """What a command asks that needs a home; `options` and errors as in `ask`, and "agent" an agent's id."""
    if not home.is_set_up:
        raise CannotAsk(not_set_up(home))
    rest = dict(options)
    agent = rest.pop("agent", None)
    if agent is not None and not (len(agent) <= LONGEST_AGENT and agent.isprintable() and agent.strip()):
        raise CannotAsk(Saying("--agent takes 1 to {most} letters or digits.", most=LONGEST_AGENT))
    return _ready(home, rest)


def _ready(home: Home, options: Mapping[str, str | None]) -> Ready:
    from kiosk.reader_language import reader_language
    from kiosk.surveys import load_survey, start_language

    settings = _with_options(load_settings(home), options)
    survey = load_survey(home, settings.survey)
    try:
        return Ready(settings, survey, start_language(survey, settings.language, reader_language()))
    except ValueError as error:
        raise CannotAsk(str(error)) from None


def _with_options(settings: Settings, options: Mapping[str, str | None]) -> Settings:
    from kiosk.settings.values import READERS, Wrong

    values: dict[str, Any] = {}
    for name, given in options.items():
        if given is None:
            continue
        try:  # a survey may be any file
            values[name] = given if name == "survey" else READERS[name](given)
        except Wrong as wrong:
            from store.model.survey_file.problem import shown

            sentence = Saying("{name}: {sentence}", name=f"--{name} {shown(given)}", sentence=str(wrong))
            raise CannotAsk(sentence) from None
    return replace(settings, **values) if values else settings


def _load(home: Home, ready: Ready) -> Callable[[], "CustomerApp"]:
    from kiosk.apps.customer import CustomerApp

    options = ready.app_options(home, ready.settings.label)
    return lambda: CustomerApp(**options, first_run_pin=_first_pin(home, ready.settings))


def _first_pin(home: Home, settings: Settings) -> str | None:
    """A PIN to show and, once somebody has read it, to keep; None where there is one, or none is asked."""
    from kiosk.apps.door import asks_pin

    if home.pin_file.exists() or not asks_pin(settings):
        return None
    from kiosk.pins.file import make_pin

    return make_pin()
