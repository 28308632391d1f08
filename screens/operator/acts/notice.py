"""Something to be read once: what became of what was done, where that does not fit into a line."""

from screens.operator.page import PageScreen
from screens.operator.panels.text import Row, wrap_rows
from screens.operator.screen import OperatorScreen


class NoticeScreen(PageScreen):
    """Paragraphs; Escape goes back."""

    def __init__(self, root: OperatorScreen, title: str, *paragraphs: str, look: str = "") -> None:
        super().__init__(root)
        self.title_words = title
        self.paragraphs = paragraphs
        self.look = look

    def title_text(self) -> str:
        """What stands above."""
        return self.title_words

    def rows(self, width: int) -> list[Row]:
        """The paragraphs."""
        rows: list[Row] = []
        for paragraph in self.paragraphs:
            rows += wrap_rows(paragraph, width, self.look)
        return rows
