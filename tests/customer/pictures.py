"""Every screen of the customer, to be looked at: by people as pictures, by tests as text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path
from types import MappingProxyType
from typing import Any

from textual.app import App
from textual.screen import Screen

from screens.customer.closed import ClosedScreen
from screens.customer.first_run import FirstRunScreen
from screens.customer.notices import MomentScreen, PauseScreen
from screens.customer.still_there import StillThereScreen
from screens.customer.thanks import ThanksScreen
from screens.customer.welcome import WelcomeScreen
from screens.operator.menu import MenuScreen
from screens.operator.pin import PinScreen
from screens.question.question import Asking
from screens.question.show import question_screen
from screens.widgets.ink import add_themes
from screens.widgets.sheet import Sheet
from store.model.people import Person
from store.model.scale import Metric, Scale
from store.model.survey import Kind, Question, Text
from store.model.survey_file import read_survey
from store.templates import LANGUAGES as EVERY
from store.templates import template
from store.words import Words, words_for

SHOP = "Maison Lefort"
LANGUAGES = ("en", "fr")
COUNTER = read_survey(template("counter", EVERY))
CALL = read_survey(template("support-call", EVERY))
RETURNS = read_survey(template("returns", EVERY))
ADD: Text = {
    "en": "Would you like to add something?",
    "fr": "Souhaitez-vous ajouter quelque chose ?",
    "es": "¿Desea añadir algo más?",
    "it": "Desidera aggiungere qualcosa?",
    "pt": "Deseja acrescentar alguma coisa?",
    "de": "Möchten Sie noch etwas hinzufügen?",
    "nl": "Wilt u nog iets toevoegen?",
}
REACH: Text = {
    "en": "How can we reach you?",
    "fr": "Comment pouvons-nous vous joindre ?",
    "es": "¿Cómo podemos contactar con usted?",
    "it": "Come possiamo contattarLa?",
    "pt": "Como podemos contactar consigo?",
    "de": "Wie können wir Sie erreichen?",
    "nl": "Hoe kunnen we u bereiken?",
}
PUBLISH: Text = {
    "en": "You may publish this",
    "fr": "Vous pouvez le publier",
    "es": "Pueden publicarlo",
    "it": "Potete pubblicarlo",
    "pt": "Podem publicá-lo",
    "de": "Sie dürfen es veröffentlichen",
    "nl": "U mag dit publiceren",
}
CALL_BACK: Text = {
    "en": "Yes, please call me back",
    "fr": "Oui, rappelez-moi",
    "es": "Sí, llámenme",
    "it": "Sì, richiamatemi",
    "pt": "Sim, liguem-me",
    "de": "Ja, bitte rufen Sie mich an",
    "nl": "Ja, bel mij terug",
}
SAID: Text = {
    "en": "You said the queue was long. A second till is open at noon.",
    "fr": "Vous trouviez la file longue. Une deuxième caisse ouvre à midi.",
    "es": "La cola les parecía larga. Una segunda caja abre a mediodía.",
    "it": "La coda era troppo lunga. Una seconda cassa apre a mezzogiorno.",
    "pt": "Achavam a fila longa. Uma segunda caixa abre ao meio-dia.",
    "de": "Die Schlange war lang. Mittags öffnet jetzt eine zweite Kasse.",
    "nl": "U vond de rij lang. Om twaalf uur gaat er een tweede kassa open.",
}
QUESTIONS = {q.id: q for survey in (COUNTER, CALL) for q in survey.every_question()} | {
    "returns": RETURNS.questions[0],
    "points": Question("points", Kind.SCALE, COUNTER.questions[0].text, Scale(Metric.CSAT, 10)),
    "comment": Question("comment", Kind.COMMENT, ADD, consent=PUBLISH),
    "contact": Question("contact", Kind.CONTACT, REACH, consent=CALL_BACK),
}


class Frame(App[int]):
    """Shows one screen and nothing else."""

    def __init__(self, sheet: Screen[Any], theme: str = "kiosk-normal") -> None:
        super().__init__()
        add_themes(self, theme)
        self.sheet = sheet

    def on_mount(self) -> None:
        self.push_screen(self.sheet)

    def words(self) -> str:
        """Everything that can be read."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


async def read(
    screens: Iterable[tuple[str, Screen[Any]]],
    theme: str,
    *,
    size: tuple[int, int] = (40, 15),
    keys: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[str, str]:
    """What can be read on each of these screens, one after the other in one app; `keys` are pressed first."""
    named = dict(screens)
    app = Frame(next(iter(named.values())), theme)
    found = {}
    async with app.run_test(size=size) as pilot:
        for name, screen in named.items():
            if screen is not app.screen:
                await app.switch_screen(screen)
            await pilot.press(*keys.get(name, ()))
            await pilot.pause()
            found[name] = app.words()
    return found


def asking(question: str, language: str, **more: Any) -> Callable[[], Sheet]:
    """A screen that asks."""
    return lambda: question_screen(Asking(QUESTIONS[question], spoken(language), language, shop=SHOP, **more))


def spoken(language: str) -> tuple[str, ...]:
    """The languages of a shop where `language` is one of two."""
    return LANGUAGES if language in LANGUAGES else ("en", language)


def sheets(language: str) -> Iterator[tuple[str, Callable[[], Sheet]]]:
    """The name of each screen, and how to make it."""
    words: Words = words_for(language)
    around: dict[str, Any] = {"languages": spoken(language), "shop": SHOP}
    yield "attract", asking("satisfaction", language, attract=True)
    yield "faces", asking("satisfaction", language, progress=(1, 2))
    yield "mattered", asking("mattered", language, progress=(2, 2), back=True)
    yield "nps", asking("recommend", language, progress=(2, 2), back=True)
    yield "ease", asking("ease", language, progress=(1, 3))
    yield "solved", asking("solved", language, progress=(3, 3), back=True)
    yield "returns", asking("returns", language, progress=(1, 2))
    yield "points", asking("points", language, progress=(2, 3), back=True)
    yield "comment", asking("comment", language, back=True)
    yield "contact", asking("contact", language, back=True, names=True)
    yield "comment-by-touch", asking("comment", language, back=True, keyboard=True)
    yield "contact-by-touch", asking("contact", language, back=True, names=True, keyboard=True)
    yield "attract-with-a-line", asking("satisfaction", language, attract=True, line=SAID)
    yield "welcome", lambda: WelcomeScreen(words, **around)
    yield "still-there", lambda: StillThereScreen(words, 5)
    yield "thanks", lambda: ThanksScreen(words, **around)
    yield "thanks-with-a-code", lambda: ThanksScreen(words, code="LEFORT-2748", **around)
    yield (
        "closed",
        lambda: ClosedScreen(
            words, day=date(2026, 11, 23), days_ahead=2, hours=(time(9), time(18, 30)), **around
        ),
    )
    yield "pause", lambda: PauseScreen(words, **around)
    yield "moment", lambda: MomentScreen(words, **around)
    yield (
        "first-run",
        lambda: FirstRunScreen(
            words, pin="271828", folder=str(Path("/home/lefort/kiosk")), key="F10", **around
        ),
    )
    yield "pin", lambda: PinScreen(words)
    yield "menu", lambda: MenuScreen(words, paused=False, person=Person("Marie"))
