"""`kiosk run`: asks customers."""

import os
import sys
from dataclasses import replace
from typing import Any

import click

from kiosk.commands import Refusal
from kiosk.home import Home, make_home
from kiosk.settings import Settings, load_settings

THEMES = ("auto", "normal", "contrast", "light", "plain")

_WEB_DRIVER = "textual.drivers.web_driver:WebDriver"


@click.command()
@click.option("--survey", metavar="NAME", help="The survey to ask: a name in surveys/, or a .toml file.")
@click.option("--touchpoint", metavar="NAME", help="Where it stands, such as checkout or returns.")
@click.option("--label", metavar="NAME", help="This device's name; only one of a name may run.")
@click.option("--language", metavar="CODE", help="The language it starts in, such as en or fr.")
@click.option("--theme", type=click.Choice(THEMES), help="How it looks.")
@click.pass_obj
def command(home: Home, /, **options: str | None) -> int:
    """Ask customers, until the operator ends it.

    With nothing set up, it makes the settings and a survey, and shows a PIN to write down. To end it: the
    operator's key (F10 or Ctrl-O), the PIN, Close. What is given here goes before the settings.
    """
    served = os.environ.get("TEXTUAL_DRIVER") == _WEB_DRIVER
    if not served and not (sys.stdin is not None and sys.stdin.isatty()):
        raise Refusal("A kiosk asks in a terminal, and standard input is none.", 2)
    if not home.is_set_up:
        make_home(home)
    settings = _with_options(load_settings(home), options)
    return _run(home, settings, served=served)


def _with_options(settings: Settings, options: dict[str, str | None]) -> Settings:
    from kiosk.setting_values import READERS, Wrong

    values: dict[str, Any] = {}
    for name, given in options.items():
        if given is None:
            continue
        try:  # a survey may be any file
            values[name] = given if name == "survey" else READERS[name](given)
        except Wrong as wrong:
            from store.model.survey_file.problem import shown

            raise Refusal(f"--{name} {shown(given)}: {wrong}", 2) from None
    return replace(settings, **values) if values else settings


def _run(home: Home, settings: Settings, *, served: bool) -> int:
    """The order matters: what can be refused cheaply, then the first picture, and only then the store."""
    from kiosk.reader_language import reader_language
    from kiosk.shop_clock import new_uid, shop_clock
    from kiosk.surveys import load_survey, start_language
    from kiosk.terminal import environment
    from kiosk.terminal.hold import Hold
    from kiosk.terminal.signals import Signals
    from store.sqlite.locks import lock_label
    from store.words import words_for

    survey = load_survey(home, settings.survey)
    try:
        language = start_language(survey, settings.language, reader_language())
    except ValueError as error:
        raise Refusal(str(error), 2) from None
    if sys.platform == "win32" and settings.lock:
        print("kiosk: On this system a kiosk is not locked: Ctrl-C ends it.", file=sys.stderr)
        settings = replace(settings, lock=False)
    clock = shop_clock(settings.timezone)
    with lock_label(home.path, settings.label), Signals() as signals, Hold(signals=not settings.lock) as hold:
        environment.clear(served=served)
        from kiosk.apps.customer import CustomerApp
        from kiosk.terminal.runner import run_locked

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
            )

        app = run_locked(
            make, signals=signals, hold=hold, log=home.log, one_moment=words_for(language)("One moment")
        )
    if app.farewell:
        print(f"kiosk: {app.farewell}", file=sys.stderr)
    return app.return_code or 0


def _first_pin(home: Home) -> str | None:
    """A PIN to show and, once somebody has read it, to keep; None where there is one already."""
    if home.pin_file.exists():
        return None
    from kiosk.pin_file import make_pin

    return make_pin()
