"""What people wrote, all of it, newest first."""

from typing import ClassVar

from screens.operator.keys import N_, PAGE, Key, bindings
from screens.operator.page import PageScreen
from screens.operator.panels.comments import comment_rows
from screens.operator.panels.text import Piece, Row, wrap_rows
from screens.operator.screen import OperatorScreen
from screens.operator.view import Comments, CommentsWanted, Live, Told
from store.model.reader import Comment
from store.words import phrases

_KEYS = (Key("o", "o", N_("only low"), N_("Only after low scores, or all"), "low", 9), *PAGE)


class RemarksScreen(PageScreen):
    """Asks for the comments itself, and again with every new reading."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)

    def __init__(self, root: OperatorScreen) -> None:
        super().__init__(root)
        self._low = False
        self._comments: tuple[Comment, ...] | None = None

    def on_mount(self) -> None:
        """Asks for what is to be shown."""
        self.root.post_message(self.Asking(CommentsWanted(self._low)))

    def show(self, live: Live) -> None:
        """A new reading: there may be a new comment."""
        super().show(live)
        self._ask()

    def _ask(self) -> None:
        if self.built:  # before, there is nobody to show it
            self.root.post_message(self.Asking(CommentsWanted(self._low)))

    def tell(self, told: Told) -> None:
        """Takes the comments, unless they were asked for before the filter changed."""
        if isinstance(told, Comments) and told.low == self._low and told.comments != self._comments:
            self._comments = told.comments
            self.refresh_page()

    def action_low(self) -> None:
        """Only what was written after low scores, or all."""
        self._low = not self._low
        self._comments = None
        self._ask()
        self.refresh_page()

    def title_text(self) -> str:
        """What stands above."""
        words = self.pen.words
        summary = self.live.summary if self.live else None
        title = words("Comments after low scores") if self._low else words("Comments")
        return f"{title} · {phrases.commented(summary, words)}" if summary else title

    def rows(self, width: int) -> list[Row]:
        """Each comment whole."""
        summary = self.live.summary if self.live else None
        if self._comments is None or summary is None:
            return [()]
        if not self._comments:
            return wrap_rows(self.pen.words("Nobody has written anything."), width, "quiet")
        questions = {card.question.number: card.question for card in summary.cards}
        rows = comment_rows(self._comments, questions, summary.period, self.pen, width, whole=True)
        return rows or [(Piece(""),)]
