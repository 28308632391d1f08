"""`kiosk run`: asks customers."""

import click

from kiosk.asking import ask
from kiosk.home import Home
from kiosk.options import asked
from kiosk.options.explained import paragraphs
from store.model.saying import N_

THEMES = ("auto", "normal", "contrast", "light", "plain")


@click.command(
    help=paragraphs(
        N_("Ask customers, until the operator ends it."),
        N_(
            "With nothing set up, it makes the settings and a survey, and shows a PIN to write down."
            " To end it: the operator's key (F10 or Ctrl-O), the PIN, Close. What is given here goes"
            " before the settings."
        ),
    )
)
@asked.survey
@click.option("--touchpoint", metavar="NAME", help=N_("Where it stands, such as checkout or returns."))
@asked.label
@click.option("--language", metavar="CODE", help=N_("The language it starts in, such as en or fr."))
@click.option("--theme", type=click.Choice(THEMES), help=N_("How it looks."))
@click.pass_obj
def command(home: Home, /, **options: str | None) -> int:
    return ask(home, options)
