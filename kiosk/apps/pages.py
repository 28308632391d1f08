"""The screens that customers see, made for this shop and survey; each is imported when it is first shown."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from kiosk.settings import Settings
from screens.question.messages import Pace
from screens.question.question import Asking, QuestionScreen
from screens.question.show import question_screen
from screens.widgets.guard import Guard
from store.model.survey import Kind, Survey, Text
from store.model.visit import Visit
from store.words import words_for

if TYPE_CHECKING:
    from kiosk.opening_hours import Opening
    from screens.customer.plain import PlainScreen
    from screens.customer.still_there import StillThereScreen


class Pages:
    """Makes them; which one is shown when is the app's business."""

    def __init__(self, survey: Survey, settings: Settings, guard: Guard, pace: Pace) -> None:
        self._languages = survey.languages
        self._names = any(q.kind is Kind.CONTACT for q in survey.every_question())
        self._settings = settings
        self._guard = guard
        self._pace = pace

    def attract(self, visit: Visit, turn: int) -> Screen[None]:
        """What invites the next person to `visit`: its first question, or a welcome, as the shop has set.

        At an hour when nothing is asked: back in a moment. `turn` counts the people who were invited: each
        sees the next of the shop's own lines.
        """
        lines = self._settings.you_said
        line = lines[turn % len(lines)] if lines else None
        if visit.current is not None and self._settings.attract == "question":
            return self.question(visit, line=line, attract=True)
        if visit.current is None:
            from screens.customer.notices import PauseScreen

            return self._with_languages(PauseScreen, visit.language)
        from screens.customer.welcome import WelcomeScreen

        return WelcomeScreen(
            words_for(visit.language),
            line=line,
            languages=self._languages,
            shop=self._settings.shop,
            guard=self._guard,
        )

    def closed(self, language: str, opening: "Opening") -> Screen[None]:
        """When the shop is open next."""
        from screens.customer.closed import ClosedScreen

        return ClosedScreen(
            words_for(language),
            day=opening.day,
            days_ahead=opening.days_ahead,
            hours=(opening.opens, opening.closes),
            languages=self._languages,
            shop=self._settings.shop,
            guard=self._guard,
        )

    def question(
        self, visit: Visit, *, line: Text | None = None, attract: bool = False, keyboard: bool = False
    ) -> QuestionScreen:
        """The current question of `visit`; there must be one. `keyboard`: as in `Asking`."""
        assert visit.current is not None
        asking = Asking(
            visit.current,
            self._languages,
            visit.language,
            shop=self._settings.shop,
            progress=visit.progress,
            attract=attract,
            back=visit.can_go_back,
            value=visit.value,
            names=self._names,
            line=line,
            keyboard=keyboard,
            pace=self._pace,
        )
        return question_screen(asking, self._guard)

    def thanks(self, language: str, code: str | None) -> Screen[None]:
        """Thank you, and perhaps a reward code."""
        from screens.customer.thanks import ThanksScreen

        return ThanksScreen(
            words_for(language),
            code=code,
            languages=self._languages,
            shop=self._settings.shop,
            guard=self._guard,
        )

    def pause(self, language: str) -> Screen[None]:
        """Back in a moment."""
        from screens.customer.notices import PauseScreen

        return PauseScreen(words_for(language), shop=self._settings.shop, guard=self._guard)

    def moment(self, language: str) -> Screen[None]:
        """One moment, please."""
        from screens.customer.notices import MomentScreen

        return MomentScreen(words_for(language), shop=self._settings.shop, guard=self._guard)

    def still_there(self, language: str, seconds: int) -> "StillThereScreen":
        """Still there? It lies over the question."""
        from screens.customer.still_there import StillThereScreen

        return StillThereScreen(words_for(language), seconds, self._guard)

    def first_run(self, language: str, pin: str, folder: str) -> Screen[None]:
        """The PIN, where everything lies, how to stop."""
        from screens.customer.first_run import FirstRunScreen

        return FirstRunScreen(
            words_for(language),
            pin=pin,
            folder=folder,
            key=self._settings.operator_key.upper().replace("CTRL+", "Ctrl-"),
            languages=self._languages,
            shop=self._settings.shop,
            guard=self._guard,
        )

    def _with_languages(self, kind: "type[PlainScreen]", language: str) -> Screen[None]:
        return kind(
            words_for(language), languages=self._languages, shop=self._settings.shop, guard=self._guard
        )
