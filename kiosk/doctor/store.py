"""The store: its engine, its journal, how it was opened, whether it is whole, and who is using it."""

import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.doctor.check import Check, failure, ok, warning
from store.model.reader import KioskState
from store.model.saying import Saying
from store.sqlite.database import Database
from store.sqlite.engine import OLDEST, Version, journal_mode, sqlite3
from store.words.troubles import saying

_SILENT = timedelta(minutes=3)
_START = Saying("Start the kiosk: it puts the file aside and saves what can be read of it.")
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
    name = Saying("engine")
    shown = Saying.row("SQLite {version} ({module})", version=".".join(map(str, version)), module=module)
    if version < OLDEST:
        return failure(
            name,
            Saying(
                "{engine} is too old: the store needs {least}.",
                engine=shown,
                least=".".join(map(str, OLDEST)),
            ),
            Saying("Install the pysqlite3 package, or a newer Python."),
        )
    if journal_mode(version) == "wal":
        return ok(name, Saying("{engine}, safe with several programs at once (WAL).", engine=shown))
    return warning(
        name,
        Saying(
            "{engine} has the WAL-reset bug, so the TRUNCATE journal is used: as safe, a little slower.",
            engine=shown,
        ),
        Saying(
            "For speed, install the pysqlite3 package where it has wheels, or a newer Python ({engine}).",
            engine="SQLite 3.51.3",
        ),
    )


def journal(mode: str, version: Version) -> Check:
    """Whether the file is in the journal that this engine can share safely."""
    name, wanted = Saying("journal"), journal_mode(version)
    if mode == wanted:
        return ok(name, Saying("{mode}, as this engine should have it.", mode=mode.upper()))
    if mode == "truncate":
        return ok(name, Saying("TRUNCATE; it becomes WAL when the next kiosk starts alone."))
    return failure(
        name,
        Saying("The file is in {mode}, which this engine cannot share safely.", mode=mode.upper()),
        Saying("Close every kiosk and screen, then run kiosk doctor again: opened alone, it is converted."),
    )


def pragmas(connection: sqlite3.Connection) -> Check:
    """Whether the store is opened the way that loses nothing, asked of SQLite itself."""
    name = Saying("durability")
    wrong = [
        f"{pragma} = {found}"
        for pragma, expected in _EXPECTED.items()
        if (found := connection.execute(f"PRAGMA {pragma}").fetchone()[0]) != expected
    ]
    if wrong:
        return failure(
            name,
            f"{', '.join(wrong)}.",
            Saying("This SQLite was built oddly; install the pysqlite3 package."),
        )
    sentence = Saying(
        "Every answer is on the disk before the thanks ({setting}).", setting="synchronous = FULL"
    )
    return ok(name, sentence)


def whole(connection: sqlite3.Connection, path: Path, *, seconds: float) -> Check:
    """Whether the file is undamaged, as far as `seconds` of looking show.

    Bounded because a kiosk without WAL waits while this reads, and gives up after five seconds.
    """
    name = Saying("integrity")
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
    try:
        found = [line for (line,) in connection.execute("PRAGMA quick_check(1)")]
    except sqlite3.OperationalError as error:
        if "interrupt" not in str(error):
            return _damaged(path, str(error))
        sentence = Saying.plural(
            "Nothing wrong in {n} second of looking; a backup looks at all of it.",
            "Nothing wrong in {n} seconds of looking; a backup looks at all of it.",
            round(seconds),
        )
        return ok(name, sentence)
    except sqlite3.DatabaseError as error:
        return _damaged(path, str(error))
    finally:
        connection.set_progress_handler(None, 0)
    return ok(name, Saying("The file is whole.")) if found == ["ok"] else _damaged(path, found[0])


def unreadable(sentence: str) -> Check:
    """The store could not be opened; `sentence` says why, and the mend."""
    return failure(Saying("store"), saying(sentence), Saying("Mend that, then run kiosk doctor again."))


def opened(database: Database, responses: int) -> Check:
    """What the store holds."""
    sentence = (
        Saying.plural(
            "{file}: {n} made-up answer (a demonstration).",
            "{file}: {n} made-up answers (a demonstration).",
            responses,
            file=database.path.name,
        )
        if database.is_demo
        else Saying.plural(
            "{file}: {n} response.", "{file}: {n} responses.", responses, file=database.path.name
        )
    )
    return ok(Saying("store"), sentence)


def absent(path: Path) -> Check:
    """There is no store."""
    return ok(Saying("store"), Saying("{file} is not there yet; the first kiosk makes it.", file=path.name))


def heartbeats(
    states: Iterable[KioskState], now: datetime, running: Mapping[str, bool | None]
) -> tuple[Check, ...]:
    """How each kiosk is doing. `running`: whether a process holds its label; None where that is not known."""
    return tuple(_heartbeat(state, now, running.get(state.label)) for state in states)


def _heartbeat(state: KioskState, now: datetime, running: bool | None) -> Check:
    name = Saying("kiosk {name}", name=state.label)
    beat = datetime.fromtimestamp(state.beat_ms / 1000, now.tzinfo)
    if state.problem:
        sentence = Saying("It reports: {problem}", problem=saying(state.problem))
        return warning(name, sentence, Saying("See to that on the device."))
    if state.state == "closed":
        return ok(name, Saying("Closed since {time}.", time=f"{beat:%Y-%m-%d %H:%M}"))
    silent = now - beat > _SILENT
    if running is False:
        sentence = Saying("It ended without closing, after {time}.", time=f"{beat:%Y-%m-%d %H:%M}")
        return warning(name, sentence, Saying("Start it: {command}.", command="kiosk run"))
    if silent:
        sentence = Saying("Silent since {time}.", time=f"{beat:%Y-%m-%d %H:%M}")
        return warning(name, sentence, Saying("Look at the device; start it again."))
    return ok(name, Saying("Paused.") if state.state == "paused" else Saying("Asking."))


def _damaged(path: Path, found: str) -> Check:
    return failure(
        Saying("integrity"),
        Saying("{file} is damaged: {what}.", file=path.name, what=found.strip().splitlines()[-1]),
        _START,
    )
