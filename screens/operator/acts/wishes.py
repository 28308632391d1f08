"""What the acting screens ask the app, and what it answers."""

from dataclasses import dataclass

from screens.operator.view import Errand, Reply
from store.model.call_back import CallBack
from store.model.change import Change
from store.model.raised import RaisedAlert
from store.model.reader import AskedQuestion, Note


@dataclass(frozen=True, slots=True)
class CallBacksWanted(Errand):
    """Who asked to be called back?"""


@dataclass(frozen=True, slots=True)
class CallBacks(Reply):
    """The app's answer to `CallBacksWanted`: who waits first."""

    people: tuple[CallBack, ...]


@dataclass(frozen=True, slots=True)
class AlertsWanted(Errand):
    """Which alerts were there?"""


@dataclass(frozen=True, slots=True)
class Alerts(Reply):
    """The app's answer to `AlertsWanted`: those that stand first."""

    alerts: tuple[RaisedAlert, ...]
    questions: tuple[AskedQuestion, ...]
    """What they are about."""


@dataclass(frozen=True, slots=True)
class NotesWanted(Errand):
    """What did people note about days?"""


@dataclass(frozen=True, slots=True)
class Notes(Reply):
    """The app's answer to `NotesWanted`: newest first."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class AuditWanted(Errand):
    """What did people do?"""

    before: int | None = None
    """Before that line of the log; None: the newest."""


@dataclass(frozen=True, slots=True)
class Audit(Reply):
    """The app's answer to `AuditWanted`: newest first."""

    before: int | None
    changes: tuple[Change, ...]
    more: bool
    """Whether there are older ones."""
    questions: tuple[AskedQuestion, ...]
    """What targets were set for."""
