"""What is done from the first screen."""

from typing import TYPE_CHECKING

from screens.operator.keys import Key
from screens.operator.screen import OperatorScreen
from store.model.people import Act
from store.model.period import day_number
from store.model.summary import Card

if TYPE_CHECKING:
    from screens.operator.acts.deeds import Export, Print


class ActingScreen(OperatorScreen):
    """A screen of scores from which things can be done, as far as the person there may."""

    @property
    def card(self) -> Card | None:
        """The score that is chosen."""
        raise NotImplementedError

    def works(self, key: Key) -> bool:
        """Whether a key does anything now; the bottom line shows no other."""
        match key.action:
            case "alerts":
                return self.may(Act.ACKNOWLEDGE) or bool(self.live and self.live.alerts)
            case "target":
                return self.may(Act.TARGET) and self.card is not None
            case "note" | "export" | "report":
                return super().works(key) and self.live is not None and self.live.summary is not None
        return super().works(key)

    def action_alerts(self) -> None:
        """Lists the alerts."""
        from screens.operator.acts.alerts import AlertsScreen

        self.app.push_screen(AlertsScreen(self))

    def action_call_backs(self) -> None:
        """Lists who asked to be called back."""
        from screens.operator.acts.call_backs import CallBacksScreen

        if self.may(Act.CALL_BACK):
            self.app.push_screen(CallBacksScreen(self))

    def action_note(self) -> None:
        """Lists the notes; a new one is about the last day that is shown."""
        from screens.operator.acts.notes import NotesScreen

        summary = self.live.summary if self.live else None
        if self.may(Act.NOTE) and summary is not None and self.live is not None:
            # Where the period goes on, today.
            last = min(summary.period.last, max(summary.period.first, self.live.today))
            self.app.push_screen(NotesScreen(self, day_number(last)))

    def action_target(self) -> None:
        """Sets a target for the chosen score."""
        from screens.operator.acts.target import ask_target

        if self.card is not None:
            ask_target(self, self.card)

    def action_export(self) -> None:
        """Writes the answers that are shown into a file."""
        from screens.operator.acts.deeds import Export

        self._write(Export())

    def action_report(self) -> None:
        """Writes a report of what is shown, to print."""
        from screens.operator.acts.deeds import Print

        self._write(Print())

    def _write(self, deed: "Export | Print") -> None:
        if self.may(deed.ACT) and self.live is not None and self.live.summary is not None:
            self.say(self.pen.words("Writing…"))
            self.do(deed)

    def action_audit(self) -> None:
        """Lists who did what."""
        from screens.operator.acts.audit import AuditScreen

        if self.may(Act.AUDIT):
            self.app.push_screen(AuditScreen(self))
