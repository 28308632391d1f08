"""A question to whoever types a command, answered with yes or no in the words of their language."""

import click

from store.model.folding import folded
from store.words import Words


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
        if not typed or folded(no).startswith(typed):
            return False
