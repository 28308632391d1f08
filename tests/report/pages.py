"""What a page is made of, read by Python's own parser."""

from html.parser import HTMLParser

_EMPTY = {"meta", "br"}


class Page(HTMLParser):
    """Start tags in order, and what is wrong with the page, a sentence each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        if self._open:
            self.wrong.append(f"not closed: {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"twice the same attribute: {tag} {names}")
        if any(name.startswith("on") for name in names):
            self.wrong.append(f"a handler: {tag} {names}")
        self.tags.append((tag, dict(attrs)))
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"closed out of turn: {tag}")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "script"):
            self.text.append(data)

    def count(self, tag: str) -> int:
        """How often an element is there."""
        return sum(name == tag for name, _ in self.tags)
