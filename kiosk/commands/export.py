"""`kiosk export FILE`: the answers as CSV, JSON Lines or Parquet."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from kiosk import private_file
from kiosk.commands import Refusal, there_already
from kiosk.home import Home
from kiosk.options.day import day
from kiosk.options.explained import paragraphs
from kiosk.printed.progress import progress
from kiosk.reader_language import reader_words
from store.model.saying import N_, Saying, why_of

if TYPE_CHECKING:
    from store.exchange.export import Table
    from store.exchange.record import Record, Wanted
    from store.model.reader import AskedQuestion

_SUFFIXES = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


@click.command(
    name="export",
    help=paragraphs(
        N_("Write the answers to FILE (- for the screen or a pipe), as CSV, JSON Lines or Parquet."),
        N_(
            "One row a response and a column a question, for spreadsheets; with --long one row an"
            " answer. Excluded responses are among them, with the rules that leave them out of the"
            " scores. Rows come in the order of their last change, so that --since goes on where the"
            " last export ended."
        ),
    ),
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    help=N_("The format. Left out: by the ending of FILE, and csv for -."),
)
@click.option(
    "--long",
    "by_answer",
    is_flag=True,
    help=N_("Write one row for each answer, instead of one for each response."),
)
@click.option(
    "--from", "first", metavar="DATE", type=day, help=N_("From this business day on, such as 2026-11-21.")
)
@click.option(
    "--to", "last", metavar="DATE", type=day, help=N_("Up to this business day, which is included.")
)
@click.option(
    "--since",
    metavar="REVISION",
    type=click.IntRange(min=0),
    default=0,
    help=N_("Only what changed after this revision, the last one of the export before."),
)
@click.option("--force", is_flag=True, help=N_("Replace FILE if it is there already."))
@click.pass_obj
def command(
    home: Home,
    file: Path,
    form: str | None,
    by_answer: bool,
    first: date | None,
    last: date | None,
    since: int,
    force: bool,
) -> None:
    from store.exchange.export import FORMATS, long, wide
    from store.exchange.record import Wanted
    from store.model.period import day_number

    if first is not None and last is not None and last < first:
        raise Refusal(Saying("--to {last} is before --from {first}.", last=last, first=first), 2)
    if file.is_dir():
        raise Refusal(Saying("{path} is a folder; name a file in it.", path=file), 2)
    form = form or _by_suffix(file)
    write = _parquet_writer() if form == "parquet" else FORMATS[form]
    wanted = Wanted(
        None if first is None else day_number(first),
        None if last is None else day_number(last),
        since,
    )
    seen = _Seen(since)
    words = reader_words(home)
    with _answers(home, wanted) as (questions, records, length):
        try:
            with (
                _opened(file, force=force) as out,
                progress(length, words("Exporting"), least=20_000) as advance,
            ):
                write((long if by_answer else wide)(questions), seen.passing(records, advance), out)
        except BrokenPipeError:
            raise
        except OSError as error:
            sentence = Saying("{path} cannot be written ({why}).", path=file, why=why_of(error))
            if str(file) == "-":
                sentence = Saying("What is put out cannot be written ({why}).", why=why_of(error))
            raise Refusal(sentence, 2) from error
    responses = words.plural("{count} response", "{count} responses", seen.count)
    if first or last:  # going on by revision would miss the other days
        click.echo(f"{responses}.", err=True)
    else:
        option = f"--since {seen.revision}"
        told = words(
            "{responses}; the next export may go on with {option}.", responses=responses, option=option
        )
        click.echo(told, err=True)


@contextmanager
def _answers(
    home: Home, wanted: "Wanted"
) -> "Iterator[tuple[Sequence[AskedQuestion], Iterable[Record], int]]":
    """The questions of the store, its responses and their number; none where nobody has answered yet."""
    from kiosk.shop_clock import now_ms
    from store.sqlite.database import open_database
    from store.sqlite.engine import sqlite3
    from store.sqlite.error import explained
    from store.sqlite.walk import how_many, leaving

    if home.is_set_up and not home.database.exists():
        yield (), (), 0
        return
    try:
        with (
            open_database(home.database, writing=False, now_ms=now_ms) as database,
            leaving(database, wanted) as (questions, records),
        ):
            yield questions, records, how_many(database, wanted)
    except sqlite3.Error as error:
        raise explained(error, home.database) from error


def _parquet_writer() -> "Callable[[Table, Iterable[Record], TextIO], None]":
    """Writes through the file's bytes. Refusal where the package for it is not installed."""
    try:
        from store.exchange.parquet import write_parquet
    except ModuleNotFoundError:
        raise Refusal(
            Saying(
                "Parquet needs one more package: {command} (that is pyarrow).",
                command="pip install 'survey-kiosk[parquet]'",
            ),
            2,
        ) from None
    return lambda table, records, out: write_parquet(table, records, out.buffer)


class _Seen:
    """What has gone by on the way out."""

    def __init__(self, revision: int) -> None:
        self.count, self.revision = 0, revision

    def passing(self, records: "Iterable[Record]", advance: Callable[[int], None]) -> "Iterator[Record]":
        for record in records:
            yield record
            self.count, self.revision = self.count + 1, record.revision
            advance(1)


def _by_suffix(file: Path) -> str:
    if str(file) == "-":
        return "csv"
    found = _SUFFIXES.get(file.suffix.lower())
    if found is None:
        raise Refusal(
            Saying(
                "The ending of {path} names no format; take .csv, .jsonl or .parquet, or add --format csv.",
                path=file,
            ),
            2,
        )
    return found


@contextmanager
def _opened(file: Path, *, force: bool) -> Iterator[TextIO]:
    """The output: standard output, or a file that gets its name only when it is whole."""
    if str(file) == "-":
        # Spreadsheets want CRLF and UTF-8, whatever this machine's own are.
        with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="", closefd=False) as out:
            yield out
        return
    if file.exists() and not force:
        raise Refusal(there_already(file), 2)
    with private_file.growing(file) as out:
        yield out
