"""`kiosk restore FILE`: a backup put in the store's place."""

import sys
from datetime import datetime
from pathlib import Path

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from store.sqlite.restoring import Held


@click.command(name="restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def command(home: Home, file: Path, yes: bool) -> None:
    """Put the backup FILE in the store's place, while no kiosk or screen is open.

    FILE is checked first; what stood there is kept aside in the home's backups, whole or damaged. Answers
    that came after the backup are only there then: kiosk merge brings them back, where that file can be
    read. What was erased since the backup stays erased, and no reward code is given a second time.
    """
    from kiosk.shop_clock import now_ms
    from kiosk.system_user import system_user
    from store.sqlite.error import StoreError
    from store.sqlite.restoring import held, restore

    file = file.expanduser()
    there = held(file)
    here = None
    if home.database.exists():
        try:
            here = held(home.database)
        except StoreError as error:  # which may be why there is something to restore
            click.echo(f"Now:    {error}", err=True)
        else:
            click.echo(f"Now:    {_words(here)}", err=True)
    click.echo(f"Backup: {_words(there)}", err=True)
    if here is not None and here.demo != there.demo:
        raise Refusal("One of the two is a demonstration; they are never put in each other's place.", 1)
    if not yes:
        if not sys.stdin.isatty():
            raise Refusal("Nothing was restored; add --yes to restore it.", 1)
        if not click.confirm("Put the backup in its place?", err=True):
            raise Refusal("Nothing was restored.", 1)
    aside = _new_folder(home.backups / f"before-restore-{datetime.now():%Y-%m-%dT%H%M%S}")
    try:
        done = restore(file, home.database, aside, now_ms=now_ms(), by=system_user())
    except OSError as error:
        raise Refusal(f"{error.filename or home.path} cannot be written ({error.strerror}).", 3) from error
    click.echo(f"{home.database} holds {done.responses:,} responses now, checked.")
    if aside.exists():
        click.echo(f"What stood there lies in {aside}.")
    if there.rewards and not done.codes_known:
        click.echo(
            "Reward codes that were given after this backup are not known any more, and would be given a"
            " second time: put new codes into the list before a kiosk asks again.",
            err=True,
        )


def _new_folder(wanted: Path) -> Path:
    """`wanted`, or another beside it that is not there yet."""
    others = (wanted.with_name(f"{wanted.name}-{number}") for number in range(2, 1000))
    return next(path for path in (wanted, *others) if not path.exists())


def _words(held: Held) -> str:
    count = "1 response" if held.responses == 1 else f"{held.responses:,} responses"
    if held.newest_ms is None:
        return count
    newest = datetime.fromtimestamp(held.newest_ms / 1000)
    return f"{count}, the newest of {newest:%Y-%m-%d %H:%M}"
