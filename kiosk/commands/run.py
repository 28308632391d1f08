"""`kiosk run`: asks customers."""

import click

from kiosk.asking import ask
from kiosk.home import Home

THEMES = ("auto", "normal", "contrast", "light", "plain")


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
    return ask(home, options)
