"""A business day as people write it after an option: 2026-11-21."""

from datetime import date, datetime
from gettext import gettext

import click

from store.model.saying import N_


def day(typed: str) -> date:
    """The day that was typed; what is none is refused with an example of one."""
    try:
        return datetime.strptime(typed, "%Y-%m-%d").date()
    except ValueError:
        # Through the door of click's own sentences, to one of which it is added.
        sentence = gettext(N_("{typed!r} is no day; write a date as 2026-11-21."))
        raise click.BadParameter(sentence.format(typed=typed)) from None
