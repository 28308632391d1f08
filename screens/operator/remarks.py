"""What people wrote, all of it, newest first; Enter opens the whole response."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from textual import events

from screens.operator.closer.response import ResponseScreen
from screens.operator.closer.wishes import Comments, CommentsWanted
from screens.operator.cursor import CURSOR, CursorScreen
from screens.operator.keys import BACK, LOCK, Key, bindings
from screens.operator.page import Sheet
from screens.operator.panels.comments import columns_of, comment_rows
from screens.operator.panels.text import Piece, Row, wrap_pieces, wrap_rows
from screens.operator.screen import OperatorScreen
from screens.operator.view import Reply
from screens.widgets.wrap import harmless
from store.model.comment_words import Word
from store.model.period import Period, Span
from store.model.reader import Comment
from store.model.saying import N_
from store.model.summary import Summary
from store.words import phrases

_KEYS = (
    Key("enter", "Enter", N_("open"), N_("Opens the whole response"), "open", 9),
    Key("slash", "/", N_("search"), N_("Only comments that hold what is typed"), "search", 8),
    Key("o", "o", N_("only low"), N_("Only after low scores, or all"), "low", 8),
    Key("a", "a", N_("all days"), N_("Those of all days, or of the period that is shown"), "ever", 7),
    BACK,
    LOCK,
    *CURSOR,
)
_LONGEST = 40
"""Letters of what is searched for."""
_MOST_WORDS = 12


class RemarksScreen(CursorScreen):
    """Asks for the comments itself, and again with every new reading."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)

    def __init__(self, root: OperatorScreen) -> None:
        super().__init__(root)
        self._wanted = CommentsWanted()
        self._comments: tuple[Comment, ...] | None = None
        self._more = False
        self._words: tuple[Word, ...] = ()
        self._typed: str | None = None
        self._starts: list[int] = []

    def wish(self) -> CommentsWanted:
        """The comments under this filter; there may be a new one."""
        return self._wanted

    def tell(self, told: Reply) -> None:
        """Takes the comments, unless they were asked for before the filter changed."""
        if not isinstance(told, Comments) or told.asked != self._wanted:
            return
        if (told.comments, told.more) != (self._comments, self._more):
            self._comments, self._more = told.comments, told.more
            if not told.asked.holding and not told.asked.low:
                self._words = told.words[:_MOST_WORDS]
            self.refresh_page()
            self.refresh_keys()

    @property
    def lines(self) -> int:
        """How many can be stood on."""
        return len(self._comments or ())

    def works(self, key: Key) -> bool:
        """Whether a key does anything now."""
        return bool(self._comments) if key.action == "open" else super().works(key)

    def action_low(self) -> None:
        """Only what was written after low scores, or all."""
        self._want(replace(self._wanted, low=not self._wanted.low))

    def action_ever(self) -> None:
        """Those of all days, or only of the period that is shown."""
        self._want(replace(self._wanted, ever=not self._wanted.ever))

    def action_search(self) -> None:
        """Takes what is typed from now on, up to Enter; asks whoever came by touch."""
        if self.lowest.by_touch:
            self._ask_search()
            return
        self._typed = self._wanted.holding
        self.refresh_page()

    def _ask_search(self) -> None:
        from screens.operator.acts.ask import AskScreen

        words = self.pen.words

        def take(typed: str | None) -> None:
            if typed is not None:
                self._want(replace(self._wanted, holding=typed))

        title = words("Only comments that hold what is typed")
        asks = AskScreen(
            self, title, invitation=words("Type here"), typed=self._wanted.holding, longest=_LONGEST
        )
        self.app.push_screen(asks, take)

    def action_back(self) -> None:
        """Back; from what was searched for to all of it first."""
        if self._wanted.holding:
            self._want(replace(self._wanted, holding=""))
        else:
            super().action_back()

    def action_open(self) -> None:
        """Opens the response of the comment that is stood on."""
        if self._comments and self.at < len(self._comments):
            self.open(ResponseScreen(self, self._comments[self.at].uid))

    def clicked(self, what: tuple[str, ...]) -> None:
        """A word is searched for, a comment opens."""
        match what:
            case ("word", word):
                self._want(replace(self._wanted, holding=word))
            case ("comment", uid):
                uids = [comment.uid for comment in self._comments or ()]
                if uid in uids:
                    self.at = uids.index(uid)
                    self.action_open()

    def on_key(self, event: events.Key) -> None:
        """While something is searched for, keys are letters."""
        if self._typed is None:
            return
        if event.key == "enter":
            self._want(replace(self._wanted, holding=self._typed.strip()))
        elif event.key == "escape":
            self._typed = None
        elif event.key in ("backspace", "ctrl+h"):
            self._typed = self._typed[:-1]
        elif event.character and event.character.isprintable() and len(self._typed) < _LONGEST:
            self._typed += event.character
        super().on_key(event)  # the default that is prevented
        event.stop()
        event.prevent_default()
        self.refresh_page()

    def _want(self, wanted: CommentsWanted) -> None:
        self._wanted, self._comments, self._typed = wanted, None, None
        self.at = 0
        self.ask()
        self.refresh_page()

    def title_text(self) -> str:
        """What stands above."""
        words = self.pen.words
        if self._typed is not None:
            return words("Search: {text}", text=harmless(self._typed) + "_")
        summary = self.live.summary if self.live else None
        title = words("Comments after low scores") if self._wanted.low else words("Comments")
        if self._wanted.holding:
            title += " · " + words("“{text}”", text=harmless(self._wanted.holding))
        if summary is None:
            return title
        if self._wanted != CommentsWanted():  # how many of all commented would not be about these
            if self._comments is not None:
                count = phrases.more_comments if self._more else phrases.comments
                title += " · " + count(len(self._comments), words)
        else:
            title += " · " + phrases.commented(summary, words)
        days = words("all days") if self._wanted.ever else phrases.period(summary.period, False, words)
        return f"{title} · {days}"

    def rows(self, width: int) -> list[Row]:
        """The words that many hold, then each comment whole."""
        summary = self.live.summary if self.live else None
        if self._comments is None or summary is None:
            return [()]
        if not self._comments:
            none = self.pen.words("Nobody has written anything.")
            if self._wanted.holding:
                none = self.pen.words("No comment holds that.")
            return wrap_rows(none, width, "quiet")
        rows = [] if self._wanted.holding or self._wanted.low else self._word_rows(width)
        questions = {card.question.number: card.question for card in summary.cards}
        self._starts = []
        period = self._period(summary)
        columns = columns_of(self._comments, questions, period, self.pen, width - 2)
        for i, comment in enumerate(self._comments):
            self._starts.append(len(rows))
            lines = comment_rows(
                (comment,), questions, period, self.pen, width - 2, whole=True, columns=columns
            )
            mark, blank = self.mark(i), Piece("  ")
            for j, line in enumerate(lines):
                link = ("comment", comment.uid)
                row = (blank if j else mark, *line) if line else ()
                rows.append(tuple(piece._replace(link=link) for piece in row))
        if self._more:
            rows += wrap_rows(self._where_older_ones_are(len(self._comments)), width, "quiet")
        return rows

    def _where_older_ones_are(self, shown: int) -> str:
        words, n = self.pen.words, self.pen.words.count(shown)
        if self._wanted.ever:
            return words(
                "These are the newest {n}. A search finds older ones, or the period they are of.", n=n
            )
        return words("These are the newest {n}. Choose a shorter period to see older ones.", n=n)

    def _period(self, summary: Summary) -> Period:
        """The days that the comments may be of."""
        if not self._wanted.ever or not self._comments:
            return summary.period
        oldest = datetime.fromtimestamp(self._comments[-1].at_ms / 1000, self.pen.zone).date()
        return Period(Span.DATES, oldest, max(oldest, summary.period.last))

    def _word_rows(self, width: int) -> list[Row]:
        """'Of 31 comments: waiting 9 · staff 5', each word to click."""
        if not self._words or self._comments is None:
            return []
        heading = phrases.of_comments(len(self._comments), self.pen.words, newest=self._more)
        pieces = [Piece(heading, "quiet")]
        for i, word in enumerate(self._words):
            link = ("word", word.text)
            pieces += [Piece(" · " if i else " ", "quiet")]
            pieces += [Piece(harmless(word.text).replace(" ", "\u00a0"), "strong", link)]
            pieces += [Piece(f"\u00a0{word.comments}", "quiet", link)]
        return [*wrap_pieces(pieces, width), ()]

    def _into_sight(self) -> None:
        sheet = self.query_one(Sheet)
        if not self._starts or self.at >= len(self._starts):
            return
        y, top = self._starts[self.at] + 1, round(sheet.scroll_y)
        after = self._starts[self.at + 1] if self.at + 1 < len(self._starts) else y + 2
        if self.at == 0:
            sheet.scroll_to(y=0, animate=False)
        elif y < top + 1:
            sheet.scroll_to(y=y - 1, animate=False)
        elif after + 1 > top + sheet.size.height:
            sheet.scroll_to(y=min(y - 1, after + 1 - sheet.size.height), animate=False)
