"""`kiosk import FILE`: answers that were given elsewhere, from a CSV file."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands import Refusal, refuse_no_file
from kiosk.home import Home
from kiosk.importing.preview import as_written
from kiosk.options.agreed import insist
from kiosk.options.explained import paragraphs
from kiosk.reader_language import reader_words
from kiosk.settings import Settings, load_settings
from store.exchange.imports.mapping import FileMapping, read_mapping
from store.exchange.imports.mapping_keys import DATES
from store.exchange.imports.sheet import ENCODINGS, SEPARATORS, Sheet, SheetError, open_sheet
from store.model.saying import N_, Saying, why_of
from store.words import Words

if TYPE_CHECKING:
    from store.exchange.imports.taking import Importer

_SEPARATORS = dict(zip(("semicolon", "comma", "tab", "bar"), SEPARATORS, strict=True))


@click.command(
    name="import",
    help=paragraphs(
        N_("Take over answers that were given elsewhere, from the CSV file FILE."),
        N_(
            "They get a channel of their own and are never added to the kiosk's. A mapping file says"
            " which column is what; without one it is asked on the terminal, and can be written down."
            " What will be taken is shown first. The same file again, or a longer one with the same"
            " rows, adds nothing twice; an import that was stopped goes on where it was. A row with a"
            " code that its scale does not have is not taken, but listed. A wrong one is taken back"
            " with --undo."
        ),
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    "mapping_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("A file that says which column is what (docs/import.md). Left out: it is asked."),
)
@click.option(
    "--encoding", type=click.Choice(ENCODINGS), help=N_("How FILE is encoded. Left out: it is found out.")
)
@click.option(
    "--separator",
    type=click.Choice([*_SEPARATORS]),
    help=N_("What stands between two cells. Left out: it is found out."),
)
@click.option(
    "--dates", type=click.Choice([*DATES]), help=N_("How dates are written. Left out: it is found out.")
)
@click.option(
    "--rejects",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_(
        "The file for rows that are not taken, each with its line and the reason. Left out: FILE-rejects.csv."
    ),
)
@click.option("--list", "listed", is_flag=True, help=N_("Show what was imported, each with its number."))
@click.option(
    "--undo",
    metavar="NUMBER|FILE",
    help=N_(
        "Take one import back: all that it added goes. If it is stopped, it goes on when asked for again."
    ),
)
@click.option(
    "--yes", is_flag=True, help=N_("Take the answers, or take them back, without showing and asking first.")
)
@click.pass_obj
def command(
    home: Home,
    file: Path | None,
    mapping_file: Path | None,
    encoding: str | None,
    separator: str | None,
    dates: str | None,
    rejects: Path | None,
    listed: bool,
    undo: str | None,
    yes: bool,
) -> None:
    from kiosk.importing.preview import preview
    from kiosk.importing.taking import over_lines, take, tell

    if sum((file is not None, listed, undo is not None)) != 1:
        raise Refusal(Saying("Name a file to import, or --list, or --undo and which one."), 2)
    if file is None:
        from kiosk.importing import undo as undoing

        undoing.show_imports(home) if undo is None else undoing.undo(home, undo, yes=yes)
        return
    file, words = file.expanduser(), reader_words(home)
    refuse_no_file(file, 2)
    settings = load_settings(home)
    try:
        mapping, text = _mapping(file, mapping_file, encoding, _SEPARATORS.get(separator or ""), words)
        chosen = _SEPARATORS.get(separator or "") or mapping.separator
        sheet = open_sheet(
            file,
            encoding=encoding or mapping.encoding,
            separator=chosen,
            quote=mapping.quote,
            header=mapping.header,
        )
        importer = _importer(sheet, replace(mapping, dates=dates or mapping.dates), settings, words)
        if not yes:
            with over_lines(words("Looking"), sheet) as advance:
                seen = importer.look(advance)
            for line in preview(importer, seen, words):
                click.echo(line)
            if not seen.responses:
                raise Refusal(Saying("There is nothing in it to take."), 1)
            several = words("Take these {count}?", count=words.count(seen.responses))
            insist(
                several if seen.responses > 1 else words("Take it?"),
                words,
                unasked=Saying("Nothing was taken; add --yes to take it."),
                refused=Saying("Nothing was taken."),
            )
        target = (rejects or file.with_name(f"{file.stem}-rejects.csv")).expanduser()
        done = take(home, settings, importer, text, target, words)
        if done is None:
            click.echo(words("{file} was taken before, to its end: there is nothing to add.", file=file.name))
        else:
            tell(*done, target, words)
    except SheetError as error:
        raise Refusal(str(error), 2) from None
    except FileNotFoundError as error:
        raise Refusal(Saying("{path} is missing.", path=error.filename), 2) from None
    except OSError as error:
        path = error.filename or file
        raise Refusal(Saying("{path} cannot be read ({why}).", path=path, why=why_of(error)), 2) from None


def _mapping(
    file: Path, mapping_file: Path | None, encoding: str | None, separator: str | None, words: Words
) -> tuple[FileMapping, str]:
    """The mapping, and its text: from its file, or asked for."""
    if mapping_file is not None:
        try:
            text = mapping_file.expanduser().read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            sentence = Saying("{path} is not UTF-8; save it as UTF-8.", path=mapping_file)
            raise Refusal(sentence, 2) from None
        return read_mapping(text, file=str(mapping_file)), text
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sentence = Saying("Which column is what? Say so with --mapping, or run it on a terminal to be asked.")
        raise Refusal(sentence, 2)
    from kiosk.importing.interview import interview

    sheet = open_sheet(file, encoding=encoding, separator=separator)
    written = words.say(as_written(sheet))
    columns = words.plural("{n} column", "{n} columns", len(sheet.columns))
    click.echo(f"{written}, {columns}.")
    text = interview(_ask, click.echo, sheet, survey=file.stem, words=words)
    _write_down(text, file, words)
    return read_mapping(text), text


def _write_down(text: str, file: Path, words: Words) -> None:
    """Writes the mapping where it is wanted; what is there already stays."""
    proposed = file.with_suffix(".toml")
    prompt = words("Write this down for the next time, - for no [{file}] ", file=proposed)
    while (named := _ask(prompt).strip()) != "-":
        target = Path(named or proposed).expanduser()
        try:
            with target.open("x", encoding="utf-8") as out:
                out.write(text)
        except OSError as error:
            click.echo(words("{path} cannot be written ({why}).", path=target, why=words.say(why_of(error))))
            continue
        command = f"kiosk import {file} --mapping {target}"
        click.echo(words("{path} is written: {command}", path=target, command=command))
        return


def _ask(prompt: str) -> str:
    typed: str = click.prompt(prompt, default="", show_default=False, prompt_suffix="")
    return typed


def _importer(sheet: Sheet, mapping: FileMapping, settings: Settings, words: Words) -> "Importer":
    from kiosk.shop_clock import now_ms, offset_min
    from store.exchange.imports.taking import AmbiguousDates, Importer

    def make(mapping: FileMapping) -> Importer:
        return Importer(
            sheet,
            mapping,
            offset_min=offset_min(settings.timezone),
            day_starts=settings.day_starts,
            now_ms=now_ms(),
        )

    try:
        return make(mapping)
    except AmbiguousDates as error:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise
        click.echo(words.say(error.unsure))
        day, month = words("day"), words("month")
        either = click.Choice([day, month], case_sensitive=False)
        first = click.prompt(words("Which stands first"), type=either)
        return make(replace(mapping, dates="day-first" if first == day else "month-first"))
