"""The agent's desk on the screen: who asks, the question to read aloud, its answers, the keys."""

from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from screens.agent import keys, messages
from screens.agent.answering import Answering
from screens.agent.calls import Call, Calls
from screens.agent.desk import SPEAK, Desk, Said
from screens.agent.fields import Step
from screens.agent.foot import Foot
from screens.agent.form import Form, Row
from screens.agent.head import Head
from screens.agent.key_list import KeyList
from screens.agent.keys import Key
from screens.agent.reading import Choice, Reading, Text
from screens.widgets.bidi import begins_right
from screens.widgets.painted import Touchable
from screens.widgets.sheet import Sheet
from screens.widgets.writing import Writing
from store.model.response import Outcome
from store.model.survey import Kind, Question
from store.model.survey import Text as Languages
from store.words import Words, words_for
from store.words.language_names import own_name
from store.words.scales import labels

_SENT = (Kind.REASONS, Kind.COMMENT, Kind.CONTACT)
"""What is only answered when it is sent."""
_BESIDE = 104
"""From so many columns on, the last calls stand beside the question."""


class DeskScreen(Sheet):
    """Paints a `Desk` and gives it the keys. Posts what comes out of it: `screens.agent.messages`, and
    `Answered`, `Skipped`, `WentBack` and `LanguageChosen` of the questions. After it has answered one of
    them with a method of `desk`, the app calls `show`."""

    CSS_PATH = Path(__file__).with_name("screen.tcss")

    def __init__(self, words: Words, desk: Desk, *, shop: str = "") -> None:
        """`words` are the agent's; the caller's language is the desk's."""
        super().__init__(words)
        self.desk = desk
        self.shop = shop
        self.agent_name = ""
        self.calls: tuple[Call, ...] = ()
        self.problem = ""
        """What ails the store, in one sentence for the agent."""
        self._composed = False
        self.top = Head(id="top")
        self.form = Form(id="form")
        self.reading = Reading(id="reading")
        self.list = Calls(id="calls")
        self.key_list = KeyList(id="keys")
        self.middle = Horizontal(self.reading, self.list, self.key_list, id="middle")
        self.foot = Foot(id="foot")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.top
        yield self.form
        yield self.middle
        yield self.foot

    def on_mount(self) -> None:
        """Shows the desk as it stands."""
        self._composed = True
        self.show()

    def on_unmount(self) -> None:
        """Nothing is shown any more; what is still being written may be told all the same."""
        self._composed = False

    # What a person does.

    def on_key(self, event: events.Key) -> None:
        """Every key counts, however soon it comes."""
        event.stop()
        event.prevent_default()
        if not self.too_small:
            self.desk.press(event.key, event.character)
            self.show()

    def pasted(self, text: str) -> None:
        """Text, perhaps from a scanner, with or without an Enter at its end."""
        body = text.rstrip("\r\n")
        self.desk.paste(body)
        if body != text:
            self.desk.press("enter")
        self.show()

    def touched(self, widget: Touchable, spot: str) -> None:
        """A touch is the key that stands there."""
        self.desk.press(f"{SPEAK}{spot}" if widget is self.top else spot)
        widget.show()
        self.show()

    # What is seen.

    def show(self) -> None:
        """Tells the app what came of the keys, and paints what has changed."""
        desk = self.desk
        told, desk.out = desk.out, []
        for message in told:
            if isinstance(message, messages.Ignored):
                self.app.bell()
            else:
                self.post_message(message)
        if not self._composed:
            return
        self.top.speak(self.shop, self.words("Agent’s desk"), desk.languages, desk.language)
        self.form.speak(self._rows(), *self._typing())
        if (answering := desk.answering) is not None:
            self.reading.turn(begins_right(desk.language))
            at = None if answering.at is None else answering.spots[answering.at]
            at = "1" if answering.one else at
            self.reading.speak(self._text(answering), answering.chosen, at, answering.agreed)
        self.list.speak(self.words("Last calls"), self.calls, self.words)
        said = desk.said or (Said(self.problem, "bad") if self.problem else self._next_step())
        self.foot.speak(said, self._keys(), self.words)
        self.arrange_rows(*self.app.size)

    def _next_step(self) -> Said | None:
        """What to do, for whoever sits there for the first time."""
        if self.desk.step is Step.AGENT:
            return Said(self.words("Who is at the desk? Type your id."))
        if self.desk.step is Step.REFERENCE and not self.calls:
            return Said(self.words("Type the reference of the call, then Enter."))
        if self.desk.step is Step.AWAY:  # all that was keyed is written first
            return Said(self.words("One moment, please"))
        return None

    def _rows(self) -> tuple[Row, ...]:
        words, desk = self.words, self.desk
        return (
            Row(Step.AGENT, words("Agent"), desk.fields.agent.text, self.agent_name),
            Row(Step.TOUCHPOINT, words("Touchpoint"), desk.fields.touchpoint.text),
            Row(Step.REFERENCE, words("Reference"), desk.fields.reference.text),
        )

    def _typing(self) -> tuple[Step | None, Writing | None]:
        step = self.desk.step
        if step in (Step.QUESTION, Step.AWAY):
            return None, None
        return step, self.desk.fields.of(step)

    def _text(self, answering: Answering) -> Text:
        """The question in the caller's language; what is only for the agent in the agent's."""
        asked, question, desk = answering.asked, answering.question, self.desk
        caller = words_for(desk.language)
        i, n = asked.progress
        which = [self.words("Read aloud")]
        if n > 1:
            which = [self.words("Question {i} of {n}: read aloud", i=i, n=n)]
        spoken = [own_name(desk.language)]
        spoken = spoken if desk.language != self.words.language else []
        how = []
        if question.kind is Kind.REASONS:
            how = [self.words("several answers, then Enter")]
        elif asked.corrects and asked.value is not None and asked.value.outcome is Outcome.SKIPPED:
            how = [self.words("skipped before; Enter leaves it so")]
        elif asked.corrects:
            how = [self.words("Enter leaves it as it was")]
        above = [_joined(which + spoken + how), _joined(which + how), _joined(how or which)]
        consent = question.consent
        return Text(
            tuple(above),
            _in(question.script or question.text, desk.language),
            choices=self._choices(question, caller),
            several=question.kind is Kind.REASONS,
            row=question.scale is not None and len(labels(question, caller)) != len(question.scale.values),
            writing=answering.written if answering.types else None,
            consent=_in(consent, desk.language) if consent is not None else "",
            note=self.words("1 … or 0 now for 10; Enter takes the 1") if answering.one else "",
        )

    def _choices(self, question: Question, caller: Words) -> tuple[Choice, ...]:
        if question.scale is None:
            options = enumerate(question.options, 1)
            return tuple(Choice(o.id, str(i), _in(o.text, self.desk.language)) for i, o in options)
        values, named = question.scale.values, labels(question, caller)
        if len(named) == len(values):
            return tuple(Choice(str(v), str(v), word) for v, word in zip(values, named, strict=True))
        ends = {values[0]: named[0], values[-1]: named[-1]} if named else {}
        return tuple(Choice(str(value), str(value), ends.get(value, "")) for value in values)

    def _keys(self) -> tuple[Key, ...]:
        """Those that mean something now and are not plain to see, in the order of the bottom line."""
        desk = self.desk
        if desk.doubts:
            return keys.SURE, keys.NO
        others = (keys.LANGUAGE,) if len(desk.languages) > 1 else ()
        read = (keys.READ,) if desk.unexpected else ()
        ends = (keys.REFUSED, keys.NO_TIME, keys.DROPPED, keys.HAND_OVER, *others)
        match desk.step:
            case Step.AGENT | Step.TOUCHPOINT:
                return keys.GO_ON, keys.HELP, keys.LEAVE
            case Step.REFERENCE:
                return keys.GO_ON, *ends, keys.CORRECT, keys.BEFORE, keys.HELP, keys.LEAVE
            case Step.QUESTION if desk.asked is not None:
                question, corrects = desk.asked.question, desk.asked.corrects
                agree = (keys.AGREE,) if question.consent is not None else ()
                send = (keys.SEND_IT,) if question.kind in _SENT else ()
                skip = () if question.required else (keys.SKIP,)
                stop = (keys.STOP,) if corrects else ()
                return (
                    *read,
                    *stop,
                    *agree,
                    *send,
                    *(ends[:3] + others if corrects else ends),
                    keys.BACK,
                    *skip,
                    keys.HELP,
                )
        return ()

    # Where it stands.

    def arrange_rows(self, width: int, height: int) -> None:
        """The question or the last calls in the middle; where there is room, both, side by side."""
        asking = self.desk.asked is not None
        airy = height >= 20
        form = 3 if airy or not (asking or self.desk.help) else 1
        foot = self.foot.rows(width, height)
        top = 1 if not airy else 2 if height < 24 else 3
        middle = max(1, height - top - form - foot - (2 if airy else 0))
        self.top.styles.height = top
        self.form.styles.height = form
        if self.desk.help and self.desk.help > len(self.key_list.pages(width, middle, self.words)):
            self.desk.help = 0
        listing = self.desk.help > 0
        if listing:
            self.key_list.speak(self.words, self.desk.help - 1)
        both = asking and width >= _BESIDE and airy
        self.key_list.display = listing
        self.reading.display = asking and not listing
        self.list.display = (both or not asking) and not listing
        self.middle.styles.height = middle
        self.middle.styles.margin = (1 if airy else 0, 0, 1 if airy else 0, 0)
        self.foot.styles.height = foot


def _joined(parts: list[str]) -> str:
    return "  ·  ".join(parts)


def _in(text: Languages, language: str) -> str:
    """A survey's text in one language, in the survey's first where it lacks that."""
    return text.get(language) or next(iter(text.values()), "")
