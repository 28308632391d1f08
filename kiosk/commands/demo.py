"""`kiosk demo`: a shop to look at, with made-up answers, that leaves nothing behind."""

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from kiosk.commands import Refusal, cli
from kiosk.options.explained import paragraphs
from kiosk.printed.progress import progress
from kiosk.reader_language import reader_language, reader_words
from store.model.saying import N_, Saying, why_of

_PATIENCE_SECONDS = 5.0


@click.command(
    name="demo",
    help=paragraphs(
        N_("Watch the scores of a made-up shop, with a new answer every few seconds."),
        N_(
            "It lives in a folder of its own, which is removed at the end: your own home is never"
            " touched. Ctrl-C ends it."
        ),
    ),
)
@click.option("--run", "run", is_flag=True, help=N_("Show the customer's screen instead of the scores."))
@click.option(
    "--days",
    metavar="DAYS",
    type=click.IntRange(1, 400),
    default=90,
    show_default=True,
    help=N_("How many days of answers to make up."),
)
@click.option("--seed", metavar="NUMBER", type=int, help=N_("The same number makes up the same shop again."))
@click.option("--language", metavar="CODE", help=N_("The language of the screens, such as en or fr."))
@click.pass_context
def command(ctx: click.Context, run: bool, days: int, seed: int | None, language: str | None) -> int:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refusal(Saying("A demo is shown in a terminal, and standard input is none."), 2)
    from kiosk.demo.crowd import day_starts
    from kiosk.demo.feed import Feed
    from kiosk.demo.scratch import fill, furnish, make_crowd
    from kiosk.terminal.signals import Signals

    spoken = reader_language(language).partition("_")[0]
    starts = day_starts(_now())
    crowd = make_crowd(time.time_ns() if seed is None else seed, language=spoken, starts=starts)
    screen = cli.get_command(ctx, "run" if run else "operator")
    assert screen is not None
    # Without Signals, a signal would end it and leave the folder behind.
    with Signals(), _scratch() as folder:
        home = furnish(folder, language, starts=starts)
        label = reader_words().plural("Making up {n} day", "Making up {n} days", days)
        with progress(days, label) as advance:
            fill(home, crowd, _now(), days, lambda: advance(1))
        with Feed(home, crowd, _now) as feed, screen.make_context(screen.name, [], parent=ctx) as inner:
            inner.obj = home
            code = screen.invoke(inner)
    if feed.problem is not None:
        from store.words.troubles import saying

        raise Refusal(
            Saying("The made-up answers ended early. {problem}", problem=saying(str(feed.problem))), 3
        )
    return code if isinstance(code, int) else 0


@contextmanager
def _scratch() -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="kiosk-demo-")
    except OSError as error:
        sentence = Saying(
            "There is nowhere to put the demo ({why}); set TMPDIR to a folder.", why=why_of(error)
        )
        raise Refusal(sentence, 2) from None
    with folder as path:
        try:
            yield Path(path)
        finally:
            _let_threads_end()


def _let_threads_end() -> None:
    """A store is closed in a thread of its own, and writes into the folder that is about to be removed."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(_PATIENCE_SECONDS)


def _now() -> datetime:
    return datetime.now().astimezone()
