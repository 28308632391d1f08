"""`kiosk agent`: the desk of a support agent."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.options import asked
from kiosk.options.explained import paragraphs
from kiosk.terminal.host import has_terminal, host
from store.model.saying import N_, Saying

if TYPE_CHECKING:
    from kiosk.apps.agent import AgentApp


@click.command(
    name="agent",
    help=paragraphs(
        N_("Ask callers, one after the other, and key what they say."),
        N_(
            "Everything is done with the keys, and keys may be typed ahead. F8 turns the screen over"
            " to a customer who is there; Ctrl-Q leaves. Scores are not shown here. Many desks may"
            " work in one home: each that has no --label takes the first free name of desk-1, desk-2…"
        ),
    ),
)
@click.option("--agent", metavar="ID", help=N_("The agent who sits at the desk. Left out: the desk asks."))
@asked.touchpoint
@asked.survey
@click.option("--ref", "reference", metavar="TEXT", help=N_("The reference of the first call."))
@click.option(
    "--language",
    metavar="CODE",
    help=N_("The language of the desk, in which each call begins, such as en or fr."),
)
@click.option("--label", metavar="NAME", help=N_("The name of the desk; no two desks may have the same."))
@click.pass_obj
def command(home: Home, /, reference: str | None, **options: str | None) -> int:
    from kiosk.asking import prepare
    from kiosk.references import fits, misfit
    from kiosk.seats import take_seat
    from store.words import words_for

    if not has_terminal():
        raise Refusal(Saying("A desk works in a terminal, and standard input is none; see kiosk ask."), 2)
    agent, label = options.pop("agent"), options.pop("label")
    ready = prepare(home, {**options, "agent": agent, "label": label})
    words = words_for(ready.language)
    if reference is not None and not fits(reference, ready.settings):
        raise Refusal(f"--ref {reference}: {misfit(ready.settings, words)}", 2)
    lock, seat = take_seat(home.path, label)

    def load() -> "Callable[[], AgentApp]":
        from kiosk.apps.agent import AgentApp

        return lambda: AgentApp(**ready.app_options(home, seat), agent=agent or "", reference=reference)

    with lock:
        return host(load, locked=False, log=home.log, one_moment=words("One moment, please"))
