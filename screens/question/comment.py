"""Asks for words: a comment, or how to reach the person."""

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from screens.question.question import Asking, QuestionScreen
from screens.widgets.choices import Choice, Choices
from screens.widgets.field import Field
from screens.widgets.forget import forget_typed
from screens.widgets.guard import Guard
from screens.widgets.keyboard import ERASE, Keyboard
from screens.widgets.painted import Touchable
from store.model.survey import Kind

_CONTACT_LONGEST = 80


class CommentScreen(QuestionScreen):
    """Typed text goes to the field wherever the keys stand; Enter sends it. Whoever came by touch gets a
    keyboard to touch, until a letter is typed. A contact is only taken with its line of consent on."""

    TYPING = True

    def __init__(self, asking: Asking, guard: Guard | None = None) -> None:
        super().__init__(asking, guard)
        contact = asking.question.kind is Kind.CONTACT
        self.contact = contact
        self.field = (
            Field(lines=1, longest=_CONTACT_LONGEST, id="answers")
            if contact
            else Field(lines=6, id="answers")
        )
        self.keyboard = Keyboard(asking.language, contact=contact, id="keyboard")
        self.keyboard.display = asking.keyboard
        self.agree = Choices((Choice("agree", " "),), several=True, numbered=False, id="consent")
        self._please = False
        if asking.value is not None:
            self.field.text = asking.value.text or ""
            self.field.caret = len(self.field.text)
            if asking.value.consent:
                self.agree.chosen = frozenset(("agree",))
        self._shift()

    def on_unmount(self) -> None:
        """Nothing of it stays for whoever comes next."""
        self.field.fill("")
        forget_typed()

    @property
    def has_done(self) -> bool:
        """Always."""
        return True

    def compose(self) -> ComposeResult:
        """With the line of consent and the keyboard below the field."""
        yield self.top
        yield self.asked
        yield self.field
        yield self.agree
        yield self.keyboard
        yield self.below
        yield self.bottom

    @property
    def is_touched(self) -> bool:
        """Also where something is typed."""
        return super().is_touched or bool(self.field.text or self.agree.chosen)

    def answers(self) -> Widget:
        """The field."""
        return self.field

    def answers_need(self, width: int) -> tuple[int, int]:
        """The rows of the field, the line of consent and the keyboard, with gaps."""
        consent = self._consent_rows(width)
        least, most = 3 + consent, self.field.lines + 2 + (consent + 1 if consent else 0)
        keys = self._key_rows()
        return least + keys, most + keys + (1 if keys else 0)

    def _key_rows(self) -> int:
        return Keyboard.rows_at(self.app.size.height) if self.keyboard.display else 0

    def _consent_rows(self, width: int) -> int:
        return self.agree.least(width) if self.question.consent is not None else 0

    def arrange_rows(self, width: int, height: int) -> None:
        """Shares the rows of the answer out among the field, the consent and the keyboard.

        Where a keyboard leaves no room for the question, that has been read and goes.
        """
        needs = 2 + self.asked.least(width) + self.answers_need(width)[0] + bool(self.below.buttons)
        self.asked.display = not self.keyboard.display or needs <= height
        super().arrange_rows(width, height)
        margin = max(1, (width - 68) // 2)
        tall = self.field.styles.height
        rows = int(tall.value) if tall is not None else 3
        consent = self._consent_rows(width)
        self.agree.display = bool(consent)
        above = self.field.styles.margin.top
        spare = rows - consent - self._key_rows()
        gap = 1 if consent and spare >= 5 else 0
        if consent and not gap and above:  # the line of consent is no part of the field
            above, gap, spare = above - 1, 1, spare + 1
        apart = 1 if self.keyboard.display and spare - gap >= 5 else 0
        field = min(spare - gap - apart, self.field.lines + 2)
        self.field.styles.height = field
        self.field.styles.margin = (above, margin, 0, margin)
        self.agree.styles.height = consent
        self.agree.styles.margin = (gap, margin, 0, margin)
        self.keyboard.styles.height = self._key_rows()
        self.keyboard.styles.margin = (max(0, spare - gap - field), 0, 0, 0)

    def speak_answers(self) -> None:
        """The invitation, and the line of consent."""
        self.field.invitation = self.words("Phone or e-mail") if self.contact else self.words("Type here")
        self.field.repaint()
        self.keyboard.speak(self.language)
        if self.question.consent is not None:
            self.agree.speak((Choice("agree", self.text(self.question.consent)),))

    def hint(self) -> str:
        """Why it was not taken."""
        return self.words("Switch the line below on, or skip.") if self._please else ""

    def key_hint(self) -> str:
        """How to send it."""
        return self.words("Enter sends")

    def typed(self, event: events.Key) -> bool:
        """Everything that can be typed is text; the rest as on every question."""
        if self.settled:
            return True
        standing = self.standing() is not None
        if event.is_printable and event.character and not (standing and event.key == "space"):
            self.clear()
            self.show_keyboard(False)
            self._type(event.character)
            return True
        if not standing and (event.key != "backspace" or self.field.text) and self.field.press(event.key):
            self._shift()
            return True
        if event.key in ("backspace", "escape", "enter"):
            return super().typed(event)
        return False

    def pasted(self, text: str) -> None:
        """Cut to the field's length."""
        if not self.settled:
            self._type(text)

    def _type(self, text: str) -> None:
        self.field.type(text)
        self._shift()

    def _shift(self) -> None:
        """A sentence begins with a capital; a number or an address has none."""
        before = self.field.text[: self.field.caret].rstrip(" ")
        begins = not before or (before[-1] in ".!?" and len(before) < self.field.caret)
        self.keyboard.shift(begins and not self.contact)

    def show_keyboard(self, on: bool) -> None:
        """Shows the keyboard to touch, or takes it away from people who have one of their own."""
        if on != self.keyboard.display:
            self.keyboard.display = on
            self.keyboard.guard = self.guard
            self.arrange_rows(*self.app.size)

    def on_field_pointed(self, event: Field.Pointed) -> None:
        """The field was touched: so letters are touched too."""
        event.stop()
        if not self.settled:
            self.show_keyboard(True)

    def first_place(self) -> str:
        """Where the arrows begin."""
        return "keyboard" if self.keyboard.display else super().first_place()

    def touched_answer(self, widget: Touchable, spot: str) -> None:
        """A key or the line of consent was touched."""
        if widget is self.keyboard:
            self._key(spot)
            return
        self.agree.choose(self.agree.chosen ^ {spot})
        self.agree.show(cursor=self.agree.cursor)
        if self._please and self.agree.chosen:  # that was all it took: the next Enter sends
            self._please = False
            self.speak(self.language)
            self.stand(self.below, "done")

    def _key(self, key: str) -> None:
        typed = self.keyboard.press(key)
        if typed:
            self._type(typed)
            if typed == " ":
                self.keyboard.turn_to("")
        elif key == ERASE:
            self.field.press("backspace")
            self._shift()
        self.keyboard.show(cursor=self.keyboard.cursor)

    def done(self) -> None:
        """Sends it; nothing typed is skipping."""
        text = self.field.text.strip()
        agreed = bool(self.agree.chosen)
        consent = agreed if self.question.consent is not None else None
        if not text:
            if self.skippable:
                self.touched(self.below, "skip")
        elif self.contact and consent is False:
            self._please = True
            self.speak(self.language)
            self.stand(self.agree, "agree")
        else:
            self.below.show(pressed="done")
            self.answer(text=text, consent=consent)
