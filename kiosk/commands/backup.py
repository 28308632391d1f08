"""`kiosk backup`: a whole, checked copy of the store, while the kiosk goes on asking."""

from datetime import datetime
from pathlib import Path

import click

from kiosk.commands import Refusal, there_already
from kiosk.home import Home
from kiosk.options.explained import paragraphs
from kiosk.reader_language import reader_words
from store.model.saying import N_, Saying, why_of


@click.command(
    name="backup",
    help=paragraphs(
        N_("Copy the store to a checked file that only you can read."),
        N_(
            "The kiosk may go on asking meanwhile. Do not copy kiosk.db by hand: what was answered"
            " last lies beside it, and half of it would be missing."
        ),
    ),
)
@click.option(
    "--to",
    "to",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_(
        "Write it to this file, on a USB stick for instance, instead of a dated one in the home's backups."
    ),
)
@click.option("--force", is_flag=True, help=N_("With --to: replace a file that is there already."))
@click.option(
    "--keep",
    metavar="DAYS",
    type=click.IntRange(1, 3650),
    default=14,
    show_default=True,
    help=N_("Of the home's backups, keep the newest of each of so many days."),
)
@click.pass_obj
def command(home: Home, to: Path | None, force: bool, keep: int) -> None:
    from kiosk.doctor.machine import size_words
    from kiosk.shop_clock import now_ms
    from store.sqlite.backup import back_up, dated, rotate
    from store.sqlite.database import open_database

    target = dated(home.backups, datetime.now()) if to is None else to.expanduser()
    if to is not None and target.is_dir():
        example = target / home.database.name
        sentence = Saying(
            "{path} is a folder; name a file in it, such as {example}.", path=target, example=example
        )
        raise Refusal(sentence, 2)
    with open_database(home.database, writing=False, now_ms=now_ms) as database:
        try:
            if to is None and not home.backups.is_dir():
                home.backups.mkdir(mode=0o700)
            made = back_up(database, target, replace=force)
        except FileExistsError as error:
            raise Refusal(there_already(error.filename), 2) from None
        except OSError as error:
            sentence = Saying(
                "{path} cannot be written ({why}); name another file with --to.",
                path=target,
                why=why_of(error),
            )
            raise Refusal(sentence, 2) from error
    words = reader_words(home)
    told = words.plural(
        "{path}: {size}, {count} response, checked.",
        "{path}: {size}, {count} responses, checked.",
        made.responses,
        path=made.path,
        size=words.say(size_words(made.size)),
    )
    click.echo(told)
    if to is None and (removed := rotate(home.backups, keep)):
        click.echo(words.plural("Removed {n} older one.", "Removed {n} older ones.", len(removed)))
