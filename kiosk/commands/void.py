"""`kiosk void`: leaves a response out of the scores, or lets it count again."""

import click

from kiosk.home import Home
from kiosk.options.explained import paragraphs
from kiosk.options.named import by_option, confirm, found, name_of, reason, why_option, yes_option
from kiosk.reader_language import reader_words
from store.model.saying import N_, Saying


@click.command(
    name="void",
    help=paragraphs(
        N_("Leave a response out of every score: a child's tapping, a test, a wrong call."),
        N_(
            "UID is the response's, as an export has it. Nothing is deleted: it stays in the store,"
            " left out, with your name and the reason. --lift lets it count again."
        ),
    ),
)
@click.argument("uid", required=False)
@click.option("--reference", metavar="REF", help=N_("Every response with this reference, instead of a UID."))
@why_option
@by_option
@click.option("--lift", is_flag=True, help=N_("Let it count again, whatever left it out."))
@yes_option
@click.pass_obj
def command(
    home: Home, uid: str | None, reference: str | None, why: str, by: str | None, lift: bool, yes: bool
) -> None:
    from kiosk.shop_clock import now_ms
    from store.sqlite.database import open_database
    from store.sqlite.responses import Responses

    words = reader_words(home)
    who, said = name_of(by), reason(why)
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        uids = found(
            database, uid, reference, Saying("Say which response: kiosk void UID, or --reference REF.")
        )
        question = (
            words.plural("Let {n} response count again?", "Let {n} responses count again?", len(uids))
            if lift
            else words.plural(
                "Leave {n} response out of the scores?", "Leave {n} responses out of the scores?", len(uids)
            )
        )
        confirm(question, yes, words)
        writing = Responses(database)
        for each in uids:
            if lift:
                writing.lift(each, who, said)
            else:
                writing.void(each, who, said)
    if lift:
        click.echo(words.plural("{n} response counts again.", "{n} responses count again.", len(uids)))
    else:
        click.echo(words.plural("{n} response is left out.", "{n} responses are left out.", len(uids)))
