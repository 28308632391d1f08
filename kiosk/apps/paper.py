"""What the operator's screen writes into the home's folder of exports: answers, and a page to print."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kiosk import private_file
from kiosk.apps.aside import GivenUp
from kiosk.apps.hand import Shown
from kiosk.home import Home
from store.model.people import Act, Person
from store.model.period import day_number
from store.model.reader import Filters
from store.sqlite.leftovers import clear_leftovers
from store.words import Words

_STEPS = 100_000
"""SQLite's own, some milliseconds, after each of which it asks whether it is to go on."""


def export(
    home: Home, shown: Shown, person: Person, now_ms: Callable[[], int], ended: Callable[[], bool]
) -> tuple[Path, int]:
    """Writes the responses that are shown, a row each, as CSV; returns where they are and how many.

    Those that are left out of the scores are among them, with the reason. OSError, StoreError; GivenUp, and
    nothing written, once `ended`.
    """
    from store.exchange.export import FORMATS, wide
    from store.exchange.record import Record, Wanted
    from store.sqlite.database import open_database
    from store.sqlite.walk import leaving

    count = 0

    def those(records: Iterator[Record]) -> Iterator[Record]:
        nonlocal count
        for record in records:
            if ended():
                raise GivenUp
            count += 1
            yield record

    first, last = day_number(shown.period.first), day_number(shown.period.last)
    wanted = Wanted(first, last, filters=shown.filters, channel=shown.channel)
    with (
        open_database(home.database, writing=False, now_ms=now_ms) as database,
        database.reading(),
        leaving(database, wanted) as (questions, records),
        _file(home, "answers", shown, "csv") as (path, out),
    ):
        FORMATS["csv"](wide(questions), those(records), out)
    _log(home, person, Act.EXPORT, path, now_ms)
    return path, count


def report(
    home: Home,
    shown: Shown,
    person: Person,
    words: Words,
    now_ms: Callable[[], int],
    ended: Callable[[], bool],
) -> Path:
    """Writes the page to print and returns where it is. OSError, StoreError; GivenUp, and nothing
    written, once `ended`."""
    from kiosk.report.page import report_page
    from kiosk.report.report import gather
    from store.sqlite.database import open_database
    from store.sqlite.discreet import DiscreetReader

    with open_database(home.database, writing=False, now_ms=now_ms) as database:
        reader = DiscreetReader(
            database, delay_minutes=shown.comment_delay_minutes, always=person.allowed != Filters().allowed
        )
        database.connection.set_progress_handler(ended, _STEPS)
        try:
            made = gather(
                reader,
                shown.period,
                shown.filters,
                shown.now,
                day_starts=shown.day_starts,
                channel=shown.channel,
                shop=shown.shop,
            )
        except Exception:  # wherever the reading was stopped
            if ended():
                raise GivenUp from None
            raise
    page = report_page(made, words)
    with _file(home, "report", shown, "html") as (path, out):
        if ended():
            raise GivenUp
        out.write(page)
    _log(home, person, Act.REPORT, path, now_ms)
    return path


@contextmanager
def _file(home: Home, what: str, shown: Shown, ending: str) -> Iterator[tuple[Path, TextIO]]:
    """A new file for its owner only, which gets its name only when it is whole."""
    home.exports.mkdir(mode=0o700, exist_ok=True)
    clear_leftovers(home.exports)
    first, last = shown.period.first, shown.period.last
    days = f"{first}" if first == last else f"{first}_{last}"
    # A business day may end after midnight: the moment is told with the clock's own date.
    path = home.exports / f"{what}-{days}-made-{shown.now:%Y-%m-%d-%H%M%S}.{ending}"
    with private_file.growing(path) as out:
        yield path, out


def _log(home: Home, person: Person, act: Act, path: Path, now_ms: Callable[[], int]) -> None:
    from store.sqlite import audit
    from store.sqlite.database import open_database

    with (
        open_database(home.database, writing=True, now_ms=now_ms) as database,
        database.transaction(),
    ):
        audit.write(database.connection, now_ms(), person.name, act.value, path.name, "")
