"""`kiosk` and `python -m kiosk`: runs the command line, and turns every error into a sentence and a code."""

import errno
import os
import sys

TYPE_CHECKING = False  # `typing` takes milliseconds to import, in which Ctrl-C would still be a traceback
if TYPE_CHECKING:
    from kiosk.home import Home
    from store.model.saying import Saying

FAULT = 70
"""The exit code of a fault in the program itself (EX_SOFTWARE of sysexits.h)."""

_CODES = {
    "kiosk.asking.CannotAsk": 2,
    "kiosk.home.HomeError": 2,
    "kiosk.pins.file.PinError": 2,
    "kiosk.settings.SettingsError": 2,
    "kiosk.surveys.NoSurvey": 2,
    "store.model.survey_file.error.SurveyError": 2,
    "store.sqlite.error.StoreError": 3,
}
"""Exit codes of errors whose `str()` is a sentence for a person; by name, so that none has to be imported."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code.

    0 ok; 1 the answer is no; 2 wrong usage or bad input; 3 the store cannot be read or written;
    70 a fault in the program; 128+n a signal.
    """
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has left (`kiosk export | head`): nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(arguments: list[str]) -> int:
    completing = os.environ.get("_KIOSK_COMPLETE")
    if arguments in ([], ["run"]) and not completing:
        return _ask()
    import click

    from kiosk.commands import command_line
    from kiosk.plain_signs import print_plainly
    from kiosk.terminal.ended import Ended, ended_by_signals

    context: click.Context | None = None
    print_plainly()
    try:
        cli = command_line(arguments)
        words = cli.words
        if completing:
            from click.shell_completion import shell_complete

            return shell_complete(cli, {}, "kiosk", "_KIOSK_COMPLETE", completing)
        with ended_by_signals(), cli.make_context("kiosk", arguments) as context:
            code = cli.invoke(context)
        return code if isinstance(code, int) else 0
    except Ended as end:
        return end.code
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort as abort:
        print(file=sys.stderr)
        if isinstance(abort.__context__, EOFError):
            return _say(words("The input ended before it was answered."), 2)
        return 130
    except click.UsageError as error:
        command = f"`{error.ctx.command_path if error.ctx else 'kiosk'} --help`"
        problem = error.format_message()
        problem += "" if problem.endswith((".", "?", "?)")) else "."
        return _say(words("{problem} {command} explains.", problem=problem, command=command), error.exit_code)
    except click.ClickException as error:
        return _say(words.say(error.message), error.exit_code)
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:  # the last resort: a traceback is no answer
        return _explain(error, context.obj if context is not None else None)


def _ask() -> int:
    """What `kiosk run` does; a command line without options needs no reader, who costs 20 ms."""
    from kiosk.asking import ask
    from kiosk.home import find_home

    home: Home | None = None
    try:
        home = find_home(None)
        return ask(home, {})
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:  # as below
        return _explain(error, home)


def _explain(error: Exception, home: "Home | None") -> int:
    """Says what an error means to a person, and gives the exit code."""
    from kiosk.reader_language import reader_words
    from store.model.saying import why_of
    from store.words.troubles import trouble

    words = reader_words(home)
    for kind in type(error).__mro__:
        code = _CODES.get(f"{kind.__module__}.{kind.__qualname__}")
        if code is not None:
            for problem in getattr(error, "problems", (error,)):
                _say(trouble(str(problem), words), code)
            return int(getattr(error, "code", code))
    if isinstance(error, OSError) and error.filename is not None:
        return _say(f"{error.filename}: {words.say(why_of(error))}.", 2)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _say(words("What is put out cannot be written ({why}).", why=words.say(why_of(error))), 2)
    what = f"{type(error).__name__}: {error}"
    return _say(words.say(_write_down(what, error, home)), FAULT)


def _write_down(what: str, error: Exception, home: "Home | None") -> "Saying":
    """Adds the traceback to the home's log if KIOSK_DEBUG asks for it; says where it is, or how to get it."""
    from store.model.saying import Saying

    if os.environ.get("KIOSK_DEBUG") != "1":
        return Saying(
            "A fault in the program ({what}); with {setting} the log tells more.",
            what=what,
            setting="KIOSK_DEBUG=1",
        )
    from datetime import datetime

    from kiosk.home import find_home
    from kiosk.terminal import fault_log

    log = (home or find_home(None)).log
    fault_log.write(log, error, datetime.now())
    if log.exists():
        return Saying("A fault in the program ({what}); {log} tells more.", what=what, log=log)
    return Saying("A fault in the program ({what}); {log} could not be written.", what=what, log=log)


def _say(sentence: str, code: int) -> int:
    print(f"kiosk: {sentence}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
