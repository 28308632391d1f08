"""`kiosk pin`: changes the operator's PIN."""

import os
import sys

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.pin_file import PinError, write_pin

_ENTRY = "kiosk pin"
"""The name under which tries at this command are kept: they do not close a kiosk's own entry."""


@click.command()
@click.option("--reset", is_flag=True, help="Forget the old PIN; for the owner of the files only.")
@click.pass_obj
def command(home: Home, /, reset: bool) -> None:
    """Change the operator's PIN: asks for the old one, then twice for the new one.

    A PIN is 6 to 12 digits. Running kiosks take the new one at once. In a pipe, PINs are read line by line.
    """
    if not home.is_set_up:
        raise Refusal(f"Nothing is set up in {home.path}: `kiosk init` does it.", 2)
    if reset:
        _refuse_strangers(home)
    else:
        _check_old(home)
    new = _ask("New PIN: ")
    if _ask("New PIN again: ") != new:
        raise Refusal("The two are not the same; the PIN stays as it was.", 2)
    try:
        write_pin(home.pin_file, new)
    except PinError as error:
        raise Refusal(f"{error} The PIN stays as it was.", 2) from None
    except OSError as error:
        raise Refusal(f"{home.pin_file} cannot be written ({error.strerror}).", 3) from None
    click.echo("The PIN is changed.")


def _refuse_strangers(home: Home) -> None:
    owner = home.path.stat().st_uid
    if hasattr(os, "geteuid") and os.geteuid() not in (0, owner):
        raise Refusal(f"Only the owner of {home.path} may reset the PIN.", 1)


def _check_old(home: Home) -> None:
    from kiosk.pin import Allowed, Gate, Wait, Wrong
    from kiosk.shop_clock import now_ms
    from store.sqlite.attempts import Attempts
    from store.sqlite.database import open_database

    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        gate = Gate(home, _ENTRY, Attempts(database))
        if seconds := gate.waiting():
            raise Refusal(f"Too many wrong PINs: try again in {seconds} seconds.", 1)
        match gate.check(_ask("Old PIN: ")):
            case Allowed():
                return
            case Wrong(left):
                raise Refusal(f"That is not the PIN. Tries left before a wait: {left}.", 1)
            case Wait(seconds):
                raise Refusal(f"That is not the PIN: try again in {seconds} seconds.", 1)


def _ask(prompt: str) -> str:
    """What is typed, unseen on a terminal."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(prompt).strip()
    line = sys.stdin.readline()
    if not line:
        raise Refusal("The input ended before every PIN was given.", 2)
    return line.strip()
