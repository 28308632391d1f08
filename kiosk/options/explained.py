"""Commands that explain themselves in the language of whoever asks: `kiosk COMMAND --help`.

A command's help stands beside it in English, each paragraph and each option as a message, `N_("…")`. What
is for programs stays as it is in every language: names of options, what stands for their values (FILE), the
keys of JSON.
"""

from copy import copy
from typing import TypeVar

import click

from store.words import Words

Command = TypeVar("Command", bound=click.Command)

_AS_IT_STANDS = "\b\n"
"""click breaks no line of a paragraph that begins so."""


def paragraphs(*each: str) -> str:
    """The help of a command; each paragraph is a message, or is for programs."""
    return "\n\n".join(each)


def lines(*each: str) -> str:
    """A paragraph for programs, whose lines end where they do here."""
    return _AS_IT_STANDS + "\n".join(f"  {line}" for line in each)


def explained(command: Command, words: Words, *shared: click.Option) -> Command:
    """A copy of `command` that explains itself in these words, with the options that others share with it."""
    told = copy(command)
    if command.help:
        texts = command.help.split("\n\n")
        told.help = paragraphs(*(text if text.startswith(_AS_IT_STANDS) else words(text) for text in texts))
    told.params = [_option(param, words) for param in (*command.params, *shared)]
    return told


def _option(param: click.Parameter, words: Words) -> click.Parameter:
    told = copy(param)
    if isinstance(told, click.Option) and told.help:
        told.help = words(told.help)
    return told
