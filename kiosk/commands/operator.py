"""`kiosk operator`: the scores, live, in a terminal of their own."""

import gc
import os
import sys

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.settings import load_settings

_WEB_DRIVER = "textual.drivers.web_driver:WebDriver"


@click.command(name="operator")
@click.option("--language", metavar="CODE", help="The language of the screen, such as en or fr.")
@click.pass_obj
def command(home: Home, /, language: str | None) -> int:
    """Watch the scores live.

    Asks for the PIN, unless the settings say operator_pin = false. Ctrl-C ends it. Give KIOSK_HOME or --home
    where the kiosk's answers lie elsewhere than in your own data folder.
    """
    served = os.environ.get("TEXTUAL_DRIVER") == _WEB_DRIVER
    if not served and not (sys.stdin is not None and sys.stdin.isatty()):
        raise Refusal("The scores are shown in a terminal, and standard input is none; try kiosk scores.", 2)
    # Starting makes a great deal and drops next to nothing; looking through it for garbage would take a
    # twentieth of the time until the first picture. The app turns the collector on again.
    gc.disable()
    from kiosk.reader_language import reader_language
    from kiosk.shop_clock import shop_clock
    from kiosk.terminal import environment
    from kiosk.terminal.hold import Hold
    from kiosk.terminal.signals import Signals

    settings = load_settings(home)
    with Signals() as signals, Hold(signals=True) as hold:
        environment.clear(served=served)
        from kiosk.apps.operator import OperatorApp
        from kiosk.terminal.runner import run_locked
        from screens.widgets.ink import theme_name
        from store.words import words_for

        speaks = reader_language(language or settings.language)

        def make() -> OperatorApp:
            return OperatorApp(
                settings,
                home=home,
                language=speaks,
                clock=shop_clock(settings.timezone),
                theme=theme_name(settings.theme, os.environ.get("TERM", "")),
            )

        app = run_locked(
            make, signals=signals, hold=hold, log=home.log, one_moment=words_for(speaks)("One moment")
        )
    if app.farewell:
        print(f"kiosk: {app.farewell}", file=sys.stderr)
    return app.return_code or 0
