"""`kiosk merge FILE`: another kiosk's store, brought into this one."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kiosk.home import Home


@click.command(name="merge")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def command(home: Home, files: tuple[Path, ...]) -> None:
    """Bring the answers of other kiosks into this store, as often as you like.

    FILE is another kiosk's backup, its kiosk.db, or its home. Only what has changed there since the last
    time is looked at, and nothing is added twice. What was voided or erased there is voided or erased here
    too. The other store is not changed; merge both ways, and both know the same.
    """
    from kiosk.shop_clock import now_ms
    from kiosk.system_user import system_user
    from store.sqlite.database import open_database
    from store.sqlite.merging import Merging

    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        merging = Merging(database)
        for named in files:
            file = named.expanduser()
            file = file / home.database.name if file.is_dir() else file
            with (
                open_database(file, writing=False, now_ms=now_ms) as source,
                _progress(merging.waiting(source)) as advance,
            ):
                done = merging.merge(source, system_user(), advance)
            changed = f", {done.changed:,} changed" if done.changed else ""
            click.echo(f"{file}: {done.added:,} added{changed}, of {done.seen:,} that are new there.")
            for label in done.namesakes:
                click.echo(
                    f'Both have a kiosk called "{label}", and their answers stand under one name now; '
                    "give each its own (label in kiosk.toml).",
                    err=True,
                )


@contextmanager
def _progress(length: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing in a pipe; it comes only where there is something to wait for."""
    if length < 2_000 or not sys.stderr.isatty():
        yield lambda count: None
        return
    with click.progressbar(length=length, label="Merging", file=sys.stderr) as bar:
        yield bar.update
