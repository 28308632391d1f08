"""What is said when somebody stops something long with Ctrl-C."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def said_when_stopped(sentence: Callable[[], str]) -> Iterator[None]:
    """Says `sentence` where Ctrl-C ends what is within, and lets it end."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(sentence(), err=True)
        raise
