"""What a running kiosk does each night by itself: it forgets old texts and copies the store.

In a thread and on connections of its own, with a low priority, while nobody uses the kiosk. In the WAL
journal a copy keeps no commit waiting; without it, a copy is given up as soon as somebody answers, and made
later.
"""

import os
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.home import Home
from kiosk.settings import Settings

_QUIET_SECONDS = 60.0
"""Nobody has touched anything for so long."""
_LOOK_SECONDS = 600.0
_AFTER_FAILURE_SECONDS = 3600.0
_ROOM_BYTES = 64 * 1024 * 1024
"""Left on the disk besides the copy: a backup must not be what fills it."""
_WAIT_MS = 200
"""How long it waits for the store, and how long a checkpoint may keep others waiting."""


class Nightly:
    """Looked after by the kiosk's own thread; `look` and `make_way` cost it microseconds."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        tell: Callable[[Exception], None],
    ) -> None:
        """`clock` tells the aware time on the shop's wall. `tell` is told, in another thread, what failed."""
        self._home = home
        self._settings = settings
        self._clock = clock
        self._tell = tell
        self._thread: threading.Thread | None = None
        self._interrupt: Callable[[], None] | None = None
        self._keeps_waiting = False
        self._guard = threading.Lock()
        self._stops = threading.Event()
        self._look_at = float("-inf")
        self._wait = _LOOK_SECONDS
        self._done: datetime | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether it is just doing it."""
        return self._thread is not None and self._thread.is_alive()

    def look(self, seconds: float, quiet: float) -> None:
        """Begins where it is time: `seconds` on a clock that never jumps, and nobody there for `quiet`."""
        if quiet < _QUIET_SECONDS or seconds < self._look_at or self.is_at_work or self._stops.is_set():
            return
        self._look_at = seconds + self._wait
        now = self._clock()
        if self._due(now) != self._done:
            self._wait = _LOOK_SECONDS
            self._thread = threading.Thread(target=self._work, args=(now,), name="nightly", daemon=True)
            self._thread.start()

    def make_way(self) -> None:
        """Somebody answers: gives up what a commit would have to wait for."""
        if self._keeps_waiting:
            self._stop_copy()

    def close(self, wait_seconds: float = 2.0) -> None:
        """Ends what is being done; half a copy is no copy, and is removed."""
        self._stops.set()
        self._stop_copy()
        self.join(wait_seconds)

    def join(self, seconds: float) -> None:
        """Waits until it has done what it is doing, or so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _stop_copy(self) -> None:
        with self._guard:
            if self._interrupt is not None:
                self._interrupt()

    def _due(self, now: datetime) -> datetime:
        """The last moment at which it should have been done."""
        due = now.replace(hour=self._settings.backup_hour, minute=0, second=0, microsecond=0)
        return due if due <= now else due - timedelta(days=1)

    def _work(self, now: datetime) -> None:
        from store.sqlite.error import StoreError
        from store.sqlite.locks import lock_file

        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
        try:
            try:
                lock = lock_file(self._home.path / ".nightly.lock", "")
            except StoreError:
                return  # another kiosk of this home is at it
            with lock:
                if self._settings.retention_days:
                    self._forget(now)
                self._empty_log()
                if self._settings.backup_keep and not self._has_backup(now):
                    self._back_up(now)
            if not self._stops.is_set():
                self._done = self._due(now)
        except _MadeWay:
            pass
        except Exception as error:  # whatever it is, the kiosk goes on asking; the log tells
            self._wait = _AFTER_FAILURE_SECONDS
            self._tell(error)

    def _has_backup(self, now: datetime) -> bool:
        from store.sqlite.backup import backups

        # One from the future tells that the clock was wrong, and nothing else.
        due, latest = self._due(now).timestamp(), now.timestamp() + 60
        return any(due <= path.stat().st_mtime <= latest for path in backups(self._home.backups))

    def _forget(self, now: datetime) -> None:
        from store.model.period import business_day, day_number
        from store.sqlite.database import open_database
        from store.sqlite.retention import Retention

        days = self._settings.retention_days
        before = day_number(business_day(now, self._settings.day_starts)) - days
        with open_database(self._home.database, writing=True, now_ms=self._now_ms) as database:
            database.connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
            Retention(database).forget(
                before,
                self._settings.label,
                "older than 1 day" if days == 1 else f"older than {days} days",
                go_on=lambda: not self._stops.is_set(),
            )

    def _empty_log(self) -> None:
        """What was erased while somebody read may still stand there."""
        from store.sqlite.database import open_database

        with open_database(self._home.database, writing=False, now_ms=self._now_ms) as database:
            database.truncate_log()

    def _back_up(self, now: datetime) -> None:
        import shutil  # 4 ms that the first picture would wait for

        from store.sqlite.backup import back_up, dated, rotate
        from store.sqlite.database import open_database
        from store.sqlite.error import StoreError

        home = self._home
        home.backups.mkdir(mode=0o700, exist_ok=True)
        with open_database(home.database, writing=False, now_ms=self._now_ms) as database:
            if database.is_demo:
                return
            size = home.database.stat().st_size
            if shutil.disk_usage(home.backups).free < size + _ROOM_BYTES:
                raise StoreError(f"The disk of {home.backups} has no room for a backup; free some space.")
            with self._guard:
                self._interrupt = database.connection.interrupt
                self._keeps_waiting = database.journal != "wal"
            try:
                if self._stops.is_set():
                    raise _MadeWay
                back_up(database, dated(home.backups, now))
            except StoreError as error:
                if "interrupt" in str(error.__cause__):
                    raise _MadeWay from None
                raise
            finally:
                with self._guard:
                    self._interrupt = None
                    self._keeps_waiting = False
        rotate(home.backups, self._settings.backup_keep)

    def _now_ms(self) -> int:
        return round(self._clock().timestamp() * 1000)


class _MadeWay(Exception):
    """Somebody answered; it is done later."""
