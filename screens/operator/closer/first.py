"""What is looked at closer from the first screen: other dates, fewer answers, tables, the week..."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from screens.operator.acts.first import ActingScreen
from screens.operator.keys import Key
from screens.operator.panels.chips import names
from screens.operator.view import View
from store.model.period import Span
from store.model.reader import Dimension, Segment
from store.model.summary import Card
from store.words import phrases

if TYPE_CHECKING:
    from screens.operator.closer.wishes import Choice


class CloserScreen(ActingScreen):
    """A screen of scores that leads on to others, and asks for other views."""

    view: View

    @property
    def cards(self) -> tuple[Card, ...]:
        """The scores that are shown."""
        raise NotImplementedError

    def want(self, view: View) -> None:
        """Shows this from now on."""
        if view != self.view:
            self.view = view
            self.post_message(self.Wanted(view))

    def works(self, key: Key) -> bool:
        """Whether a key does anything now; the bottom line shows no other."""
        match key.action:
            case "choose('agent')" | "table('agent')":
                return self.view.filters.agent is not None or bool(self.live and self.live.agents)
            case "choose('question')":
                return len(self.cards) > 1 or self.view.filters.question is not None
            case "unfilter":
                return bool(names(self.view.filters))
            case "answers" | "week" | "rescore" | "table('touchpoint')" | "table('kiosk')":
                return bool(self.cards)
        return super().works(key)

    def action_dates(self) -> None:
        """Asks for any dates."""
        from screens.operator.closer.dates import DatesScreen

        summary = self.live.summary if self.live else None
        if summary is None or self.live is None:
            return
        today = self.live.today
        first, last = summary.period.first, min(summary.period.last, today)
        self.app.push_screen(DatesScreen(self, first, last, today), self._dates_taken)

    def _dates_taken(self, dates: tuple[date, date] | None) -> None:
        if dates is not None:
            self.want(replace(self.view, span=Span.DATES, back=0, dates=dates))

    def action_choose(self, what: str) -> None:
        """Opens the list of names to filter by."""
        from screens.operator.choose import ChooseScreen
        from screens.operator.closer.wishes import NamesWanted

        match what:
            case "channel":
                self._choose_channel()
            case "question":
                self._choose_question()
            case _:
                dimension = Dimension(what)
                chosen: str | None = getattr(self.view.filters, what)
                self.app.push_screen(ChooseScreen(self, dimension, chosen), self._filter_taken(what))
                self.post_message(self.Asking(NamesWanted(dimension)))

    def _choose_channel(self) -> None:
        from screens.operator.choose import ChooseScreen
        from screens.operator.closer.wishes import Named

        summary = self.live.summary if self.live else None
        if summary is None:
            return
        n = max((card.score.n for card in summary.cards), default=0)
        listed = [Named(summary.channel, n), *(Named(*item) for item in summary.other_channels.items())]
        screen = ChooseScreen(self, "channel", self.view.channel)
        self.app.push_screen(screen, self._channel_taken)
        screen.fill(listed)

    def _channel_taken(self, choice: "Choice | None") -> None:
        if choice is not None:
            self.want(replace(self.view, channel=choice.name))

    def _choose_question(self) -> None:
        from screens.operator.choose import ChooseScreen
        from screens.operator.closer.wishes import Named

        screen = ChooseScreen(self, "question", self.view.filters.question)
        self.app.push_screen(screen, self._filter_taken("question"))
        summary, cards = self.live.summary if self.live else None, self.cards
        titles = phrases.titles(summary, self.pen.words)[: len(cards)] if summary else ()
        screen.fill([Named(card.question.id, card.score.n) for card in cards], titles)

    def _filter_taken(self, what: str) -> "Callable[[Choice | None], None]":
        def take(choice: "Choice | None") -> None:
            if choice is not None:
                self.filter(what, choice.name)

        return take

    def filter(self, what: str, name: str | None) -> None:
        """Looks at one of them only, within the other filters; None: at all of them again."""
        self.want(replace(self.view, filters=self.view.filters.having(what, name)))

    def action_people(self) -> None:
        """Asks which people."""
        from screens.operator.closer.people import PeopleScreen

        self.app.push_screen(PeopleScreen(self, self.view.filters.segments), self._people_taken)

    def _people_taken(self, segments: tuple[Segment, ...] | None) -> None:
        if segments is not None:
            self.want(replace(self.view, filters=replace(self.view.filters, segments=segments)))

    def action_unfilter(self, what: str = "") -> None:
        """Takes one filter away; the last one where none is named."""
        held = names(self.view.filters)
        if not held:
            return
        what = what or held[-1]
        if what.startswith("segment "):
            question = what.removeprefix("segment ")
            rest = tuple(each for each in self.view.filters.segments if each.question != question)
            self.want(replace(self.view, filters=replace(self.view.filters, segments=rest)))
        else:
            self.filter(what, None)

    def action_table(self, by: str) -> None:
        """Lists touchpoints, agents or kiosks with their scores."""
        from screens.operator.closer.table import TableScreen

        if self.live is not None:
            screen = TableScreen(self, Dimension(by))
            screen.show(self.live)
            self.app.push_screen(screen, self._row_taken(by))

    def _row_taken(self, by: str) -> Callable[[str | None], None]:
        def take(name: str | None) -> None:
            if name is not None:
                self.filter(by, name)

        return take

    def action_week(self) -> None:
        """When in the week it is good or bad."""
        from screens.operator.closer.week import WeekScreen

        if self.card is not None and self.live is not None:
            screen = WeekScreen(self, self.card.question)
            screen.show(self.live)
            self.app.push_screen(screen)

    def action_answers(self) -> None:
        """The answers behind the chosen score."""
        from screens.operator.closer.answers import AnswersScreen
        from screens.operator.closer.wishes import AnswersWanted

        card, live = self.card, self.live
        if card is not None and live is not None and live.summary is not None:
            title = phrases.titles(live.summary, self.pen.words)[live.summary.cards.index(card)]
            screen = AnswersScreen(self, card.question, title, AnswersWanted(card.question.number))
            screen.show(live)
            self.app.push_screen(screen)

    def action_rescore(self) -> None:
        """The scores under other rules."""
        from screens.operator.closer.rescoring import RescoringScreen

        if self.live is not None:
            screen = RescoringScreen(self)
            screen.show(self.live)
            self.app.push_screen(screen)
