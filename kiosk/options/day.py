"""A business day as people write it after an option: 2026-11-21."""

from datetime import date, datetime

import click


def day(typed: str) -> date:
    """The day that was typed; what is none is refused with an example of one."""
    try:
        return datetime.strptime(typed, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter(f"{typed!r} is no day; write a date as 2026-11-21.") from None
