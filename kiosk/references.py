"""The references of calls, orders, tickets: which are this shop's, and which were asked before."""

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from kiosk.settings import Settings
from store.words import Words
from store.words.endings import ended

if TYPE_CHECKING:
    from store.sqlite.references import Mention


def fits(reference: str, settings: Settings) -> bool:
    """Whether a reference is one of this shop's."""
    return (
        settings.reference_pattern is None or re.fullmatch(settings.reference_pattern, reference) is not None
    )


def misfit(settings: Settings, words: Words) -> str:
    """Why a reference is none."""
    if settings.reference_hint:
        return words("This is no reference here. It should be: {hint}.", hint=settings.reference_hint)
    return words("This is no reference here.")


def repeated(reference: str, found: "Mention", words: Words, now: datetime) -> str:
    """That a reference was asked before, and whether to ask again."""
    began = wall(found)
    when = words.time(began)
    if began.date() != now.date():
        when = f"{words.date(began.date(), short=True)} {when}"
    how = ended(found.status, words)
    return words(
        "{reference} was asked already ({when}, {how}). Ask again?", reference=reference, when=when, how=how
    )


def wall(mention: "Mention") -> datetime:
    """When a visit began, on the shop's wall clock."""
    zone = timezone(timedelta(minutes=mention.utc_offset_min))
    return datetime.fromtimestamp(mention.started_ms / 1000, zone)
