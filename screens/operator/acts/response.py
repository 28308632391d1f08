"""What can be done about one response: the keys for it, and the questions that come before."""

from collections.abc import Callable

from screens.operator.acts.ask import AskScreen
from screens.operator.acts.deeds import Erase, Lift, Void
from screens.operator.keys import Key
from screens.operator.screen import OperatorScreen
from store.model.people import Act
from store.model.saying import N_

VOID = Key("o", "o", N_("leave out"), N_("Leaves a response out of the scores, and why"), "void", 7)
LIFT = Key("o", "o", N_("count again"), N_("Lets a response count again, and why"), "lift", 7)
ERASE = Key("E", "E", N_("erase"), N_("Erases what a person wrote and how to reach them"), "erase", 5)


def ask_void(screen: OperatorScreen, uid: str) -> None:
    """Leaves the response out, once somebody has said why."""
    words = screen.pen.words
    _ask(
        screen,
        Act.VOID,
        lambda why: Void(uid, why),
        words("Leave this response out?"),
        words("It counts in no score any more. It stays in the store, with your name and the reason."),
        choices=(
            words("A child at the kiosk"),
            words("A test"),
            words("The same person again"),
            words("Meant for another shop or call"),
        ),
        invitation=words("Or in your own words"),
    )


def ask_lift(screen: OperatorScreen, uid: str) -> None:
    """Lets the response count again, whatever stood against it, once somebody has said why."""
    words = screen.pen.words
    _ask(
        screen,
        Act.LIFT,
        lambda why: Lift(uid, why),
        words("Let this response count again?"),
        words("Whatever left it out does so no more. Your name and the reason are kept."),
        choices=(words("Left out by mistake"), words("The customer is known")),
        invitation=words("Or in your own words"),
    )


def ask_erase(screen: OperatorScreen, uid: str) -> None:
    """Erases what the person wrote, once somebody has said why."""
    words = screen.pen.words
    _ask(
        screen,
        Act.ERASE,
        lambda why: Erase(uid, why),
        words("Erase what this person wrote?"),
        words("The comment, the contact and the reference are overwritten for good. The scores stay."),
        words("Backups that were made before still hold it; you are told which."),
        choices=(words("The customer asked for it"), words("It names somebody")),
        invitation=words("Or in your own words"),
    )


def _ask(
    screen: OperatorScreen,
    act: Act,
    deed: Callable[[str], Void | Lift | Erase],
    title: str,
    *paragraphs: str,
    choices: tuple[str, ...],
    invitation: str,
) -> None:
    if not screen.may(act):
        return

    def take(why: str | None) -> None:
        if why:
            screen.do(deed(why))

    asks = AskScreen(screen, title, *paragraphs, choices=choices, invitation=invitation, must=True)
    screen.app.push_screen(asks, take)
