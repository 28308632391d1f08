"""The people to call back: who asked for it, what about, and who has called."""

from datetime import UTC, datetime, timedelta, timezone
from typing import ClassVar

from screens.operator.acts.ask import AskScreen
from screens.operator.acts.deeds import Called, NotCalled
from screens.operator.acts.listing import Entry, ListScreen
from screens.operator.acts.wishes import CallBacks, CallBacksWanted
from screens.operator.keys import BACK, LOCK, MOVING, Key, bindings
from screens.operator.view import Reply
from screens.widgets.wrap import harmless
from store.model.call_back import CallBack
from store.model.saying import N_

_KEYS = (
    Key("enter", "Enter", N_("called"), N_("Marks the call as done, and what came of it"), "called", 9),
    Key("u", "u", N_("not called"), N_("Marks the call as open again"), "not_called", 8),
    Key("i", "i", N_("open"), N_("Opens the whole response"), "open_response", 7),
    BACK,
    LOCK,
    *MOVING,
)


class CallBacksScreen(ListScreen):
    """Asks for them itself, and again with every new reading."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)
    _listed: tuple[CallBack, ...] | None = None

    def title_text(self) -> str:
        """What stands above."""
        if self._listed is None:
            return self.pen.words("People to call back")
        waiting = sum(not each.done_by for each in self._listed)
        return self.pen.words.plural("{n} person to call back", "{n} people to call back", waiting)

    def empty_text(self) -> str:
        """Nobody asked."""
        return self.pen.words("Nobody has asked to be called back.")

    def wish(self) -> CallBacksWanted:
        """Who is it?"""
        return CallBacksWanted()

    def tell(self, told: Reply) -> None:
        """Takes them."""
        if isinstance(told, CallBacks) and told.people != self._listed:
            self._listed = told.people
            self.fill([self._entry(each) for each in told.people])

    def _entry(self, each: CallBack) -> Entry:
        words, pen = self.pen.words, self.pen
        moment = datetime.fromtimestamp(each.at_ms / 1000, timezone(timedelta(minutes=each.utc_offset_min)))
        when = f"{words.date(moment.date(), short=True)} {words.time(moment)}"
        place = harmless(each.touchpoint)
        if each.agent:
            place = f"{place} · {words('agent {name}', name=harmless(each.agent))}"
        facts = [place]
        if each.score is not None:
            facts.append(words("{score} of {top}", score=each.score, top=each.top))
        detail = [" · ".join(facts)]
        if each.remark:
            detail.append(words("“{text}”", text=harmless(each.remark)))
        if each.done_by and each.done_ms is not None:
            done = datetime.fromtimestamp(each.done_ms / 1000, UTC).astimezone(pen.zone)
            called = words(
                "called by {who}, {day} {time}",
                who=harmless(each.done_by),
                day=words.date(done.date(), short=True),
                time=words.time(done),
            )
            detail.append(f"✓ {called}" if not pen.plain else f"* {called}")
            if each.outcome:
                detail.append(harmless(each.outcome))
        return Entry(each.uid, harmless(each.contact), *detail, tail=when)

    @property
    def _chosen_one(self) -> CallBack | None:
        return next((each for each in self._listed or () if each.uid == self.chosen), None)

    def works(self, key: Key) -> bool:
        """A call is done once."""
        one = self._chosen_one
        if key.action == "called":
            return one is not None and not one.done_by
        if key.action == "not_called":
            return one is not None and bool(one.done_by)
        if key.action == "open_response":
            return one is not None
        return super().works(key)

    def action_called(self) -> None:
        """Somebody has called."""
        one, words = self._chosen_one, self.pen.words
        if one is None or one.done_by:
            return

        def take(outcome: str | None) -> None:
            if outcome is not None:
                self.do(Called(one.uid, outcome))

        self.app.push_screen(
            AskScreen(
                self,
                words("Called {contact}?", contact=harmless(one.contact)),
                words("It is marked as done, with your name."),
                invitation=words("What came of it? (may stay empty)"),
            ),
            take,
        )

    def action_open_response(self) -> None:
        """All that they answered."""
        from screens.operator.closer.response import ResponseScreen

        if (one := self._chosen_one) is not None:
            self.app.push_screen(ResponseScreen(self, one.uid))

    def action_not_called(self) -> None:
        """Not called after all."""
        one, words = self._chosen_one, self.pen.words
        if one is None or not one.done_by:
            return

        def take(said: str | None) -> None:
            if said is not None:
                self.do(NotCalled(one.uid))

        self.app.push_screen(
            AskScreen(
                self,
                words("Not called yet: {contact}?", contact=harmless(one.contact)),
                words("The mark is taken away; what stood there stays in the log."),
            ),
            take,
        )
