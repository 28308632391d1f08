"""`kiosk init`: sets up a home with a survey to begin from."""

import click

from kiosk.commands import Refusal
from kiosk.home import Home, HomeError, make_home
from store.model.survey_file import read_survey
from store.templates import TEMPLATES, template


@click.command(name="init")
@click.option(
    "--template",
    "name",
    type=click.Choice(list(TEMPLATES)),
    default="counter",
    show_default=True,
    help="The survey to begin from.",
)
@click.option("--language", metavar="CODE", help='The language the kiosk starts in, such as "fr".')
@click.option("--list-templates", is_flag=True, help="List the surveys to begin from, and do nothing else.")
@click.pass_obj
def command(home: Home, name: str, language: str | None, list_templates: bool) -> None:
    """Set up a home: its settings, and a survey in surveys/.

    Nothing that is there already is changed.
    """
    if list_templates:
        width = max(map(len, TEMPLATES))
        for other, when in TEMPLATES.items():
            click.echo(f"{other:{width}}  {when}")
        return
    languages = read_survey(template(name)).languages
    if language is not None and language not in languages:
        raise Refusal(f"The template {name} is not in {language!r}: choose {' or '.join(languages)}.", 2)
    try:
        if home.is_set_up:
            sentence = f"{home.path} is set up already, and nothing was changed"
            raise Refusal(f"{sentence}: name another folder with --home.", 1)
        make_home(home, template=name, language=language)
    except HomeError as error:
        raise Refusal(str(error), error.code) from None
    except OSError as error:
        raise Refusal(f"{home.path} cannot be looked at ({error.strerror}): mend that first.", 3) from None
    click.echo(f"{home.path} is set up: {home.settings_file.name}, {home.surveys.name}/{name}.toml.")
    click.echo("`kiosk` starts asking; `kiosk check` says whether what you change there is right.")
