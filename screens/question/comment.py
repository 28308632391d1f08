"""Asks for words: a comment, or how to reach the person."""

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from screens.question.question import Asking, QuestionScreen
from screens.widgets.choices import Choice, Choices
from screens.widgets.field import Field
from screens.widgets.guard import Guard
from screens.widgets.painted import Touchable
from store.model.survey import Kind

_CONTACT_LONGEST = 80


class CommentScreen(QuestionScreen):
    """Typed text goes to the field wherever the keys stand; Enter sends it. A contact is only taken with the
    line of consent switched on."""

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
        self.agree = Choices((Choice("agree", " "),), several=True, numbered=False, id="consent")
        self._please = False
        if asking.value is not None:
            self.field.text = asking.value.text or ""
            self.field.caret = len(self.field.text)
            if asking.value.consent:
                self.agree.chosen = frozenset(("agree",))

    @property
    def has_done(self) -> bool:
        """Always."""
        return True

    def compose(self) -> ComposeResult:
        """With the line of consent below the field."""
        yield self.top
        yield self.asked
        yield self.field
        yield self.agree
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
        """The rows of the field, and of the line of consent with a gap."""
        consent = self._consent_rows(width)
        return 3 + consent, self.field.lines + 2 + (consent + 1 if consent else 0)

    def _consent_rows(self, width: int) -> int:
        return self.agree.least(width) if self.question.consent is not None else 0

    def arrange_rows(self, width: int, height: int) -> None:
        """Takes the rows of the consent from the field's."""
        super().arrange_rows(width, height)
        consent = self._consent_rows(width)
        self.agree.display = bool(consent)
        margin = max(1, (width - 68) // 2)
        tall = self.field.styles.height
        rows = int(tall.value) if tall is not None else 3
        gap = 1 if consent and rows - consent >= 4 else 0
        self.field.styles.height = rows - consent - gap
        above = self.field.styles.margin.top
        self.field.styles.margin = (above, margin, 0, margin)
        self.agree.styles.height = consent
        self.agree.styles.margin = (gap, margin, 0, margin)

    def speak_answers(self) -> None:
        """The invitation, and the line of consent."""
        self.field.invitation = self.words("Phone or e-mail") if self.contact else self.words("Type here")
        self.field.repaint()
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
            self.field.type(event.character)
            return True
        if not standing and (event.key != "backspace" or self.field.text) and self.field.press(event.key):
            return True
        if event.key in ("backspace", "escape", "enter"):
            return super().typed(event)
        return False

    def pasted(self, text: str) -> None:
        """Cut to the field's length."""
        if not self.settled:
            self.field.type(text)

    def touched_answer(self, widget: Touchable, spot: str) -> None:
        """The line of consent was touched."""
        self.agree.choose(self.agree.chosen ^ {spot})
        self.agree.show(cursor=self.agree.cursor)

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
