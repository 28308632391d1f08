"""A question to whoever types a command, answered with yes or no in the words of their language."""

import sys

import click

from kiosk.commands import Refusal
from store.model.folding import folded
from store.words import Words


def insist(question: str, words: Words, *, unasked: str, refused: str) -> None:
    """Goes on only where the answer is yes.

    A Refusal that says `refused` where it is no, and `unasked` where nobody is there to be asked.
    """
    if not sys.stdin.isatty():
        raise Refusal(unasked, 1)
    if not agreed(question, words):
        raise Refusal(refused, 1)


def agreed(question: str, words: Words) -> bool:
    """Asks until the answer is yes or no, or the beginning of it; Enter alone is no."""
    yes, no = words("yes"), words("no")
    while True:
        typed = folded(
            click.prompt(
                f"{question} [{yes}/{no}]", default="", show_default=False, prompt_suffix=" ", err=True
            )
        ).strip()
        if typed and any(folded(word).startswith(typed) for word in (yes, "yes")):
            return True
        if any(folded(word).startswith(typed) for word in (no, "no")):
            return False
