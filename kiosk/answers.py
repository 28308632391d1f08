"""The answers of a home, for a command that reads them."""

from contextlib import ExitStack

from kiosk.home import Home
from kiosk.shop_clock import now_ms
from store.model.reader import Reader


def answers(home: Home, stack: ExitStack, *, delay_minutes: int | None = None) -> Reader:
    """The store, until `stack` is closed. A shop that nobody has answered yet is no error.

    What people wrote in the last `delay_minutes` is kept back where it would tell who wrote it; None keeps
    nothing back. StoreError.
    """
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
