"""Does what the operator's screens ask for, in threads of its own: no disk stops the screen."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.home import Home
from screens.operator.acts.deeds import (
    Acknowledge,
    Called,
    Deed,
    Done,
    Erase,
    Export,
    Lift,
    NotCalled,
    Print,
    RemoveNote,
    SetTarget,
    Void,
    WriteNote,
)
from store.model.people import Person
from store.words import Words
from store.words.troubles import trouble

if TYPE_CHECKING:
    from datetime import datetime

    from store.model.period import Period
    from store.model.reader import Filters
    from store.sqlite.database import Database


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the screen."""

    period: "Period"
    filters: "Filters"
    """With what the person may see."""
    channel: str
    now: "datetime"
    """The shop's wall clock, aware."""
    day_starts: int
    shop: str
    comment_delay_minutes: int


@dataclass(frozen=True, slots=True)
class _Refused(Exception):
    """A sentence for whoever asked."""

    sentence: str


class Hand:
    """Acts for one person. What their role does not include is not done, whatever a screen asks for."""

    def __init__(
        self, home: Home, person: Person, words: Words, now_ms: Callable[[], int], *, asks_pin: bool
    ) -> None:
        """`asks_pin`: the person came in by a PIN, and must still be among those who have one."""
        self._home = home
        self._person = person
        self._words = words
        self._now_ms = now_ms
        self._asks_pin = asks_pin
        self._acting = ThreadPoolExecutor(1, "acts")
        self._one_paper = threading.Lock()
        self._database: Database | None = None

    async def do(self, deed: Deed, shown: Shown | None) -> Done:
        """Does it, and says what became of it. `shown`: what the scores are of, for what is written."""
        if isinstance(deed, Export | Print):
            from kiosk.apps.aside import aside

            done = aside(lambda ended: self._guarded(deed, lambda: self._write(deed, shown, ended)))
        else:
            done = self._acting.submit(self._guarded, deed, lambda: self._act(deed))
        return await asyncio.wrap_future(done)

    def close(self) -> None:
        """Closes what was opened, when what was begun is done. Waits for nothing.

        An export goes on when nobody looks any more; only the end of the program gives it up.
        """
        self._acting.submit(self._close)
        self._acting.shutdown(wait=False)

    def _guarded(self, deed: Deed, work: Callable[[], Done]) -> Done:
        from store.sqlite.error import StoreError

        try:
            self._check(deed)
            return work()
        except _Refused as refused:
            return Done(deed, refused.sentence)
        except StoreError as error:
            if not isinstance(deed, Export | Print):  # they have a connection of their own
                self._close()  # the next act opens it anew
            return Done(deed, trouble(str(error), self._words))
        except OSError as error:
            said = self._words("{file} cannot be written.", file=error.filename or self._home.exports)
            return Done(deed, f"{said} ({error.strerror})")

    def _check(self, deed: Deed) -> None:
        """Raises _Refused for what this person may not do, or may no more."""
        from kiosk.pins.file import PinError, people

        if self._asks_pin:
            try:
                known = self._person in people(self._home.pin_file)
            except PinError:
                known = False
            if not known:
                raise _Refused(self._words("This PIN is no longer known; lock and enter yours again."))
        if not self._person.may(deed.ACT):
            raise _Refused(self._words("That is for somebody else to do."))

    def _act(self, deed: Deed) -> Done:
        from store.sqlite import alerts, call_backs, notes
        from store.sqlite.responses import Responses

        database, by = self._open(), self._person.name
        if isinstance(deed, Void | Lift | Erase | Called | NotCalled):
            self._look_whose(database, deed.uid)
        if isinstance(deed, Acknowledge):
            with database.reading():
                alert = alerts.by_number(database.connection, deed.number)
            if alert is not None and not alert.concerns(self._person):
                raise _Refused(self._words("That is for somebody else to do."))
        match deed:
            case Void(uid, why):
                Responses(database).void(uid, by, why)
            case Lift(uid, why):
                Responses(database).lift(uid, by, why)
            case Erase(uid, why):
                Responses(database).erase(uid, by, why)
                return Done(deed, kept_in=self._traces(uid))
            case SetTarget(question, value):
                Responses(database).set_target(question, value, by)
            case WriteNote(day, text):
                notes.write_note(database, day, text, by)
            case RemoveNote(number):
                notes.remove_note(database, number, by)
            case Acknowledge(number):
                alerts.acknowledge(database, number, by)
            case Called(uid, outcome):
                call_backs.mark_called(database, uid, by, outcome)
            case NotCalled(uid):
                call_backs.mark_waiting(database, uid, by)
        return Done(deed)

    def _look_whose(self, database: "Database", uid: str) -> None:
        """Raises _Refused where the response is not this person's to see."""
        with database.reading():
            row = database.connection.execute(
                "SELECT agent, touchpoint FROM response WHERE uid = ?", (uid,)
            ).fetchone()
        if row is not None and not self._person.sees(*row):
            raise _Refused(self._words("That is for somebody else to do."))

    def _traces(self, uid: str) -> tuple[str, ...]:
        from kiosk.traces import still_held

        return still_held(self._home, (uid,))

    def _write(self, deed: Export | Print, shown: Shown | None, ended: Callable[[], bool]) -> Done:
        from kiosk.apps import paper

        if shown is None:
            raise _Refused(self._words("There is nothing to write yet."))
        with self._one_paper:
            if isinstance(deed, Export):
                file, count = paper.export(self._home, shown, self._person, self._now_ms, ended)
            else:
                count = 0
                file = paper.report(self._home, shown, self._person, self._words, self._now_ms, ended)
        return Done(deed, written=str(file.relative_to(self._home.path)), responses=count)

    def _open(self) -> "Database":
        from store.sqlite.database import open_database
        from store.sqlite.error import StoreError

        if self._database is not None and self._database.has_moved:
            self._close()
        if self._database is None:
            if not self._home.database.exists():
                raise StoreError(f"There is no store at {self._home.database}; kiosk run makes one.")
            self._database = open_database(self._home.database, writing=True, now_ms=self._now_ms)
        return self._database

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            database.close()
