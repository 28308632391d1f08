"""`kiosk restore FILE`: a backup put in the store's place."""

from datetime import datetime
from pathlib import Path

import click

from kiosk.commands import Refusal, refuse_no_file
from kiosk.home import Home
from kiosk.options.explained import paragraphs
from kiosk.reader_language import reader_words
from kiosk.settings import timezone_of
from kiosk.shop_clock import on_the_wall
from store.model.saying import N_, Saying, why_of
from store.sqlite.restoring import Held
from store.words import Words


@click.command(
    name="restore",
    help=paragraphs(
        N_("Put the backup FILE in the store's place, while no kiosk or screen is open."),
        N_(
            "FILE is checked first; what stood there is kept aside in the home's backups, whole or"
            " damaged. Answers that came after the backup are only there then: kiosk merge brings them"
            " back, where that file can be read. What was erased since the backup stays erased, and no"
            " reward code is given a second time."
        ),
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.pass_obj
def command(home: Home, file: Path, yes: bool) -> None:
    from kiosk.options.agreed import insist
    from kiosk.shop_clock import now_ms
    from kiosk.system_user import system_user
    from store.sqlite.another import another, check_another
    from store.sqlite.error import StoreError
    from store.sqlite.restoring import held, restore
    from store.words.troubles import trouble

    file, words = file.expanduser(), reader_words(home)
    refuse_no_file(file, 3)
    check_another(file)
    with another(file):
        there = held(file)
    here = None
    if home.database.exists():
        try:
            here = held(home.database)
        except StoreError as error:  # which may be why there is something to restore
            click.echo(words("Now: {what}", what=trouble(str(error), words)), err=True)
        else:
            click.echo(words("Now: {what}", what=_told(here, words, home)), err=True)
    click.echo(words("In the backup: {what}", what=_told(there, words, home)), err=True)
    if here is not None and here.demo != there.demo:
        sentence = Saying("One of the two is a demonstration; they are never put in each other's place.")
        raise Refusal(sentence, 1)
    if not yes:
        insist(
            words("Put the backup in its place?"),
            words,
            unasked=Saying("Nothing was restored; add --yes to restore it."),
            refused=Saying("Nothing was restored."),
        )
    aside = _new_folder(home.backups / f"before-restore-{datetime.now():%Y-%m-%dT%H%M%S}")
    try:
        done = restore(file, home.database, aside, now_ms=now_ms(), by=system_user())
    except OSError as error:
        path = error.filename or home.path
        raise Refusal(Saying("{path} cannot be written ({why}).", path=path, why=why_of(error)), 3) from error
    told = words.plural(
        "{path} holds {count} response now, checked.",
        "{path} holds {count} responses now, checked.",
        done.responses,
        path=home.database,
    )
    click.echo(told)
    if aside.exists():
        click.echo(words("What stood there lies in {folder}.", folder=aside))
    if there.rewards and not done.codes_known:
        unknown = words(
            "Reward codes that were given after this backup are not known any more, and would be given a"
            " second time: put new codes into the list before a kiosk asks again."
        )
        click.echo(unknown, err=True)


def _new_folder(wanted: Path) -> Path:
    """`wanted`, or another beside it that is not there yet."""
    others = (wanted.with_name(f"{wanted.name}-{number}") for number in range(2, 1000))
    return next(path for path in (wanted, *others) if not path.exists())


def _told(held: Held, words: Words, home: Home) -> str:
    if held.newest_ms is None:
        return words.plural("{count} response", "{count} responses", held.responses)
    newest = on_the_wall(held.newest_ms, timezone_of(home))
    return words.plural(
        "{count} response, of {day} {time}",
        "{count} responses, the newest of {day} {time}",
        held.responses,
        day=words.date(newest.date(), short=True, year=True),
        time=words.time(newest),
    )
