"""`kiosk` and `python -m kiosk`: runs the command line and turns every error into a sentence and a code."""

import os
import sys

FAULT = 70
"""The exit code of a fault in the program itself (EX_SOFTWARE of sysexits.h)."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code.

    0 ok; 1 the answer is no; 2 wrong usage or bad input; 3 the store cannot be read or written;
    70 a fault in the program; 128+n a signal.
    """
    import click

    from kiosk.commands import cli

    completing = os.environ.get("_KIOSK_COMPLETE")
    if completing:
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, "kiosk", "_KIOSK_COMPLETE", completing)
    try:
        with cli.make_context("kiosk", sys.argv[1:] if arguments is None else arguments) as ctx:
            code = cli.invoke(ctx)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort as abort:
        print(file=sys.stderr)
        return 2 if isinstance(abort.__context__, EOFError) else 130
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has left (`kiosk export | head`); nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except click.ClickException as error:
        print(f"kiosk: {error.format_message()}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
