"""The documentation is true: what it names exists, and what it shows is what comes out."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from kiosk.commands import cli
from kiosk.home import Home, make_home
from store.exchange.imports.mapping import read_mapping
from store.exchange.imports.mapping_keys import COLUMNS, MAPPING, QUESTION
from store.model.survey_file import check_survey, keys
from store.templates import TEMPLATES
from store.words import LANGUAGES

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)

CODE = re.compile(r"```(\w*)\n(.*?)```|`([^`\n]+)`", re.DOTALL)
FILE = re.compile(r"^`([\w.-]+)`[^\n]*\n\n```(?:csv|toml)\n(.*?)```", re.DOTALL | re.MULTILINE)
"""A file that is shown whole, under its name."""
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")


def command_lines(text: str) -> list[list[str]]:
    """Every `kiosk …` of a page, as its words; a shell's own signs end a command."""
    found = []
    for language, block, inline in CODE.findall(text):
        if language not in ("", "sh", "console"):
            continue
        for line in re.split(r"\n|&&|;|\|", block or inline):
            line = line.strip().removeprefix("$ ").split(" #")[0].split(" >")[0]
            if re.match(r"(\.venv/bin/)?kiosk( |$)", line):
                found.append(shlex.split(line)[1:])
    return found


@page
def test_every_command_and_option_exists(page: Path) -> None:
    root = click.Context(cli)
    for words in command_lines(page.read_text(encoding="utf-8")):
        group_options = {name for param in cli.params for name in param.opts}
        while words and words[0].startswith("-"):
            assert words[0] in {*group_options, "--help", "-h"}, words
            words = words[2:] if words[0] == "--home" else words[1:]
        if not words:
            continue
        command = cli.get_command(root, words[0])
        assert command is not None, f"no command {words[0]!r} in {page.name}"
        known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
        for word in words[1:]:
            if word.startswith("--"):
                assert word.split("=")[0] in {*known, "--help"}, f"{words} in {page.name}"


@page
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), f"{target} in {page.name}"


def test_every_command_is_documented() -> None:
    told = {words[0] for path in PAGES for words in command_lines(path.read_text(encoding="utf-8")) if words}
    assert set(cli.list_commands(click.Context(cli))) <= told


@page
def test_every_example_prints_what_is_shown(page: Path, tmp_path: Path) -> None:
    make_home(Home(tmp_path / "home"))
    for name, content in FILE.findall(page.read_text(encoding="utf-8")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    for language, block, _ in CODE.findall(page.read_text(encoding="utf-8")):
        if language != "console":
            continue
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = example.partition("\n")
            done = subprocess.run(
                [sys.executable, "-m", *shlex.split(line)],
                cwd=tmp_path,
                env={"KIOSK_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8", "PATH": ""},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.stdout.rstrip() == shown.rstrip(), done.stderr


@page
def test_every_survey_that_is_shown_is_right(page: Path) -> None:
    """One that begins with a question is shown without its heading."""
    for language, block, _ in CODE.findall(page.read_text(encoding="utf-8")):
        if language == "toml" and "[columns]" in block:
            read_mapping(block, file=page.name)
        elif language == "toml":
            heading = "" if block.startswith("name") else 'name = "shown"\nlanguages = ["en", "fr"]\n'
            checked = check_survey(heading + block, file=page.name, interface=LANGUAGES)
            assert [*map(str, checked.problems)] == []


def first_cells(heading: str, page: str = "surveys.md") -> list[str]:
    """The names in the first column of the table under `heading` in a page."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    table = text[text.index(f"| {heading} |") :].split("\n\n")[0]
    return [
        name for line in table.splitlines()[2:] for name in re.findall(r"`(\w[\w-]*)`", line.split("|")[1])
    ]


def test_every_key_of_a_survey_is_documented() -> None:
    assert {*first_cells("of the survey")} == {*keys.SURVEY}
    assert {*first_cells("of a `[[question]]`")} == {*keys.QUESTION}
    assert {*first_cells("of a `[[question.follow_up]]`")} == {*keys.FOLLOW_UP}
    assert {*first_cells("of `ask`")} == {*keys.ASK}
    assert {*first_cells("of `[reward]`")} == {*keys.REWARD}


def test_every_key_of_a_mapping_is_documented() -> None:
    assert {*first_cells("of the mapping", "import.md")} == {*MAPPING}
    assert {*first_cells("of `[columns]`", "import.md")} == {*COLUMNS}
    assert {*first_cells("of a `[[question]]`", "import.md")} == {*QUESTION}


def test_every_template_is_documented() -> None:
    page = (ROOT / "docs" / "surveys.md").read_text(encoding="utf-8")
    assert first_cells("template") == [*TEMPLATES]
    assert all(f"| {when} |" in page for when in TEMPLATES.values())


def test_the_table_of_dependencies_is_whole() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[^\w-]", line)[0] for line in project["dependencies"] if "win32" not in line}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert wanted == set(re.findall(r"^\| ([\w-]+) \|.*\|.*\|$", readme, re.MULTILINE)) - {"package", "to"}
