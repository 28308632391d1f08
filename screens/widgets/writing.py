"""Text that is being typed, and where the next character goes."""

from rich.cells import cell_len

from screens.widgets.bidi import is_turned, order
from screens.widgets.wrap import harmless


class Writing:
    """Plain text of at most `longest` characters, with a caret: no selection, clipboard or undo."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.text = ""
        self.caret = 0
        """Before which character the next one goes."""

    def fill(self, text: str) -> None:
        """Replaces the text."""
        self.text = harmless(text)[: self.longest]
        self.caret = len(self.text)

    def type(self, text: str) -> None:
        """Puts typed or pasted text at the caret, cut to what there is room for."""
        text = harmless(text[: 8 * self.longest])[: self.longest - len(self.text)]
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)

    def press(self, key: str) -> bool:
        """Moves the caret or takes a character away; False for any other key."""
        before, after = self.text[: self.caret], self.text[self.caret :]
        match key:
            case "backspace" if before:
                self.text, self.caret = before[:-1] + after, self.caret - 1
            case "delete" if after:
                self.text = before + after[1:]
            case "left" if before:
                self.caret -= 1
            case "right" if after:
                self.caret += 1
            case "home":
                self.caret = 0
            case "end":
                self.caret = len(self.text)
            case "backspace" | "delete" | "left" | "right":
                pass
            case _:
                return False
        return True

    def rows(self, width: int) -> list[tuple[int, str]]:
        """Where each row begins in the text, and its characters; broken after blanks, else anywhere."""
        rows: list[tuple[int, str]] = []
        start = 0
        while True:
            end, cells = start, 0
            while end < len(self.text) and cells + cell_len(self.text[end]) <= width:
                cells += cell_len(self.text[end])
                end += 1
            if end < len(self.text):
                blank = self.text.rfind(" ", start, end)
                if blank > start:
                    end = blank + 1
            end = max(end, start + 1)
            rows.append((start, self.text[start:end]))
            if end >= len(self.text):
                break
            start = end
        if cell_len(rows[-1][1]) >= width:
            rows.append((len(self.text), ""))  # room for the caret
        return rows

    def reads_right(self, page: bool) -> bool:
        """Whether it is read from the right: by its first letter, before that as the `page` is."""
        return is_turned(self.text, page)

    def caret_cell(self, row: tuple[int, str], right: bool) -> int:
        """How many cells the caret stands from the left end of `row`; -1 is where a row that is read from the
        `right` goes on."""
        start, text = row
        at = self.caret - start
        if at >= len(text):
            return -1 if right else cell_len(text)
        before = order(text, right=right)
        return sum(cell_len(text[i]) for i in before[: before.index(at)])

    def caret_row(self, rows: list[tuple[int, str]]) -> int:
        """In which of these rows the caret stands."""
        return max(at for at, (start, _) in enumerate(rows) if start <= self.caret)
