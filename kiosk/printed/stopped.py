"""What is said when something long is stopped, by Ctrl-C or by a signal that ends the command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from kiosk.terminal.ended import Ended


@contextmanager
def said_when_stopped(sentence: Callable[[], str]) -> Iterator[None]:
    """Says `sentence` where what is within is stopped, and lets it end."""
    try:
        yield
    except (KeyboardInterrupt, Ended):
        click.echo(sentence(), err=True)
        raise
