"""Watches for what somebody should know at once, in a thread of its own, beside a kiosk or the scores.

Several may watch one store: an alert is kept once, and whoever was first runs the shop's command.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.home import Home
from kiosk.settings import Settings
from store.words import Words

if TYPE_CHECKING:
    from store.model.alerts import Accustomed
    from store.model.reader import AskedQuestion
    from store.sqlite.database import Database

FIRST_SECONDS, EVERY_SECONDS = 5.0, 60.0
"""How long after its start it looks first, and then between two times."""
_REMEMBERED = 200
"""So many of the newest alerts are looked at for what was raised already."""


class Watch(threading.Thread):
    """Looks once a minute. What it cannot read or run it leaves to the next time."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        clock: Callable[[], datetime],
        words: Words,
        *,
        note: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        """`clock`: the shop's wall clock, aware. `note` is told what failed, for the log."""
        super().__init__(name="watch", daemon=True)
        self._home = home
        self._settings = settings
        self._clock = clock
        self._words = words
        self._note = note
        self._ended = threading.Event()
        self._database: Database | None = None
        self._known: Accustomed | None = None
        self._noted = ""

    def stop(self) -> None:
        """Ends the thread soon; called from any other. Waits for nothing."""
        self._ended.set()

    def run(self) -> None:
        """Looks, and rests, until `stop`."""
        rest = FIRST_SECONDS
        while not self._ended.wait(rest):
            rest = EVERY_SECONDS
            try:
                self.look()
            except Exception as error:  # a kiosk goes on asking whatever fails here
                self._close()
                if str(error) != self._noted:
                    self._noted = str(error)
                    self._note(error)
        self._close()

    def look(self) -> int:
        """Raises what there is to raise now, and has the shop's command run; returns how many it raised.

        StoreError when the store cannot be read or written.
        """
        from store.model.alert import AlertRules
        from store.model.alerts import accustomed, alerts
        from store.model.period import business_day, day_number
        from store.sqlite.alerts import latest, note_told, raise_alert
        from store.sqlite.reader import SqliteReader

        database = self._open()
        if database is None:
            return 0
        settings, now = self._settings, self._clock()
        rules = AlertRules(
            low=settings.alert_low,
            half=settings.alert_half,
            below=settings.alert_below,
            silent_minutes=settings.alert_silent_minutes,
            opening_hours=settings.opening_hours,
        )
        reader, day_starts = SqliteReader(database), settings.day_starts
        if self._known is None or self._known.day != day_number(business_day(now, day_starts)):
            self._known = accustomed(reader, now, day_starts=day_starts)
        with database.reading():
            raised = latest(database.connection, limit=_REMEMBERED)
        count = 0
        for alert in alerts(reader, self._known, rules, now, raised):
            number = raise_alert(database, alert)
            if number is None:
                continue
            count += 1
            if settings.on_alert:
                note_told(database, number, self._tell(number, reader.questions(), database))
        return count

    def _tell(self, number: int, questions: Sequence["AskedQuestion"], database: "Database") -> str:
        from kiosk.on_alert import run
        from store.sqlite.alerts import by_number
        from store.words.alerts import alert_sentence

        with database.reading():
            alert = by_number(database.connection, number)
        assert alert is not None, "it was just raised"
        question = next((q for q in questions if str(q.number) == alert.subject), None)
        sentence = alert_sentence(alert, question, self._clock().tzinfo, self._words)
        return run(
            self._settings.on_alert,
            alert,
            question.id if question else "",
            sentence,
            shop=self._settings.shop,
            folder=self._home.path,
        )

    def _open(self) -> "Database | None":
        from store.sqlite.database import open_database

        if self._database is not None and self._database.has_moved:
            self._close()
        if self._database is None and self._home.database.exists():
            self._database = open_database(
                self._home.database,
                writing=True,
                now_ms=lambda: round(self._clock().timestamp() * 1000),
            )
        return self._database

    def _close(self) -> None:
        database, self._database, self._known = self._database, None, None
        if database is not None:
            database.close()
