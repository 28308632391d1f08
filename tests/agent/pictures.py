"""The agent's desk in every state, to be looked at: by people as pictures, by tests as text."""

from collections.abc import Callable, Iterator

from customer.pictures import ADD, REACH, spoken

from screens.agent.answering import Asked
from screens.agent.calls import Call, Disk
from screens.agent.desk import Desk, Said
from screens.agent.fields import Step
from screens.agent.screen import DeskScreen
from store.model.response import Answer, Outcome, Status
from store.model.survey import Kind, Question
from store.model.survey_file import read_survey
from store.templates import LANGUAGES as EVERY
from store.templates import template
from store.words import words_for

ENDINGS = (Status.COMPLETE, Status.REFUSED, Status.COMPLETE, Status.DROPPED, Status.PARTIAL, Status.NO_TIME)
CALLS = tuple(
    Call(f"14:{58 - 3 * at}", f"T-4711{at}", ENDINGS[at % 6], Disk.KEPT if at else Disk.KEEPING)
    for at in range(10)
)
QUESTIONS = {
    question.id: question
    for name in ("counter", "support-call")
    for question in read_survey(template(name, EVERY)).every_question()
} | {
    "comment": Question(
        "comment",
        Kind.COMMENT,
        ADD,
        consent={
            "en": "We may publish this",
            "fr": "Nous pouvons publier ceci",
            "es": "Podemos publicarlo",
            "it": "Possiamo pubblicarlo",
            "pt": "Podemos publicá-lo",
            "de": "Wir dürfen dies veröffentlichen",
            "nl": "Wij mogen dit publiceren",
        },
    ),
    "contact": Question(
        "contact",
        Kind.CONTACT,
        REACH,
        consent={
            "en": "You may call me back",
            "fr": "Vous pouvez me rappeler",
            "es": "Pueden llamarme",
            "it": "Potete richiamarmi",
            "pt": "Podem ligar-me",
            "de": "Sie dürfen mich zurückrufen",
            "nl": "U mag mij terugbellen",
        },
    ),
}


def _desk(language: str) -> Desk:
    desk = Desk(spoken(language), language, "support")
    desk.signed_in("17")
    return desk


def _screen(desk: Desk, language: str) -> DeskScreen:
    screen = DeskScreen(words_for(language), desk, shop="Maison Lefort")
    screen.agent_name = "Nadia Benali" if desk.step is not Step.AGENT else ""
    screen.calls = CALLS
    return screen


def states(language: str) -> Iterator[tuple[str, Callable[[], DeskScreen]]]:
    """The name of each state, and how to make its screen."""

    def signing_in() -> DeskScreen:
        screen = _screen(Desk(spoken(language), language, "support"), language)
        screen.calls = ()
        return screen

    def between() -> DeskScreen:
        desk = _desk(language)
        desk.said = Said(words_for(language)("{call} is kept.", call="T-47110"), "good")
        return _screen(desk, language)

    def repeated() -> DeskScreen:
        desk = _desk(language)
        desk.paste("T-47113")
        desk.press("enter")
        words = words_for(language)
        desk.doubt(
            words(
                "{reference} was asked already ({when}, {how}). Ask again?",
                reference="T-47113",
                when="14:49",
                how=words("line dropped"),
            )
        )
        return _screen(desk, language)

    def asking(name: str, *keys: str, stands: Answer | None = None) -> Callable[[], DeskScreen]:
        def make() -> DeskScreen:
            desk = _desk(language)
            desk.fields.reference.fill("T-47120")
            desk.ask(Asked(QUESTIONS[name], (1, 3), stands, corrects=stands is not None))
            for key in keys:
                desk.press(key, key if len(key) == 1 else None)
            return _screen(desk, language)

        return make

    def helping() -> DeskScreen:
        desk = _desk(language)
        desk.press("f1")
        return _screen(desk, language)

    yield "signing-in", signing_in
    yield "between", between
    yield "repeated", repeated

    def unexpected() -> DeskScreen:
        desk = _desk(language)
        desk.fields.reference.fill("T-47120")
        said = words_for(language)("One more question this time: F2, and read it aloud.")
        desk.ask(Asked(QUESTIONS["recommend"], (3, 3)), Said(said, "doubt"))
        return _screen(desk, language)

    def not_agreed() -> DeskScreen:
        screen = asking("contact", *"06 12 34 56 78")()
        screen.desk.refuse(words_for(language)("Only where the caller agrees: F2, or skip it with Esc."))
        return screen

    def handing_over() -> DeskScreen:
        screen = asking("ease")()
        screen.desk.go_away()
        return screen

    def left_alone() -> DeskScreen:
        desk = _desk(language)
        desk.sign_out(Said(words_for(language)("Nobody was here for 15 minutes: who is it now?")))
        screen = _screen(desk, language)
        screen.calls = ()
        return screen

    yield "ease", asking("ease", "down", "down")
    yield "unexpected", unexpected
    yield "not-agreed", not_agreed
    yield "handing-over", handing_over
    yield "left-alone", left_alone
    yield "obstacles", asking("obstacles", "1", "3")
    yield "correcting", asking("agent", stands=Answer("agent", Outcome.ANSWERED, 0, 0, score=2))
    yield "correcting-what-was-skipped", asking("solved", stands=Answer("solved", Outcome.SKIPPED, 0, 0))
    yield "nps", asking("recommend", "1")
    yield "comment", asking("comment", *"He was very kind, and knew at once what to do.")
    yield "contact", asking("contact", *"06 12 34 56 78", "f2")
    yield "keys", helping
