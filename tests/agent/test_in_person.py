"""Tried as a new agent would, in a real terminal: whole calls by keys, by arrows, by the mouse alone."""

import os
from pathlib import Path

import pytest
from customer.in_person import InPerson
from hostile.pseudo_terminal import Terminal

from kiosk.home import Home, make_home
from store.model.response import Outcome, Response, Status
from store.sqlite.database import open_database
from store.sqlite.reader import SqliteReader
from store.words import words_for

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here"),
]

F2, F4, F8 = "\x1bOQ", "\x1bOS", "\x1b[19~"
SURVEY = """
name = "counter"
touchpoint = "support"
languages = ["en", "fr"]

[[question]]
id = "ease"
metric = "ces"
scale = 7
text = { en = "How easy was it?", fr = "Était-ce facile ?" }

[[question.follow_up]]
id = "mattered"
when = "any"
kind = "reasons"
text = { en = "What mattered most?", fr = "Qu’est-ce qui a le plus compté ?" }
options = [
    { id = "wait", en = "Waiting time", fr = "L’attente" },
    { id = "staff", en = "The staff", fr = "Le personnel" },
]

[[question]]
id = "recommend"
metric = "nps"
text = { en = "Would you recommend us?", fr = "Nous recommanderiez-vous ?" }

[[question]]
id = "reach"
metric = "none"
kind = "contact"
text = { en = "How can we reach you?", fr = "Comment vous joindre ?" }
consent = { en = "You may call me back", fr = "Vous pouvez me rappeler" }
"""


class ByKeys:
    """The digits, Enter and the function keys."""

    options: tuple[str, ...] = ()
    reference: str | None = "8123"

    def __init__(self, person: InPerson, language: str) -> None:
        self.person, self.words = person, words_for(language)
        self.french = language == "fr"

    def signs_in(self) -> None:
        self.person.presses("1", "7", "enter")

    def begins(self) -> None:
        self.person.presses(*"8123", "enter")

    def easy(self) -> None:
        self.person.presses("6")

    def staff(self) -> None:
        self.person.presses("2", "enter")

    def ten(self) -> None:
        self.person.presses("1", "0")

    def number(self) -> None:
        self.person.presses("0", "7", "enter")
        self.person.sees(self.words("Only where the caller agrees: F2, or skip it with Esc."))
        self.person.presses(F2, "enter")

    def corrects(self) -> None:
        self.person.presses(F4)
        self.person.sees(self.words("Enter leaves it as it was"))
        self.person.presses("5", "enter", "enter", "enter")

    def hands_over(self) -> None:
        self.person.presses(*"8124", "enter", F8)


class ByArrows(ByKeys):
    """Arrows, Space and Enter wherever something is chosen."""

    def easy(self) -> None:
        self.person.presses(*["down"] * 6, "enter")

    def staff(self) -> None:
        self.person.presses("down", "down", " ", "enter")

    def ten(self) -> None:
        self.person.presses("up", "enter")

    def corrects(self) -> None:
        self.person.presses(F4)
        self.person.sees(self.words("Enter leaves it as it was"))
        self.person.presses("up", "enter", "enter", "enter", "enter")


class ByMouse(ByKeys):
    """The mouse alone; so calls have no reference, and nothing is typed."""

    options = ("--agent", "17")
    reference = None

    def signs_in(self) -> None:
        pass

    def _touches_key(self, name: str, label: str) -> None:
        self.person.touches(f"{self.words(name)} {self.words(label)}")

    def begins(self) -> None:
        self._touches_key("Enter", "go on")
        self.person.sees(self.words("A call without a reference?"))
        self._touches_key("F2", "yes")

    def easy(self) -> None:
        self.person.touches("6 Facile" if self.french else "6 Easy")

    def staff(self) -> None:
        self.person.touches("Le personnel" if self.french else "The staff")
        self._touches_key("Enter", "send")

    def ten(self) -> None:
        self.person.touches_tile(10, 11)

    def number(self) -> None:
        self._touches_key("Esc", "skip")

    def corrects(self) -> None:
        self._touches_key("F4", "correct the last")
        self.person.sees(self.words("Enter leaves it as it was"))
        self.person.touches("5 Plutôt facile" if self.french else "5 Rather easy")
        self.person.sees("compté" if self.french else "mattered")
        self._touches_key("Enter", "send")
        self.person.sees("recommanderiez" if self.french else "recommend")
        self.person.touches_tile(10, 11)
        self.person.sees("joindre" if self.french else "reach you")
        self._touches_key("Enter", "send")

    def hands_over(self) -> None:
        self._touches_key("Enter", "go on")
        self.person.sees("Était-ce" if self.french else "How easy")
        self._touches_key("F8", "hand over")


def kept(home: Home) -> list[Response]:
    """What is on the disk, oldest first."""
    with open_database(home.database, writing=False, now_ms=lambda: 0) as database:
        uids = [uid for (uid,) in database.connection.execute("SELECT uid FROM response ORDER BY uid")]
        found = [SqliteReader(database).response(uid) for uid in uids]
    return [response for response in found if response is not None]


@pytest.mark.parametrize("size", [(80, 24), (130, 40)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("way", [ByKeys, ByArrows, ByMouse])
def test_a_call_a_correction_and_one_handed_over(
    tmp_path: Path, way: type[ByKeys], language: str, size: tuple[int, int]
) -> None:
    home = Home(tmp_path / "home")
    make_home(home)
    (home.surveys / "counter.toml").write_text(SURVEY, encoding="utf-8")
    french = language == "fr"
    command = ["-m", "kiosk", "--home", str(home.path), "agent", "--language", language, *way.options]
    with Terminal(command, size=size) as terminal:
        person = InPerson(terminal)
        words = words_for(language)
        means = way(person, language)

        person.sees(words("Reference"))
        means.signs_in()
        person.sees(words("Type the reference of the call, then Enter."))
        means.begins()
        person.sees("Était-ce facile" if french else "How easy")
        means.easy()
        person.sees("le plus compté" if french else "mattered most")
        means.staff()
        person.sees("recommanderiez" if french else "recommend us")
        means.ten()
        person.sees("vous joindre" if french else "reach you")
        means.number()
        person.sees(words("kept"))
        (call,) = kept(home)
        assert (call.status, call.reference, call.agent) == (Status.COMPLETE, means.reference, "17")
        assert [call.answers["ease"].score, call.answers["recommend"].score] == [6, 10]
        assert call.answers["mattered"].choices == ("staff",)
        assert (call.answers["reach"].outcome is Outcome.ANSWERED) is (way is not ByMouse)

        means.corrects()
        person.sees(words("corrected"))
        (call,) = kept(home)
        assert [call.answers["ease"].score, call.answers["recommend"].score] == [5, 10]

        means.hands_over()
        person.sees(words("Skip this question"))
        if way is ByMouse:
            person.touches_tile(3, 7)
        else:
            person.presses("4")
        for _ in range(3):
            terminal.until(words("Skip this question"))
            terminal.idle(0.8)  # sooner it could be a key that is held down
            if way is ByMouse:
                person.touches(words("Skip this question"))
            else:
                person.presses("escape")
        person.sees(words("Thank you!"))
        terminal.until(words("Last calls"))  # by itself, after the thanks
        _, handed_over = kept(home)
        assert (handed_over.channel, handed_over.answers["ease"].score) == ("assisted", 4)
        person.presses("\x11")
        assert terminal.ends() == 0
        assert terminal.is_restored
