"""The answers of a home, for a command that reads them."""

import sys
from contextlib import ExitStack

from kiosk.home import Home
from kiosk.shop_clock import now_ms
from store.model.reader import Reader
from store.words import Words


def answers(home: Home, stack: ExitStack, words: Words, *, delay_minutes: int | None = None) -> Reader:
    """The store, until `stack` is closed. A shop that nobody has answered yet is no error.

    What people wrote in the last `delay_minutes` is kept back where it would tell who wrote it; None keeps
    nothing back. Where answers are on the disk that the store could not take yet, it says so. StoreError.
    """
    from store.sqlite.spill import waiting

    reader = _reader(home, stack, delay_minutes)
    if visits := waiting(home.database):
        from store.words import phrases

        print(phrases.waiting(visits, words), file=sys.stderr)
    return reader


def _reader(home: Home, stack: ExitStack, delay_minutes: int | None) -> Reader:
    if home.is_set_up and not home.database.exists():
        from store.model.empty import EmptyReader

        return EmptyReader()
    from store.sqlite.database import open_database

    database = stack.enter_context(open_database(home.database, writing=False, now_ms=now_ms))
    if delay_minutes is None:
        from store.sqlite.reader import SqliteReader

        return SqliteReader(database)
    from store.sqlite.discreet import DiscreetReader

    return DiscreetReader(database, delay_minutes=delay_minutes, always=True)
