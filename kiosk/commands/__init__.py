"""The command line: one file a command, imported only when it is called."""

import stat
from collections.abc import Sequence
from gettext import gettext
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kiosk.home import HomeError, find_home
from kiosk.options.explained import explained, paragraphs
from kiosk.reader_language import reader_words
from store.model.saying import N_, Saying
from store.words import Words, words_for
from store.words.command_line import speak

COMMANDS = {
    "run": N_("Ask customers; `kiosk` alone does the same."),
    "agent": N_("Ask callers and key what they say, at a desk."),
    "ask": N_("Ask one visitor, and print the answers as JSON."),
    "operator": N_("Watch the scores live."),
    "init": N_("Set up a home: settings and a survey."),
    "check": N_("Check survey files and the settings."),
    "pin": N_("Change a PIN; add and remove people."),
    "calc": N_("Work out a score from counts."),
    "scores": N_("Show the scores as a table or JSON."),
    "report": N_("Put a period on one page: text or HTML."),
    "import": N_("Take over answers from a CSV file."),
    "export": N_("Write the answers out as CSV or JSON Lines."),
    "backup": N_("Copy the store to a checked, dated file."),
    "restore": N_("Put a backup in the store's place."),
    "merge": N_("Bring in the answers of other kiosks."),
    "void": N_("Leave a response out of the scores, or not."),
    "erase": N_("Erase what a person wrote; scores stay."),
    "retention": N_("Erase old texts and contacts; scores stay."),
    "demo": N_("Try it with 90 days of made-up answers."),
    "doctor": N_("Check the terminal, the store and the machine."),
}
"""Every command and its line of help, known without importing it; each fits beside its name in 80 columns."""

_HOMELESS = {"calc", "demo"}
"""Commands that need no home."""


class Refusal(click.ClickException):
    """Ends a command with one sentence on stderr, in the reader's language where it is `Saying`, and a code.

    1: the answer is no; 2: wrong usage or bad input; 3: the store cannot be read or written.
    """

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.exit_code = code  # type: ignore[misc]  # declared for the class, read from the instance


def there_already(file: object) -> str:
    """What is said of a file that is not replaced unasked."""
    return Saying("{path} is there already; name another file, or add --force to replace it.", path=file)


def refuse_no_file(path: Path, code: int) -> None:
    """Refusal where there is nothing at `path`, or a folder; who may not look is told by whoever opens it."""
    try:
        folder = stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise Refusal(Saying("{path} is missing.", path=path), code) from None
    except OSError:
        return
    if folder:
        raise Refusal(Saying("{path} is a folder; name a file in it.", path=path), code)


def _choose_home(ctx: click.Context, _option: click.Parameter, folder: str | None) -> None:
    if folder is not None:
        ctx.obj = ctx.find_root().obj = find_home(folder)
    if ctx.info_name != "doctor" and not ctx.resilient_parsing:  # which lists it among other things
        ctx.obj.refuse_file()


_HOME = click.Option(
    ["--home"],
    metavar="DIR",
    expose_value=False,
    callback=_choose_home,
    help=N_("The folder of the shop; it may stand before the command too."),
)
"""People write it after the command as often as before it."""


class _Lazy(click.Group):
    """Knows its commands by name, imports `kiosk/commands/NAME.py` for the one that is called."""

    words: Words = words_for("en")
    """What it explains and complains in."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # Python would not take `import` for a module's name.
        module = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        command = import_module(f"kiosk.commands.{module}").command
        assert isinstance(command, click.Command)
        return explained(command, self.words, *(() if cmd_name in _HOMELESS else (_HOME,)))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            ctx.obj = find_home(ctx.params.get("home"))
        except HomeError:
            if args[0] not in _HOMELESS:
                raise
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            if near := get_close_matches(args[0], COMMANDS, n=1):
                words = self.words
                ctx.fail(words("No such command {name!r}. Did you mean {near}?", name=args[0], near=near[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(gettext("Commands")):
            formatter.write_dl(list(self._lines().items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        names = [
            CompletionItem(name, help=line)
            for name, line in self._lines().items()
            if name.startswith(incomplete) and not incomplete.startswith("-")
        ]
        return names + click.Command.shell_complete(self, ctx, incomplete)

    def _lines(self) -> dict[str, str]:
        return {name: self.words(line) for name, line in COMMANDS.items()}


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from kiosk import version

        click.echo(f"kiosk {version()}")
        ctx.exit()


@click.command(
    cls=_Lazy,
    help=paragraphs(
        N_("Ask customers how it was, keep every answer in one file, and see the scores live."),
        N_("`kiosk` alone asks; everything it needs is made the first time."),
    ),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--home",
    metavar="DIR",
    help=N_("The folder of the shop. Left out: KIOSK_HOME, else your own data folder."),
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help=N_("Show the version."),
)
@click.pass_context
def cli(ctx: click.Context, home: str | None) -> int | None:
    if ctx.invoked_subcommand is not None:
        return None
    ctx.obj = find_home(home)
    from kiosk.asking import ask

    return ask(ctx.obj, {})


def command_line(arguments: Sequence[str]) -> _Lazy:
    """`cli` as whoever types these arguments reads it: what is explained and refused is in their language."""
    try:
        home = find_home(_home_among(arguments))
    except HomeError:  # which a command says, and help has no need of
        home = None
    words = reader_words(home)
    speak(words.language)
    told = explained(cli, words)
    assert isinstance(told, _Lazy)
    told.words = words
    return told


def _home_among(arguments: Sequence[str]) -> str | None:
    """The folder after `--home`, before the command or behind it: click reads it after a `--help`."""
    folder = None
    for option, following in zip(arguments, [*arguments, None][1:], strict=True):
        name, sign, value = option.partition("=")
        if name == "--home":
            folder = value if sign else following
    return folder
