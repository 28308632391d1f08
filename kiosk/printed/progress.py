"""How far something long has come, beside what a command says."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(length: int, label: str, *, least: int = 1) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing in a pipe; it comes only where there are as many as `least` to wait for.

    What it gives is called with how many more are done.
    """
    if length < least or not sys.stderr.isatty():
        yield lambda more: None
        return
    steps = max(1, length // 200)  # drawing it must cost nothing beside the work
    with click.progressbar(length=length, label=label, file=sys.stderr, update_min_steps=steps) as bar:
        yield bar.update
