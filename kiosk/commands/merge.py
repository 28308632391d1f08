"""`kiosk merge FILE`: another kiosk's store, brought into this one."""

from pathlib import Path

import click

from kiosk.commands import refuse_no_file
from kiosk.home import Home
from kiosk.options.explained import paragraphs
from kiosk.reader_language import reader_words
from store.model.saying import N_


@click.command(
    name="merge",
    help=paragraphs(
        N_("Bring the answers of other kiosks into this store, as often as you like."),
        N_(
            "FILE is another kiosk's backup, its kiosk.db, or its home. Only what has changed there"
            " since the last time is looked at, and nothing is added twice. What was voided or erased"
            " there is voided or erased here too. The other store is not changed; merge both ways, and"
            " both know the same."
        ),
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def command(home: Home, files: tuple[Path, ...]) -> None:
    from kiosk.printed.progress import progress
    from kiosk.printed.stopped import said_when_stopped
    from kiosk.shop_clock import now_ms
    from kiosk.system_user import system_user
    from store.sqlite.another import another, check_another
    from store.sqlite.database import open_database
    from store.sqlite.merging import Merging

    words = reader_words(home)
    stores = [named.expanduser() for named in files]
    stores = [path / home.database.name if path.is_dir() else path for path in stores]
    for file in stores:
        refuse_no_file(file, 3)
        check_another(file)
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        merging = Merging(database)
        for file in stores:
            with another(file):
                source = open_database(file, writing=False, now_ms=now_ms)
            with (
                source,
                said_when_stopped(lambda: words("Stopped; merge it once more, and it goes on where it was.")),
                progress(merging.waiting(source), words("Merging"), least=2_000) as advance,
            ):
                done = merging.merge(source, system_user(), advance)
            told = words(
                "{path}: {added} added and {changed} changed here, of {seen} that are new there.",
                path=file,
                added=words.count(done.added),
                changed=words.count(done.changed),
                seen=words.count(done.seen),
            )
            click.echo(told)
            for label in done.namesakes:
                both = words(
                    'Both have a kiosk called "{label}", and their answers stand under one name now; give'
                    " each its own (label in kiosk.toml).",
                    label=label,
                )
                click.echo(both, err=True)
