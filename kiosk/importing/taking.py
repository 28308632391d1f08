"""A whole file on its way into the home's store, and what is said of it."""

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import click

from kiosk.home import Home
from kiosk.importing.rejects import rejects_file
from kiosk.printed.progress import progress
from kiosk.printed.stopped import said_when_stopped
from kiosk.settings import Settings
from kiosk.shop_clock import now_ms
from kiosk.system_user import system_user
from store.exchange.imports.digest import digest
from store.exchange.imports.sheet import Sheet
from store.exchange.imports.taking import Importer
from store.model.survey_file.problem import shown
from store.sqlite.database import open_database
from store.sqlite.imported import Done, ImportedFile
from store.words import Words

_LISTED = 20


def take(
    home: Home, settings: Settings, importer: Importer, text: str, target: Path, words: Words
) -> tuple[Done, int] | None:
    """Takes a file into the store of `home`, its rejects to `target`; `text` is that of the mapping.

    Returns what came of it, and its number; None where all of it was taken before.
    """
    sheet, mapping = importer.sheet, importer.mapping
    about = (text, sheet.encoding, sheet.separator, mapping.dates, settings.timezone, settings.day_starts)
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        columns = json.dumps(sorted(sheet.columns), ensure_ascii=False)
        place = ImportedFile(
            database, digest(sheet.path, about), sheet.path.name, mapping.survey, mapping.channel, columns
        )
        if place.ended_ms is not None:
            return None
        if "id" not in mapping.columns and (others := place.others_columns()):
            told = words(
                "An earlier file of {survey} had other columns ({columns}): without a column of ids, rows of"
                " both are taken twice.",
                survey=mapping.survey.name,
                columns=_listed(json.loads(others)),
            )
            click.echo(told, err=True)
        place.begin()
        before = place.done()
        if before.rows:
            row = words.count(before.rows)
            click.echo(words("Going on after row {row}, where it was stopped.", row=row), err=True)
        with (
            said_when_stopped(lambda: _stopped(place.done().rows, words)),
            rejects_file(target, sheet.columns, words) as reject,
            over_lines(words("Taking"), sheet) as advance,
        ):
            importer.take(place, reject=reject, advance=advance)
        place.end(system_user())
        done = place.done()
        # Begun anew after an earlier import was taken back, what it had added then is not added now.
        return done if before.rows else done._replace(added=done.added - before.added), place.number


def _listed(columns: Sequence[str]) -> str:
    """Headings for a person, no more than can be read."""
    return ", ".join(map(shown, columns[:_LISTED])) + " …" * (len(columns) > _LISTED)


def _stopped(rows: int, words: Words) -> str:
    if not rows:
        return words("Stopped; nothing was taken.")
    return words("Stopped after row {row}: import it once more, and it goes on there.", row=words.count(rows))


def tell(done: Done, number: int, target: Path, words: Words) -> None:
    """Prints what came of the import `number`."""
    counted = [words("{count} added", count=words.count(done.added))]
    if done.changed:
        counted.append(words("{count} changed", count=words.count(done.changed)))
    if done.known:
        counted.append(words("{count} there already", count=words.count(done.known)))
    told = words(
        "{counted}; {rejected} of {rows} rows not taken.",
        counted=", ".join(counted),
        rejected=words.count(done.rejected),
        rows=words.count(done.rows),
    )
    click.echo(told)
    if done.rejected:
        click.echo(words("{path} lists those, each with its line and the reason.", path=target))
        click.echo(words("Mend them in the file itself and import it again: nothing is added twice."))
    if done.added:
        command = f"kiosk import --undo {number}"
        click.echo(words("If it is not right, take it back: {command}", command=command))


def over_lines(label: str, sheet: Sheet) -> AbstractContextManager[Callable[[int], None]]:
    """A bar over the lines of a file that takes a while; the lines of others are not even counted."""
    is_shown = sheet.path.stat().st_size >= 1 << 20 and sys.stderr.isatty()
    return progress(_lines(sheet.path) if is_shown else 0, label)


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
