"""`kiosk ask`: one visit, for a till or a telephone system to start, and its answers as JSON."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.options import asked
from kiosk.options.explained import paragraphs
from kiosk.terminal.host import host
from kiosk.terminal.own_terminal import take_terminal
from store.model.saying import N_, Saying

if TYPE_CHECKING:
    from kiosk.asking import Ready
    from kiosk.terminal.locked import LockedApp
    from store.model.response import Response

_TIMEOUT = 600


@click.command(
    name="ask",
    help=paragraphs(
        N_("Ask one visitor on this terminal, and print the answers as one line of JSON."),
        N_(
            "The questions are shown on the terminal also where the output is a pipe: kiosk ask … |"
            " jq. Exit codes: 0 something was answered, 1 nothing was (refused, skipped, timed out), 2"
            " wrong usage, 3 it could not be kept."
        ),
    ),
)
@asked.touchpoint
@click.option("--ref", "reference", metavar="TEXT", help=N_("The reference of the call or the order."))
@click.option(
    "--agent", metavar="ID", help=N_("The agent who asks and keys. Left out: the customer keys it.")
)
@asked.survey
@click.option("--language", metavar="CODE", help=N_("The language it begins in, such as en or fr."))
@asked.label
@click.option("--again", is_flag=True, help=N_("Ask again where the reference was asked before."))
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=1),
    default=_TIMEOUT,
    show_default=True,
    help=N_("End it after so many seconds, with what is answered by then."),
)
@click.pass_obj
def command(home: Home, /, reference: str | None, again: bool, timeout: float, **options: str | None) -> int:
    from kiosk.asking import prepare
    from kiosk.references import fits, misfit
    from kiosk.seats import take_seat, terminal_label
    from store.words import words_for

    ready = prepare(home, options)
    words = words_for(ready.language)
    if reference is not None and not fits(reference, ready.settings):
        raise Refusal(f"--ref {reference}: {misfit(ready.settings, words)}", 2)
    if reference and not again:
        _refuse_repeated(home, reference, ready)
    if not take_terminal():
        raise Refusal(Saying("Somebody has to be asked in a terminal, and this session has none."), 2)
    agent, label = options["agent"], options["label"]
    lock, seat = take_seat(home.path, label if agent or label else f"ask-{terminal_label(0)}")
    visits: list[Response] = []

    def load() -> "Callable[[], LockedApp]":
        given = ready.app_options(home, seat)
        if agent:
            from kiosk.apps.agent import AgentApp

            return lambda: AgentApp(
                **given, agent=agent, reference=reference or "", once=visits.append, timeout=timeout
            )
        from kiosk.apps.one_visit import OneVisitApp
        from kiosk.apps.reception import Caller

        caller = Caller(given["touchpoint"], reference)
        return lambda: OneVisitApp(**given, caller=caller, tell=visits.append, timeout=timeout)

    locked = ready.settings.lock and not agent
    with lock:
        code = host(load, locked=locked, log=home.log, one_moment=words("One moment, please"))
    if not visits:
        return code or 1
    from kiosk.printed.visit_json import visit_json, was_answered

    click.echo(visit_json(visits[-1]))
    return code or (0 if was_answered(visits[-1]) else 1)


def _refuse_repeated(home: Home, reference: str, ready: "Ready") -> None:
    """Refusal where the reference was asked before."""
    if not home.database.exists():
        return
    from kiosk.shop_clock import now_ms
    from store.sqlite.database import open_database
    from store.sqlite.references import asked_before

    with open_database(home.database, writing=False, now_ms=now_ms) as database:
        found = asked_before(database, reference)
    if found is not None:
        sentence = Saying("{reference} was asked already; --again asks once more.", reference=reference)
        raise Refusal(sentence, 2)
