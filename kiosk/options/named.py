"""Which responses a command means: one by its uid, or all of a reference; and in whose name it acts."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kiosk.commands import Refusal

if TYPE_CHECKING:
    from store.sqlite.database import Database

by_option = click.option(
    "--by", metavar="NAME", help="Who does it, for the audit log. Default: your name on this system."
)
why_option = click.option("--why", required=True, metavar="TEXT", help="Why, for the audit log.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask first.")


def found(database: "Database", uid: str | None, reference: str | None, how: str) -> list[str]:
    """Their uids. Refusal where there are none, or where not one of the two was named (as `how` says)."""
    from store.sqlite.kept import by_uid
    from store.sqlite.references import uids_of

    if (uid is None) == (reference is None):
        raise Refusal(f"Say which response: {how}.", 2)
    if reference is not None:
        uids = uids_of(database, reference)
        if not uids:
            raise Refusal(f"No response has the reference {reference}.", 1)
        return uids
    assert uid is not None
    with database.reading():
        if by_uid(database.connection, uid) is None:
            raise Refusal(f"There is no response {uid}.", 1)
    return [uid]


def name_of(by: str | None) -> str:
    """Whose name stands in the audit log."""
    from kiosk.system_user import system_user

    name = (system_user() if by is None else by).strip()
    if not name or not name.isprintable():
        raise Refusal("A name has letters that can be shown; write another after --by.", 2)
    return name


def reason(why: str) -> str:
    """The reason, which must say something."""
    if not why.strip():
        raise Refusal("Say why after --why; it stands in the audit log.", 2)
    return " ".join(why.split())


def confirm(question: str, yes: bool) -> None:
    """Asks on a terminal; a Refusal where the answer is no. In a pipe, and with --yes, nothing is asked."""
    if yes or not sys.stdin.isatty():
        return
    if not click.confirm(question, err=True):
        raise Refusal("Nothing is changed.", 1)


def responses(uids: Sequence[str]) -> str:
    """'1 response', '3 responses'."""
    return "1 response" if len(uids) == 1 else f"{len(uids)} responses"
