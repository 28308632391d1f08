"""On which line of a TOML text each key stands. Only for texts that tomllib has read without an error."""

from collections.abc import Mapping

from store.model.survey_file.part import Path

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of `path`, or of the nearest table around it where it is missing; 1 for the file."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def lines_by_path(text: str) -> dict[Path, int]:
    """The line (from 1) of every key, table and array element of `text`; `()` is line 1."""
    return _Scanner(text).scan()


class _Scanner:
    """Walks through the text once. tomllib has vouched for it, so nothing is checked again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.lines: dict[Path, int] = {(): 1}
        self.counts: dict[Path, int] = {}  # of the tables in each array of tables so far

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._blank(" \t\n"):
            if self._here("[["):
                table = self._array_header()
            elif self._here("["):
                self._step(1)
                table = self._resolved(self._key())
                self.lines.setdefault(table, self.line)
                self._step(1)
            else:
                self._pair(table)
        return self.lines

    def _array_header(self) -> Path:
        self._step(2)
        *above, last = self._key()
        array = (*self._resolved(tuple(above)), last)
        index = self.counts.get(array, 0)
        self.counts[array] = index + 1
        self.lines.setdefault(array, self.line)
        self.lines[(*array, index)] = self.line
        self._step(2)
        return (*array, index)

    def _resolved(self, keys: Path) -> Path:
        """A header's keys with the index of the newest table wherever one of them is an array of tables."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _pair(self, table: Path) -> None:
        self._blank(" \t\n")
        line, keys = self.line, self._key()
        for depth in range(1, len(keys) + 1):
            self.lines.setdefault((*table, *keys[:depth]), line)
        self._step(1)  # the =
        self._value((*table, *keys))

    def _key(self) -> Path:
        keys: list[str | int] = []
        while True:
            self._blank(" \t")
            if self.text[self.at] in "\"'":
                keys.append(self._string())
            else:
                start = self.at
                while self.at < len(self.text) and self.text[self.at] in _BARE:
                    self.at += 1
                keys.append(self.text[start : self.at])
            self._blank(" \t")
            if not self._here("."):
                return tuple(keys)
            self._step(1)

    def _value(self, path: Path) -> None:
        self._blank(" \t\n")
        self.lines.setdefault(path, self.line)
        if self._here("{"):
            self._inside("}", path)
        elif self._here("["):
            self._inside("]", path)
        elif self.text[self.at] in "\"'":
            self._string()
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}\n#":
                self.at += 1

    def _inside(self, end: str, path: Path) -> None:
        self._step(1)
        index = 0
        while True:
            self._blank(" \t\n,")
            if self._here(end):
                self._step(1)
                return
            if end == "}":
                self._pair(path)
            else:
                self._value((*path, index))
                index += 1

    def _string(self) -> str:
        """Passes over a string, and gives what stands in it (escapes as they are written)."""
        quote = self.text[self.at]
        mark = quote * 3 if self._here(quote * 3) else quote
        start = self.at + len(mark)
        end = start
        while not self.text.startswith(mark, end):
            end += 2 if quote == '"' and self.text[end] == "\\" else 1
        while len(mark) == 3 and self.text.startswith(quote, end + 3):  # quotes that belong to the text
            end += 1
        self._step(end + len(mark) - self.at)
        return self.text[start:end]

    def _blank(self, blank: str) -> bool:
        """Passes over `blank` and comments; whether anything is left."""
        while self.at < len(self.text):
            if self.text[self.at] in blank:
                self._step(1)
            elif self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                return True
        return False

    def _here(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at)

    def _step(self, count: int) -> None:
        self.line += self.text.count("\n", self.at, self.at + count)
        self.at += count
