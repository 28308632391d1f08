"""Looks at everything there is to look at, in the order in which a person would mend it."""

import contextlib
import locale
import os
import shutil
import sqlite3 as standard
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.doctor import aside, machine, store, terminal
from kiosk.doctor import home as homes
from kiosk.doctor.check import Check, State, failure, ok
from kiosk.home import Home
from kiosk.settings import Settings
from store.model.saying import Saying
from store.sqlite.backup import backups
from store.sqlite.ballast import ballast_path
from store.sqlite.database import Database, open_database
from store.sqlite.engine import VERSION, sqlite3
from store.sqlite.error import StoreError
from store.sqlite.locks import lock_label
from store.sqlite.place import require_local
from store.sqlite.quarantine import quarantine_folder
from store.sqlite.reader import SqliteReader
from store.sqlite.spill import spills
from store.words.troubles import saying

_LOOKING_SECONDS = 3.0
"""How long the store is looked through: less than a kiosk waits before it gives a commit up."""


@dataclass(frozen=True, slots=True)
class Section:
    """Checks of one thing."""

    name: Saying
    checks: tuple[Check, ...]


def examine(home: Home, environ: Mapping[str, str], now: datetime) -> Iterator[Section]:
    """Every check, a section at a time. `now` is aware. Nothing is changed, and nothing makes it fail."""
    yield _section(Saying("terminal"), _terminal(environ))
    settings_check, settings = _settings(home)
    yield _section(Saying("home"), _home(home, settings_check, settings, now))
    newest: list[datetime] = []
    kept = _section(Saying("store"), _store(home, now, newest))
    yield _section(Saying("machine"), _machine(home, settings, newest[0] if newest else None, now))
    yield kept


Looks = Iterable[tuple[str, Callable[[], Check | Iterable[Check]]]]
"""What to look at, by name; each is only looked at when its turn comes."""


def _section(name: Saying, looks: Looks) -> Section:
    return Section(name, tuple(_sure(name, looks)))


def _sure(section: Saying, looks: Looks) -> Iterator[Check]:
    try:
        for name, look in looks:
            try:
                found = look()
                yield from (found,) if isinstance(found, Check) else tuple(found)
            except Exception as error:  # a doctor that falls over the patient's illness helps nobody
                yield _unsure(Saying(name), error)
    except Exception as error:  # the same, where it is not even clear what to look at
        yield _unsure(section, error)


def _unsure(name: Saying, error: Exception) -> Check:
    sentence = Saying("This could not be looked at: {why}.", why=error)
    return failure(name, sentence, Saying("See to the other failures first."))


def _terminal(environ: Mapping[str, str]) -> Looks:
    term = environ.get("TERM", "")
    keyboard = sys.stdin.fileno() if sys.stdin is not None and sys.stdin.isatty() else None
    name = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    yield "keyboard", lambda: terminal.standard_input(keyboard is not None)
    yield "letters", lambda: terminal.letters(locale.getencoding(), name)
    foreign = tuple(sorted(key for key in environ if key.startswith("TEXTUAL")))
    yield "environment", lambda: terminal.foreign_settings(foreign)
    if keyboard is None:
        return
    yield "size", lambda: terminal.size(*os.get_terminal_size(keyboard))
    yield "terminal", lambda: terminal.kind(term)
    colorterm, no_color = environ.get("COLORTERM", ""), bool(environ.get("NO_COLOR"))
    yield "colours", lambda: terminal.colours(term, colorterm, no_color)
    in_tmux = bool(environ.get("TMUX"))
    yield (
        "mouse and touch",
        lambda: terminal.mouse(
            term, in_tmux, _tmux_mouse() if in_tmux else None, _knows_mouse(keyboard, term)
        ),
    )
    yield "font", lambda: terminal.font(term)


def _settings(home: Home) -> tuple[Check, Settings | None]:
    try:
        return homes.settings(home)
    except Exception as error:  # whatever ails the file, the other checks go on
        sentence = Saying("They could not be read: {why}.", why=error)
        return failure(Saying("settings"), sentence, Saying("kiosk check shows every problem.")), None


def _home(home: Home, settings_check: Check, settings: Settings | None, now: datetime) -> Looks:
    folder = homes.folder(home)
    yield "home", lambda: folder
    if folder.state is State.FAILURE or not home.path.is_dir():
        return
    private = (home.settings_file, home.database, home.pin_file, home.log, home.backups, home.surveys)
    put_aside = (*spills(home.database), ballast_path(home.database), quarantine_folder(home.database))
    yield "files", lambda: homes.files((*private, *put_aside, *backups(home.backups)))
    yield "settings", lambda: settings_check
    if settings is not None:
        yield "survey", lambda: homes.survey(home, settings.survey)
    yield "PIN", lambda: homes.pin(home)
    yield "backups", lambda: homes.backup(backups(home.backups), now, home.database.exists())
    yield "log", lambda: homes.log(home, now)


def _machine(home: Home, settings: Settings | None, newest: datetime | None, now: datetime) -> Looks:
    place = next(path for path in (home.path, *home.path.parents) if os.path.exists(path))  # never raises
    zone = None if settings is None else settings.timezone
    own = now if zone is None else now.astimezone(machine.zone_of(zone))
    yield "system", lambda: machine.platform(sys.platform)
    yield "disk", lambda: _room(place, home.database)
    yield "drive", lambda: _drive(place)
    yield "clock", lambda: machine.clock(own, machine.clock_synchronised(), newest)
    offset = now.utcoffset()
    assert offset is not None
    yield "time zone", lambda: machine.time_zone(zone, machine.machine_zone(), offset)


def _store(home: Home, now: datetime, newest: list[datetime]) -> Looks:
    yield (
        "engine",
        lambda: store.engine(VERSION, Saying("Python's own") if sqlite3 is standard else "pysqlite3"),
    )
    if home.database.parent.is_dir():
        yield "spill", lambda: aside.spill(home.database)
        yield "reserve", lambda: aside.ballast(home.database)
        yield "quarantine", lambda: aside.quarantine(home.database)
    if not os.path.exists(home.database):
        if os.path.isdir(home.path):
            yield "store", lambda: store.absent(home.database)
        return
    try:
        database = open_database(home.database, writing=False, now_ms=lambda: int(now.timestamp() * 1000))
    except StoreError as error:
        sentence = str(error)
        yield "store", lambda: store.unreadable(sentence)
        return
    with database:
        connection = database.connection
        yield "store", lambda: _opened(database, now, newest)
        yield "journal", lambda: store.journal(database.journal, VERSION)
        yield "durability", lambda: store.pragmas(connection)
        yield "integrity", lambda: store.whole(connection, home.database, seconds=_LOOKING_SECONDS)
        yield "kiosks", lambda: _kiosks(home, database, now)


def _opened(database: Database, now: datetime, newest: list[datetime]) -> Check:
    for state in SqliteReader(database).kiosks():
        if state.last_answer_ms is not None:
            newest.append(datetime.fromtimestamp(state.last_answer_ms / 1000, now.tzinfo))
    (count,) = database.connection.execute("SELECT count(*) FROM response").fetchone()
    return store.opened(database, count)


def _kiosks(home: Home, database: Database, now: datetime) -> Iterable[Check]:
    states = SqliteReader(database).kiosks()
    return store.heartbeats(states, now, {s.label: _running(home.path, s.label) for s in states})


def _running(folder: Path, label: str) -> bool | None:
    """Whether a process is the kiosk of that label."""
    if not os.access(folder, os.W_OK):
        return None
    try:
        lock_label(folder, label).close()
    except StoreError:
        return True
    return False


def _room(place: Path, database: Path) -> Check:
    statvfs = os.statvfs(place) if hasattr(os, "statvfs") else None
    # Some file systems count no files at all.
    files = statvfs.f_favail if statvfs is not None and statvfs.f_files else None
    return machine.room(
        shutil.disk_usage(place).free, files, database.stat().st_size if os.path.exists(database) else 0
    )


def _drive(place: Path) -> Check:
    try:
        require_local(place)
    except StoreError as error:
        return failure(Saying("drive"), saying(str(error)), Saying("Mend that, then run kiosk doctor again."))
    return ok(Saying("drive"), Saying("A disk of this machine."))


def _tmux_mouse() -> bool | None:
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        asked = subprocess.run(
            ["tmux", "display-message", "-p", "#{mouse}"],
            capture_output=True,
            text=True,
            timeout=2,
            check=False,
        )
        return {"1": True, "0": False}.get(asked.stdout.strip())
    return None


def _knows_mouse(keyboard: int, term: str) -> bool | None:
    if term in ("", "dumb", "linux") or sys.platform not in ("linux", "darwin"):
        return None
    if os.tcgetpgrp(keyboard) != os.getpgrp():
        return None  # in the background: asking would stop us
    from kiosk.doctor.ask import knows_mouse

    return knows_mouse(keyboard)
