"""Alerts: what happened, whether the shop's command was told, and who has seen it."""

from datetime import datetime
from typing import ClassVar

from screens.operator.acts.ask import AskScreen
from screens.operator.acts.deeds import Acknowledge
from screens.operator.acts.listing import Entry, ListScreen
from screens.operator.acts.wishes import Alerts, AlertsWanted
from screens.operator.keys import BACK, LOCK, MOVING, Key, bindings
from screens.operator.view import Reply
from screens.widgets.wrap import harmless
from store.model.people import Act
from store.model.raised import RaisedAlert
from store.model.reader import AskedQuestion
from store.model.saying import N_
from store.words.alerts import alert_places, alert_sentence

_KEYS = (
    Key("enter", "Enter", N_("seen"), N_("Marks an alert as seen, with your name"), "acknowledge", 9),
    BACK,
    LOCK,
    *MOVING,
)


class AlertsScreen(ListScreen):
    """Those that stand first, then those that somebody has seen."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)
    _listed: Alerts | None = None

    def title_text(self) -> str:
        """What stands above."""
        return self.pen.words("Alerts")

    def empty_text(self) -> str:
        """None was raised."""
        return self.pen.words("There was no alert.")

    def wish(self) -> AlertsWanted:
        """Which are there?"""
        return AlertsWanted()

    def tell(self, told: Reply) -> None:
        """Takes them."""
        if isinstance(told, Alerts) and told != self._listed:
            self._listed = told
            self.fill([self._entry(each) for each in told.alerts])

    def _entry(self, alert: RaisedAlert) -> Entry:
        words, zone = self.pen.words, self.pen.zone
        places = alert_places(alert, words)
        detail = [harmless(places)] if places else []
        if alert.acknowledged_by and alert.acknowledged_ms is not None:
            seen = datetime.fromtimestamp(alert.acknowledged_ms / 1000, zone)
            detail.append(
                words(
                    "seen by {who}, {day} {time}",
                    who=harmless(alert.acknowledged_by),
                    day=words.date(seen.date(), short=True),
                    time=words.time(seen),
                )
            )
        if alert.told and alert.told != "ok":
            detail.append(words("The shop's command failed: {why}", why=harmless(alert.told)))
        sentence = harmless(alert_sentence(alert, self._question(alert), zone, words))
        mark = "" if alert.acknowledged_by else "! "
        moment = datetime.fromtimestamp(alert.at_ms / 1000, zone)
        when = f"{words.date(moment.date(), short=True)} {words.time(moment)}"
        return Entry(str(alert.number), mark + sentence, *detail, tail=when)

    def _question(self, alert: RaisedAlert) -> AskedQuestion | None:
        questions = self._listed.questions if self._listed else ()
        return next((q for q in questions if str(q.number) == alert.subject), None)

    @property
    def _chosen_one(self) -> RaisedAlert | None:
        listed = self._listed.alerts if self._listed else ()
        return next((each for each in listed if str(each.number) == self.chosen), None)

    def works(self, key: Key) -> bool:
        """An alert is seen once."""
        if key.action == "acknowledge":
            one = self._chosen_one
            return one is not None and one.acknowledged_by is None and self.may(Act.ACKNOWLEDGE)
        return super().works(key)

    def action_acknowledge(self) -> None:
        """Somebody has seen it."""
        one, words = self._chosen_one, self.pen.words
        if one is None or one.acknowledged_by is not None or not self.may(Act.ACKNOWLEDGE):
            return

        def take(said: str | None) -> None:
            if said is not None:
                self.do(Acknowledge(one.number))

        self.app.push_screen(
            AskScreen(
                self,
                words("Seen this alert?"),
                harmless(alert_sentence(one, self._question(one), self.pen.zone, words)),
                words("It leaves the first screen, and your name stands with it."),
            ),
            take,
        )
