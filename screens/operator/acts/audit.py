"""Who did what, when and why: the audit log, newest first, a page at a time."""

from datetime import datetime
from typing import ClassVar

from screens.operator.acts.listing import Entry, ListScreen
from screens.operator.acts.wishes import Audit, AuditWanted
from screens.operator.keys import BACK, LOCK, MOVING, Key, bindings
from screens.operator.screen import OperatorScreen
from screens.operator.view import Live, Reply
from screens.widgets.wrap import harmless
from store.model.change import Change
from store.model.period import day_date
from store.model.saying import N_
from store.words import figures
from store.words.acts import act_name, is_about_response
from store.words.alerts import alert_name

_KEYS = (
    Key("right", "→", N_("older"), N_("An older page"), "older", 6),
    Key("enter", "Enter", N_("open"), N_("Opens the whole response"), "open_response", 7),
    Key("left", "←", N_("newer"), N_("A newer page"), "newer", 6),
    BACK,
    LOCK,
    *MOVING,
)


class AuditScreen(ListScreen):
    """Asks for a page; the newest one follows what happens."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)

    def __init__(self, root: OperatorScreen) -> None:
        super().__init__(root)
        self._page: Audit | None = None
        self._before: list[int] = []
        """Where each older page that was turned to begins."""

    def title_text(self) -> str:
        """What stands above."""
        title = self.pen.words("Who did what, and why")
        if self._before:
            title = self.pen.words("{title} · page {n}", title=title, n=len(self._before) + 1)
        return title

    def empty_text(self) -> str:
        """Nothing was done."""
        return self.pen.words("Nobody has changed anything yet.")

    def wish(self) -> AuditWanted:
        """What stands on this page?"""
        return AuditWanted(self._before[-1] if self._before else None)

    def show(self, live: Live) -> None:
        """An older page stays as it is."""
        if not self._before:
            super().show(live)

    def tell(self, told: Reply) -> None:
        """Takes the page that was asked for."""
        wanted = self._before[-1] if self._before else None
        if isinstance(told, Audit) and told.before == wanted and told != self._page:
            self._page = told
            self.fill([self._entry(change) for change in told.changes])

    def _entry(self, change: Change) -> Entry:
        words = self.pen.words
        moment = datetime.fromtimestamp(change.at_ms / 1000, self.pen.zone)
        when = f"{words.date(moment.date(), short=True, year=True)} {words.time(moment)}"
        # Not inside an f-string, where messages are not looked for.
        did = words("{who}: {act}", who=harmless(change.by), act=act_name(change.what, words))
        about = self._subject(change)
        why = "" if change.what == "acknowledge" else harmless(change.why)
        return Entry(str(change.number), did, *(part for part in (about, why) if part), tail=when)

    def _subject(self, change: Change) -> str:
        """What it was done to, as far as that says anything to a person."""
        words = self.pen.words
        if is_about_response(change):
            return words("response {uid}", uid=harmless(change.subject))
        match change.what:
            case "target":
                title = self._title(change.subject)
                return title if change.why else words("{title}: none any more", title=title)
            case "note" | "note_removed" if change.subject.lstrip("-").isdecimal():
                return words.date(day_date(int(change.subject)), year=True)
            case "retention" | "clock" if (n := change.subject.partition(" ")[0]).isdecimal():
                return words.plural("{n} response", "{n} responses", int(n))
            case "acknowledge":
                rule, _, subject = change.why.partition(" ")
                return words("{rule}: {title}", rule=alert_name(rule, words), title=self._title(subject))
        return harmless(change.subject)

    def _title(self, subject: str) -> str:
        """What the question of that number is called; anything else as it is."""
        questions = self._page.questions if self._page else ()
        found = next((q for q in questions if str(q.number) == subject), None)
        return figures.title(found, self.pen.words) if found else harmless(subject)

    def works(self, key: Key) -> bool:
        """There are not always other pages."""
        match key.action:
            case "older":
                return bool(self._page and self._page.more)
            case "newer":
                return bool(self._before)
            case "open_response":
                return self._response is not None
        return super().works(key)

    @property
    def _response(self) -> str | None:
        """The uid of the response that the chosen line is about."""
        found = (
            each for each in (self._page.changes if self._page else ()) if str(each.number) == self.chosen
        )
        return next((each.subject for each in found if is_about_response(each)), None)

    def action_open_response(self) -> None:
        """What it was done to."""
        from screens.operator.closer.response import ResponseScreen

        if (uid := self._response) is not None:
            self.app.push_screen(ResponseScreen(self, uid))

    def action_older(self) -> None:
        """What was done before."""
        if self._page and self._page.more and self._page.changes:
            self._before.append(self._page.changes[-1].number)
            self.ask()

    def action_newer(self) -> None:
        """What was done after."""
        if self._before:
            self._before.pop()
            self.ask()
