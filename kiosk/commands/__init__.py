"""The command line: one file a command, imported only when it is called."""

import stat
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kiosk.home import find_home
from kiosk.reader_language import reader_words, speak_to_reader

COMMANDS = {
    "run": "Ask customers; `kiosk` alone does the same.",
    "agent": "Ask callers and key what they say, at a desk.",
    "ask": "Ask one visitor, and print the answers as JSON.",
    "operator": "Watch the scores live.",
    "init": "Set up a home: settings and a survey.",
    "check": "Check survey files and the settings.",
    "pin": "Change a PIN; add and remove people.",
    "calc": "Work out a score from counts.",
    "scores": "Show the scores as a table or JSON.",
    "report": "Put a period on one page: text or HTML.",
    "import": "Take over answers from a CSV file.",
    "export": "Write the answers out as CSV or JSON Lines.",
    "backup": "Copy the store to a checked, dated file.",
    "restore": "Put a backup in the store's place.",
    "merge": "Bring in the answers of other kiosks.",
    "void": "Leave a response out of the scores, or not.",
    "erase": "Erase what a person wrote; scores stay.",
    "retention": "Erase old texts and contacts; scores stay.",
    "demo": "Try it with 90 days of made-up answers.",
    "doctor": "Check the terminal, the store and the machine.",
}
"""Every command and its line of help, known without importing it."""


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
    from store.model.saying import Saying

    return Saying("{path} is there already; name another file, or add --force to replace it.", path=file)


def refuse_no_file(path: Path, code: int) -> None:
    """Refusal where there is nothing at `path`, or a folder; who may not look is told by whoever opens it."""
    from store.model.saying import Saying

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
    help="The folder of the shop, as before the command.",
)
"""People write it after the command as often as before it."""


class _Lazy(click.Group):
    """Knows its commands by name, imports `kiosk/commands/NAME.py` for the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # Python would not take `import` for a module's name.
        module = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        command = import_module(f"kiosk.commands.{module}").command
        assert isinstance(command, click.Command)
        if cmd_name not in _HOMELESS and _HOME not in command.params:
            command.params.append(_HOME)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        ctx.obj = find_home(ctx.params.get("home"))
        speak_to_reader(ctx.obj)
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            if near := get_close_matches(args[0], COMMANDS, n=1):
                words = reader_words(ctx.obj)
                ctx.fail(words("No such command {name!r}. Did you mean {near}?", name=args[0], near=near[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        names = [
            CompletionItem(name, help=line)
            for name, line in COMMANDS.items()
            if name.startswith(incomplete) and not incomplete.startswith("-")
        ]
        return names + click.Command.shell_complete(self, ctx, incomplete)


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from kiosk import version

        click.echo(f"kiosk {version()}")
        ctx.exit()


@click.command(
    cls=_Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--home",
    metavar="DIR",
    help="The folder of the shop. Default: KIOSK_HOME, else the user's data folder.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
@click.pass_context
def cli(ctx: click.Context, home: str | None) -> int | None:
    """Ask customers how it was, keep every answer in one file, and see the scores live.

    `kiosk` alone asks; everything it needs is made the first time.
    """
    if ctx.invoked_subcommand is not None:
        return None
    ctx.obj = find_home(home)
    from kiosk.asking import ask

    return ask(ctx.obj, {})
