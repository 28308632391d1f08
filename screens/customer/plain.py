"""A customer's screen that asks nothing: a notice in the middle, the languages above, the shop below."""

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from screens.question.messages import LanguageChosen, OperatorCalled
from screens.widgets.bars import BottomBar, TopBar
from screens.widgets.guard import Guard
from screens.widgets.notice import Line, Notice
from screens.widgets.painted import Touchable
from screens.widgets.sheet import Sheet
from store.words import Words, words_for


class GoneOn(Message):
    """The person touched the screen, or pressed a key: on to what comes next."""


class PlainScreen(Sheet):
    """Shows `lines()`. A touch anywhere or any key posts `GoneOn`, once."""

    CSS_PATH = "plain.tcss"
    GOES_ON = True
    """Whether a touch or key means anything."""

    def __init__(
        self, words: Words, *, languages: tuple[str, ...] = (), shop: str = "", guard: Guard | None = None
    ) -> None:
        super().__init__(words, guard)
        self.top = TopBar(languages=languages, id="top")
        self.notice = Notice(id="notice")
        self.bottom = BottomBar(shop, id="bottom")
        self.gone = False

    def lines(self) -> tuple[Line, ...]:
        """What it says, in the present language."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.top
        yield self.notice
        yield self.bottom

    def on_mount(self) -> None:
        """Says it."""
        self.speak(self.words.language)

    def speak(self, language: str) -> None:
        """Says it in this language."""
        self.words = words_for(language)
        self.turn(language)
        self.top.speak(language)
        self.notice.speak(*self.lines())
        self.bottom.speak()

    def arrange_rows(self, width: int, height: int) -> None:
        """Bars with air around them where there is room."""
        tall = 2 if height >= 20 else 1
        self.top.styles.height = tall
        self.bottom.styles.height = tall

    def touched(self, widget: Touchable, spot: str) -> None:
        """A language."""
        if widget is self.top:
            self.post_message(LanguageChosen(spot))
        else:
            self.go_on()

    def on_touchable_held(self, event: Touchable.Held) -> None:
        """The shop's name was pressed for long."""
        event.stop()
        self.post_message(OperatorCalled())

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """A touch beside every widget that takes it for itself."""
        if self.guard is None or self.guard.passes("touch"):
            self.go_on()

    def typed(self, event: events.Key) -> bool:
        """Any key; `*` is the next language."""
        if event.character == "*" and len(self.top.languages) > 1:
            languages = self.top.languages
            following = languages[(languages.index(self.top.language) + 1) % len(languages)]
            self.post_message(LanguageChosen(following))
            return True
        if event.key in ("left", "right", "up", "down", "tab", "shift+tab") and len(self.top.languages) > 1:
            return False
        if event.key in ("enter", "space") and self.standing() is not None:
            return False
        self.go_on()
        return True

    def go_on(self) -> None:
        """On, once."""
        if self.GOES_ON and not self.gone and not self.too_small:
            self.gone = True
            self.post_message(GoneOn())
