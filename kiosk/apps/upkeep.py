"""Answers what the operator's acting screens ask: call-backs, alerts, notes, the audit log."""

from datetime import datetime

from screens.operator.acts.wishes import (
    Alerts,
    AlertsWanted,
    Audit,
    AuditWanted,
    CallBacks,
    CallBacksWanted,
    Notes,
    NotesWanted,
)
from screens.operator.view import Errand, Reply
from store.model.people import Act, Person
from store.model.period import business_day, day_number
from store.model.raised import RaisedAlert
from store.model.reader import Reader
from store.sqlite import alerts, audit, call_backs
from store.sqlite.database import Database

_CALL_DAYS = 90
"""Who asked longer ago does not wait for a call any more."""
_NOTE_DAYS = 400
_PAGE = 50
_MOST_ALERTS = 50


class Upkeep:
    """Reads for one person, on one open store."""

    def __init__(self, database: Database, reader: Reader, person: Person, day_starts: int) -> None:
        self._database = database
        self._connection = database.connection
        self._reader = reader
        self._person = person
        self._day_starts = day_starts

    def answer(self, asked: Errand, now: datetime) -> Reply:
        """Answers once; with nothing where the person may not know. `now` is aware."""
        person, today = self._person, day_number(business_day(now, self._day_starts))
        with self._database.reading():
            match asked:
                case CallBacksWanted() if person.may(Act.CALL_BACK):
                    first = today - _CALL_DAYS
                    return CallBacks(
                        tuple(call_backs.call_backs(self._connection, person.allowed, first=first))
                    )
                case CallBacksWanted():
                    return CallBacks(())
                case AlertsWanted():
                    return self._alerts()
                case NotesWanted():
                    found = self._reader.notes(today - _NOTE_DAYS, today)
                    return Notes(tuple(reversed(found)))
                case AuditWanted(before) if person.may(Act.AUDIT):
                    page = audit.changes(self._connection, before=before, limit=_PAGE + 1)
                    questions = tuple(self._reader.questions())
                    return Audit(before, tuple(page[:_PAGE]), len(page) > _PAGE, questions)
                case AuditWanted(before):
                    return Audit(before, (), False, ())
        raise TypeError(f"nobody answers {asked!r}")

    def standing(self) -> tuple[RaisedAlert, ...]:
        """The alerts that nobody has acknowledged, as far as they are the person's."""
        with self._database.reading():
            found = alerts.standing(self._connection)
        return tuple(each for each in found if each.concerns(self._person))

    def waiting(self, now: datetime) -> int:
        """How many people wait to be called back; 0 for whoever does not call."""
        if not self._person.may(Act.CALL_BACK):
            return 0
        first = day_number(business_day(now, self._day_starts)) - _CALL_DAYS
        with self._database.reading():
            return call_backs.waiting(self._connection, self._person.allowed, first=first)

    def _alerts(self) -> Alerts:
        latest = alerts.latest(self._connection, limit=_MOST_ALERTS)
        found = [each for each in latest if each.concerns(self._person)]
        found.sort(key=lambda each: (each.acknowledged_ms is not None, -each.at_ms))
        return Alerts(tuple(found), tuple(self._reader.questions()))
