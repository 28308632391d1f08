"""Tried as a new customer would, in a real terminal: every kind of question, by one means alone."""

import os
from pathlib import Path

import pytest
from customer.in_person import InPerson
from hostile.pseudo_terminal import Terminal

from kiosk.home import Home, make_home
from store.model.response import Response, Status
from store.sqlite.database import open_database
from store.sqlite.reader import SqliteReader
from store.words import words_for

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here"),
]

FACES = """
name = "counter"
touchpoint = "checkout"
languages = ["en", "fr"]

[[question]]
id = "satisfaction"
metric = "csat"
scale = 5
text = { en = "How satisfied are you?", fr = "Votre visite vous a-t-elle plu ?" }

[[question.follow_up]]
id = "mattered"
when = "any"
kind = "reasons"
text = { en = "What mattered most?", fr = "Qu’est-ce qui a le plus compté ?" }
options = [
    { id = "wait", en = "Waiting time", fr = "L’attente" },
    { id = "staff", en = "The staff", fr = "Le personnel" },
    { id = "choice", en = "The choice", fr = "Le choix" },
    { id = "price", en = "The prices", fr = "Les prix" },
]

[[question.follow_up]]
id = "words"
when = "any"
kind = "comment"
text = { en = "Would you like to add something?", fr = "Souhaitez-vous ajouter quelque chose ?" }
consent = { en = "You may publish this", fr = "Vous pouvez le publier" }

[[question]]
id = "recommend"
metric = "nps"
text = { en = "How likely are you to recommend us?", fr = "Nous recommanderiez-vous ?" }

[reward]
generate = "SHOP-####"
"""
WORDS = """
name = "counter"
touchpoint = "checkout"
languages = ["en", "fr"]

[[question]]
id = "ease"
metric = "ces"
scale = 5
style = "words"
text = { en = "How easy was it to pay?", fr = "A-t-il été facile de payer ?" }

[[question]]
id = "service"
metric = "csat"
scale = 10
style = "numbers"
text = { en = "How satisfied are you with the service?", fr = "Êtes-vous satisfait du service ?" }

[[question]]
id = "found"
metric = "none"
text = { en = "Did you find it?", fr = "L’avez-vous trouvé ?" }
options = [
    { id = "yes", en = "Yes", fr = "Oui" },
    { id = "partly", en = "In part", fr = "En partie" },
    { id = "no", en = "No", fr = "Non" },
]

[[question.follow_up]]
id = "reach"
choices = ["partly", "no"]
kind = "contact"
text = { en = "How can we reach you?", fr = "Comment vous joindre ?" }
consent = { en = "You may call me back", fr = "Vous pouvez me rappeler" }
"""


class ByMouse:
    """Touches, and nothing else: letters too."""

    comment, agreed = "Ok", True

    def __init__(self, person: InPerson, language: str) -> None:
        self.person, self.words = person, words_for(language)
        self.french = language == "fr"

    def goes_on(self) -> None:
        self.person.touches(self.words("Touch the screen or press Enter"))

    def scale(self, at: int, of: int) -> None:
        self.person.touches_tile(at, of)

    def reason(self) -> None:
        self.person.touches("Le personnel" if self.french else "The staff")
        self.done()

    def choice(self) -> None:
        self.person.touches("Non" if self.french else "No")

    def write(self) -> None:
        self.person.touches("  O  ")
        self.person.touches("  k  ")
        self.person.touches("publier" if self.french else "publish")
        self.done()

    def reach(self) -> None:
        for digit in "07":
            self.person.touches(f"  {digit}  ")
        self.done()  # and is told what it takes
        self.person.sees(self.words("Switch the line below on, or skip."))
        self.person.touches("rappeler" if self.french else "call me back")
        self.done()

    def done(self) -> None:
        self.person.touches(self.words("Done"))


class ByDigits(ByMouse):
    """A number pad: digits and Enter."""

    comment, agreed = "10", False

    def goes_on(self) -> None:
        self.person.presses("enter")

    def scale(self, at: int, of: int) -> None:
        self.person.presses(*str(at if of == 11 else (at + 1) % 10))

    def reason(self) -> None:
        self.person.presses("2", "0")

    def choice(self) -> None:
        self.person.presses("3")

    def write(self) -> None:
        self.person.presses("1", "0", "enter")

    def reach(self) -> None:
        self.person.presses("0", "7", "enter")
        self.person.sees(self.words("Switch the line below on, or skip."))
        self.person.presses("enter", "enter")


class ByArrows(ByMouse):
    """Arrows and Enter, letters from the keyboard on the screen."""

    comment = "Éè"

    def goes_on(self) -> None:
        self.person.presses("enter")

    def scale(self, at: int, of: int) -> None:
        self.person.presses(*["right"] * (at + 1), "enter")

    def reason(self) -> None:
        self.person.walks_to("Le personnel" if self.french else "The staff", "right")
        self.person.presses("enter")
        self.done()

    def choice(self) -> None:
        self.person.walks_to("Non" if self.french else "No", "right")
        self.person.presses("enter")

    def write(self) -> None:
        self.person.presses("down", "enter", "right", "enter", "up", "enter")
        self.done()

    def reach(self) -> None:
        self.person.presses("down", "enter", "right", "enter")
        self.done()
        self.person.sees(self.words("Switch the line below on, or skip."))
        self.person.presses("enter", "enter")

    def done(self) -> None:
        self.person.walks_to(self.words("Done"), "down", "right")
        self.person.presses("enter")


def kept(home: Home) -> list[Response]:
    """What is on the disk, oldest first."""
    with open_database(home.database, writing=False, now_ms=lambda: 0) as database:
        uids = [uid for (uid,) in database.connection.execute("SELECT uid FROM response ORDER BY uid")]
        found = [SqliteReader(database).response(uid) for uid in uids]
    return [response for response in found if response is not None]


@pytest.mark.parametrize("size", [(80, 24), (130, 40)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("way", [ByMouse, ByDigits, ByArrows])
def test_every_kind_of_question_is_answered_by_one_means_alone(
    tmp_path: Path, way: type[ByMouse], language: str, size: tuple[int, int]
) -> None:
    home = Home(tmp_path / "home")
    make_home(home)
    (home.surveys / "counter.toml").write_text(FACES, encoding="utf-8")
    french = language == "fr"
    command = ["-m", "kiosk", "--home", str(home.path), "run", "--language", language]
    with Terminal(command, size=size) as terminal:
        person = InPerson(terminal)
        means = way(person, language)
        words = words_for(language)

        person.sees("PIN")
        means.goes_on()
        person.sees("Votre visite" if french else "How satisfied")
        means.scale(3, 5)
        person.sees("le plus compté" if french else "What mattered")
        means.reason()
        person.sees("ajouter quelque" if french else "add something")
        means.write()
        person.sees("Nous recommand" if french else "recommend us")
        means.scale(10, 11)
        person.sees("SHOP-", words("Your code, good once:"))

        (home.surveys / "counter.toml").write_text(WORDS, encoding="utf-8")
        terminal.idle(2)  # for so long a touch does not take the code away
        if way is ByMouse:
            person.touches("SHOP-")
        else:
            person.presses("enter")
        person.sees("facile de payer" if french else "How easy")
        means.scale(1, 5)
        person.sees("du service" if french else "the service")
        means.scale(9, 10)
        person.sees("trouvé" if french else "find it")
        means.choice()
        person.sees("vous joindre" if french else "reach you")
        means.reach()
        person.sees(words("Thank you!"))
    first, second = kept(home)
    assert [first.status, second.status] == [Status.COMPLETE, Status.COMPLETE]
    assert [first.answers["satisfaction"].score, first.answers["recommend"].score] == [4, 10]
    assert first.answers["mattered"].choices == ("staff",)
    assert (first.answers["words"].text, first.answers["words"].consent) == (means.comment, means.agreed)
    assert [second.answers["ease"].score, second.answers["service"].score] == [2, 10]
    assert second.answers["found"].choices == ("no",)
    assert second.answers["reach"].consent
    assert len(second.answers["reach"].text or "") == 2
