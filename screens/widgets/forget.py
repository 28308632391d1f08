"""Forgets what somebody typed: the measuring of text keeps the texts it has measured."""

from rich.cells import cached_cell_len

from screens.widgets import bidi


def forget_typed() -> None:
    """To be called when a screen on which somebody could type has gone."""
    cached_cell_len.cache_clear()
    bidi.forget()
