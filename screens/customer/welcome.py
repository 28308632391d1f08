"""The screen that invites the next person, where the first question itself does not."""

from screens.customer.plain import PlainScreen
from screens.widgets.guard import Guard
from screens.widgets.notice import Line
from store.model.survey import Text
from store.words import Words, words_for


class WelcomeScreen(PlainScreen):
    """The visit begins with the touch."""

    def __init__(
        self,
        words: Words,
        *,
        line: Text | None = None,
        languages: tuple[str, ...] = (),
        shop: str = "",
        guard: Guard | None = None,
    ) -> None:
        """`line` is what the shop has to say."""
        super().__init__(words, languages=languages, shop=shop, guard=guard)
        self.line = line

    def lines(self) -> tuple[Line, ...]:
        """In every language where there are two, else in one."""
        lines = [Line(self.bottom.shop, "title"), Line("")] if self.bottom.shop else []
        languages = self.top.languages
        spoken = languages if len(languages) == 2 else (self.words.language,)
        for at, language in enumerate(sorted(spoken, key=lambda code: code != self.words.language)):
            words = words_for(language)
            lines.append(Line(words("How was it?"), "quiet" if at else "title"))
            lines.append(Line(words("Touch the screen, or press any key."), "quiet" if at else "text"))
            lines.append(Line(""))
        if self.line:
            line = self.line
            said = line.get(self.words.language) or line.get("") or next(iter(line.values()))
            lines += [Line(said), Line("")]
        return tuple(lines[:-1])
