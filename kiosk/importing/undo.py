"""`kiosk import --list` and `--undo`: what was imported, and one of it taken back."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from kiosk.commands import Refusal
from kiosk.home import Home

if TYPE_CHECKING:
    from store.sqlite.taking_back import Import, Standing, TakingBack


def show_imports(home: Home) -> None:
    """Prints a line an import, oldest first."""
    from kiosk.shop_clock import now_ms
    from store.sqlite.database import open_database
    from store.sqlite.taking_back import imports

    found = []
    if home.database.exists():
        with open_database(home.database, writing=False, now_ms=now_ms) as database:
            found = imports(database)
    if not found:
        click.echo("Nothing was imported, or all of it was taken back.")
        return
    width = len(str(found[-1].number))
    for one in found:
        changed = f", {one.changed:,} changed" if one.changed else ""
        known = f", {one.known:,} there already" if one.known else ""
        click.echo(f"{one.number:>{width}}  {_named(one)}: {one.added:,} added{changed}{known}{_state(one)}")


def undo(home: Home, wanted: str, *, yes: bool) -> None:
    """Takes one import back, named by its number or by its file, when that is confirmed."""
    from kiosk.shop_clock import now_ms
    from kiosk.system_user import system_user
    from store.sqlite.database import open_database
    from store.sqlite.taking_back import TakingBack, imports

    if not home.database.exists():
        raise Refusal("Nothing was imported here.", 1)
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        one = _found(imports(database), wanted)
        taking = TakingBack(database)
        standing = taking.standing(one.number)
        click.echo(f"{_named(one)}: {_answers(standing.responses)} would go, for good.", err=True)
        for line in _besides(one, standing):
            click.echo(line, err=True)
        if not yes:
            if not sys.stdin.isatty():
                raise Refusal("Nothing was taken back; add --yes to take it back.", 1)
            if not click.confirm("Take it back?", err=True):
                raise Refusal("Nothing was taken back.", 1)
        again = _take_back(taking, one.number, system_user(), standing.responses)
    click.echo(f"{_answers(standing.responses)} of {one.file} taken back.")
    for file in again:
        click.echo(f"{file}, imported later, had rows of it too: import it again to have them back.")


def _take_back(taking: "TakingBack", number: int, by: str, length: int) -> tuple[str, ...]:
    if length < 2_000 or not sys.stderr.isatty():
        return taking.take_back(number, by)
    with click.progressbar(length=length, label="Taking back", file=sys.stderr) as bar:
        return taking.take_back(number, by, bar.update)


def _found(found: "list[Import]", wanted: str) -> "Import":
    """The one that is meant. A Refusal where none is, or more than one."""
    name = wanted.replace("\\", "/").rsplit("/", 1)[-1]
    meant = [one for one in found if str(one.number) == wanted or one.file == name]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise Refusal(f"There is no import {wanted}; kiosk import --list tells those that there are.", 1)
    numbers = ", ".join(str(one.number) for one in meant)
    raise Refusal(f"{name} was imported more than once: name one of {numbers} (kiosk import --list).", 2)


def _named(one: "Import") -> str:
    begun = datetime.fromtimestamp(one.begun_ms / 1000)
    return f"{one.file}, {begun:%Y-%m-%d %H:%M}, survey {one.survey}, channel {one.channel}"


def _state(one: "Import") -> str:
    if one.leaving:
        return f"; being taken back, go on with kiosk import --undo {one.number}"
    if one.ended_ms is None:
        return f"; stopped after row {one.rows:,}" if one.rows else "; to be imported again"
    return ""


def _besides(one: "Import", standing: "Standing") -> list[str]:
    """What else has to be known before."""
    told = []
    for count, what in ((standing.voided, "left out by a person"), (standing.called, "called back")):
        if count:
            told.append(f"{_of_them(count)} {what}; that goes with them, and stays in the log.")
    if standing.erased:
        told.append(f"{_of_them(standing.erased)} erased, and will be again should the same rows come back.")
    if one.changed:
        told.append(f"What it changed of earlier imports stays as it is now ({_answers(one.changed)}).")
    return told


def _of_them(count: int) -> str:
    return "1 of them was" if count == 1 else f"{count:,} of them were"


def _answers(count: int) -> str:
    return "1 response" if count == 1 else f"{count:,} responses"
