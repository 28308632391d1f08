"""The store: its engine, its journal, how it was opened, whether it is whole, and who is using it."""

import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.doctor.check import Check, failure, ok, warning
from store.model.reader import KioskState
from store.sqlite.database import Database
from store.sqlite.engine import OLDEST, Version, journal_mode, sqlite3

_SILENT = timedelta(minutes=3)
_EXPECTED: Mapping[str, int] = {
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
}
"""What loses nothing, as SQLite reports it (2 is FULL)."""


def engine(version: Version, module: str) -> Check:
    """Whether this process's SQLite is one that cannot corrupt a file it shares."""
    name = "engine"
    shown = f"SQLite {'.'.join(map(str, version))} ({module})"
    if version < OLDEST:
        return failure(
            name,
            f"{shown} is too old: the store needs {'.'.join(map(str, OLDEST))}.",
            "Install the pysqlite3 package, or a newer Python.",
        )
    if journal_mode(version) == "wal":
        return ok(name, f"{shown}, safe with several programs at once (WAL).")
    return warning(
        name,
        f"{shown} has the WAL-reset bug, so the store uses the TRUNCATE journal: as safe, a little slower.",
        "For speed, install the pysqlite3 package where it has wheels, or a newer Python (SQLite 3.51.3).",
    )


def journal(mode: str, version: Version) -> Check:
    """Whether the file is in the journal that this engine can share safely."""
    name, wanted = "journal", journal_mode(version)
    if mode == wanted:
        return ok(name, f"{mode.upper()}, as this engine should have it.")
    if mode == "truncate":
        return ok(name, "TRUNCATE; it becomes WAL when the next kiosk starts alone.")
    return failure(
        name,
        f"The file is in {mode.upper()}, which this engine cannot share safely.",
        "Close every kiosk and screen, then run kiosk doctor again: it is converted when it is opened alone.",
    )


def pragmas(connection: sqlite3.Connection) -> Check:
    """Whether the store is opened the way that loses nothing, asked of SQLite itself."""
    name = "durability"
    wrong = [
        f"{pragma} is {found}"
        for pragma, expected in _EXPECTED.items()
        if (found := connection.execute(f"PRAGMA {pragma}").fetchone()[0]) != expected
    ]
    if wrong:
        return failure(
            name, f"{', '.join(wrong)}.", "This SQLite was built oddly; install the pysqlite3 package."
        )
    return ok(name, "Every answer is on the disk before the thanks (synchronous = FULL).")


def whole(connection: sqlite3.Connection, path: Path, *, seconds: float) -> Check:
    """Whether the file is undamaged, as far as `seconds` of looking show.

    Bounded because a kiosk without WAL waits while this reads, and gives up after five seconds.
    """
    name = "integrity"
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
    try:
        found = [line for (line,) in connection.execute("PRAGMA quick_check(1)")]
    except sqlite3.OperationalError as error:
        if "interrupt" not in str(error):
            return _damaged(path, str(error))
        return ok(name, f"Nothing wrong in {seconds:.0f} seconds of looking; a backup looks at all of it.")
    except sqlite3.DatabaseError as error:
        return _damaged(path, str(error))
    finally:
        connection.set_progress_handler(None, 0)
    return ok(name, "The file is whole.") if found == ["ok"] else _damaged(path, found[0])


def unreadable(sentence: str) -> Check:
    """The store could not be opened; `sentence` says why, and the mend."""
    problem, _, mend = sentence.rstrip(".").rpartition("; ")
    if not problem:
        return failure(
            "store", sentence, "Start the kiosk: it puts the file aside and saves what can be read of it."
        )
    return failure("store", f"{problem}.", f"{mend[0].upper()}{mend[1:]}.")


def opened(database: Database, responses: int) -> Check:
    """What the store holds."""
    kind = "made-up answers (a demonstration)" if database.is_demo else "responses"
    return ok("store", f"{database.path.name}: {responses} {kind}.")


def absent(path: Path) -> Check:
    """There is no store."""
    return ok("store", f"{path.name} is not there yet; the first kiosk makes it.")


def heartbeats(
    states: Iterable[KioskState], now: datetime, running: Mapping[str, bool | None]
) -> tuple[Check, ...]:
    """How each kiosk is doing. `running`: whether a process holds its label; None where that is not known."""
    return tuple(_heartbeat(state, now, running.get(state.label)) for state in states)


def _heartbeat(state: KioskState, now: datetime, running: bool | None) -> Check:
    name = f"kiosk {state.label}"
    beat = datetime.fromtimestamp(state.beat_ms / 1000, now.tzinfo)
    if state.problem:
        return warning(name, f"It reports: {state.problem}", "See to that on the device.")
    if state.state == "closed":
        return ok(name, f"Closed on {beat:%Y-%m-%d} at {beat:%H:%M}.")
    silent = now - beat > _SILENT
    if running is False:
        return warning(
            name, f"It ended without closing, after {beat:%Y-%m-%d %H:%M}.", "Start it: kiosk run."
        )
    if silent:
        return warning(name, f"Silent since {beat:%Y-%m-%d %H:%M}.", "Look at the device; start it again.")
    return ok(name, "Paused." if state.state == "paused" else "Asking.")


def _damaged(path: Path, found: str) -> Check:
    return failure(
        "integrity",
        f"{path.name} is damaged: {found.strip().splitlines()[-1]}.",
        "Start the kiosk: it puts the file aside and saves what can be read of it.",
    )
