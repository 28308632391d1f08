"""`kiosk operator`: the scores, live, in a terminal of their own."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from kiosk.commands import Refusal
from kiosk.home import Home, not_set_up
from kiosk.options.explained import paragraphs
from kiosk.settings import load_settings
from kiosk.terminal.host import has_terminal, host
from store.model.saying import N_, Saying

if TYPE_CHECKING:
    from kiosk.apps.operator import OperatorApp


@click.command(
    name="operator",
    help=paragraphs(
        N_("Watch the scores live."),
        N_(
            "Asks for the PIN, unless the settings say operator_pin = false. Ctrl-C ends it. Give"
            " KIOSK_HOME or --home where the kiosk's answers lie elsewhere than in your own data"
            " folder."
        ),
    ),
)
@click.option("--language", metavar="CODE", help=N_("The language of the screen, such as en or fr."))
@click.pass_obj
def command(home: Home, /, language: str | None) -> int:
    if not has_terminal():
        raise Refusal(
            Saying("The scores are shown in a terminal, and standard input is none; try kiosk scores."), 2
        )
    from kiosk.reader_language import reader_language
    from kiosk.shop_clock import shop_clock
    from store.words import words_for

    if not home.is_set_up:
        raise Refusal(not_set_up(home), 2)
    settings = load_settings(home)
    speaks = reader_language(language, home)
    words = words_for(speaks)

    def load() -> "Callable[[], OperatorApp]":
        from kiosk.apps.operator import OperatorApp
        from screens.widgets.ink import theme_name

        return lambda: OperatorApp(
            settings,
            home=home,
            language=speaks,
            clock=shop_clock(settings.timezone),
            theme=theme_name(settings.theme, os.environ),
        )

    return host(load, locked=False, log=home.log, one_moment=words("One moment, please"))
