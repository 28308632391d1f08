"""Which responses a command means: one by its uid, or all of a reference; and in whose name it acts."""

from typing import TYPE_CHECKING

import click

from kiosk.commands import Refusal
from store.model.saying import N_, Saying
from store.words import Words

if TYPE_CHECKING:
    from store.sqlite.database import Database

by_option = click.option(
    "--by", metavar="NAME", help=N_("Who does it, for the audit log. Left out: your name on this system.")
)
why_option = click.option("--why", required=True, metavar="TEXT", help=N_("Why, for the audit log."))
yes_option = click.option("--yes", is_flag=True, help=N_("Do not ask first."))


def found(database: "Database", uid: str | None, reference: str | None, how: Saying) -> list[str]:
    """Their uids. Refusal where there are none, or `how` to name them where not one of the two was."""
    from store.sqlite.kept import by_uid
    from store.sqlite.references import uids_of

    if (uid is None) == (reference is None):
        raise Refusal(how, 2)
    if reference is not None:
        uids = uids_of(database, reference)
        if not uids:
            raise Refusal(Saying("No response has the reference {reference}.", reference=reference), 1)
        return uids
    assert uid is not None
    with database.reading():
        if by_uid(database.connection, uid) is None:
            raise Refusal(Saying("There is no response {uid}.", uid=uid), 1)
    return [uid]


def name_of(by: str | None) -> str:
    """Whose name stands in the audit log."""
    from kiosk.system_user import system_user

    name = (system_user() if by is None else by).strip()
    if not name or not name.isprintable():
        raise Refusal(Saying("A name has letters that can be shown; write another after --by."), 2)
    return name


def reason(why: str) -> str:
    """The reason, which must say something."""
    if not why.strip():
        raise Refusal(Saying("Say why after --why; it stands in the audit log."), 2)
    return " ".join(why.split())


def confirm(question: str, yes: bool, words: Words) -> None:
    """Goes on with --yes, or where the answer is yes."""
    if yes:
        return
    from kiosk.options.agreed import insist

    unasked = Saying("Nothing is changed; add --yes to change it.")
    insist(question, words, unasked=unasked, refused=Saying("Nothing is changed."))
