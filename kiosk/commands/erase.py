"""`kiosk erase`: erases what a person wrote and how to reach them; the scores stay."""

import click

from kiosk.home import Home
from kiosk.options.explained import paragraphs
from kiosk.options.named import by_option, confirm, found, name_of, reason, why_option, yes_option
from kiosk.reader_language import reader_words
from store.model.saying import N_, Saying


@click.command(
    name="erase",
    help=paragraphs(
        N_("Erase a person's comment, contact and reference for good. Their scores go on counting."),
        N_(
            "The bytes are overwritten in the file and its log. Backups, files set aside as damaged,"
            " and exports in the home are not changed: those that still hold the text are named, one a"
            " line, for you to remove or to keep until they are rotated away."
        ),
    ),
)
@click.option("--reference", metavar="REF", help=N_("Every response with this reference."))
@click.option("--response", "uid", metavar="UID", help=N_("One response, by its uid, as an export has it."))
@why_option
@by_option
@yes_option
@click.pass_obj
def command(home: Home, reference: str | None, uid: str | None, why: str, by: str | None, yes: bool) -> None:
    from kiosk.shop_clock import now_ms
    from kiosk.traces import still_held
    from store.sqlite.database import open_database
    from store.sqlite.responses import Responses

    words = reader_words(home)
    who, said = name_of(by), reason(why)
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        uids = found(
            database, uid, reference, Saying("Say which response: --reference REF or --response UID.")
        )
        question = words.plural(
            "Erase the words and contacts of {n} response for good?",
            "Erase the words and contacts of {n} responses for good?",
            len(uids),
        )
        confirm(question, yes, words)
        writing = Responses(database)
        for each in uids:
            writing.erase(each, who, said)
    click.echo(words.plural("Erased: {n} response.", "Erased: {n} responses.", len(uids)))
    held = still_held(home, uids)
    if held:
        click.echo(words("Still in these files of {path}:", path=home.path))
        for path in held:
            click.echo(f"  {path}")
