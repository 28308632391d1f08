"""A screen that asks one question: what all kinds of question have in common."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from screens.question.messages import (
    PACE,
    Answered,
    LanguageChosen,
    OperatorCalled,
    Pace,
    Skipped,
    WentBack,
)
from screens.widgets.asked import Asked
from screens.widgets.bars import BottomBar, TopBar
from screens.widgets.buttons import Button, Buttons
from screens.widgets.guard import Guard
from screens.widgets.painted import Touchable
from screens.widgets.rows import share
from screens.widgets.sheet import Sheet
from store.model.response import Answer
from store.model.survey import Question, Text
from store.words import words_for


@dataclass(frozen=True, slots=True)
class Asking:
    """One question, and what surrounds it."""

    question: Question
    languages: tuple[str, ...]
    """Those to choose from."""
    language: str
    """The one it is asked in first."""
    shop: str = ""
    progress: tuple[int, int] = (1, 1)
    """(i, n): the i-th of n; not shown where n is 1."""
    attract: bool = False
    """It invites the next person: nothing to skip, and of two languages both are shown."""
    back: bool = False
    """Whether there is a question to go back to."""
    value: Answer | None = None
    """What this person answered to it before. A score is never shown again."""
    names: bool = False
    """Whether this survey asks for a name or a number; the privacy line says what is so."""
    line: Text | None = None
    """What the shop has to say below its first question."""
    keyboard: bool = False
    """Whether letters are to be touched: this person answered by touch so far, or by arrows and Enter."""
    pace: Pace = PACE


class QuestionScreen(Sheet):
    """Asks. Posts `Answered`, `Skipped`, `WentBack`, `LanguageChosen` or `OperatorCalled`.

    After an answer it takes nothing more: the app shows what comes next.
    """

    CSS_PATH = "question.tcss"
    TYPING = False
    """Whether people type here, and so have more time."""

    def __init__(self, asking: Asking, guard: Guard | None = None) -> None:
        super().__init__(words_for(asking.language), guard)
        self.asking = asking
        self.question = asking.question
        self.language = asking.language
        self.settled = False
        """It was answered, skipped or left."""
        self.top = TopBar(languages=asking.languages, id="top")
        self.asked = Asked(id="asked")
        self.below = Buttons((), id="below")
        self.bottom = BottomBar(asking.shop, id="bottom")

    # What each kind of question has of its own.

    def answers(self) -> Widget:
        """What is touched or typed to answer; its id is 'answers'."""
        raise NotImplementedError

    def answers_need(self, width: int) -> tuple[int, int]:
        """The rows that `answers` needs at least and at most."""
        raise NotImplementedError

    def speak_answers(self) -> None:
        """Gives `answers` its words in the present language."""

    def hint(self) -> str:
        """How to answer by touch, in a few words."""
        return ""

    def key_hint(self) -> str:
        """How to answer by keys, in a few words."""
        return ""

    def digit(self, digit: int) -> bool:
        """A digit was pressed; True if it meant something."""
        return False

    def done(self) -> None:
        """*Done* was touched, or Enter pressed with the keys nowhere."""

    @property
    def has_done(self) -> bool:
        """Whether there is a *Done*."""
        return False

    # What they share.

    @property
    def other(self) -> str | None:
        """The second language to show, where an attract screen has just two."""
        if not self.asking.attract or len(self.asking.languages) != 2:
            return None
        return next(code for code in self.asking.languages if code != self.language)

    def text(self, text: Text) -> str:
        """A shop's text in the present language."""
        return text.get(self.language) or text.get("") or next(iter(text.values()), "")

    @property
    def skippable(self) -> bool:
        """Whether it may be skipped."""
        return not self.question.required and not self.asking.attract

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.top
        yield self.asked
        yield self.answers()
        yield self.below
        yield self.bottom

    def on_mount(self) -> None:
        """Says everything and shares out the rows, before the first paint."""
        self._say()
        self.arrange_rows(*self.app.size)

    def speak(self, language: str) -> None:
        """Asks the same in another language; what was chosen or typed so far stays."""
        self.language = language
        self.words = words_for(language)
        self._say()
        self.arrange_rows(*self.app.size)

    def _say(self) -> None:
        words = self.words
        self.turn(self.language)
        i, n = self.asking.progress
        if n > 1 and not self.asking.attract:
            self.top.speak(self.language, words("Question {i} of {n}", i=i, n=n), f"{i} / {n}", (i, n))
        else:
            self.top.speak(self.language)
        other = self.other
        self.asked.speak(
            self.text(self.question.text),
            other=self.question.text.get(other, "") if other else "",
            hint=self.hint(),
        )
        self.speak_answers()
        self.below.speak(tuple(self._buttons()))
        privacy = words("Answers stay in this shop.")
        short = privacy
        if not self.asking.names:
            privacy = words("No name is asked. Answers stay in this shop.")
            short = words("No name asked. Stays in this shop.")
        line = self.text(self.asking.line) if self.asking.line else ""
        self.bottom.speak(self.key_hint(), privacy, short, line)

    def _buttons(self) -> list[Button]:
        words = self.words
        buttons = []
        if self.asking.back:
            back = words("← Back")
            buttons.append(Button("back", back, short=back.partition(" ")[0]))
        if self.skippable:
            buttons.append(Button("skip", words("Skip this question"), short=words("Skip")))
        if self.has_done:
            buttons.append(Button("done", words("Done"), main=True))
        return buttons

    def arrange_rows(self, width: int, height: int) -> None:
        """Shares out the rows of a screen of this size."""
        below = bool(self.below.buttons)
        rows = share(
            height,
            question=(self.asked.least(width), self.asked.most(width)),
            answers=self.answers_need(width),
            below=below,
            bottom=self.bottom.needs(width),
        )
        self.below.display = below
        for widget, tall, gap in (
            (self.top, rows.top, 0),
            (self.asked, rows.question, rows.gap_question),
            (self.answers(), rows.answers, rows.gap_answers),
            (self.below, rows.below, rows.gap_below),
            (self.bottom, rows.bottom, rows.gap_bottom),
        ):
            widget.styles.height = tall
            widget.styles.margin = (gap, 0, 0, 0)

    def touched(self, widget: Touchable, spot: str) -> None:
        """A language, a button, or an answer."""
        if self.settled or widget is self.bottom:
            return
        if widget is self.top:
            self.post_message(LanguageChosen(spot))
            widget.show(cursor=widget.cursor)
        elif widget is not self.below:
            self.touched_answer(widget, spot)
        elif spot == "back":
            self._leave(WentBack(self.question.id))
        elif spot == "skip":
            self._leave(Skipped(self.question.id))
        else:
            self.done()

    def touched_answer(self, widget: Touchable, spot: str) -> None:
        """One of the places to answer was touched."""

    def on_touchable_held(self, event: Touchable.Held) -> None:
        """The shop's name was pressed for long."""
        event.stop()
        self.post_message(OperatorCalled())

    def typed(self, event: events.Key) -> bool:
        """The keys that mean the same on every question. A number pad alone can do it all:
        `*` next language, `/` back, `-` skip."""
        if self.settled:
            return True
        character = event.character or ""
        if len(character) == 1 and character in "0123456789":
            return self.digit(int(character))
        if event.key == "backspace" or character == "/":
            if self.asking.back:
                self._leave(WentBack(self.question.id))
        elif event.key == "escape" or character == "-":
            if self.skippable:
                self._leave(Skipped(self.question.id))
        elif character == "*":
            self.next_language()
        elif event.key == "enter" and self.standing() is None:
            self.done()
        else:
            return False
        return True

    def next_language(self) -> None:
        """The one after the present language."""
        languages = self.asking.languages
        if len(languages) > 1:
            following = languages[(languages.index(self.language) + 1) % len(languages)]
            self.post_message(LanguageChosen(following))

    def answer(
        self,
        *,
        score: int | None = None,
        choices: tuple[str, ...] = (),
        text: str | None = None,
        consent: bool | None = None,
    ) -> None:
        """Answers, once."""
        self._leave(Answered(self.question.id, score, choices, text, consent))

    def _leave(self, message: Answered | Skipped | WentBack) -> None:
        if not self.settled:
            self.settled = True
            self.post_message(message)

    @property
    def is_touched(self) -> bool:
        """Whether someone has moved the keys, switched something on or typed."""
        return self.standing() is not None or bool(self.unsent())

    def unsent(self) -> tuple[str, ...]:
        """The options switched on but not sent, which are kept if the person walks away. A comment that was
        not sent is not: nobody agreed to that."""
        return ()
