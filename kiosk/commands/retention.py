"""`kiosk retention`: old texts, contacts and references are erased; the scores stay."""

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.options.explained import paragraphs
from kiosk.reader_language import reader_words
from kiosk.settings import load_settings
from store.model.saying import N_, Saying


@click.command(
    name="retention",
    help=paragraphs(
        N_("Erase comments, contacts and references that are older than so many days, for good."),
        N_(
            "Scores, reasons and counts stay as they are. With retention_days in the settings a"
            " running kiosk does it by itself every day. Backups are not touched; those that still"
            " hold what was erased are named."
        ),
    ),
)
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(min=1),
    help=N_("Erase what is older than so many days. Left out: retention_days of the settings."),
)
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.pass_obj
def command(home: Home, days: int | None, yes: bool) -> None:
    from kiosk.options.agreed import insist
    from kiosk.shop_clock import now_ms, shop_clock
    from kiosk.system_user import system_user
    from kiosk.traces import still_held
    from store.model.period import business_day, day_number
    from store.sqlite.database import open_database
    from store.sqlite.retention import Retention

    settings, words = load_settings(home), reader_words(home)
    days = days or settings.retention_days
    if not days:
        raise Refusal(Saying("After how many days? Say --days, or set retention_days in the settings."), 2)
    today = business_day(shop_clock(settings.timezone)(), settings.day_starts)
    before = day_number(today) - days
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        retention = Retention(database)
        due = retention.due(before)
        if not due:
            none = words.plural(
                "Nothing that tells of a person is older than {n} day.",
                "Nothing that tells of a person is older than {n} days.",
                days,
            )
            click.echo(none)
            return
        if not yes:
            unasked = Saying.plural(
                "{n} response is due, and nothing was erased; add --yes to erase.",
                "{n} responses are due, and nothing was erased; add --yes to erase.",
                due,
            )
            question = words.plural(
                "Erase the texts, contacts and references of {count} response for good?",
                "Erase the texts, contacts and references of {count} responses for good?",
                due,
            )
            insist(question, words, unasked=unasked, refused=Saying("Nothing was erased."))
        about = "older than 1 day" if days == 1 else f"older than {days} days"
        erased = retention.forget(before, system_user(), about)
    told = words.plural(
        "The texts, contacts and references of {count} response are erased; its scores stay.",
        "The texts, contacts and references of {count} responses are erased; their scores stay.",
        len(erased),
    )
    click.echo(told)
    if held := still_held(home, erased):
        click.echo(words("Still in these files of {path}, from before:", path=home.path))
        for path in held:
            click.echo(f"  {path}")
    click.echo(words("Look to the copies that you keep elsewhere."))
