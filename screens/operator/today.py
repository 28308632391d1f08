"""Today: the sentence, the scores and everything around them, at a glance and live."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from screens.operator.body import Body
from screens.operator.closer.first import CloserScreen
from screens.operator.keys import TODAY, Key, bindings, bottom_line
from screens.operator.panel import Panel
from screens.operator.panels.headline import header
from screens.operator.panels.text import Pen
from screens.operator.parts import MOST_CARDS, parts
from screens.operator.plan import WIDE
from screens.operator.screen import AT_ONCE, HERE, NOBODY, OperatorScreen, scroll
from screens.operator.view import Live, Reply, View
from store.model.people import Person
from store.model.period import Span
from store.model.summary import Card
from store.model.survey import Kind

if TYPE_CHECKING:
    from store.model.heat import HeatMap

_LEADS = {
    "hours": "week",
    "trend": "note",
    "touchpoints": "table('touchpoint')",
    "comments": "comments",
    "newest": "comments",
    "left-out": "excluded",
    "devices": "table('kiosk')",
}
"""Where a click on an area leads that is on nothing in it."""

_FIRST = ("sentence", "due", "hours", "newest", "trend")
"""What may be seen without scrolling where there are fewer than three columns."""


class TodayScreen(CloserScreen):
    """Shows the newest reading, and asks for another period or other answers."""

    KEYS = TODAY
    BINDINGS: ClassVar = bindings(TODAY)
    CSS_PATH: ClassVar = [HERE / "operator.tcss", HERE / "today.tcss"]

    def __init__(
        self, pen: Pen, *, leaves: bool = False, locks: bool = True, person: Person = NOBODY
    ) -> None:
        """`leaves`: Escape leads on, back to where the operator came from. `locks`: there is a PIN.

        `person`: who is there.
        """
        super().__init__(pen)
        self.person = person
        self.locks = locks
        self.view = View()
        self._leaves = leaves
        self._card = 0
        self._whole = False
        self._slow = False
        self._week: HeatMap | None = None
        self._week_for: tuple[View, int, datetime] | None = None

    def compose(self) -> ComposeResult:
        """A line above, the panels, the keys below."""
        yield Panel("header", classes="line")
        yield Body()
        yield Panel("keys", classes="line")

    def on_mount(self) -> None:
        """Shows what was read before the screen was there."""
        self.built = True
        if self.live is not None:
            self.show(self.live)

    def _line(self, name: str) -> Panel:
        return self.query_one(f"#{name}", Panel)

    def show(self, live: Live) -> None:
        """Takes a new reading; only what has changed is painted."""
        super().show(live)
        if not self.built or not self.is_attached:  # the app may be closing while the last reading comes
            return
        pen, cards = self.pen, live.summary.cards[:MOST_CARDS] if live.summary else ()
        self._card = min(self._card, max(0, len(cards) - 1))
        keys = self.working_keys
        body = self.query_one(Body)
        if not self.is_saying:
            self._line("keys").show(lambda width, _h: bottom_line(keys, pen, width), of=keys)
        self._show_header(live)
        self._ask_week(live)
        shown = parts(live, self._card, pen, self._week if self.size.width >= WIDE else None)
        if not self._whole and self.size.width < WIDE:
            # What lies below the first screen is made when that has been painted.
            shown = {name: part for name, part in shown.items() if name in _FIRST or name.startswith("card-")}
            self.call_after_refresh(self._show_whole)
        self._whole = True
        for name, part in shown.items():
            body.panel(name).show(part.draw, *part.titles, height=part.height, of=part.of)
        body.choose(f"card-{self._card}" if len(cards) > 1 else "")
        body.fit(tuple(shown))

    def _show_header(self, live: Live) -> None:
        pen, counting = self.pen, self._slow and live.view != self.view
        self._line("header").show(lambda width, _h: header(live, pen, width, counting=counting))

    def want(self, view: View) -> None:
        """Shows this from now on; says that it counts where that is not there at once."""
        super().want(view)
        self._slow = False
        self.set_timer(AT_ONCE, self._look_whether_it_came)

    def _look_whether_it_came(self) -> None:
        if self.live is not None and self.live.view != self.view and self.built and self.is_attached:
            self._slow = True
            self._show_header(self.live)

    def _ask_week(self, live: Live) -> None:
        """Where there is room for the week: once a minute, and for another score or other answers at once."""
        card = self.card
        if self.size.width < WIDE or card is None:
            return
        for_what = (live.view, card.question.number, live.now.replace(second=0, microsecond=0))
        if for_what != self._week_for:
            if self._week_for is None or for_what[:2] != self._week_for[:2]:
                self._week = None
            self._week_for = for_what
            from screens.operator.closer.wishes import HeatWanted

            self.post_message(self.Asking(HeatWanted(card.question.number)))

    def tell(self, told: Reply) -> None:
        """Takes the week."""
        super().tell(told)
        from screens.operator.closer.wishes import Heat

        if isinstance(told, Heat) and self.card is not None and told.question == self.card.question.number:
            self._week = told.map
            if self.live is not None:
                self.show(self.live)

    def _show_whole(self) -> None:
        if self.live is not None:
            self.show(self.live)

    def works(self, key: Key) -> bool:
        """Whether a key does anything now; the bottom line shows no other."""
        match key.action:
            case "later":
                return self.view.back > 0
            case "back":
                return self._leaves or self.view != View()
            case "leave":
                return not self._leaves
            case "next_card":
                return len(self.cards) > 1
            case "why" | "excluded":
                return bool(self.cards)
            case "comments":
                return self.live is not None and any(
                    question.kind is Kind.COMMENT for question in self.live.questions
                )
        return super().works(key)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The scores that are shown."""
        return self.live.summary.cards[:MOST_CARDS] if self.live and self.live.summary else ()

    @property
    def card(self) -> Card | None:
        """The chosen score."""
        return self.cards[self._card] if self._card < len(self.cards) else None

    def action_span(self, span: str) -> None:
        """The current day, week, month, quarter or year."""
        self.want(replace(self.view, span=Span(span), back=0, dates=None))

    def action_earlier(self) -> None:
        """The period before."""
        self.want(replace(self.view, back=self.view.back + 1))

    def action_later(self) -> None:
        """The period after; there is none after the current one."""
        self.want(replace(self.view, back=max(0, self.view.back - 1)))

    def action_next_card(self) -> None:
        """Chooses the next score."""
        self._choose_card(self._card + 1)

    def _choose_card(self, index: int) -> None:
        if self.live is not None and self.cards:
            self._card = index % len(self.cards)
            self.show(self.live)

    def action_why(self) -> None:
        """Explains the chosen score."""
        from screens.operator.why import WhyScreen

        if self.card is not None:
            self._open(WhyScreen(self, self.card.question.number))

    def action_excluded(self) -> None:
        """Shows every score with and without what is left out."""
        from screens.operator.excluded import ExcludedScreen

        self._open(ExcludedScreen(self))

    def action_comments(self) -> None:
        """Lists what people wrote."""
        from screens.operator.remarks import RemarksScreen

        self._open(RemarksScreen(self))

    def action_keys(self) -> None:
        """Lists all keys."""
        self.list_keys(tuple(key for key in TODAY if OperatorScreen.works(self, key)))

    def _open(self, screen: OperatorScreen) -> None:
        if self.live is not None:
            screen.show(self.live)
        self.app.push_screen(screen)

    def action_scroll(self, to: str) -> None:
        """Moves the panels."""
        scroll(self.query_one(Body), to)

    def action_back(self) -> None:
        """To today without filters; from there back to where the operator came from, if anywhere."""
        if self.view != View():
            self.want(View())
        elif self._leaves:
            self.post_message(self.Leaving(lock=False))

    async def action_leave(self) -> None:
        """Ends the app, where nothing lies behind the scores; a kiosk's would not let itself be ended."""
        if not self._leaves:
            await self.app.run_action("interrupt")

    async def on_panel_clicked(self, event: Panel.Clicked) -> None:
        """A card chooses itself, then explains itself; names filter; a comment opens them all."""
        match event.link:
            case ("touchpoint", name):
                self.filter("touchpoint", name)
            case ("unfilter", what):
                self.action_unfilter(what)
            case ("table", by):
                self.action_table(by)
            case ("week",) | ("heat", *_):
                self.action_week()
            case ("choose", what):
                self.action_choose(what)
            case ("comment", _):
                self.action_comments()
            case ("target",):
                self._choose_card(int(event.panel.id.removeprefix("card-")))
                self.action_target()
            case None if event.panel.id in _LEADS:
                await self.run_action(_LEADS[event.panel.id])
            case None if event.panel.id.startswith("card-"):
                index = int(event.panel.id.removeprefix("card-"))
                if index == self._card:
                    self.action_why()
                else:
                    self._choose_card(index)
