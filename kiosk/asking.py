"""Starts a kiosk: what can be refused cheaply, then the first picture, and only then the store."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kiosk.home import Home, make_home
from kiosk.settings import Settings, load_settings
from kiosk.terminal.host import has_terminal, host

if TYPE_CHECKING:
    from kiosk.apps.customer import CustomerApp
    from store.model.survey import Survey


class CannotAsk(Exception):
    """A wrong option, or nobody to ask. `str()` is one sentence."""


def ask(home: Home, options: Mapping[str, str | None]) -> int:
    """Asks customers until the operator ends it, and returns the exit code.

    `options` are text settings that go before those of the home, by name; None is not given. A home where
    nothing is set up is made first. What stands in the way is a CannotAsk, HomeError, SettingsError,
    NoSurvey, SurveyError or StoreError.
    """
    from kiosk.reader_language import reader_language
    from kiosk.surveys import load_survey, start_language
    from store.sqlite.locks import lock_label
    from store.words import words_for

    if not has_terminal():
        raise CannotAsk("A kiosk asks in a terminal, and standard input is none.")
    if not home.is_set_up:
        make_home(home)
    settings = _with_options(load_settings(home), options)
    survey = load_survey(home, settings.survey)
    try:
        language = start_language(survey, settings.language, reader_language())
    except ValueError as error:
        raise CannotAsk(str(error)) from None
    if sys.platform == "win32" and settings.lock:
        print("kiosk: On this system a kiosk is not locked: Ctrl-C ends it.", file=sys.stderr)
        settings = replace(settings, lock=False)
    words = words_for(language)
    with lock_label(home.path, settings.label):
        return host(
            lambda: _load(home, settings, survey, language),
            locked=settings.lock,
            log=home.log,
            one_moment=words("One moment, please"),
        )


def _with_options(settings: Settings, options: Mapping[str, str | None]) -> Settings:
    from kiosk.setting_values import READERS, Wrong

    values: dict[str, Any] = {}
    for name, given in options.items():
        if given is None:
            continue
        try:  # a survey may be any file
            values[name] = given if name == "survey" else READERS[name](given)
        except Wrong as wrong:
            from store.model.survey_file.problem import shown

            raise CannotAsk(f"--{name} {shown(given)}: {wrong}") from None
    return replace(settings, **values) if values else settings


def _load(home: Home, settings: Settings, survey: "Survey", language: str) -> Callable[[], "CustomerApp"]:
    from kiosk.apps.customer import CustomerApp
    from kiosk.live_survey import LiveSurvey
    from kiosk.shop_clock import new_uid, shop_clock

    clock = shop_clock(settings.timezone)
    live = LiveSurvey(home, settings.survey, survey)

    def make() -> CustomerApp:
        return CustomerApp(
            survey,
            settings,
            home=home,
            language=language,
            touchpoint=settings.touchpoint or survey.touchpoint,
            clock=clock,
            first_run_pin=_first_pin(home),
            ids=new_uid,
            live=live,
        )

    return make


def _first_pin(home: Home) -> str | None:
    """A PIN to show and, once somebody has read it, to keep; None where there is one already."""
    if home.pin_file.exists():
        return None
    from kiosk.pin_file import make_pin

    return make_pin()
