"""`kiosk doctor`: looks at everything a kiosk depends on, and says how to mend what is wrong."""

import json
import os
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from kiosk.home import Home
from kiosk.options.explained import paragraphs
from kiosk.reader_language import reader_words
from store.model.saying import N_
from store.words import Words

if TYPE_CHECKING:
    from kiosk.doctor.check import Check

_COLOURS = {"ok": "green", "warning": "yellow", "failure": "red"}


@click.command(
    name="doctor",
    help=paragraphs(
        N_("Check the terminal, the home, the store and the machine, and say how to mend what is wrong."),
        N_(
            "Exit code 1 when a check fails; a warning alone is 0. Run it on the kiosk's own screen,"
            " in the terminal in which the kiosk runs. Nothing is changed."
        ),
    ),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def command(home: Home, as_json: bool) -> None:
    from kiosk.doctor.check import State
    from kiosk.doctor.examine import examine

    words = reader_words(home)
    found: list[tuple[str, Check]] = []
    for section in examine(home, os.environ, datetime.now().astimezone()):
        found += ((section.name, check) for check in section.checks)
        if not as_json:
            click.echo(("" if len(found) == len(section.checks) else "\n") + _upper(words.say(section.name)))
            for check in section.checks:
                _print(check, words)
    failed = sum(check.state is State.FAILURE for _, check in found)
    warned = sum(check.state is State.WARNING for _, check in found)
    if as_json:
        document = {
            "healthy": not failed,
            "failures": failed,
            "warnings": warned,
            "checks": [
                {"section": section, **asdict(check)}
                | {"sentence": words.say(check.sentence), "mend": words.say(check.mend)}
                for section, check in found
            ],
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        failures = words.plural("{n} failure", "{n} failures", failed) if failed else words("no failure")
        warnings = words.plural("{n} warning", "{n} warnings", warned) if warned else words("no warning")
        checks = words("{n} checks", n=len(found))
        click.echo(f"\n{_upper(failures)}, {warnings}, {checks}.")
    click.get_current_context().exit(1 if failed else 0)


def _print(check: "Check", words: Words) -> None:
    width = max(len(words(state)) for state in _COLOURS)
    state = click.style(f"{words(check.state.value):{width}}", fg=_COLOURS[check.state.value])
    told = words("{name}: {sentence}", name=words.say(check.name), sentence=words.say(check.sentence))
    click.echo(f"  {state}  {told}")
    if check.mend:
        click.echo(f"  {'':{width}}  -> {words.say(check.mend)}")


def _upper(heading: str) -> str:
    return heading[:1].upper() + heading[1:]
