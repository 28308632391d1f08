"""`kiosk retention`: old texts, contacts and references are erased; the scores stay."""

import sys

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.settings import load_settings

_LOOKED_FOR = 200
"""So many of them, of all ages, are looked for in other files: a copy holds all of its time or none."""


@click.command(name="retention")
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(min=1),
    help="Erase what is older than N days. Default: retention_days of the settings.",
)
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def command(home: Home, days: int | None, yes: bool) -> None:
    """Erase comments, contacts and references that are older than so many days, for good.

    Scores, reasons and counts stay as they are. With retention_days in the settings a running kiosk does it
    by itself every day. Backups are not touched; those that still hold what was erased are named.
    """
    from kiosk.shop_clock import now_ms, shop_clock
    from kiosk.system_user import system_user
    from kiosk.traces import still_held
    from store.model.period import business_day, day_number
    from store.sqlite.database import open_database
    from store.sqlite.retention import Retention

    settings = load_settings(home)
    days = days or settings.retention_days
    if not days:
        raise Refusal("After how many days? Say --days, or set retention_days in the settings.", 2)
    today = business_day(shop_clock(settings.timezone)(), settings.day_starts)
    before = day_number(today) - days
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        retention = Retention(database)
        due = retention.due(before)
        if not due:
            click.echo(f"Nothing that tells of a person is older than {_days(days)}.")
            return
        if not yes:
            if not sys.stdin.isatty():
                raise Refusal(f"{due:,} responses are due, and nothing was erased; add --yes to erase.", 1)
            if not click.confirm(f"Erase texts, contacts and references of {due:,} responses for good?"):
                raise Refusal("Nothing was erased.", 1)
        erased = retention.forget(before, system_user(), f"older than {_days(days)}")
    click.echo(f"Erased in {len(erased):,} responses older than {_days(days)}; their scores stay.")
    if held := still_held(home, erased[:: len(erased) // _LOOKED_FOR + 1]):
        click.echo(f"Still in these files of {home.path}, from before:")
        for path in held:
            click.echo(f"  {path}")
    click.echo("Look to the copies that you keep elsewhere.")


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
