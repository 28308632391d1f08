"""The screens that customers see, made for this shop and survey; each is imported when it is first shown."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from kiosk.settings import Settings
from screens.question.messages import Pace
from screens.question.question import Asking, QuestionScreen
from screens.question.show import question_screen
from screens.widgets.guard import Guard
from store.model.survey import Kind, Survey
from store.model.visit import Visit
from store.words import words_for

if TYPE_CHECKING:
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

    def attract(self, visit: Visit) -> Screen[None]:
        """What invites the next person to `visit`: its first question, or a welcome, as the shop has set.

        At an hour when nothing is asked: back in a moment.
        """
        if visit.current is not None and self._settings.attract == "question":
            return self.question(visit, attract=True)
        from screens.customer.notices import PauseScreen, WelcomeScreen

        return self._with_languages(PauseScreen if visit.current is None else WelcomeScreen, visit.language)

    def question(self, visit: Visit, *, attract: bool = False) -> QuestionScreen:
        """The current question of `visit`; there must be one."""
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
            pace=self._pace,
        )
        return question_screen(asking, self._guard)

    def thanks(self, language: str) -> Screen[None]:
        """Thank you."""
        from screens.customer.notices import ThanksScreen

        return self._with_languages(ThanksScreen, language)

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
