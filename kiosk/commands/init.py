"""`kiosk init`: sets up a home with a survey to begin from."""

import sys

import click

from kiosk.commands import Refusal
from kiosk.home import Home, HomeError, make_home
from kiosk.options.explained import paragraphs
from kiosk.reader_language import reader_language, reader_words
from store.model.saying import N_, Saying, why_of
from store.templates import LANGUAGES, TEMPLATES


@click.command(
    name="init",
    help=paragraphs(
        N_("Set up a home: its settings, and a survey in surveys/."),
        N_(
            "On a terminal, and without options, it asks what the shop is like; Enter takes what is"
            " proposed. Nothing that is there already is changed; a home that is set up gets the"
            " survey of --template besides."
        ),
    ),
)
@click.option(
    "--template",
    "name",
    metavar="NAME",
    type=click.Choice(list(TEMPLATES)),
    help=N_("The survey to begin from, one of --list-templates. Left out: counter."),
)
@click.option(
    "--language",
    "spoken",
    metavar="CODE[,CODE…]",
    help=N_("The languages it speaks, the first one to start in, such as fr or de,fr,it."),
)
@click.option(
    "--list-templates", is_flag=True, help=N_("List the surveys to begin from, and do nothing else.")
)
@click.pass_obj
def command(home: Home, name: str | None, spoken: str | None, list_templates: bool) -> None:
    if list_templates:
        width = max(map(len, TEMPLATES))
        words = reader_words()
        for other, when in TEMPLATES.items():
            click.echo(f"{other:{width}}  {words(when)}")
        return
    chosen = name or "counter"
    languages = _languages(spoken)
    try:
        if home.is_set_up:
            _add(home, name, languages)
            return
        if name is None and spoken is None and sys.stdin.isatty() and sys.stdout.isatty():
            chosen = _make_as_answered(home)
        else:
            make_home(home, template=chosen, languages=languages, reader=_reader(languages))
    except HomeError as error:
        raise Refusal(str(error), error.code) from None
    except OSError as error:
        sentence = Saying(
            "{path} cannot be looked at ({why}); mend that first.", path=home.path, why=why_of(error)
        )
        raise Refusal(sentence, 3) from None
    from kiosk.interview import wrapped

    words = reader_words()
    files = f"{home.settings_file.name}, {home.surveys.name}/{chosen}.toml"
    click.echo(words("{folder} is set up: {files}.", folder=home.path, files=files))
    ready = words("`kiosk` starts asking; `kiosk check` says whether what you change there is right.")
    click.echo(wrapped(ready) if sys.stdout.isatty() else ready)


def _languages(spoken: str | None) -> tuple[str, ...]:
    """The languages that are named, each once; those of the terminal's locale where none is."""
    from kiosk.surveys import languages_for

    if spoken is None:
        return languages_for(reader_language())
    named = tuple(dict.fromkeys(code.strip().lower() for code in spoken.split(",")))
    for code in named:
        if code not in LANGUAGES:
            sentence = Saying(
                'No template is in "{language}"; choose among {known}.',
                language=code,
                known=", ".join(LANGUAGES),
            )
            raise Refusal(sentence, 2)
    return named


def _reader(languages: tuple[str, ...]) -> str:
    """The language that the written files are explained in."""
    return reader_language(shop=languages[0] if languages else None)


def _add(home: Home, name: str | None, languages: tuple[str, ...]) -> None:
    """Adds one more survey to a home that is set up."""
    if name is None:
        raise Refusal(
            Saying(
                "{path} is set up already, and nothing was changed: --template adds another survey to it,"
                " --home names another folder.",
                path=home.path,
            ),
            1,
        )
    file = home.surveys / f"{name}.toml"
    if file.exists():
        raise Refusal(Saying("{path} is there already, and nothing was changed.", path=file), 1)
    make_home(home, template=name, languages=languages, reader=reader_language(home=home))
    words = reader_words(home)
    told = words(
        "{path} was added: {command} asks it; {setting} in {settings} makes it this kiosk's own.",
        path=file,
        command=f"`kiosk run --survey {name}`",
        setting=f'survey = "{name}"',
        settings=home.settings_file.name,
    )
    click.echo(told)


def _make_as_answered(home: Home) -> str:
    """Asks first, and only then makes anything. The template's name."""
    from kiosk.interview import interview, wrapped
    from store.words import words_for

    def ask(prompt: str) -> str:
        typed: str = click.prompt(prompt, default="", show_default=False, prompt_suffix="")
        return typed

    language = reader_language()
    words = words_for(language)
    folder = home.path
    click.echo(wrapped(words("This sets up {folder}. Enter takes what stands in brackets.", folder=folder)))
    click.echo(wrapped(words("Ctrl-C ends it, and nothing is made. All of it can be changed afterwards.")))
    shop = interview(ask, click.echo, language=language)
    make_home(
        home,
        template=shop.template,
        languages=shop.languages,
        settings=shop.settings,
        reader=_reader(shop.languages),
    )
    return shop.template
