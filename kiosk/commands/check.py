"""`kiosk check`: what is wrong with survey files and settings, by line, and how to mend it."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.options.explained import paragraphs
from kiosk.reader_language import reader_words
from kiosk.settings import Settings, SettingsError, read_settings
from kiosk.written_file import read_written
from store.model import survey_file
from store.model.saying import N_, Saying, why_of
from store.model.survey_file import check_survey
from store.model.survey_file.lines import line_of, lines_by_path
from store.model.survey_file.part import listed, write
from store.model.survey_file.problem import Problem, shown
from store.words import LANGUAGES, Words

SCHEMA = Path(survey_file.__file__).with_name("survey.schema.json")
_LONGEST = 1_000_000
"""Bytes: more are no file that a person wrote, and perhaps a device without an end."""


@click.command(
    name="check",
    help=paragraphs(
        N_("Check survey files and the settings."),
        N_(
            "Without a FILE, the settings and every survey of the home. A file called kiosk.toml is"
            " checked as settings, any other as a survey. Each problem is one line: file, line, key"
            " and value, what is wrong, and how to mend it. A warning stops nothing."
        ),
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.option(
    "--schema",
    is_flag=True,
    help=N_(
        "Print the JSON Schema of a survey, with which an editor completes and explains it, and"
        " do nothing else."
    ),
)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], as_json: bool, schema: bool) -> None:
    if schema:
        click.echo(SCHEMA.read_text(encoding="utf-8"), nl=False)
        return
    words = reader_words(ctx.obj)
    named = files or _all_of(ctx.obj)
    contents = [(file, _read(file, named=bool(files))) for file in named]
    problems = [problem for file, content in contents for problem in _check(file, content)]
    wrong = sum(not problem.warning for problem in problems)
    if as_json:
        told = [
            asdict(problem) | {"sentence": words.say(problem.sentence), "mend": words.say(problem.mend)}
            for problem in problems
        ]
        document = {"ok": not wrong, "files": [str(file) for file in named], "problems": told}
        click.echo(json.dumps(document, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(words.say(str(problem)))
        click.echo(_closing(len(named), wrong, len(problems) - wrong, words))
    ctx.exit(1 if wrong else 0)


def _all_of(home: Home) -> tuple[Path, ...]:
    try:
        set_up = home.is_set_up
    except OSError as error:
        sentence = Saying(
            "{path} cannot be read ({why}); name another with {option}.",
            path=home.path,
            why=why_of(error),
            option="--home",
        )
        raise Refusal(sentence, 2) from None
    if not set_up:
        sentence = Saying(
            "{path} is not set up; {command} does it, or name a file to check.",
            path=home.path,
            command="`kiosk init`",
        )
        raise Refusal(sentence, 2)
    return (home.settings_file, *sorted(home.surveys.glob("*.toml")))


def _read(file: Path, *, named: bool) -> bytes:
    try:
        if not named:
            return read_written(file)
        with file.open("rb") as opened:  # a pipe too
            return opened.read(_LONGEST)
    except OSError as error:
        sentence = Saying(
            "{path} cannot be read ({why}); name a file that can.", path=file, why=why_of(error)
        )
        raise Refusal(sentence, 2) from None


def _check(file: Path, content: bytes) -> Iterator[Problem]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        sentence = Saying("The byte {byte} is no UTF-8.", byte=f"0x{error.object[error.start]:02x}")
        yield Problem(str(file), line, "", None, sentence, Saying("Save the file as UTF-8."))
        return
    if file.name == "kiosk.toml":
        yield from _check_settings(file, text)
    else:
        survey, problems = check_survey(text, file=str(file), interface=LANGUAGES)
        yield from problems
        if survey is not None and survey.reward is not None and survey.reward.codes is not None:
            from kiosk.rewards.codes import check_codes

            yield from check_codes(file.parent / survey.reward.codes)


def _check_settings(file: Path, text: str) -> Iterator[Problem]:
    try:
        settings = read_settings(text, file=file)
    except SettingsError as error:
        yield from error.problems
    else:
        yield from _check_survey_of(file, text, settings)


def _check_survey_of(file: Path, text: str, settings: Settings) -> Iterator[Problem]:
    """What is wrong between the settings and the survey that they name."""
    lines = lines_by_path(text)

    def problem(key: str, value: str, sentence: Saying, mend: Saying) -> Problem:
        return Problem(str(file), line_of((key,), lines), key, shown(value), sentence, mend)

    survey_file = Home(file.parent).surveys / f"{settings.survey}.toml"
    try:
        survey = check_survey(read_written(survey_file).decode("utf-8")).survey
    except UnicodeDecodeError:
        return  # said when that file itself is checked
    except OSError:
        there = sorted(other.stem for other in survey_file.parent.glob("*.toml"))
        if settings.survey in there:
            return  # likewise
        mend = write(listed(map(shown, there))) if there else Saying("Put its file there.")
        yield problem("survey", settings.survey, Saying("There is no {path}.", path=survey_file), mend)
        return
    if survey is not None and settings.language is not None and settings.language not in survey.languages:
        sentence = Saying('The survey "{name}" is not in that language.', name=settings.survey)
        mend = write(listed(map(shown, survey.languages)))
        yield problem("language", settings.language, sentence, mend)


def _closing(files: int, wrong: int, warnings: int, words: Words) -> str:
    checked = words.plural("{n} file checked", "{n} files checked", files)
    problems = words.plural("{n} problem", "{n} problems", wrong)
    advice = words.plural("{n} warning", "{n} warnings", warnings)
    if wrong and warnings:
        return words(
            "{checked}: {problems} and {warnings}.", checked=checked, problems=problems, warnings=advice
        )
    found = problems if wrong else advice if warnings else words("nothing to mend")
    return words("{checked}: {found}.", checked=checked, found=found)
