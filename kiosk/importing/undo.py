"""`kiosk import --list` and `--undo`: what was imported, and one of it taken back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.reader_language import reader_words
from kiosk.settings import timezone_of
from kiosk.shop_clock import on_the_wall
from kiosk.system_user import system_user
from store.model.saying import Saying
from store.words import Words

if TYPE_CHECKING:
    from store.sqlite.taking_back import Import, Standing


def show_imports(home: Home) -> None:
    """Prints a line an import, oldest first."""
    from kiosk.shop_clock import now_ms
    from store.sqlite.database import open_database
    from store.sqlite.taking_back import imports

    found, words = [], reader_words(home)
    if home.database.exists():
        with open_database(home.database, writing=False, now_ms=now_ms) as database:
            found = imports(database)
    if not found:
        click.echo(words("Nothing was imported, or all of it was taken back."))
    width = max((len(str(one.number)) for one in found), default=0)
    for one in found:
        parts = (_named(one, words, timezone_of(home)), *_came_of_it(one, words))
        click.echo(f"{one.number:>{width}}  {' · '.join(parts)}")


def undo(home: Home, wanted: str, *, yes: bool) -> None:
    """Takes one import back, named by its number or by its file, when that is confirmed."""
    from kiosk.options.agreed import insist
    from kiosk.printed.progress import progress
    from kiosk.printed.stopped import said_when_stopped
    from kiosk.shop_clock import now_ms
    from store.sqlite.database import open_database
    from store.sqlite.taking_back import TakingBack, imports

    words = reader_words(home)
    if not home.database.exists():
        raise Refusal(Saying("Nothing was imported here."), 1)
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        one = _found(imports(database), wanted)
        taking = TakingBack(database)
        standing = taking.standing(one.number)
        click.echo(_named(one, words, timezone_of(home)), err=True)
        for line in would_go(one, standing, words):
            click.echo(line, err=True)
        if not yes:
            insist(
                words("Take it back?"),
                words,
                unasked=Saying("Nothing was taken back; add --yes to take it back."),
                refused=Saying("Nothing was taken back."),
            )
        command = f"kiosk import --undo {one.number}"
        with (
            said_when_stopped(lambda: words("Stopped; {command} goes on where it was.", command=command)),
            progress(standing.responses, words("Taking back"), least=2_000) as advance,
        ):
            again = taking.take_back(one.number, system_user(), advance)
    told = words.plural(
        "{file}: {count} response was taken back.",
        "{file}: {count} responses were taken back.",
        standing.responses,
        file=one.file,
    )
    click.echo(told)
    for file in again:
        later = words(
            "{file}, imported later, had rows of it too: import it again to have them back.", file=file
        )
        click.echo(later)


def _found(found: "list[Import]", wanted: str) -> "Import":
    """The one that is meant. A Refusal where none is, or more than one."""
    name = wanted.replace("\\", "/").rsplit("/", 1)[-1]
    meant = [one for one in found if str(one.number) == wanted or one.file == name]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        none = Saying(
            "There is no import {name}; {command} tells those that there are.",
            name=wanted,
            command="kiosk import --list",
        )
        raise Refusal(none, 1)
    several = Saying(
        "{name} was imported more than once: name one of {numbers} ({command}).",
        name=name,
        numbers=", ".join(str(one.number) for one in meant),
        command="kiosk import --list",
    )
    raise Refusal(several, 2)


def _named(one: "Import", words: Words, timezone: str | None) -> str:
    begun = on_the_wall(one.begun_ms, timezone)
    return words(
        "{file}, {day} {time}, survey {survey}, channel {channel}",
        file=one.file,
        day=words.date(begun.date(), short=True, year=True),
        time=words.time(begun),
        survey=one.survey,
        channel=one.channel,
    )


def _came_of_it(one: "Import", words: Words) -> Iterator[str]:
    yield words("{count} added", count=words.count(one.added))
    if one.changed:
        yield words("{count} changed", count=words.count(one.changed))
    if one.known:
        yield words("{count} there already", count=words.count(one.known))
    if one.leaving:
        command = f"kiosk import --undo {one.number}"
        yield words("being taken back; go on with {command}", command=command)
    elif one.ended_ms is None and one.rows:
        yield words("stopped after row {row}", row=words.count(one.rows))
    elif one.ended_ms is None:
        yield words("to be imported again")


def would_go(one: "Import", standing: "Standing", words: Words) -> Iterator[str]:
    """Lines about what goes when an import is taken back: to be known before."""
    yield words.plural(
        "{count} response would go, for good.",
        "{count} responses would go, for good.",
        standing.responses,
    )
    met = standing.responses - one.added
    if met > 0:
        yield words.plural(
            "{count} of them was here before the import, by a merge; it goes too.",
            "{count} of them were here before the import, by a merge; they go too.",
            met,
        )
    if standing.voided:
        yield words.plural(
            "{count} of them was left out by somebody; that goes with it.",
            "{count} of them were left out by somebody; that goes with them.",
            standing.voided,
        )
    if standing.called:
        yield words.plural(
            "{count} of them was called back; that goes with it.",
            "{count} of them were called back; that goes with them.",
            standing.called,
        )
    if standing.erased:
        yield words.plural(
            "{count} of them was erased, and will be again should the same row come back.",
            "{count} of them were erased, and will be again should the same rows come back.",
            standing.erased,
        )
    if one.changed:
        yield words.plural(
            "{count} response of an earlier import that it changed stays as it is now.",
            "{count} responses of earlier imports that it changed stay as they are now.",
            one.changed,
        )
