"""`kiosk backup`: a whole, checked copy of the store, while the kiosk goes on asking."""

from datetime import datetime
from pathlib import Path

import click

from kiosk.commands import Refusal
from kiosk.home import Home


@click.command(name="backup")
@click.option(
    "--to",
    "to",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write it there (a USB stick), instead of a dated file in the home's backups.",
)
@click.option("--force", is_flag=True, help="With --to: replace a file that is there already.")
@click.option(
    "--keep",
    metavar="DAYS",
    type=click.IntRange(1, 3650),
    default=14,
    show_default=True,
    help="In the home's backups, keep the newest of each of so many days.",
)
@click.pass_obj
def command(home: Home, to: Path | None, force: bool, keep: int) -> None:
    """Copy the store to a checked file that only you can read.

    The kiosk may go on asking meanwhile. Do not copy kiosk.db by hand: what was answered last
    lies beside it, and half of it would be missing.
    """
    from kiosk.doctor.machine import size_words
    from kiosk.shop_clock import now_ms
    from store.sqlite.backup import back_up, dated, rotate
    from store.sqlite.database import open_database

    target = dated(home.backups, datetime.now()) if to is None else to.expanduser()
    if to is not None and target.is_dir():
        raise Refusal(f"{target} is a folder; name a file in it, such as {target / home.database.name}.", 2)
    with open_database(home.database, writing=False, now_ms=now_ms) as database:
        try:
            if to is None and not home.backups.is_dir():
                home.backups.mkdir(mode=0o700)
            made = back_up(database, target, replace=force)
        except FileExistsError as error:
            sentence = f"{error.filename} is there already; name another file, or add --force to replace it."
            raise Refusal(sentence, 2) from None
        except OSError as error:
            sentence = f"{target} cannot be written ({error.strerror}); name another file with --to."
            raise Refusal(sentence, 2) from error
    click.echo(f"{made.path}: {size_words(made.size)}, {made.responses} responses, checked.")
    if to is None and (removed := rotate(home.backups, keep)):
        click.echo(f"Removed {len(removed)} older {'one' if len(removed) == 1 else 'ones'}.")
