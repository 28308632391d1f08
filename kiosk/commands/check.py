"""`kiosk check`: what is wrong with survey files and settings, by line, and how to mend it."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.settings import Settings, SettingsError, read_settings
from store.model import survey_file
from store.model.survey_file import check_survey
from store.model.survey_file.lines import line_of, lines_by_path
from store.model.survey_file.problem import Problem, shown
from store.words import LANGUAGES

SCHEMA = Path(survey_file.__file__).with_name("survey.schema.json")
_LONGEST = 1_000_000
"""Bytes: more are no file that a person wrote, and perhaps a device without an end."""


@click.command(name="check")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option(
    "--schema",
    is_flag=True,
    help="Print the JSON Schema of a survey, for an editor to complete and explain it, and do nothing else.",
)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], as_json: bool, schema: bool) -> None:
    """Check survey files and the settings.

    Without a FILE, the settings and every survey of the home. A file called kiosk.toml is checked as
    settings, any other as a survey. Each problem is one line: file, line, key and value, what is wrong,
    and how to mend it. A warning stops nothing.
    """
    if schema:
        click.echo(SCHEMA.read_text(encoding="utf-8"), nl=False)
        return
    named = files or _all_of(ctx.obj)
    contents = [(file, _read(file)) for file in named]
    problems = [problem for file, content in contents for problem in _check(file, content)]
    wrong = sum(not problem.warning for problem in problems)
    if as_json:
        document = {"ok": not wrong, "files": [str(file) for file in named]}
        click.echo(json.dumps(document | {"problems": [asdict(problem) for problem in problems]}))
    else:
        for problem in problems:
            click.echo(problem)
        click.echo(_closing(len(named), wrong, len(problems) - wrong))
    ctx.exit(1 if wrong else 0)


def _all_of(home: Home) -> tuple[Path, ...]:
    try:
        set_up = home.is_set_up
    except OSError as error:
        raise Refusal(
            f"{home.path} cannot be read ({error.strerror}): name another with --home.", 2
        ) from None
    if not set_up:
        raise Refusal(f"{home.path} is not set up: run `kiosk init`, or name a file to check.", 2)
    return (home.settings_file, *sorted(home.surveys.glob("*.toml")))


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_LONGEST)
    except OSError as error:
        raise Refusal(f"{file} cannot be read ({error.strerror}): name a file that can.", 2) from None


def _check(file: Path, content: bytes) -> Iterator[Problem]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        sentence = f"The byte 0x{error.object[error.start]:02x} is no UTF-8."
        yield Problem(str(file), line, "", None, sentence, "Save the file as UTF-8.")
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

    def problem(key: str, value: str, sentence: str, mend: str) -> Problem:
        return Problem(str(file), line_of((key,), lines), key, shown(value), sentence, mend)

    survey_file = Home(file.parent).surveys / f"{settings.survey}.toml"
    try:
        survey = check_survey(survey_file.read_text(encoding="utf-8")).survey
    except FileNotFoundError:
        there = sorted(other.stem for other in survey_file.parent.glob("*.toml"))
        mend = f"There is {', '.join(map(shown, there))}." if there else "Put its file there."
        yield problem("survey", settings.survey, f"There is no {survey_file}.", mend)
        return
    except (OSError, UnicodeDecodeError):
        return  # said when that file itself is checked
    if survey is not None and settings.language is not None and settings.language not in survey.languages:
        sentence = f'The survey "{settings.survey}" is not in that language.'
        yield problem("language", settings.language, sentence, f"Write one of {shown([*survey.languages])}.")


def _closing(files: int, wrong: int, warnings: int) -> str:
    counted = "1 file" if files == 1 else f"{files} files"
    found = [
        f"{n} {word}{'s' if n > 1 else ''}" for n, word in ((wrong, "problem"), (warnings, "warning")) if n
    ]
    return f"{counted} checked: {' and '.join(found) or 'nothing to mend'}."
